import type { Unknown } from '../../meta/evidence/known';
import {
	isOffForHours,
	isStoppedInRest,
	offByMarks,
	isUnmarkedRest,
	keepsHours,
	lastChance,
	markedSteps,
} from '../../meta/marks/marks';
import { isRestOfWorkflow } from '../../meta/marks/keptMarks';
import { claimsOf } from '../../meta/marks/claims';
import { runningTest } from '../../meta/marks/testMark';
import { existing, pairLists } from '../../shared/lists';
import { textCell } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { sayable } from '../../shared/words';
import { WHOLE } from '../policy/lever';
import type { LeverState } from '../policy/state';
import { changedUnlogged, rememberedFor, unloggedTouches } from '../policy/unlogged';
import { newestAbout } from '../../meta/activityLog/entry';
import { changeLog } from './log/changeLog';
import type { AccountNow } from './delivery';
import { canSpend, type DailySum } from './spend/dailySum';
import { loggedWhole, type Family, type LeverPlace } from './family';
import { learningSince, stageOf } from './learning';
import { objectNamesOf, type NamedObject } from './objects';
import { instantOf } from '../../shared/reading/instants';
import type { OwnSteps } from './log/ownWrites';
import { relatedTo, type Parents } from './log/parents';
import { DAY_MS } from '../../shared/durations';
import { isActive, type PlacedLever } from './place';
import { lastSwitchedOn } from './log/switchedOn';
import { ownStatusOf } from './statuses';

/** One value with everything a decision needs, of what was read for all items together. */

/** The object a value stands on. */
export interface LeverTarget {
	readonly place: NamedObject;
	readonly object: GraphObject;
	readonly state: LeverState;
	/** IDs of the ad sets it can be spent through. */
	readonly spentBy: readonly string[];
	/** IDs of all ad sets below it, those too that are switched off. */
	readonly adSets: readonly string[];
	/** When learning last began, of each ad set this value works on. */
	readonly learningSince: ReadonlyMap<string, number>;
}

/** What was read for all items of an account. */
export interface Context {
	readonly account: AccountFacts;
	readonly family: Family;
	readonly below: readonly GraphObject[];
	readonly entries: readonly GraphObject[];
	/** How far back they go. */
	readonly since: number;
	readonly parents: Parents;
	readonly minimum: bigint | null;
	readonly sum: DailySum | Unknown | null;
	/** By the object a value stands on. */
	readonly periods: ReadonlyMap<string, LeverState['periods']>;
	readonly now: number;
	readonly accountNow: AccountNow;
	/** Ad sets with an ad that is switched on. */
	readonly delivering: ReadonlySet<string>;
	/** What this n8n did itself. */
	readonly own: OwnSteps;
	/** The form says that hours switch on and off, with or without labels at Meta. */
	readonly keptToHours: boolean;
	/** Whether an entry tells how its hours have switched an ad. */
	readonly tellsHours: (entry: GraphObject) => boolean;
	/** n8n stores nothing of such a run. */
	readonly isManual: boolean;
	/** Who paused an object; null where it is not paused, or nobody asked. */
	readonly pausedBy: (object: GraphObject) => NonNullable<LeverState['marks']>['pausedBy'];
	/** What delivers beside each, where something may be paused. */
	readonly beside: ReadonlyMap<string, readonly string[]> | Unknown | null;
}

/** What the account's sum tells of one object. */
function accountOf(id: string, sum: DailySum | Unknown | null): Pick<LeverState, 'accountDaily' | 'scheduled'> {
	if (sum === null || 'unknown' in sum) return { accountDaily: sum, scheduled: WHOLE };
	return { accountDaily: sum.total, scheduled: sum.scheduled.get(id) ?? WHOLE };
}

/** Why an active object delivers nothing: a campaign delivers through its ad sets, and these through their ads. */
function atRest(
	on: LeverPlace['on'],
	adSets: readonly GraphObject[],
	{ accountNow: { rest }, delivering }: Context,
): string | null {
	if (rest !== null) return rest.why;
	if (adSets.length === 0) return 'none of its ad sets is active';
	if (adSets.some((adSet) => delivering.has(String(adSet.id)) || isOffForHours(adSet))) return null;
	return on === 'campaign' ? 'no ad in its active ad sets is switched on' : 'none of its ads is switched on';
}

const besideIn = (beside: Context['beside'], id: string): LeverState['beside'] =>
	beside === null || 'unknown' in beside ? beside : (beside.get(id) ?? null);

/**
 * Meta shows the stage of what is on only (Ad Campaign Learning Stage Info reference). A week after the last change of anything the
 * learning phase has ended, with enough results or without.
 */
const endedLearning = (touches: ReadonlyArray<{ readonly at: number }>, now: number): boolean =>
	touches.every(({ at }) => at < now - LEARNS_FOR);
export const LEARNS_FOR = 7 * DAY_MS;

