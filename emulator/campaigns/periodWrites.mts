import type { WriteCall } from '../graph/handlers/write.mts';
import { parameterError, ruleError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import type { AdSet, Campaign } from '../world/adObjectModel.mts';
import type { World } from '../world/world.mts';
import type { HighDemandPeriod } from './highDemandPeriod.mts';

const SUCCESS = { success: true };
/** Meta: graph-api/reference/high-demand-period and marketing-api/reference/ad-campaign/budget_schedules. */
const SHORTEST = 3 * 3_600_000;
const MOST_PERIODS = 50;
const MOST_TIMES = 8;

const QUARTER = 900_000;

// Other subcodes: UNCONFIRMED 93.
const wrong = (text: string, blame: string, subcode?: number) => ruleError('Budget schedule', text, blame, subcode);

/**
 * Quarter hours, no start in the past, no overlap, three hours (subcode 3858094), not beyond the campaign's end (3858090):
 * as clients in production found them (third party: campaign-rule-tz.util.ts and campaign-rule executor of a NestJS client).
 */
function moments(
	params: Params,
	owner: Campaign | AdSet,
	world: World,
): Pick<HighDemandPeriod, 'timeStart' | 'timeEnd'> {
	const now = world.clock.now();
	const [start, end] = [params.integer('time_start') ?? 0, params.integer('time_end') ?? 0].map((at) => at * 1_000);
	const [timeStart, timeEnd] = [start ?? 0, end ?? 0];
	for (const [at, name] of [
		[timeStart, 'time_start'],
		[timeEnd, 'time_end'],
	] as const) {
		if (at % QUARTER !== 0) throw wrong('A time period begins and ends at a quarter of an hour.', name);
	}
	if (timeEnd <= now) throw wrong('The end of the time period must be in the future.', 'time_end');
	if (timeStart < now) throw wrong('The start of the time period has passed already.', 'time_start');
	if (timeEnd - timeStart < SHORTEST) {
		throw wrong('Enter a time period of at least 3 hours.', 'time_end', 3858094);
	}
	const stop = owner.kind === 'Campaign' ? owner.stopTime : owner.endTime;
	if (stop !== undefined && timeEnd > stop) {
		throw wrong('The time period ends after its campaign or ad set.', 'time_end', 3858090);
	}
	const meets = world
		.all('HighDemandPeriod')
		.some((other) => other.ownerId === owner.id && other.timeStart < timeEnd && other.timeEnd > timeStart);
	if (meets) throw wrong('Time periods must not overlap.', 'time_start');
	return { timeStart, timeEnd };
}

/** `POST /{campaign|ad set}/budget_schedules`. */
export function createPeriod({ world, params }: WriteCall, owner: Campaign | AdSet): Record<string, unknown> {
	for (const name of ['budget_value', 'budget_value_type', 'time_start', 'time_end']) params.required(name);
	const budgetValueType = params.oneOf('budget_value_type', ['ABSOLUTE', 'MULTIPLIER'] as const) ?? 'ABSOLUTE';
	const budgetValue = params.integer('budget_value') ?? 0;
	if (owner.dailyBudget === undefined) {
		throw wrong('Budget schedules need a daily budget on this very object.', 'budget_value');
	}
	if (budgetValue <= 0) throw parameterError('Param budget_value must be greater than 0', 'budget_value');
	const highestBudget = budgetValueType === 'ABSOLUTE' ? owner.dailyBudget + budgetValue : owner.dailyBudget;
	if (highestBudget > owner.dailyBudget * MOST_TIMES) {
		throw wrong(`A budget can become at most ${MOST_TIMES} times the daily budget.`, 'budget_value');
	}
	const times = moments(params, owner, world);
	const others = world.all('HighDemandPeriod').filter(({ ownerId }) => ownerId === owner.id);
	// As clients in production found it (third party: campaign-rule executor of a NestJS client).
	if (others.some((other) => other.timeEnd > world.clock.now() && other.budgetValueType !== budgetValueType)) {
		throw wrong('All time periods of one object take the same kind of value.', 'budget_value_type');
	}
	if (others.length >= MOST_PERIODS) {
		throw wrong(`At most ${MOST_PERIODS} time periods are possible.`, 'time_start');
	}
	const period: HighDemandPeriod = world.add({
		kind: 'HighDemandPeriod',
		id: world.newId('HighDemandPeriod'),
		account: owner.account,
		ownerId: owner.id,
		budgetValue,
		budgetValueType,
		...times,
	});
	return { id: period.id };
}

/** `DELETE /{period}` (spec object HighDemandPeriod). */
export function deletePeriod({ world }: WriteCall, period: HighDemandPeriod): Record<string, unknown> {
	world.remove(period);
	return SUCCESS;
}
