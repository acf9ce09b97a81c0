import type { Unknown } from '../../meta/evidence/known';
import { idOf, text } from '../../shared/adObject/columns';
import { GraphFailure } from '../../shared/graph/error';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { existing, paired } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session';
import { sayable } from '../../shared/words';
import { WHOLE } from '../policy/lever';
import { CLOCKS, DAY, HOUR, MONTH, type LeverState } from '../policy/state';
import { rememberedFor, unloggedTouches } from '../policy/unlogged';
import { changeLog, logFields, newestOf, timeOf } from './changeLog';
import { dailySum, type DailySum } from './dailySum';
import { liveBeside, type Beside } from './beside';
import { accountAtRest, withAdsOn } from './delivery';
import { wholeOf, type Family, type LeverPlace } from './family';
import { learningSince, stageOf } from './learning';
import { adSetsBelow, momentOf, namesOf, readNamed, type Named } from './objects';
import { ownStepsOf, type OwnSteps } from './ownWrites';
import { periodsOf, schedulesRead } from './periods';
import { readParents, relatedTo, type Parents } from './parents';
import { switchedOn } from './switchedOn';

/** What was found for an item: its value with everything a decision needs, or why there is none. */
export type Found = { readonly target: Target } | NotFound;

type NotFound = { readonly absent: string; readonly object: GraphObject } | { readonly failure: Error };

/** The object a value stands on. */
export interface Target {
	readonly place: Named;
	readonly object: GraphObject;
	readonly state: LeverState;
	/** When learning last began, of each ad set this value works on. */
	readonly learningSince: ReadonlyMap<string, number>;
}

export interface Asked {
	readonly named: Named;
	/** Milliseconds: how far back changes of the object matter, to a cooldown or to the numbers that are decided by. */
	readonly memory: number;
}

/** The longest window of a cap, and a little more so that what happened at its edge is in. */
const LOGGED = MONTH + HOUR;

/** An own step that the log has not shown yet is looked for as long as this; not found, it holds. */
const LOOKED_FOR = 90 * DAY;

/** How long ago the oldest own step was that is remembered, milliseconds: the log has to tell of it. */
const sinceOwn = (own: OwnSteps, places: readonly Placed[], now: number): number =>
	Math.min(
		LOOKED_FOR,
		Math.max(0, ...places.map((one) => now + CLOCKS - (own.all(idIn(one), one.place.lever)[0]?.at ?? now))),
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
	asked: readonly Asked[],
): Promise<Found[]> {
	const objects = await readNamed(
		session,
		asked.map(({ named }) => named),
		account.id,
	);
	const now = metaNow(session);
	const located = paired(asked, objects).map(([{ named }, object]) => locate(family, named, object));
	const places = located.filter(isPlaced);
	if (places.length === 0) return located.flatMap((one) => (isPlaced(one) ? [] : [one]));
	const campaigns = [
		...new Set(places.filter(({ place }) => place.on === 'campaign').map(({ object }) => String(object.id))),
	];
	const below = campaigns.length === 0 ? [] : await adSetsBelow(session, campaigns, account.id);
	const accountRest = await accountAtRest(session, account.id);
	const delivering = await withAdsOn(session, adSetsOf(places, below), account.id);
	const memory = Math.max(0, ...asked.map((one) => one.memory));
	const own = ownStepsOf(session);
	const since = now - Math.max(LOGGED, memory, sinceOwn(own, places, now));
	const entries = await readLog(session, account, since, now + CLOCKS);
	const parents = await readParents(
		session,
		account.id,
		entries.filter((entry) => recent(entry, now - memory)),
		below,
	);
	const minimum = await readMinimum(session, account);
	const schedulesOf = schedulesRead(session, account.id, now);
	const sum = family.addsUp ? await dailySum(session, account.id, now, schedulesOf).catch(withReason) : null;
	const periods = new Map(
		await Promise.all(
			places.map(
				async ({ object, campaign }) => [String(object.id), await periodsOf([object, campaign], schedulesOf)] as const,
			),
		),
	);
	const beside = places.some(({ place }) => place.lever === 'status')
		? await liveBeside(session, account.id, places.map(besideOf), now).catch(withReason)
		: null;
	const context: Context = {
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
		accountRest,
		delivering,
		own,
	};
	return located.map((one) => (isPlaced(one) ? { target: toTarget(one, context) } : one));
}

interface Context {
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
	readonly accountRest: string | null;
	/** Ad sets with an ad that is switched on. */
	readonly delivering: ReadonlySet<string>;
	/** What this n8n did itself. */
	readonly own: OwnSteps;
	/** What delivers beside each, where something may be paused. */
	readonly beside: ReadonlyMap<string, readonly string[]> | Unknown | null;
}

interface Placed {
	readonly place: LeverPlace;
	/** What the value stands on. */
	readonly object: GraphObject;
	readonly campaign: GraphObject;
	readonly adSet: GraphObject | null;
}

type Located = Placed | NotFound;

const idIn = ({ object }: Placed): string => String(object.id);

const besideOf = ({ place: { on }, object, campaign }: Placed): Beside => ({
	id: String(object.id),
	campaign: String(campaign.id),
	on,
});

const isPlaced = (one: Located): one is Placed => 'place' in one;

