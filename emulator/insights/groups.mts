import { effectiveStatus } from '../effectiveStatus.mts';
import { passes, unfilterable, type Filter } from '../filtering.mts';
import type { Ad } from '../model.mts';
import { NODE_TYPES } from '../nodeTypes.mts';
import type { World } from '../world.mts';
import { deliveryOf, type Delivery } from './delivery.mts';
import { LEVEL_OF, type InsightsQuery, type Level, type Scope } from './query.mts';

/** One object of the report's level and the ads whose numbers are its own. */
export interface Group {
	object: Scope;
	ads: Delivery[];
}

const PARENT: Record<Level, (ad: Ad) => Scope> = {
	account: (ad) => ad.account,
	campaign: (ad) => ad.campaign,
	adset: (ad) => ad.adSet,
	ad: (ad) => ad,
};
const PREFIXES = ['account', 'campaign', 'adset', 'ad'] as const;

const isStatus = ({ field }: Filter): boolean => /(^|\.)(effective_)?status$/.test(field);

/** The prefix and the field of a filter about an object, or nothing for one about numbers (`ad.impressions`, `spend`). */
function objectField({ field }: Filter): { level: Level; name: string } | undefined {
	const [prefix, name] = field.includes('.') ? field.split('.', 2) : splitName(field);
	const level = PREFIXES.find((known) => known === prefix);
	if (level === undefined || name === undefined) return undefined;
	const kind = { account: 'AdAccount', campaign: 'Campaign', adset: 'AdSet', ad: 'Ad' } as const;
	return NODE_TYPES[kind[level]].knows(name) ? { level, name } : undefined;
}

/** `campaign_id` means `campaign.id` (both are in use; UNCONFIRMED). */
function splitName(field: string): string[] {
	const parts = /^(campaign|adset|ad)_(id|name)$/.exec(field);
	return parts ? [parts[1]!, parts[2]!] : [];
}

export function isObjectFilter(filter: Filter): boolean {
	return objectField(filter) !== undefined;
}

/**
 * A parent's numbers contain those of deleted and archived children, a list of children does not, unless its filter asks
 * for their status; an object itself can be read in every status (Meta: marketing-api/insights, "Deleted and archived
 * objects"; manage-your-ad-object-status).
 */
export function groupsOf(world: World, query: InsightsQuery): Group[] {
	const { scope, level, filters } = query;
	const about = filters.filter(isObjectFilter);
	const isChild = level !== LEVEL_OF[scope.kind];
	const asked = about.some((filter) => isStatus(filter) && (objectField(filter)?.level ?? level) === level);
	const groups = new Map<string, Group>();
	for (const ad of world.all('Ad')) {
		if (!isIn(ad, scope) || !about.every((filter) => fits(world, ad, filter))) continue;
		const object = PARENT[level](ad);
		if (isChild && !asked && object.kind !== 'AdAccount' && isGone(effectiveStatus(object))) continue;
		const group = groups.get(object.id) ?? { object, ads: [] };
		groups.set(object.id, group);
		group.ads.push(deliveryOf(ad, world.activeSpans));
	}
	return [...groups.values()];
}

function isGone(status: string): boolean {
	return status === 'DELETED' || status === 'ARCHIVED';
}

function isIn(ad: Ad, scope: Scope): boolean {
	return Object.values(PARENT).some((parent) => parent(ad).id === scope.id);
}

function fits(world: World, ad: Ad, filter: Filter): boolean {
	const field = objectField(filter);
	if (!field) throw unfilterable(filter);
	const object = PARENT[field.level](ad);
	return passes(NODE_TYPES[object.kind].read(object, field.name, world), filter);
}
