import { groupBy, maxBy, uniq } from 'lodash';

import { existing } from '../../shared/lists';
import type { Wish } from '../policy/request';
import type { LeverState } from '../policy/state';
import { goalOf, wishByRule, type RuleSettings } from '../target/byRule';
import { otherSurroundings } from '../target/otherCounts';
import { surroundingsOf, type Neighbour, type Surroundings } from '../target/surroundings';
import { matureWindows } from '../target/maturity';
import { wishToStop, type StopSettings } from '../target/stopLoss';
import { nothing, runningDayIn, settledOf } from '../target/counted';
import { wishToPlan } from '../target/plan/objectPlan';
import { wishToward } from '../target/toward';
import { daysIn, type ReportWindow } from '../target/windows';
import { stepSettingsKey } from './conflicts';
import type { FoundStep, StepWish, GuardStep, TowardTarget } from '../record/step';
import { DAY_MS } from '../../shared/durations';

/**
 * How far back changes of the object matter to the numbers; a day more, since dates begin at different times around
 * the world.
 */
export function memoryOf({ wish }: StepWish, now: number): number {
	return wish.kind === 'target' ? Math.max(...wish.reported.map(({ since }) => now - Date.parse(since))) + DAY_MS : 0;
}

export const unusableTarget = ({ wish }: StepWish): Error | undefined =>
	wish.kind === 'target' ? wish.unusable : undefined;

/** What is wanted, now that the object's state and those of the others of the run are known. */
export function wishNow(
	{ request: { wish }, policy }: Pick<GuardStep, 'request' | 'policy'>,
	state: LeverState,
	around: Surroundings,
	now: number,
): Wish {
	if (wish.kind === 'plan') return underGuard('plan', wishToPlan(wish.plan, state, policy, now));
	if (wish.kind === 'accountPlan') throw new RangeError('A plan for an account is shared out over all its budgets');
	if (wish.kind !== 'target') return wish;
	return underGuard(isRule(wish.settings) ? 'rule' : 'target', wantedBy(wish, state, around, now));
}

/** Under whose name it holds. */
export const underGuard = (guard: string, wish: Wish): Wish => (wish.kind === 'none' ? { ...wish, guard } : wish);

function wantedBy(wish: TowardTarget, state: LeverState, around: Surroundings, now: number): Wish {
	if (wish.incomplete) return nothing('report', INCOMPLETE);
	if (wish.repeated) return nothing('overlap', REPEATED);
	const { resultKinds = [] } = wish;
	if (resultKinds.length > 1) return nothing('resultKinds', severalKinds(resultKinds));
	const { settings } = wish;
	const future = wish.reported.find(({ until }) => until > runningDayIn(state.zone, now));
	if (future !== undefined) return nothing('report', toCome(future.until));
	const decidedWish = wishBy(settings, wish.reported, state, around, now);
	const counting = isStop(settings) ? wish.reported : settledOf(wish.reported, settings, state.zone, now);
	const newest = maxBy(counting, ({ until }) => until);
	if (decidedWish.kind === 'none' || newest === undefined) return decidedWish;
	const late = isStop(settings) ? STALE_LOSS_DAYS : settings.lagDays + STALE_DAYS;
	if (now - Date.parse(newest.until) > late * DAY_MS) return nothing('outdated', outdatedSentence(newest.until));
	return withUnseen(decidedWish, state, daysIn(newest));
}

/**
 * If results are no longer counted at the end of a row of many days, the row looks like a loss without being one.
 * Nothing shows that, but a person may know.
 */
function withUnseen(wish: Wish, { value }: LeverState, days: number): Wish {
	const isLess = (wish.kind === 'percent' && wish.share < 0n) || (wish.kind === 'value' && wish.value < value);
	if (!isLess || days === 1 || !('because' in wish)) return wish;
	return {
		...wish,
		because: `${wish.because} Its newest row covers ${days} days: results that stopped within them would not be seen, as a row a day shows them.`,
	};
}

/** Besides the days that conversions need; a report that runs daily or weekly is never that old. */
const STALE_DAYS = 14;

/** A loss is stopped by what is known today; a day more, since dates begin at different times around the world. */
const STALE_LOSS_DAYS = 3;

type Settings = TowardTarget['settings'];

const isStop = (settings: Settings): settings is StopSettings => 'tiers' in settings;
const isRule = (settings: Settings): settings is RuleSettings => 'raise' in settings;

function wishBy(
	settings: Settings,
	windows: readonly ReportWindow[],
	state: LeverState,
	around: Surroundings,
	now: number,
): Wish {
	if (isStop(settings)) return wishToStop(windows, settings, state, around, now);
	if (isRule(settings)) return wishByRule(windows, settings, state, around, now);
	return wishToward(windows, settings, state, around, now);
}

