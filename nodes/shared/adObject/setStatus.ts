import { renameField } from '../form/field';
import { formOf } from '../form/form';
import { together } from '../node/bulk';
import { optionsField, validateOnlyOption } from '../node/commonFields';
import { adAccountLocator } from '../node/pickers/locators';
import { defineOperation, type Operation } from '../node/operation';
import { changedRow, changeObjects } from './change/changes';
import type { AdObjectKind } from './kind';
import { wantedStatus } from './change/wanted';

/** The form of an operation on one object: the account, the object, whether only to check. */
export const targetForm = (kind: AdObjectKind, validateOnly = validateOnlyOption) =>
	formOf(adAccountLocator, renameField('id', kind.locator), optionsField(validateOnly));

export const pauseOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'pause',
		name: 'Pause',
		action,
		description,
		effect: 'write',
		stopsSpend: true,
		form: targetForm(kind),
		perform: together(
			async (session, { adAccount, id, options: { validateOnly } }) => ({
				id,
				account: await session.account(adAccount),
				validateOnly: validateOnly || session.dryRun,
				decide: () => [wantedStatus('PAUSED')],
				method: 'POST' as const,
			}),
			async (session, changes) => await changeObjects(session, kind, changes, changedRow(kind)),
		),
	});
