import { z } from 'zod';

import { together } from '../node/bulk';
import { optionsField, optionsParams, validateOnlyOption } from '../node/commonFields';
import { adAccountId, adAccountLocator, objectId } from '../node/locators';
import { defineOperation, type Operation } from '../node/operation';
import { changedRow, changeObjects } from './changes';
import type { AdObjectKind } from './kind';
import { wantedStatus } from './wanted';

/** Parameters of an operation on one object: the account, the object under its locator's name, whether only to check. */
export const targetParams = ({ locator }: AdObjectKind) =>
	z
		.object({ adAccount: adAccountId, [locator.name]: objectId, options: optionsParams({ validateOnly: z.boolean().default(false) }) })
		.transform((params) => ({
			adAccount: params.adAccount as string,
			id: params[locator.name] as string,
			validateOnly: (params.options as { validateOnly: boolean }).validateOnly,
		}));

type Texts = Pick<Operation, 'value' | 'name' | 'action' | 'description'>;

const statusOperation = (kind: AdObjectKind, status: 'ACTIVE' | 'PAUSED', texts: Texts): Operation =>
	defineOperation({
		...texts,
		effect: 'write',
		fields: [adAccountLocator, kind.locator, optionsField(validateOnlyOption)],
		params: targetParams(kind),
		perform: together(
			async (session, { adAccount, id, validateOnly }) => ({
				id,
				account: await session.account(adAccount),
				validateOnly: validateOnly || session.dryRun,
				decide: () => [wantedStatus(status)],
				method: 'POST' as const,
			}),
			async (session, changes) => await changeObjects(session, kind, changes, changedRow(kind)),
		),
	});

export const activateOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	statusOperation(kind, 'ACTIVE', { value: 'activate', name: 'Activate', action, description });

export const pauseOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	statusOperation(kind, 'PAUSED', { value: 'pause', name: 'Pause', action, description });
