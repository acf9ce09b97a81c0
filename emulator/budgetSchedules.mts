import { edge } from './edge.mts';
import { graphTime } from './clock.mts';
import type { Account, AdSet, Campaign } from './model.mts';
import type { Readers } from './nodeType.mts';

/** A period with a raised budget (spec object HighDemandPeriod; Meta: marketing-api/reference/ad-campaign/budget_schedules). */
export interface HighDemandPeriod {
	kind: 'HighDemandPeriod';
	id: string;
	account: Account;
	/** The campaign or ad set it belongs to. */
	ownerId: string;
	/** Minor units to add, or percent to raise by ("140 could be $140 or 140%"). */
	budgetValue: number;
	budgetValueType: 'ABSOLUTE' | 'MULTIPLIER';
	timeStart: number;
	timeEnd: number;
}

export const periodFields: Readers<HighDemandPeriod> = {
	id: (period) => period.id,
	ad_object_id: (period) => period.ownerId,
	budget_value: (period) => period.budgetValue,
	budget_value_type: (period) => period.budgetValueType,
	recurrence_type: () => 'ONE_TIME',
	time_start: (period) => graphTime(period.timeStart, period.account.timeZone),
	time_end: (period) => graphTime(period.timeEnd, period.account.timeZone),
};

/** `time_start` leaves out what has ended by then, `time_stop` what begins later (same page). */
export const budgetSchedules = edge<'Campaign' | 'AdSet'>(
	{ to: 'HighDemandPeriod', order: 'oldest', isAds: true },
	(owner, { world, params }) => {
		const from = params.integer('time_start') ?? 0;
		const until = params.integer('time_stop') ?? Number.POSITIVE_INFINITY;
		return world
			.all('HighDemandPeriod')
			.filter((period) => period.ownerId === owner.id && period.timeEnd > from * 1000 && period.timeStart < until * 1000);
	},
);

/** Whether the object has periods at all (spec objects Campaign and AdSet: `is_budget_schedule_enabled`). */
export const hasSchedule: Readers<Campaign | AdSet>[string] = (owner, world) =>
	world.all('HighDemandPeriod').some((period) => period.ownerId === owner.id);
