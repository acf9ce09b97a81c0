import type { Unknown } from '../../meta/evidence/known';
import { betweenSteps } from '../../meta/betweenSteps';
import { ownApp } from '../../meta/hours/pauses';
import { whyOff } from '../../meta/hours/whyOff';
import { isOffForHours } from '../../meta/marks/marks';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { pairLists } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { CLOCKS, MONTH } from '../policy/state';
import { liveBeside } from './beside';
import { logFields, timeOf } from '../../meta/activityLog/entry';
import { ahead, dailySum } from './spend/dailySum';
import { readAccountNow, withAdsOn } from './delivery';
import { wholeOf, type Family } from './family';
import { adSetsBelow, readNamed, type NamedObject } from './objects';
import { ownStepsOf, type OwnSteps } from './log/ownWrites';
import { tellsHours } from './log/hoursOfAds';
import { readParents } from './log/parents';
import { periodsOf, schedulesRead } from './spend/periods';
import { adSetsOf, besideOf, idIn, isPlaced, locate, type NotFound, type PlacedLever } from './place';
import { LEARNS_FOR, toTarget, type Context, type LeverTarget } from './target';
import { DAY_MS, HOUR_MS } from '../../shared/durations';

/** What was found for an item: its value with everything a decision needs, or why there is none. */
export type TargetLookup = { readonly target: LeverTarget } | NotFound;

export interface StateQuery {
	readonly named: NamedObject;
	/** Milliseconds: how far back changes of the object matter, to a cooldown or to the numbers that are decided by. */
	readonly memory: number;
	/** The form says that hours switch it on and off. */
	readonly keptToHours: boolean;
	/** When the hours end that it is about; 0 where it is about now. */
	readonly until: number;
}

/** The longest window of a cap, and a little more so that what happened at its edge is in. */
const LOGGED = MONTH + HOUR_MS;

/** An own step that the log has not shown yet is looked for as long as this; not found, it holds. */
const LOOKED_FOR = 90 * DAY_MS;

/** How long ago the oldest own step was that is remembered, milliseconds: the log has to tell of it. */
const sinceOwn = (ownSteps: OwnSteps, places: readonly PlacedLever[], now: number): number =>
	Math.min(
		LOOKED_FOR,
		Math.max(0, ...places.map((one) => now + CLOCKS - (ownSteps.all(idIn(one), one.place.lever)[0]?.at ?? now))),
	);

/** Meta's own present time: windows and cooldowns are about Meta's log. */
export const metaNow = (session: Session): number => session.graph.serverTime() ?? session.now();

/**
 * Reads everything for all items of one account by lists: a handful of calls, however many items.
 *
 * A read that fails is each item's failure; what only some guards need (minimum, sum) is unknown then, and they hold.
 */
