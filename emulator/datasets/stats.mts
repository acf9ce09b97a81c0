import countBy from 'lodash/countBy.js';
import groupBy from 'lodash/groupBy.js';
import { graphTime } from '../graph/language/dates.mts';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import { GraphError } from '../graph/language/graphError.mts';
import { requireScope, type Token } from '../world/tokens.mts';
import type { ReceivedEvent } from './eventStore.mts';
import { matchKeys } from './userData.mts';
import { isObject } from '../graph/language/jsonObjects.mts';

const HOUR = 3_600_000;

/** Spec object AdsPixel, `stats`: those that follow from what servers send. */
const VALUES: Record<string, (received: ReceivedEvent) => string[]> = {
	event: ({ event }) => [String(event.event_name)],
	event_total_counts: ({ event }) => [String(event.event_name)],
	event_source: ({ isFromBrowser }) => [isFromBrowser ? 'BROWSER' : 'SERVER'],
	match_keys: ({ event }) => (isObject(event.user_data) ? matchKeys(event.user_data) : []),
};

/** Reading takes more than sending: tokens of Events Manager may not (third-party hint). */
export function mayRead(token: Token): void {
	if (token.sendsTo !== undefined) throw new GraphError(200, '(#200) Missing Permission: ads_read');
	requireScope(token, false);
}

/** `GET /{dataset}/stats`: by the hour, of the last seven days (Meta: reference/ads-pixel-stats). */
export const datasetStats: Edge = {
	...edge<'AdsPixel'>({ to: 'AdsPixel', order: 'oldest', isAds: false }, () => []),
	answer: (node, { world, token, params }) => {
		mayRead(token);
		const aggregation = params.oneOf('aggregation', Object.keys(VALUES)) ?? 'event';
		const valuesOf = VALUES[aggregation]!;
		const now = world.clock.now();
		const from = Math.max(params.time('start_time', 'UTC') ?? 0, now - 7 * 24 * HOUR);
		const to = params.time('end_time', 'UTC') ?? now;
		const seen = world.events
			.of(node.id)
			.filter(({ receivedAt }) => receivedAt >= from && receivedAt <= to)
			.filter(({ event }) => !params.has('event') || event.event_name === params.text('event'));
		const byHour = groupBy(seen, ({ receivedAt }) => Math.floor(receivedAt / HOUR) * HOUR);
		const data = Object.entries(byHour).map(([hour, received]) => ({
			start_time: graphTime(Number(hour), 'UTC'),
			aggregation,
			data: Object.entries(countBy(received.flatMap(valuesOf))).map(([value, count]) => ({ value, count })),
		}));
		return { data };
	},
};