/** A read that some guards need and others do not: they know what to do without it. */
const unknown = (failure: unknown): null => {
	if (failure instanceof Error) return null;
	throw new TypeError(String(failure));
};

const withReason = (failure: unknown): Unknown => ({
	unknown: failure instanceof Error ? failure.message : String(failure),
});

/** What the account's sum tells of one object. */
function accountOf(id: string, sum: DailySum | Unknown | null): Pick<LeverState, 'accountDaily' | 'scheduled'> {
	if (sum === null || 'unknown' in sum) return { accountDaily: sum, scheduled: WHOLE };
	return { accountDaily: sum.total, scheduled: sum.scheduled.get(id) ?? WHOLE };
}

function locate(family: Family, { kind }: Named, object: GraphObject | Error): Located {
	if (object instanceof Error) return { failure: object };
	const adSet = kind === 'adSet' ? object : null;
	const campaign = adSet === null ? object : ((adSet.campaign ?? { id: adSet.campaign_id }) as GraphObject);
	const place = family.locate(kind, adSet, campaign);
	if ('absent' in place) return { absent: place.absent, object };
	if (idOf(object.id) === null || idOf(campaign.id) === null) return { failure: unnamed };
	return { place, object: place.on === 'campaign' ? campaign : object, campaign, adSet };
}

/** What has no ID cannot be written to, nor looked for in the log. */
const unnamed = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s answer does not name the object that the value stands on',
	advice: 'Nothing was changed. Run the step again.',
});

const recent = (entry: GraphObject, since: number): boolean => (timeOf(entry) ?? Infinity) > since;

/**
 * All entries of the account in the range, in any order. It is asked for in full: without a range Meta shows a window
 * of its own choosing.
 */
export async function readLog(
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

const isActive = ({ effective_status: status }: GraphObject): boolean => status === 'ACTIVE';

/** The ad sets through which the values are spent. */
const adSetsOf = (places: readonly Placed[], below: readonly GraphObject[]): string[] => {
	const own = places.filter(({ place }) => place.on === 'adSet').map(({ object }) => object);
	return [...new Set([...own, ...below.filter(isActive)].map(({ id }) => String(id)))];
};

/** Why an active object delivers nothing: a campaign delivers through its ad sets, and these through their ads. */
function atRest(
	on: LeverPlace['on'],
	adSets: readonly GraphObject[],
	{ accountRest, delivering }: Context,
): string | null {
	if (accountRest !== null) return accountRest;
	if (adSets.length === 0) return 'none of its ad sets is active';
	if (adSets.some(({ id }) => delivering.has(String(id)))) return null;
	return on === 'campaign' ? 'no ad in its active ad sets is switched on' : 'none of its ads is switched on';
}

const besideIn = (beside: Context['beside'], id: string): LeverState['beside'] =>
	beside === null || 'unknown' in beside ? beside : (beside.get(id) ?? null);

function toTarget({ place, object, campaign, adSet }: Placed, context: Context): Target {
	const { account, below, entries, family, minimum, own, since, sum, now } = context;
	const id = String(object.id);
	const inCampaign = place.on === 'adSet' ? [] : below.filter((row) => String(row.campaign_id) === id);
	const adSets = place.on === 'adSet' ? [object] : inCampaign.filter(isActive);
	const lifetime = place.lever === 'lifetimeBudget';
	const spent = lifetime ? place.value - (wholeOf(object.budget_remaining) ?? 0n) : 0n;
	const log = changeLog(entries, family, {
		id,
		lever: place.lever,
		related: relatedTo(place.on, id, String(campaign.id), context.parents),
	});
	own.forgetShown(id, place.lever, (step) => rememberedFor(log, step), now);
	const found: LeverState = {
		id,
		name: text(object.name) ?? id,
		kind: place.on,
		currency: account.currency,
		zone: account.timeZone,
		lever: place.lever,
		value: place.value,
		spent: spent > 0n ? spent : 0n,
		startsAt: momentOf(object.start_time),
		endsAt: momentOf(place.on === 'campaign' ? object.stop_time : object.end_time),
		status: sayable(object.effective_status),
		atRest: atRest(place.on, adSets, context),
		learning: adSets.map(stageOf),
		// A campaign's budget is that of every ad set in it: one that is protected protects it.
		knownAs: [object, campaign, adSet, ...inCampaign].flatMap(namesOf),
		log,
		updatedAt: place.on === 'adSet' || place.lever === 'status' ? momentOf(object.updated_time) : null,
		toldUntil: Math.max(since, momentOf(object.created_time) ?? 0, newestOf(entries, id)),
		minimum,
		...accountOf(id, sum),
		periods: existing(context.periods.get(id), 'the budget schedules of an object'),
		ownWrite: own.last(id, place.lever),
		ownBefore: own.all(id, place.lever).slice(0, -1),
		ownUnreadable: own.isUnreadable(id, place.lever),
		beside: besideIn(context.beside, id),
		switchedOn: switchedOn(entries, id, String(campaign.id)),
		readAt: now,
	};
	const others = own.touches([id, String(campaign.id)], place.lever);
	const state = { ...found, log: { ...log, touches: [...log.touches, ...others, ...unloggedTouches(found)] } };
	return { place: { kind: place.on, id }, object, state, learningSince: learningSince(adSets) };
}
