import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { readStates } from '../../shared/graph/states';
import type { AccountFacts, Session } from '../../shared/node/session';
import { WHOLE } from '../policy/lever';
import { CLOCKS, DAY, HOUR, type LearningStage, type LeverState } from '../policy/state';
import { changeLog, counts, isOfAd, isOfAdObject, isOfAdSet, logFields, subject, timeOf } from './changeLog';
import { dailySum, type DailySum } from './dailySum';
import { wholeOf, type Family, type Place } from './family';
import { adSetsBelow, momentOf, namesOf, readNamed, type Named } from './objects';
import { ownWrites } from './ownWrites';

/** What was found for an item: its value with everything a decision needs, or why there is none. */
export type Found = { readonly target: Target } | { readonly absent: string; readonly object: GraphObject } | { readonly failure: Error };

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
	readonly needsDailySum: boolean;
}

/** The longest window of a cap, and a little more so that what happened at its edge is in. */
const LOGGED = 7 * DAY + HOUR;

/** Meta's own present time: windows and cooldowns are about Meta's log. */
export const metaNow = (session: Session): number => session.graph.serverTime() ?? session.now();

/**
 * Reads everything for all items of one account by lists: a handful of calls, however many items.
 *
 * A read that fails is each item's failure; what only some guards need (minimum, sum) is unknown then, and they hold.
 */
export async function readTargets(session: Session, account: AccountFacts, family: Family, asked: readonly Asked[]): Promise<Found[]> {
	const objects = await readNamed(session, asked.map(({ named }) => named), account.id);
	const now = metaNow(session);
	const located = objects.map((object, index) => (object instanceof Error ? object : locate(family, asked[index].named, object)));
	const places = located.flatMap((one) => (isPlaced(one) ? [one] : []));
	if (places.length === 0) return located.map((one) => asFound(one));
	const campaigns = [...new Set(places.filter(({ place }) => place.on === 'campaign').map(({ object }) => String(object.id)))];
	const below = campaigns.length === 0 ? [] : await adSetsBelow(session, campaigns, account.id);
	const memory = Math.max(0, ...asked.map((one) => one.memory));
	const entries = await readLog(session, account, now - Math.max(LOGGED, memory), now + CLOCKS);
	const parents = await readParents(session, account, entries.filter((entry) => recent(entry, now - memory)), below);
	const minimum = await readMinimum(session, account);
	const sum = asked.some(({ needsDailySum }) => needsDailySum) ? await dailySum(session, account.id, now).catch(unknown) : null;
	const context: Context = { account, family, below, entries, parents, minimum, sum, now };
	return located.map((one) => (isPlaced(one) ? { target: toTarget(one, context) } : asFound(one)));
}

interface Context {
	readonly account: AccountFacts;
	readonly family: Family;
	readonly below: readonly GraphObject[];
	readonly entries: readonly GraphObject[];
	readonly parents: Parents;
	readonly minimum: bigint | null;
	readonly sum: DailySum | null;
	readonly now: number;
}

interface Placed {
	readonly place: Place;
	/** What the value stands on. */
	readonly object: GraphObject;
	readonly campaign: GraphObject;
	readonly adSet: GraphObject | null;
}

type Located = Error | Placed | { readonly absent: string; readonly object: GraphObject };

const isPlaced = (one: Located): one is Placed => 'place' in one;
const asFound = (one: Exclude<Located, Placed> | Placed): Found => (one instanceof Error ? { failure: one } : (one as { absent: string; object: GraphObject }));

/** A read that some guards need and others do not: they know what to do without it. */
const unknown = (failure: unknown): null => {
	if (failure instanceof Error) return null;
	throw new TypeError(String(failure));
};

function locate(family: Family, { kind }: Named, object: GraphObject): Located {
	const adSet = kind === 'adSet' ? object : null;
	const campaign = adSet === null ? object : ((adSet.campaign ?? { id: adSet.campaign_id }) as GraphObject);
	const place = family.locate(kind, adSet, campaign);
	if ('absent' in place) return { absent: place.absent, object };
	return { place, object: place.on === 'campaign' ? campaign : object, campaign, adSet };
}

const recent = (entry: GraphObject, since: number): boolean => (timeOf(entry) ?? Infinity) > since;

/** All entries of the account in the range, in any order. It is asked for in full: without a range Meta shows a window of its own choosing. */
export async function readLog({ graph }: Session, account: AccountFacts, since: number, until: number): Promise<GraphObject[]> {
	const params = { fields: fieldList(logFields), since: Math.floor(since / 1000), until: Math.ceil(until / 1000) };
	return await readRows(graph, { method: 'GET', path: `${account.id}/activities`, params, effect: 'read', account: account.id }, Infinity, LARGE_PAGE);
}

/** Which ad set and campaign the logged ads and ad sets lie in; null for one that could not be found out. */
type Parents = ReadonlyMap<string, { readonly adSet: string | null; readonly campaign: string } | null>;

