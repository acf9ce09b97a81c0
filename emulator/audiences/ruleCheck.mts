import type { AssetKind } from '../assets/assetModel.mts';
import type { GraphError } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import { parseJson } from '../graph/language/params.mts';
import type { Account } from '../world/basics.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import type { World } from '../world/world.mts';
import { userRefusal } from './audienceRules.mts';

/** Rules of website, app and engagement audiences (Meta: audiences/guides/audience-rules, engagement-custom-audiences). */

const MOST_RULES = 10;
const MOST_FILTERS = 100;
const DAY = 86_400;

interface Source {
	subtype: string;
	mostDays: number;
	/** What the ID has to be; the rest is taken unseen. */
	kind?: AssetKind;
	events?: string[];
}

const PAGE_EVENTS =
	'page_engaged page_visited page_liked page_messaged page_cta_clicked page_or_post_save page_post_interaction';
const LEAD_EVENTS = 'lead_generation_submitted lead_generation_dropoff lead_generation_opened';
const INSTAGRAM_EVENTS =
	'ig_business_profile_all ig_business_profile_engaged ig_user_messaged_business ig_business_profile_visit ' +
	'ig_business_profile_ad_saved ig_ad_like ig_ad_comment ig_ad_share ig_ad_save ig_ad_cta_click ig_ad_carousel_swipe ' +
	'ig_organic_like ig_organic_comment ig_organic_share ig_organic_save ig_organic_swipe ig_organic_carousel_swipe';

const engagement = (mostDays: number, kind?: AssetKind, events?: string): Source => ({
	subtype: 'ENGAGEMENT',
	mostDays,
	kind,
	events: events?.split(' '),
});

const SOURCES: Record<string, Source> = {
	pixel: { subtype: 'WEBSITE', mostDays: 365, kind: 'AdsPixel' },
	app: { subtype: 'APP', mostDays: 365, kind: 'Application' },
	offline_events: { subtype: 'OFFLINE_CONVERSION', mostDays: 365 },
	page: engagement(730, 'Page', PAGE_EVENTS),
	ig_business: engagement(730, 'IGUser', INSTAGRAM_EVENTS),
	lead: engagement(90, 'LeadgenForm', LEAD_EVENTS),
	ig_lead_generation: engagement(90, 'LeadgenForm', LEAD_EVENTS),
	canvas: engagement(730),
	shopping_page: engagement(365),
	shopping_ig: engagement(365),
	ar_experience: engagement(365),
	ar_effects: engagement(365),
};

const EQUALS = ['=', 'eq'];
const COMPARISONS = [...EQUALS, '!=', 'neq', '>=', 'gte', '>', 'gt', '<=', 'lte', '<', 'lt'];
const OPERATORS = [
	...COMPARISONS,
	...'contains not_contains i_contains i_not_contains is_any is_not_any i_is_any i_is_not_any'.split(' '),
	...'starts_with i_starts_with regex_match'.split(' '),
];
const AGGREGATIONS = 'count sum avg min max time_spent last_event_time_field'.split(' ');
const VIDEO_EVENTS =
	'video_watched video_completed video_view_10s video_view_15s video_view_25_percent video_view_50_percent video_view_75_percent';

export interface CheckedRule {
	subtype: string;
	pixelId?: string;
}

interface Place {
	world: World;
	account: Account;
}

/** What kind of audience a rule makes, inferred from where its events come from. */
export function checkRule(text: string, place: Place): CheckedRule {
	const rule = parseJson(text);
	if (Array.isArray(rule)) return checkVideoRule(rule);
	if (!isObject(rule)) throw badRule('The rule is no JSON object.');
	const unknown = Object.keys(rule).find((key) => key !== 'inclusions' && key !== 'exclusions');
	if (unknown !== undefined) throw badRule(`The rule has an unknown part: ${unknown}.`);
	// The page calls both required, and its own examples leave exclusions out.
	if (!isObject(rule.inclusions)) throw badRule('The rule has no inclusions.');
	const rules = [...rulesOf(rule.inclusions), ...(rule.exclusions === undefined ? [] : rulesOf(rule.exclusions))];
	if (rules.length > MOST_RULES) throw badRule(`A rule can have at most ${MOST_RULES} rules.`);
	const sources = rules.flatMap((one) => checkOne(one, place));
	return { subtype: sources[0]?.subtype ?? 'WEBSITE', pixelId: sources.find(({ type }) => type === 'pixel')?.id };
}

function rulesOf(set: unknown): JsonObject[] {
	if (!isObject(set) || !isBoolean(set.operator)) throw badRule('A rule set has the operator "and" or "or".');
	if (!Array.isArray(set.rules) || set.rules.length === 0) throw badRule('A rule set has at least one rule.');
	if (!set.rules.every(isObject)) throw badRule('A rule is an object.');
	return set.rules as JsonObject[];
}

const isBoolean = (operator: unknown): boolean => operator === 'and' || operator === 'or';

type Used = Source & { type: string; id: string };

