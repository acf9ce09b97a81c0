import groupBy from 'lodash/groupBy.js';
import uniq from 'lodash/uniq.js';
import { unsupportedRequest } from '../graph/language/graphError.mts';
import { isObject, type JsonObject } from '../graph/language/jsonObjects.mts';
import type { Params } from '../graph/language/params.mts';
import type { Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import type { ReceivedEvent } from './eventStore.mts';
import { mayRead } from './stats.mts';
import { matchKeys } from './userData.mts';

/** Points of a match: the emulator's own numbers; Meta's formula is not public. */
const POINTS: Record<string, number> = {
	em: 3,
	ph: 2.5,
	fbc: 2,
	external_id: 1,
	fbp: 0.5,
	client_ip_address: 0.5,
	client_user_agent: 0.5,
};

const keysOf = ({ event }: ReceivedEvent): string[] => (isObject(event.user_data) ? matchKeys(event.user_data) : []);

const percent = (part: number, whole: number): number => Math.round((100 * part) / whole);

function qualityOf(name: string, received: readonly ReceivedEvent[]): JsonObject {
	const keys = received.map(keysOf);
	const points = keys.map((own) =>
		Math.min(
			10,
			own.reduce((sum, key) => sum + (POINTS[key] ?? 0.25), 0),
		),
	);
	return {
		event_name: name,
		event_match_quality: {
			composite_score: Math.round((10 * points.reduce((sum, one) => sum + one, 0)) / points.length) / 10,
			match_key_feedback: uniq(keys.flat()).map((identifier) => ({
				identifier,
				coverage: { percentage: percent(keys.filter((own) => own.includes(identifier)).length, keys.length) },
			})),
		},
		data_freshness: { upload_frequency: 'real_time' },
	};
}

/** `GET /dataset_quality?dataset_id=` (Meta: conversions-api/dataset-quality-api): website events only. */
export function datasetQuality(world: World, token: Token, params: Params): JsonObject {
	mayRead(token);
	params.required('dataset_id');
	const id = params.text('dataset_id') ?? '';
	const dataset = world.find(id);
	if (dataset?.kind !== 'AdsPixel' || !dataset.visible) throw unsupportedRequest('GET', id);
	const web = world.events.of(id).filter(({ event }) => event.action_source === 'website');
	const byName = groupBy(web, ({ event }) => String(event.event_name));
	return { web: Object.entries(byName).map(([name, received]) => qualityOf(name, received)) };
}
