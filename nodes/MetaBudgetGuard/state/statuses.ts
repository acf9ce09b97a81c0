import type { OwnStatus } from '../../meta/activityLog/statusChanges';
import type { GraphObject } from '../../shared/graph/object';
import type { Family } from './family';

/** Whether something is switched on itself, as a value that guards reckon with. */
export const ON = 1n;
export const OFF = 0n;

const values: Readonly<Record<string, bigint>> = { ACTIVE: ON, PAUSED: OFF };

/** What the log's reader calls it. */
export const ownStatusOf = (object: GraphObject): OwnStatus | null => {
	const value = valueOf(object);
	return value === null ? null : value === ON ? 'on' : 'off';
};

const valueOf = ({ status }: GraphObject): bigint | null => values[String(status)] ?? null;

/** Campaigns and ad sets, switched on or paused. */
export const statuses: Family = {
	noun: 'status',
	addsUp: false,
	locate(namedObject, adSet, campaign) {
		const value = valueOf(adSet ?? campaign);
		return value === null ? { absent: 'It is archived or deleted.' } : { on: namedObject, lever: 'status', value };
	},
	valueOf,
	params: (_lever, value) => ({ status: value === ON ? 'ACTIVE' : 'PAUSED' }),
	events: new Set(['update_ad_set_run_status', 'update_campaign_run_status']),
	// Read as changes of several entries each (see `changeLog`).
	logged: () => 'nothing',
};
