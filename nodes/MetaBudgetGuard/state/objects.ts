import { chunk, uniqBy } from 'lodash';

import { asKindProblem, ownershipProblem } from '../../shared/adObject/target';
import type { AdObjectIdentity } from '../../shared/adObject/kind';
import { labelNames } from '../../shared/adObject/change/wanted';
import { asHoursLeaveThem } from '../../meta/hours/restingRows';
import { adSetIdentity, campaignIdentity } from '../../meta/kinds';
import { readRows, LARGE_PAGE } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { readStates, type State, type StateRead } from '../../shared/graph/states';
import { existing, pairLists } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';

/** What an item names. */
export interface NamedObject {
	readonly kind: 'campaign' | 'adSet';
	readonly id: string;
}

const budgetFields = ['daily_budget', 'lifetime_budget', 'budget_remaining', 'is_budget_schedule_enabled'];

const campaignFields = [
	'id',
	'account_id',
	'name',
	'objective',
	'status',
	'effective_status',
	...budgetFields,
	'bid_strategy',
	'start_time',
	'stop_time',
	'created_time',
	'updated_time',
	'adlabels',
];

/**
 * `optimization_goal` and `objective` are there because only ad sets and campaigns have them: an id of another kind is
 * refused.
 */
export const guardAdSetFields = [
	...[
		'id',
		'account_id',
		'name',
		'optimization_goal',
		'status',
		'effective_status',
		...budgetFields,
		'bid_strategy',
		'bid_amount',
		'bid_constraints',
	],
	...[
		'start_time',
		'end_time',
		'created_time',
		'updated_time',
		'learning_stage_info',
		'adlabels',
		'campaign_id',
		`campaign{${campaignFields.join(',')}}`,
	],
];

const kinds: Readonly<
	Record<NamedObject['kind'], { readonly kind: AdObjectIdentity; readonly fields: readonly string[] }>
> = {
	campaign: { kind: campaignIdentity, fields: campaignFields },
	adSet: { kind: adSetIdentity, fields: guardAdSetFields },
};

/** Reads one object, by itself or with others of its kind by their list. */
export function objectRead({ kind, id }: NamedObject, account: string): StateRead {
	const { kind: adObject, fields } = kinds[kind];
	const read: GraphRequest = {
		method: 'GET',
		path: id,
		params: { fields: fieldList(fields) },
		effect: 'read',
		account,
	};
	return { id, read, edge: `${account}/${adObject.edge}` };
}

/** Reads all named objects, each checked to be of its kind and of this account. */
export async function readNamed(
	session: Session,
	namedObjects: readonly NamedObject[],
	account: string,
	keptToHours: boolean,
): Promise<Array<GraphObject | Error>> {
	const { graph } = session;
	const unique = uniqBy(namedObjects, keyOf);
	const states = await readStates(
		graph,
		unique.map((one) => objectRead(one, account)),
	);
	const objectsByKey = new Map(
		pairLists(unique, states).map(([one, state]) => [keyOf(one), objectIn(state, one, account)]),
	);
	const read = namedObjects.map((one) => existing(objectsByKey.get(keyOf(one)), 'an object that was read'));
	const objects = read.filter((one): one is GraphObject => !(one instanceof Error));
	const resting = await asHoursLeaveThem(session, account, objects, keptToHours);
	const restingOf = new Map(pairLists(objects, resting));
	return read.map((one) =>
		one instanceof Error ? one : existing(restingOf.get(one), 'an object as its hours leave it'),
	);
}

/** The object, checked to be of its kind and of this account. */
function objectIn(state: State, { kind: name }: NamedObject, account: string): GraphObject | Error {
	const { kind } = kinds[name];
	if (state.failure) return asKindProblem(kind, state.failure);
	const object = state.answer.body as GraphObject;
	return ownershipProblem(kind, object, account) ?? object;
}

const keyOf = ({ kind, id }: NamedObject): string => `${kind} ${id}`;

/** Ids in one filter, as in other lists. */
export const LIST_SIZE = 100;

/** The ad sets below some campaigns: their learning phases, whether they are protected, what the log tells of them. */
export async function adSetsBelow(
	session: Session,
	campaigns: readonly string[],
	account: string,
	keptToHours = false,
): Promise<GraphObject[]> {
	const { graph } = session;
	const rows: GraphObject[] = [];
	const fields = fieldList([
		'id',
		'name',
		'campaign_id',
		'campaign{id,status,adlabels,created_time}',
		'created_time',
		'status',
		'effective_status',
		'learning_stage_info',
		'adlabels',
		'start_time',
		'end_time',
	]);
	for (const some of chunk(campaigns, LIST_SIZE)) {
		const params = { fields, filtering: [{ field: 'campaign.id', operator: 'IN', value: some }] };
		const request = { method: 'GET', path: `${account}/adsets`, params, effect: 'read', account } as const;
		rows.push(...(await readRows(graph, request, Infinity, LARGE_PAGE)));
	}
	return await asHoursLeaveThem(session, account, rows, keptToHours);
}

/** Names, ids and labels an object goes by. */
export const objectNamesOf = (object: GraphObject | null): string[] =>
	object === null ? [] : [String(object.id), String(object.name ?? ''), ...labelNames(object.adlabels)];
