import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { changedRow, changeObjects } from '../../shared/adObject/changes';
import { adSetKind } from './kind';
import { explained } from './metaAnswers';
import { optionsIn, unusable } from './unusable';
import { updateForm } from './updateForm';
import { decideUpdate, updateProblem } from './wantedValues';

export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an ad set',
	description: 'Change an ad set. Only what differs is sent, and read back afterwards. Of its targeting only the parts you add are replaced.',
	effect: 'write',
	form: updateForm,
	rule: updateProblem,
	perform: together(
		async (session, params) => {
			const account = await session.account(params.adAccount);
			return {
				id: params.adSet,
				account,
				validateOnly: params.options.validateOnly || session.dryRun,
				decide: decideUpdate(params, account, session.now()),
				method: 'POST' as const,
				exact: true,
				names: { account: account.id, options: optionsIn(params.targeting) },
			};
		},
		async (session, changes) => explained(await changeObjects(session, adSetKind, changes, changedRow(adSetKind))),
		async (session, changes) => await unusable(session, changes.map(({ names }) => names)),
	),
});
