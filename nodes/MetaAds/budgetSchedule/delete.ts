import type { IDataObject } from 'n8n-workflow';

import { scheduleFields } from '../../meta/budgetSchedules';
import { idOf } from '../../shared/reading/cells';
import { asKindProblem } from '../../shared/adObject/target';
import { field, rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { changeAll } from '../../shared/graph/writes/changeAll';
import { existing } from '../../shared/lists';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { objectId } from '../../shared/node/pickers/ids';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { row } from './schedule';

const scheduleField = field(
	{
		displayName: 'Budget Schedule ID',
		name: 'budgetSchedule',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 3201000000000001',
		description: 'The ID that Budget Schedule → Get Many gives',
	},
	objectId,
);

const form = formOf(
	adAccountLocator,
	scheduleField,
	optionsField(
		rewordField(validateOnlyOption, { description: 'Whether to only look the schedule up, without deleting it' }),
	),
);

const kind = {
	noun: 'budget schedule',
	locator: scheduleField,
	whereIsTheId: 'Enter the id that Budget Schedule → Get Many gives.',
};

const ownerUnknown = new InputProblem(
	['budgetSchedule'],
	'lies on something that Meta did not name',
	'Nothing was changed. Run the step again.',
);

/**
 * What the schedule lies on, checked to be of this account: a schedule tells no account of its own.
 *
 * @throws InputProblem or GraphFailure
 */
async function ownerOf(session: Session, read: GraphRequest, account: string): Promise<GraphObject> {
	const { answer, failure } = await session.graph.sendOne(read);
	if (failure) throw asKindProblem(kind, failure);
	const path = idOf((answer.body as GraphObject).ad_object_id);
	if (path === null) throw ownerUnknown;
	const params = { fields: 'id,account_id,name,daily_budget' };
	const owner = (await session.graph.send({ method: 'GET', path, params, effect: 'read', account }))
		.body as GraphObject;
	const of = idOf(owner.account_id);
	if (of === null) throw ownerUnknown;
	if (`act_${of}` === account) return owner;
	const advice = `It is of act_${of}: choose that ad account, or another schedule.`;
	throw new InputProblem(['budgetSchedule'], 'belongs to another ad account than the chosen one', advice);
}

async function deleteSchedule(session: Session, params: ParamsIn<typeof form>): Promise<IDataObject> {
	const account = await session.account(params.adAccount);
	const { budgetSchedule: id } = params;
	const target = { path: id, account: account.id };
	const read = { ...target, method: 'GET', params: { fields: fieldList(scheduleFields) }, effect: 'read' } as const;
	const owner = await ownerOf(session, read, account.id);
	const validateOnly = params.options.validateOnly || session.dryRun;
	const [ending] = await changeAll(
		session.graph,
		[
			{
				id,
				read,
				goneIsDone: true,
				plan: () => ({
					write: { ...target, method: 'DELETE', effect: 'set' },
					unproven: () => ['deletion'],
				}),
			},
		],
		{ wait: session.wait, validateOnly, askMeta: false },
	);
	const end = existing(ending, 'the ending of a deletion');
	if (end.failure) throw end.failure;
	const { startTime, endTime, objectId: of } = row(end.before, owner, account, session.now());
	const outcome = { id, deleted: !validateOnly, changed: end.changed, objectId: of, startTime, endTime };
	const note = 'The budget schedule exists and would be deleted. Nothing was changed.';
	return { ...outcome, accountId: account.id, ...(validateOnly ? { validated: true, note } : {}) };
}

export const deleteOne = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a budget schedule',
	description: 'Delete a budget schedule. From then on only the daily budget applies.',
	effect: 'write',
	form,
	perform: eachItem(async (session, params) => [{ json: await deleteSchedule(session, params) }]),
});