/** A step is a share of what is left; a rest that is more than the budget is that of an earlier budget. */
function spentOf({ lever, value }: LeverPlace, object: GraphObject): Pick<LeverState, 'spent' | 'spentUnknown'> {
	if (lever !== 'lifetimeBudget') return { spent: 0n };
	const rest = loggedWhole(object.budget_remaining);
	if (rest !== null && rest <= value) return { spent: value - rest };
	const says = rest === null ? 'Meta doesn’t say what' : 'Meta says that more';
	return { spent: value, spentUnknown: `${says} is left of its lifetime budget${rest === null ? '' : ' than it has'}` };
}

function unmarkedRest(object: GraphObject, { isManual }: Context): 'form' | 'editor' | null {
	if (isUnmarkedRest(object)) return 'form';
	return isManual && isRestOfWorkflow(object) ? 'editor' : null;
}

export function toTarget({ place, object, campaign, adSet }: PlacedLever, context: Context): LeverTarget {
	const { account, below, entries, family, minimum, own, since, sum, now } = context;
	const id = String(object.id);
	const inCampaign = place.on === 'adSet' ? [] : below.filter((row) => String(row.campaign_id) === id);
	const adSets = place.on === 'adSet' ? [object] : inCampaign.filter(isActive);
	const resting = isOffForHours(object);
	const keeps = (one: GraphObject): boolean => context.keptToHours || keepsHours(one);
	const isRelated = relatedTo(place.on, id, String(campaign.id), context.parents);
	const log = changeLog(entries, family, {
		id,
		lever: place.lever,
		value: place.value,
		currency: account.currency,
		related: (entry) => isRelated(entry) && !context.tellsHours(entry),
	});
	own.learn(id, place.lever, place.on === 'campaign' && family.addsUp ? markedSteps(object) : []);
	own.forgetShown(id, place.lever, (step) => rememberedFor(log, step), now);
	const leverState: LeverState = {
		id,
		name: textCell(object.name) ?? id,
		kind: place.on,
		currency: account.currency,
		zone: account.timeZone,
		lever: place.lever,
		value: place.value,
		...spentOf(place, object),
		startsAt: instantOf(object.start_time),
		endsAt: instantOf(place.on === 'campaign' ? object.stop_time : object.end_time),
		status: resting ? 'ACTIVE' : sayable(object.effective_status),
		atRest: resting ? (context.accountNow.rest?.why ?? null) : atRest(place.on, adSets, context),
		accountRest: context.accountNow.rest?.cause ?? null,
		spendingLimit: context.accountNow.spendingLimit,
		learning: adSets.map(stageOf),
		// A campaign's budget is that of every ad set in it: one that is protected protects it.
		knownAs: [object, campaign, adSet, ...inCampaign].flatMap(objectNamesOf),
		log,
		updatedAt: place.on === 'adSet' || place.lever === 'status' ? instantOf(object.updated_time) : null,
		toldUntil: Math.max(since, instantOf(object.created_time) ?? 0, newestAbout(entries, id)),
		minimum,
		...accountOf(id, sum),
		periods: existing(context.periods.get(id), 'the budget schedules of an object'),
		ownWrite: own.last(id, place.lever),
		ownBefore: own.all(id, place.lever).slice(0, -1),
		ownUnreadable: own.isUnreadable(id, place.lever),
		beside: besideIn(context.beside, id),
		switchedOn: lastSwitchedOn(
			entries,
			{ id, present: ownStatusOf(object), keepsHours: keeps(object) },
			{ id: String(campaign.id), present: ownStatusOf(campaign), keepsHours: keeps(campaign) },
		),
		marks: {
			keepsHours: keeps(object),
			stoppedInRest: object.status === 'PAUSED' && isStoppedInRest(object),
			chanceAt: lastChance(object),
			offBy: offByMarks([object, campaign]),
			claims: claimsOf(object, 'budget'),
			test: runningTest(object, now),
			unmarkedRest: resting ? unmarkedRest(object, context) : null,
			pausedBy: context.pausedBy(object),
		},
		readAt: now,
	};
	const isOpen = changedUnlogged(leverState) !== null && log.values.length === 0;
	const seenSince = own.seenSince(id, place.lever, place.value, isOpen, now);
	const others = own.touches([id, String(campaign.id)], place.lever);
	const touches = [...log.touches, ...others, ...unloggedTouches({ ...leverState, seenSince })];
	const ids = [id, String(campaign.id)];
	const touchesWithStep = pairLists(touches, own.whoseSteps(ids, touches)).map(([touch, by]) => ({ ...touch, by }));
	const learning = adSets.map((adSet, index) =>
		isOffForHours(adSet) && endedLearning(touchesWithStep, now) ? 'limited' : (leverState.learning[index] ?? 'unknown'),
	);
	const state = { ...leverState, seenSince, learning, log: { ...log, touches: touchesWithStep } };
	const able = inCampaign.filter(canSpend);
	const idsOf = (some: readonly GraphObject[]): string[] =>
		(place.on === 'adSet' ? [object] : some).map((adSet) => String(adSet.id));
	return {
		place: { kind: place.on, id },
		object,
		state,
		spentBy: idsOf(able),
		adSets: idsOf(inCampaign),
		learningSince: learningSince(adSets),
	};
}
