import { textCell } from '../reading/cells';
import { rewordField } from '../form/field';
import { together } from '../node/bulk';
import { validateOnlyOption } from '../node/commonFields';
import { defineOperation, type Operation } from '../node/operation';
import { changeObjects } from './change/changes';
import type { AdObjectKind } from './kind';
import { targetForm } from './targetForm';
import { wantedStatus } from './change/wanted';

export const deleteOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'delete',
		name: 'Delete',
		action,
		description,
		effect: 'write',
		stopsSpend: true,
		// Meta has no check without effect for deletes: the object is only read then.
		form: targetForm(
			kind,
			rewordField(validateOnlyOption, { description: 'Whether to only look it up, without deleting it' }),
		),
		perform: together(
			async (session, { adAccount, id, options: { validateOnly } }) => ({
				id,
				account: await session.account(adAccount),
				validateOnly: validateOnly || session.dryRun,
				decide: () => [wantedStatus('DELETED')],
				method: 'DELETE' as const,
			}),
			async (session, changes) =>
				await changeObjects(session, kind, changes, ({ id, account, validateOnly }, { before, changed }) => ({
					id,
					name: textCell(before.name) ?? '',
					deleted: !validateOnly,
					changed,
					accountId: account.id,
					...(validateOnly
						? { validated: true, note: `The ${kind.noun} exists and would be deleted. Nothing was changed.` }
						: {}),
				})),
		),
	});
