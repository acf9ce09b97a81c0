import { uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { activityFields, activityRow, mainActivityColumns } from '../../meta/activityLog/row';
import { DAY_SECONDS } from '../../shared/durations';
import { instantOf, secondOf } from '../../shared/reading/instants';
import { collection } from '../../shared/form/collections';
import { field, mayBeEmpty } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choices, moment } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { instantAt } from '../../shared/node/session/accountValues';
import { allColumnsOption, limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { objectId } from '../../shared/node/pickers/ids';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import type { AdActivityCategory } from '../../shared/spec';

/** Kinds of changes, as the activities edge takes them (spec object AdActivity). */
const activityCategories = [
	{ name: 'Account', value: 'ACCOUNT' },
	{ name: 'Ad', value: 'AD' },
	{ name: 'Ad Set', value: 'AD_SET' },
	{ name: 'Audience', value: 'AUDIENCE' },
	{ name: 'Bid', value: 'BID' },
	{ name: 'Budget', value: 'BUDGET' },
	{ name: 'Campaign', value: 'CAMPAIGN' },
	{ name: 'Keywords', value: 'AD_KEYWORDS' },
	{ name: 'Schedule', value: 'DATE' },
	{ name: 'Status', value: 'STATUS' },
	{ name: 'Targeting', value: 'TARGETING' },
] as const satisfies ReadonlyArray<{ name: string; value: AdActivityCategory }>;

const DAYS = 7;

/** “Until now” asks a minute further, so that what has just happened is not lost to the difference of two clocks. */
const CLOCK_SLACK = 60;

const filtersField = collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
	choices({
		displayName: 'Categories',
		name: 'categories',
		options: activityCategories,
		default: [],
		description: 'Only changes of these kinds',
	}),
	field(
		{
			displayName: 'Object ID',
			name: 'objectId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 120210000000000',
			description: 'Only changes of the campaign, ad set or ad with this ID',
		},
		objectId,
	),
	mayBeEmpty(
		moment({
			displayName: 'Since',
			name: 'since',
			description:
				'In the ad account’s time zone, unless the value has a time zone of its own. Without it, the seven days before Until.',
		}),
	),
	mayBeEmpty(
		moment({
			displayName: 'Until',
			name: 'until',
			description:
				'In the ad account’s time zone, unless the value has a time zone of its own. A date alone means the end of that day.',
		}),
	),
]);

const form = formOf(adAccountLocator, ...limitFields, filtersField, ...outputFields, optionsField(allColumnsOption));

type Filters = ParamsIn<typeof form>['filters'];

/**
 * The account's log of changes, by people, rules and other tools. It can come late, and entries can be missing although
 * Ads Manager shows them (facebook-python-business-sdk, issue 296). So silence does not prove that nothing changed.
 */
export const getActivities = defineOperation({
	value: 'getActivities',
	name: 'Get Activity History',
	action: 'Get activity history of an ad account',
	description: 'Get who changed what in an ad account. Entries can come late or be missing.',
	effect: 'read',
	mainColumns: mainActivityColumns,
	form,
	perform: eachItem(async (session, params) => {
		const account = await session.account(params.adAccount);
		const entries = await readEntries(session, account, params.filters, mostRows(params));
		return entries.map((entry) => ({ json: params.simplify ? activityRow(entry, account) : (entry as IDataObject) }));
	}),
});

/** Newest first. Meta takes one category at a time, so several are read one after the other and sorted together. */
async function readEntries(
	session: Session,
	account: AccountFacts,
	filters: Filters,
	most: number,
): Promise<GraphObject[]> {
	const range = rangeOf(session, account, filters);
	const read = async (category?: string): Promise<GraphObject[]> => {
		const params = { fields: fieldList(activityFields), ...range, category, oid: filters.objectId };
		const path = `${account.id}/activities`;
		return await readRows(session.graph, { method: 'GET', path, params, effect: 'read', account: account.id }, most);
	};
	const categories = filters.categories ?? [];
	if (categories.length === 0) return await read();
	if (categories.length === 1) return await read(categories[0]);
	const lists: GraphObject[][] = [];
	for (const category of categories) lists.push(await read(category));
	// One entry can stand in several categories; Meta gives them no ID.
	return uniqBy(lists.flat(), (entry) => JSON.stringify(entry))
		.sort(newestFirst)
		.slice(0, most === Infinity ? undefined : most);
}

/** A time that cannot be read stands last. */
const newestFirst = (one: GraphObject, other: GraphObject): number =>
	(instantOf(other.event_time) ?? 0) - (instantOf(one.event_time) ?? 0);

/**
 * The range to ask for, always in full: without one Meta shows a short window of its own choosing. In UNIX seconds, which
 * name one instant whatever zone a reader assumes.
 */
function rangeOf(session: Session, account: AccountFacts, { since, until }: Filters): { since: number; until: number } {
	const seconds = (field: 'since' | 'until', value: string): number =>
		secondOf(instantAt(['filters', field], value, account, field === 'until' ? 'end' : 'start'));
	const now = secondOf(session.graph.serverTime() ?? session.now());
	const end = until === undefined ? now + CLOCK_SLACK : seconds('until', until);
	const start = since === undefined ? end - DAYS * DAY_SECONDS : seconds('since', since);
	if (start < end) return { since: start, until: end };
	const advice = until === undefined ? 'Choose a time in the past.' : 'Choose a Since that lies before Until.';
	throw new InputProblem(['filters', 'since'], 'is not before Until', advice);
}
