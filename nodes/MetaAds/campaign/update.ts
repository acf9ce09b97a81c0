import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { campaignKind } from './kind';
import { updateForm } from './updateForm';
import { decideUpdate, updateProblem, wantedOf } from './wantedValues';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a campaign',
	description: 'Change a campaign. Only what differs is sent, and read back afterwards.',
	effect: 'write',
	form: updateForm,
	rule: ({ updateFields }) => updateProblem(updateFields),
	perform: together(
		async (session, { adAccount, campaign, updateFields, options }) => {
			const account = await session.account(adAccount);
			const wanted = wantedOf(updateFields, account);
			return {
				id: campaign,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decideUpdate(wanted, options.allowLargeChange),
				method: 'POST' as const,
				exact: true,
			};
		},
		async (session, changes) => await changeObjects(session, campaignKind, changes, changedRow(campaignKind)),
	),
});