function checkOne(rule: JsonObject, place: Place): Used[] {
	if (!Array.isArray(rule.event_sources) || rule.event_sources.length === 0) throw badRule('A rule has event_sources.');
	const sources = rule.event_sources.flatMap((source: unknown) => readSource(source, place));
	const events = checkFilter(rule.filter);
	checkRetention(rule.retention_seconds, sources, events);
	for (const { events: knownEvents } of sources) {
		const strange = knownEvents && events.find((event) => !knownEvents.includes(event));
		if (strange !== undefined) throw badRule(`${strange} is no event of this source.`);
	}
	if (rule.aggregation !== undefined) checkAggregation(rule.aggregation);
	return sources;
}

function readSource(text: unknown, { world, account }: Place): Used[] {
	const { type, id } = (isObject(text) ? text : {}) as { type?: unknown; id?: unknown };
	const source = SOURCES[String(type)];
	if (!source) throw badRule(`${String(type)} is no event source.`);
	const ids = (Array.isArray(id) ? id : [id]).map(String);
	for (const one of ids) {
		if (source.kind && !isUsable(world, world.find(one), source.kind, account)) {
			throw badRule(`The event source ${one} does not exist or may not be used by ad account ${account.accountId}.`);
		}
	}
	return ids.map((one) => ({ ...source, type: String(type), id: one }));
}

/** A lead form is usable where its page is. */
function isUsable(world: World, node: StoredNode | undefined, kind: AssetKind, account: Account): boolean {
	if (node?.kind !== kind || !('usableIn' in node)) return false;
	const owner = node.parentId === undefined ? node : world.find(node.parentId);
	return owner !== undefined && 'usableIn' in owner && owner.usableIn.includes(account.id);
}

/** Page likes last as long as the like: 0. Everything else from 1 second to the maximum of its source. */
function checkRetention(seconds: unknown, sources: Used[], events: string[]): void {
	if (!Number.isInteger(seconds)) throw badRule('retention_seconds is a whole number.');
	if (events.includes('page_liked')) {
		if (events.length > 1) throw badRule('page_liked cannot be combined with other events.');
		if (seconds !== 0) throw badRule('page_liked has no retention: retention_seconds is 0.');
		return;
	}
	const most = Math.min(...sources.map(({ mostDays }) => mostDays));
	if (Number(seconds) < 1 || Number(seconds) > most * DAY) {
		throw badRule(`retention_seconds is between 1 and ${most} days.`);
	}
}

/** @returns the events a filter names */
function checkFilter(filter: unknown): string[] {
	const leaves: JsonObject[] = [];
	const walk = (node: unknown): void => {
		if (!isObject(node)) throw badRule('A filter is an object.');
		if (node.filters === undefined) {
			leaves.push(node);
			return;
		}
		if (!isBoolean(node.operator) || !Array.isArray(node.filters))
			throw badRule('Filters are joined by "and" or "or".');
		node.filters.forEach(walk);
	};
	walk(filter);
	if (leaves.length > MOST_FILTERS) throw badRule(`A rule can have at most ${MOST_FILTERS} filters.`);
	for (const { field, operator, value } of leaves) {
		if (typeof field !== 'string' || value === undefined) throw badRule('A filter has a field and a value.');
		if (!OPERATORS.includes(String(operator))) throw badRule(`${String(operator)} is no operator.`);
		if (field === 'event' && !EQUALS.includes(String(operator)))
			throw badRule('The field event takes the operator "=" only.');
	}
	return leaves.filter(({ field }) => field === 'event').map(({ value }) => String(value));
}

function checkAggregation(text: unknown): void {
	const { type, field, operator, value, method = 'absolute' } = (isObject(text) ? text : {}) as JsonObject;
	if (!AGGREGATIONS.includes(String(type))) throw badRule(`${String(type)} is no aggregation.`);
	if (type !== 'count' && type !== 'time_spent' && field === undefined) throw badRule('An aggregation has a field.');
	const ranges = ['in_range', 'not_in_range'];
	const comparisons = method === 'percentile' ? ranges : [...COMPARISONS, ...ranges];
	if (!comparisons.includes(String(operator)) || value === undefined)
		throw badRule('An aggregation has an operator and a value.');
}

/** A flat list with `subtype=ENGAGEMENT` (Meta: reference/custom-audience, video). Videos are taken unseen. */
function checkVideoRule(rule: unknown[]): CheckedRule {
	for (const entry of rule) {
		const { object_id: id, event_name: event } = (isObject(entry) ? entry : {}) as JsonObject;
		if (!/^\d+$/.test(String(id))) throw badRule('A video rule names an object_id.');
		if (!VIDEO_EVENTS.split(' ').includes(String(event))) throw badRule(`${String(event)} is no video event.`);
	}
	if (rule.length === 0) throw badRule('The rule is empty.');
	return { subtype: 'ENGAGEMENT' };
}

/** Subcode for a rule that cannot be read: Meta, error-reference. That every rule has the same one is UNCONFIRMED 37. */
const badRule = (text: string): GraphError => userRefusal('Invalid rule', text, 'rule', 1713098);
