import { accountType } from '../../accounts/accountFields.mts';
import { adType } from '../../ads/adFields.mts';
import { adSetType } from '../../adSets/adSetFields.mts';
import { campaignType } from '../../campaigns/campaignFields.mts';
import type { NodeType } from '../../graph/handlers/nodeType.mts';
import { passes, unfilterable, type Filter } from '../../graph/language/filtering.mts';
import type { Ad } from '../../world/adObjectModel.mts';
import { effectiveStatus } from '../../world/effectiveStatus.mts';
import type { World } from '../../world/world.mts';
import { LEVEL_OF, type InsightsQuery, type Level, type Scope } from '../query/insightsQuery.mts';
import { deliveryOf } from './delivery.mts';
import type { Group } from './row.mts';

const PARENT: Record<Level, (ad: Ad) => Scope> = {
	account: (ad) => ad.account,
	campaign: (ad) => ad.campaign,
	adset: (ad) => ad.adSet,
	ad: (ad) => ad,
};
const TYPES: Record<Level, NodeType> = { account: accountType, campaign: campaignType, adset: adSetType, ad: adType };
const PREFIXES = ['account', 'campaign', 'adset', 'ad'] as const;

const isStatus = ({ field }: Filter): boolean => /(^|\.)(effective_)?status$/.test(field);

/** The prefix and the field of a filter about an object, or nothing for one about numbers (`ad.impressions`, `spend`). */
function objectField({ field }: Filter): { level: Level; name: string } | undefined {
	const [prefix, name] = field.includes('.') ? field.split('.', 2) : splitName(field);
	const level = PREFIXES.find((known) => known === prefix);
	if (level === undefined || name === undefined) return undefined;
	return TYPES[level].knows(name) ? { level, name } : undefined;
}

/** `campaign_id` means `campaign.id` (both are in use; UNCONFIRMED 67). */
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
	const asksStatus = about.some((filter) => isStatus(filter) && (objectField(filter)?.level ?? level) === level);
	const groups = new Map<string, Group>();
	for (const ad of world.all('Ad')) {
		if (!isIn(ad, scope) || !about.every((filter) => fits(world, ad, filter))) continue;
		const object = PARENT[level](ad);
		if (isChild && !asksStatus && object.kind !== 'AdAccount' && isGone(effectiveStatus(object))) continue;
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
	return passes(TYPES[field.level].read(object, field.name, world), filter);
}