async function readParents({ graph }: Session, { id: account }: AccountFacts, entries: readonly GraphObject[], below: readonly GraphObject[]): Promise<Parents> {
	const parents = new Map<string, { adSet: string | null; campaign: string } | null>();
	for (const { id, campaign_id: campaign } of below) parents.set(String(id), { adSet: null, campaign: String(campaign) });
	const relevant = entries.filter(counts);
	for (const [isKind, edge, fields] of [
		[isOfAd, 'ads', ['id', 'adset_id', 'campaign_id']],
		[isOfAdSet, 'adsets', ['id', 'campaign_id']],
	] as const) {
		// Ad sets matter only as parts of the campaigns whose budget is asked for.
		if (edge === 'adsets' && below.length === 0) continue;
		const ids = [...new Set(relevant.filter(isKind).map(subject))].filter((id) => /^\d+$/.test(id) && !parents.has(id));
		const read = (id: string) => ({ method: 'GET' as const, path: id, params: { fields: fieldList(fields) }, effect: 'read' as const, account });
		const states = await readStates(graph, ids.map((id) => ({ id, read: read(id), edge: `${account}/${edge}` })));
		states.forEach((state, index) => {
			const row = state.answer?.body as GraphObject | undefined;
			parents.set(ids[index], row?.campaign_id === undefined ? null : { adSet: row.adset_id === undefined ? null : String(row.adset_id), campaign: String(row.campaign_id) });
		});
	}
	return parents;
}

/** The smallest daily budget for impressions, of the account's own currency; null when it is not told. */
async function readMinimum({ graph }: Session, account: AccountFacts): Promise<bigint | null> {
	const rows = await readRows(graph, { method: 'GET', path: `${account.id}/minimum_budgets`, effect: 'read', account: account.id }, Infinity).catch(unknown);
	const row = rows?.find(({ currency }) => currency === account.currency);
	return wholeOf(row?.min_daily_budget_imp);
}

function toTarget({ place, object, campaign, adSet }: Placed, context: Context): Target {
	const { account, below, entries, family, minimum, sum, now } = context;
	const id = String(object.id);
	const adSets = place.on === 'adSet' ? [object] : below.filter((row) => String(row.campaign_id) === id && row.effective_status === 'ACTIVE');
	const lifetime = place.lever === 'lifetimeBudget';
	const spent = lifetime ? place.value - (wholeOf(object.budget_remaining) ?? 0n) : 0n;
	const log = changeLog(entries, family, { id, lever: place.lever, related: relatedTo(place.on, id, String(campaign.id), context.parents) });
	const state: LeverState = {
		id,
		name: String(object.name ?? id),
		kind: place.on,
		currency: account.currency,
		zone: account.timeZone,
		lever: place.lever,
		value: place.value,
		spent: spent > 0n ? spent : 0n,
		startsAt: momentOf(object.start_time),
		endsAt: momentOf(place.on === 'campaign' ? object.stop_time : object.end_time),
		// A campaign delivers through its ad sets.
		status: place.on === 'campaign' && object.effective_status === 'ACTIVE' && adSets.length === 0 ? 'WITHOUT_ACTIVE_AD_SETS' : String(object.effective_status),
		learning: adSets.map(stageOf),
		knownAs: [...namesOf(object), ...namesOf(campaign), ...namesOf(adSet)],
		log: { ...log, touches: [...log.touches, ...ownWrites.touches([id, String(campaign.id)], place.lever)] },
		minimum,
		accountDaily: sum?.total ?? null,
		scheduled: sum?.scheduled.get(id) ?? WHOLE,
		ownWrite: ownWrites.last(id, place.lever),
		readAt: now,
	};
	return { place: { kind: place.on, id }, object, state, learningSince: learningSince(adSets) };
}

/** An entry of the object, of its campaign, or of what lies in it. One whose place is unknown could be of any object. */
const relatedTo =
	(on: Place['on'], id: string, campaign: string, parents: Parents) =>
	(entry: GraphObject): boolean => {
		const about = subject(entry);
		if (about === id || about === campaign || (about === '' && isOfAdObject(entry))) return true;
		if (!isOfAd(entry) && !(on === 'campaign' && isOfAdSet(entry))) return false;
		const place = parents.get(about);
		if (place === undefined) return false;
		return place === null || (on === 'campaign' ? place.campaign === id : place.adSet === id);
	};

/** Stages as Meta names them (Ad Campaign Learning Stage Info reference); absent for dynamic creative and some accounts. */
const stages: Readonly<Record<string, LearningStage>> = { LEARNING: 'learning', SUCCESS: 'learned', FAIL: 'limited' };

const learningInfo = (adSet: GraphObject): GraphObject => (adSet.learning_stage_info ?? {}) as GraphObject;

const stageOf = (adSet: GraphObject): LearningStage => stages[String(learningInfo(adSet).status)] ?? 'unknown';

/** When the learning of each ad set last began, in UNIX seconds. */
export const learningSince = (adSets: readonly GraphObject[]): ReadonlyMap<string, number> =>
	new Map(adSets.flatMap((adSet) => {
		const since = Number(learningInfo(adSet).last_sig_edit_ts);
		return Number.isFinite(since) && since > 0 ? [[String(adSet.id), since] as const] : [];
	}));
