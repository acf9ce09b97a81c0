import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import { asyncSessionType } from './asyncSessionType.mts';
import { copyAd, copyAdSet, copyCampaign } from './copies.mts';

/** `GET /{campaign|ad set|ad}/copies`: what has been copied from it (Meta: reference/ad-campaign-group/copies). */
const copiesOf = (kind: 'Campaign' | 'AdSet' | 'Ad', filterPrefix: string) =>
	edge<typeof kind>({ to: kind, order: 'newest', isAds: true, filterPrefix }, (source, { world }) => {
		const all: (Campaign | AdSet | Ad)[] = world.newest(kind);
		return all.filter(({ sourceId }) => sourceId === source.id);
	});

export const copyDomain = {
	types: { AsyncSession: asyncSessionType },
	edges: {
		Campaign: { copies: copiesOf('Campaign', 'campaign') },
		AdSet: { copies: copiesOf('AdSet', 'adset') },
		Ad: { copies: copiesOf('Ad', 'ad') },
	},
	writes: {
		Campaign: { 'POST copies': copyCampaign },
		AdSet: { 'POST copies': copyAdSet },
		Ad: { 'POST copies': copyAd },
	},
	firstIds: { AsyncSession: 6051000000000001n },
} satisfies Domain;