export async function readTargets(
	session: Session,
	account: AccountFacts,
	family: Family,
	queries: readonly StateQuery[],
): Promise<TargetLookup[]> {
	const keptToHours = queries.some((query) => query.keptToHours);
	const objects = await readNamed(
		session,
		queries.map(({ named }) => named),
		account.id,
		keptToHours,
	);
	const now = metaNow(session);
	const lookUps = pairLists(queries, objects).map(([{ named }, object]) => locate(family, named, object));
	const places = lookUps.filter(isPlaced);
	if (places.length === 0) return lookUps.flatMap((one) => (isPlaced(one) ? [] : [one]));
	const campaigns = [
		...new Set(places.filter(({ place }) => place.on === 'campaign').map(({ object }) => String(object.id))),
	];
	const below = campaigns.length === 0 ? [] : await adSetsBelow(session, campaigns, account.id, keptToHours);
	const accountNow = await readAccountNow(session, account.id);
	const delivering = await withAdsOn(session, adSetsOf(places, below), account.id, keptToHours);
	const memory = Math.max(0, ...queries.map((one) => one.memory));
	const ownSteps = ownStepsOf(session);
	const since = now - Math.max(LOGGED, memory, sinceOwn(ownSteps, places, now));
	const entries = await readChangeLog(session, account, since, now + CLOCKS);
	const parents = await readParents(
		session,
		account.id,
		entries.filter((entry) =>
			recent(entry, now - Math.max(memory, learnsFor([...places.map(({ object }) => object), ...below]))),
		),
		below,
	);
	const minimum = await readMinimum(session, account);
	const schedulesOf = schedulesRead(session, account.id, now);
	const ends = queries.map(({ until }) => until);
	const sum = family.addsUp
		? await dailySum(session, account.id, ahead(now, ends), schedulesOf, keptToHours).catch(withReason)
		: null;
	const periods = new Map(
		await Promise.all(
			places.map(
				async ({ object, campaign }) => [String(object.id), await periodsOf([object, campaign], schedulesOf)] as const,
			),
		),
	);
	const beside = places.some(({ place }) => place.lever === 'status')
		? await liveBeside(session, account.id, places.map(besideOf), now, keptToHours).catch(withReason)
		: null;
	const pausedBy = await readPausedBy(session, account, family, places, entries, now);
	const context: Context = {
		isManual: session.n8n.getMode() === 'manual',
		pausedBy,
		beside,
		account,
		family,
		below,
		entries,
		since,
		parents,
		minimum,
		sum,
		periods,
		now,
		accountNow,
		delivering,
		keptToHours,
		tellsHours: tellsHours(entries, parents, keptToHours),
		own: ownSteps,
	};
	return lookUps.map((one) => (isPlaced(one) ? { target: toTarget(one, context) } : one));
}

/** A read that some guards need and others do not: they know what to do without it. */
const unknown = (failure: unknown): null => {
	if (failure instanceof Error) return null;
	throw new TypeError(String(failure));
};

const withReason = (failure: unknown): Unknown => ({
	unknown: failure instanceof Error ? failure.message : String(failure),
});

/** Who paused what is off, as marks and log tell. What hours of this app may have paused unseen is said with what helps. */
async function readPausedBy(
	session: Session,
	{ timeZone }: AccountFacts,
	{ noun }: Family,
	places: readonly PlacedLever[],
	entries: readonly GraphObject[],
	now: number,
): Promise<Context['pausedBy']> {
	if (!places.some(({ object }) => object.status === 'PAUSED')) return () => null;
	const facts = { app: await ownApp(session), deliveredAt: null, timeZone, now };
	return (object) => {
		if (object.status !== 'PAUSED') return null;
		const { kind, sentence } = whyOff(object, entries, facts);
		const rest = noun === 'status' ? 'unseenRest' : 'unseenRestOfBudget';
		if (kind === 'step') return { hold: `${sentence} ${betweenSteps[rest].says}`, cause: 'unmarkedRest' };
		return kind === 'unknown' ? { hold: sentence, cause: 'unseenPause' } : { hold: sentence };
	};
}

/** Of what is off for its hours the log alone tells the learning phase, by changes of its ads as well. */
const learnsFor = (objects: readonly GraphObject[]): number => (objects.some(isOffForHours) ? LEARNS_FOR : 0);

const recent = (entry: GraphObject, since: number): boolean => (timeOf(entry) ?? Infinity) > since;

/**
 * All entries of the account in the range, in any order. It is asked for in full: without a range Meta shows a window
 * of its own choosing.
 */
export async function readChangeLog(
	{ graph }: Session,
	account: AccountFacts,
	since: number,
	until: number,
): Promise<GraphObject[]> {
	const params = { fields: fieldList(logFields), since: Math.floor(since / 1000), until: Math.ceil(until / 1000) };
	return await readRows(
		graph,
		{ method: 'GET', path: `${account.id}/activities`, params, effect: 'read', account: account.id },
		Infinity,
		LARGE_PAGE,
	);
}

/** The smallest daily budget for impressions, of the account's own currency; null when it is not told. */
async function readMinimum({ graph }: Session, account: AccountFacts): Promise<bigint | null> {
	const rows = await readRows(
		graph,
		{ method: 'GET', path: `${account.id}/minimum_budgets`, effect: 'read', account: account.id },
		Infinity,
	).catch(unknown);
	const row = rows?.find(({ currency }) => currency === account.currency);
	return wholeOf(row?.min_daily_budget_imp);
}
