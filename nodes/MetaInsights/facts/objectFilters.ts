import type { GraphFilter } from '../../shared/filtering';
import type { ReportLevel } from './levels';
import { allStatuses } from './statuses';

/** What a campaign, ad set or ad is, whatever it delivered. Not complete: what is missing here only costs calls. */
const properties = [
	...[
		'id',
		'name',
		'status',
		'effective_status',
		'configured_status',
		'objective',
		'buying_type',
		'bid_strategy',
		'optimization_goal',
		'billing_event',
	],
	...['created_time', 'updated_time', 'start_time', 'end_time', 'stop_time'],
];

const ofObject = new RegExp(`^(campaign|adset|ad)[._](${properties.join('|')})$`);

/**
 * Whether a filter chooses objects, and with that means the same at every level and for every length of time. One by a
 * number, a breakdown's value or a type of action is about single rows: an ad that spent little can belong to a campaign
 * that spent much.
 */
export const isAboutObjects = ({ field }: GraphFilter): boolean => ofObject.test(field);

const isAboutStatus = ({ field }: GraphFilter): boolean => /status$/.test(field);

/**
 * The filters of a search for objects of a level. A report that names states may hold what archived and deleted parents
 * contain, and Meta shows those parents only when their own states are named too.
 */
export function searchFilters(filters: readonly GraphFilter[], level: ReportLevel): GraphFilter[] {
	const objectFilters = filters.filter(isAboutObjects);
	return objectFilters.some(isAboutStatus)
		? [...objectFilters, { field: `${level}.effective_status`, operator: 'IN', value: allStatuses(level) }]
		: objectFilters;
}
