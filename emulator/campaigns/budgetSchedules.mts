import { HighDemandPeriod as SdkHighDemandPeriod } from 'facebook-nodejs-business-sdk';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { define, type Readers } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import type { AdSet, Campaign } from '../world/adObjectModel.mts';
import type { HighDemandPeriod } from './highDemandPeriod.mts';
import { createPeriod, deletePeriod } from './periodWrites.mts';

const periodFields: Readers<HighDemandPeriod> = {
	id: (period) => period.id,
	ad_object_id: (period) => period.ownerId,
	budget_value: (period) => period.budgetValue,
	budget_value_type: (period) => period.budgetValueType,
	recurrence_type: () => 'ONE_TIME',
	time_start: (period) => graphTime(period.timeStart, period.account.timeZone),
	time_end: (period) => graphTime(period.timeEnd, period.account.timeZone),
};

const periodType = define('HighDemandPeriod', {
	sdkFields: SdkHighDemandPeriod.Fields,
	// What comes without `fields` is not documented (UNCONFIRMED 23).
	defaults: ['budget_value', 'budget_value_type', 'time_start', 'time_end'],
	readers: periodFields,
});

/** `time_start` leaves out what has ended by then, `time_stop` what begins later (Meta: marketing-api/reference/ad-campaign/budget_schedules). */
const budgetSchedules = edge<'Campaign' | 'AdSet'>(
	{ to: 'HighDemandPeriod', order: 'oldest', isAds: true },
	(owner, { world, params }) => {
		const from = params.integer('time_start') ?? 0;
		const until = params.integer('time_stop') ?? Number.POSITIVE_INFINITY;
		return world
			.all('HighDemandPeriod')
			.filter(
				(period) => period.ownerId === owner.id && period.timeEnd > from * 1000 && period.timeStart < until * 1000,
			);
	},
);

/** Whether the object has periods at all (spec objects Campaign and AdSet: `is_budget_schedule_enabled`). */
export const hasSchedule: Readers<Campaign | AdSet>[string] = (owner, world) =>
	world.all('HighDemandPeriod').some((period) => period.ownerId === owner.id);

export const budgetScheduleDomain = {
	types: { HighDemandPeriod: periodType },
	edges: { Campaign: { budget_schedules: budgetSchedules }, AdSet: { budget_schedules: budgetSchedules } },
	writes: {
		Campaign: { 'POST budget_schedules': createPeriod },
		AdSet: { 'POST budget_schedules': createPeriod },
		HighDemandPeriod: { 'DELETE ': deletePeriod },
	},
	firstIds: { HighDemandPeriod: 3201000000000001n },
} satisfies Domain;
