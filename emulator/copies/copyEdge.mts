import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';

/** `GET /{campaign|ad set|ad}/copies`: what has been copied from it (Meta: reference/ad-campaign-group/copies). */
export const copiesOf = (kind: 'Campaign' | 'AdSet' | 'Ad', filterPrefix: string): Edge =>
	edge<typeof kind>({ to: kind, order: 'newest', isAds: true, filterPrefix }, (source, { world }) => {
		const all: (Campaign | AdSet | Ad)[] = world.newest(kind);
		return all.filter(({ sourceId }) => sourceId === source.id);
	});