/** What the numbers tell of the count. A loss is stopped within days, so that a silence has to be seen as soon. */
const toldBy = (
	windows: readonly ReportWindow[],
	settings: Settings,
	zone: string,
	now: number,
): Pick<Neighbour, 'settled' | 'ripening'> => ({
	settled: settledOf(windows, settings, zone, now),
	...(isStop(settings) && { ripening: matureWindows(windows, settings.lagDays, zone, now) }),
});

const outdatedSentence = (until: string): string =>
	`The days that count end on ${until}: they do not show how it is now. Run the report again.`;

const toCome = (until: string): string =>
	`Its numbers go up to ${until}, a day that is still to come in the ad account’s time zone. Check Since and Until.`;

const severalKinds = (kinds: readonly string[]): string =>
	`Its rows count results of different kinds (${kinds.join(', ')}). Choose one in Results Are.`;

const REPEATED =
	'It has more than one row for the same days, so that results could count double. Pass one row a day, of one level and without breakdowns.';

/** Of the steps of one account; numbers that are not whole tell nothing of the others either. */
export function surroundingsIn(ready: readonly FoundStep[], now: number, usual: number | null): Surroundings {
	const neighbours = ready
		.flatMap(withTarget)
		.flatMap(({ one, toward: { settings, reported, incomplete, repeated, resultKinds = [], unusable: wrong } }) => {
			if (incomplete || repeated || resultKinds.length > 1 || wrong !== undefined) return [];
			const { id, zone } = one.target.state;
			const goal = isRule(settings) ? goalOf(settings) : settings.goal;
			return [{ id, goal, ...(isRule(settings) && { rule: settings }), ...toldBy(reported, settings, zone, now) }];
		});
	const neighboursWithRule = neighbours.flatMap((one) =>
		'rule' in one && one.rule ? [{ ...one, rule: one.rule }] : [],
	);
	return { ...surroundingsOf(neighbours, usual), ofCounts: otherSurroundings(neighboursWithRule, usual) };
}

/** Days left out could be those that cost much and brought nothing. */
const INCOMPLETE = 'The report is incomplete: what is missing could change the verdict. Run the report again.';

/**
 * Items toward the same target of the same value are one step: a report has a row a day, and a campaign's budget stands
 * behind all its ad sets. The first item carries the numbers of all, or one whose numbers cannot be used: days left out
 * could be those that cost much and brought nothing.
 *
 * @returns the items that go on, and of the others which item they were counted with
 */
export function joinedByObject(foundSteps: readonly FoundStep[]): {
	readonly ready: readonly FoundStep[];
	readonly joined: ReadonlyMap<number, number>;
} {
	const joinedWindows = new Map<number, number>();
	const whole = new Map<number, FoundStep>();
	// Another target for the same value, or other limits, leave nothing to choose between: a conflict.
	const groups = groupBy(
		foundSteps.flatMap(withTarget),
		({ one, toward }) => `${one.target.state.id} ${JSON.stringify(toward.settings)} ${stepSettingsKey(one)}`,
	);
	for (const group of Object.values(groups)) {
		const first = existing(group.find(({ toward }) => toward.unusable !== undefined) ?? group[0], 'an item of a group');
		const others = group.filter((member) => member !== first);
		for (const { one } of others) joinedWindows.set(one.index, first.one.index);
		const allWindows = [first, ...others].flatMap(({ toward }) => toward.reported);
		const incomplete = group.some(({ toward }) => toward.incomplete);
		const resultKinds = uniq(group.flatMap(({ toward }) => toward.resultKinds ?? []));
		whole.set(
			first.one.index,
			wishing(first.one, {
				...first.toward,
				reported: allWindows,
				incomplete,
				repeated: isRepeated(group),
				resultKinds,
			}),
		);
	}
	const ready = foundSteps.filter(({ index }) => !joinedWindows.has(index)).map((one) => whole.get(one.index) ?? one);
	return { ready, joined: joinedWindows };
}

/**
 * Whether two items that name one object are for the same days. They could be one report read twice, at times when Meta
 * told different numbers, or parts of a breakdown: nothing tells these apart. Rows of a campaign have those of its ad
 * sets in them already.
 */
function isRepeated(group: readonly Member[]): boolean {
	const windowKeys = group.flatMap(({ one, toward }) =>
		toward.reported.map(({ since, until }) => `${one.step.named.id} ${since} ${until}`),
	);
	return new Set(windowKeys).size < windowKeys.length || new Set(group.map(({ one }) => one.step.named.kind)).size > 1;
}

/** A step whose wish is a target. */
interface Member {
	readonly one: FoundStep;
	readonly toward: TowardTarget;
}

function withTarget(one: FoundStep): Member[] {
	const { wish } = one.step.request;
	return wish.kind === 'target' ? [{ one, toward: wish }] : [];
}

const wishing = ({ step, ...one }: FoundStep, wish: TowardTarget): FoundStep => ({
	...one,
	step: { ...step, request: { ...step.request, wish } },
});
