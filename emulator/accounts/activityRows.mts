import { AdActivity } from 'facebook-nodejs-business-sdk';
import { DateTime } from 'luxon';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { parseGraphTime } from '../graph/language/dates.mts';
import { parameterError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import type { Account, Activity } from '../world/basics.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import type { World } from '../world/world.mts';
import { activityType } from './activityType.mts';

const CATEGORIES: string[] = Object.values(AdActivity.Category);
/** Without since and until only the last week is searched (third-party hint). */
const DEFAULT_WINDOW = 7 * 86_400_000;

/** `GET /{node}/activities` (parameters: spec object AdAccount). On an object: its own entries, with `add_children` those below too. */
function activityRows(world: World, node: Account | Campaign | AdSet | Ad, params: Params): Activity[] {
	const account = node.kind === 'AdAccount' ? node : node.account;
	const category = params.oneOf('category', CATEGORIES);
	const ids = objectIds(world, node, params);
	const until = readTime(params, 'until', account, true) ?? Number.POSITIVE_INFINITY;
	const since = readTime(params, 'since', account, false) ?? Math.min(until, world.clock.now()) - DEFAULT_WINDOW;
	const actor = params.text('uid');
	return world.activities
		.visible(account)
		.filter(
			(entry) =>
				entry.eventTime >= since &&
				entry.eventTime <= until &&
				(category === undefined || entry.categories.includes(category)) &&
				(actor === undefined || entry.actor.id === actor) &&
				(ids === undefined || ids.has(entry.objectId)),
		);
}

function objectIds(world: World, node: StoredNode, params: Params): Set<string> | undefined {
	const idTexts = [params.text('oid'), ...(params.list('extra_oids') ?? [])].filter((id) => id !== undefined);
	const ids = new Set(node.kind === 'AdAccount' ? idTexts : [node.id, ...idTexts]);
	if (ids.size === 0) return undefined;
	if (params.boolean('add_children')) {
		for (const adSet of world.all('AdSet')) if (ids.has(adSet.campaign.id)) ids.add(adSet.id);
		for (const ad of world.all('Ad')) if (ids.has(ad.campaign.id) || ids.has(ad.adSet.id)) ids.add(ad.id);
	}
	return ids;
}

/** A bare date means the account's own day; `until` includes it (UNCONFIRMED 22). */
function readTime(params: Params, name: string, account: Account, endOfDay: boolean): number | undefined {
	const text = params.text(name);
	if (text === undefined) return undefined;
	const time = parseGraphTime(text, account.timeZone);
	if (time === undefined) throw parameterError(`Param ${name} must be a valid datetime`, name);
	if (!endOfDay || !/^\d{4}-\d\d-\d\d$/.test(text.trim())) return time;
	return DateTime.fromMillis(time, { zone: account.timeZone }).endOf('day').toMillis();
}

const activities = edge<'AdAccount' | 'Campaign' | 'AdSet' | 'Ad'>(
	{ to: 'AdActivity', order: 'newest', isAds: true },
	(node, { world, params }) => activityRows(world, node, params),
);

export const activityDomain = {
	types: { AdActivity: activityType },
	edges: { AdAccount: { activities }, Campaign: { activities }, AdSet: { activities }, Ad: { activities } },
} satisfies Domain;
