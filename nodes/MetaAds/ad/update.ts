import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { adKind } from './kind';
import { updateForm } from './updateForm';
import { decideUpdate, updateProblem } from './wantedValues';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an ad',
	description: 'Change an ad. Only what differs is sent, and read back afterwards. Another creative sends the ad to review again.',
	effect: 'write',
	form: updateForm,
	rule: ({ updateFields }) => updateProblem(updateFields),
	perform: together(
		async (session, { adAccount, ad, updateFields, options }) => {
			const account = await session.account(adAccount);
			return {
				id: ad,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decideUpdate(updateFields, account),
				method: 'POST' as const,
				exact: true,
			};
		},
		async (session, changes) => await changeObjects(session, adKind, changes, changedRow(adKind)),
	),
});
