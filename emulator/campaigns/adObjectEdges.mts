import * as sdk from 'facebook-nodejs-business-sdk';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import { parseFiltering } from '../graph/language/filtering.mts';
import { GraphError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import type { Account } from '../world/basics.mts';
import { effectiveStatus } from '../world/effectiveStatus.mts';

/**
 * ARCHIVED objects appear only when asked for. DELETED ones never do on an edge, and asking for them is an error
 * (Meta: manage-your-ad-object-status; ads blog 2014-09-24 "Deleted vs archived"); subcode: third-party hint.
 */
function byStatus<T extends Campaign | AdSet | Ad>(rows: T[], params: Params, statusNames: string[]): T[] {
	const statuses = params.listOf('effective_status', statusNames);
	const filters = parseFiltering(params.text('filtering')).filter(({ field }) =>
		/(^|\.)(effective_)?status$/.test(field),
	);
	const askedStatuses = [...(statuses ?? []), ...filters.flatMap(({ value }) => value)];
	if (askedStatuses.includes('DELETED')) {
		throw new GraphError(100, '(#100) Cannot request for deleted objects', {
			subcode: 1815001,
			userTitle: 'Cannot Request for Deleted Objects',
			userMsg: 'Cannot request for deleted objects.',
		});
	}
	if (statuses) return rows.filter((row) => statuses.includes(effectiveStatus(row)));
	return askedStatuses.includes('ARCHIVED') ? rows : rows.filter((row) => effectiveStatus(row) !== 'ARCHIVED');
}

type Parent = Account | Campaign | AdSet;

/** Whether an object lies below a node. */
function isBelow(parent: Parent) {
	return (node: Campaign | AdSet | Ad): boolean => {
		if (parent.kind === 'AdAccount') return node.account.id === parent.id;
		if (parent.kind === 'Campaign') return node.kind !== 'Campaign' && node.campaign.id === parent.id;
		return node.kind === 'Ad' && node.adSet.id === parent.id;
	};
}

const adObjects = (to: 'Campaign' | 'AdSet' | 'Ad', filterPrefix: string, statuses: object): Edge =>
	edge<Parent['kind']>({ to, order: 'newest', isAds: true, filterPrefix }, (parent, { world, params }) => {
		const below: (Campaign | AdSet | Ad)[] = world.newest(to);
		return byStatus(below.filter(isBelow(parent)), params, Object.values(statuses));
	});

export const campaigns = adObjects('Campaign', 'campaign', sdk.Campaign.EffectiveStatus);
// The edge of ad sets takes the statuses of ads too (spec object AdAccount, GET adsets).
export const adsets = adObjects('AdSet', 'adset', sdk.Ad.EffectiveStatus);
export const ads = adObjects('Ad', 'ad', sdk.Ad.EffectiveStatus);
/** Ads whose ad set targets or excludes an audience (spec object CustomAudience, edge ads; whether exclusions count: UNCONFIRMED 45). */
export const adsUsing = edge<'CustomAudience'>(
	{ to: 'Ad', order: 'newest', isAds: true, filterPrefix: 'ad' },
	(audience, { world, params }) => {
		const uses = ({ adSet: { targeting } }: Ad): boolean =>
			[targeting.custom_audiences, targeting.excluded_custom_audiences]
				.flat()
				.some((one) => typeof one === 'object' && one !== null && 'id' in one && String(one.id) === audience.id);
		return byStatus(world.newest('Ad').filter(uses), params, Object.values(sdk.Ad.EffectiveStatus));
	},
);
