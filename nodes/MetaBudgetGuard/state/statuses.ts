import type { OwnStatus } from '../../meta/activityLog/statusChanges';
import { isItselfOffForHours, labelsParam, offReasons } from '../../meta/marks/marks';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import type { Family, Marking } from './family';

/** Whether something is switched on itself, as a value that guards reckon with. */
export const ON = 1n;
export const OFF = 0n;

const values: Readonly<Record<string, bigint>> = { ACTIVE: ON, PAUSED: OFF };

/** What the log's reader calls it. */
export const ownStatusOf = (object: GraphObject): OwnStatus | null => {
	const value = values[String(object.status)] ?? null;
	return value === null ? null : value === ON ? 'on' : 'off';
};

/** What is off for its hours alone counts as on: a stop adds its reason, and they do not switch it on again. */
const valueOf = (object: GraphObject): bigint | null =>
	isItselfOffForHours(object) ? ON : (values[String(object.status)] ?? null);

/** A stop and its taking back, with the marks that say so; within its hours or not, what its hours say stays. */
function markedStatus(value: bigint, { current, labels }: Marking): GraphParams {
	const stays = value === ON && offReasons(current).has('hours');
	const status = value === ON && !stays ? 'ACTIVE' : 'PAUSED';
	return { status, adlabels: labelsParam(labels) };
}

/** Campaigns and ad sets, switched on or paused. */
export const statuses: Family = {
	noun: 'status',
	addsUp: false,
	locate(namedObject, adSet, campaign) {
		const value = valueOf(adSet ?? campaign);
		return value === null ? { absent: 'It is archived or deleted.' } : { on: namedObject, lever: 'status', value };
	},
	valueOf,
	params: (_lever, value, marking) =>
		marking === undefined ? { status: value === ON ? 'ACTIVE' : 'PAUSED' } : markedStatus(value, marking),
	events: new Set(['update_ad_set_run_status', 'update_campaign_run_status']),
	// Read as changes of several entries each (see `changeLog`).
	logged: () => 'nothing',
};
