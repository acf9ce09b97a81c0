import type { AssetOf } from '../assets/assetModel.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError, traceId } from '../graph/language/graphError.mts';
import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { Token } from '../world/tokens.mts';
import { eventRefusal } from './eventRefusals.mts';
import { eventFault } from './eventRules.mts';

/** "Up to 1,000 events in data" (Meta: conversions-api/using-the-api); the answer to more is UNCONFIRMED 59. */
const MOST_EVENTS = 1_000;

/** A token made for one dataset in Events Manager sends to that dataset (Meta: conversions-api/get-started). */
function maySend({ scopes, sendsTo }: Token, dataset: string): boolean {
	return sendsTo === undefined ? scopes.includes('ads_management') : sendsTo === dataset;
}

/**
 * `POST /{dataset}/events` (Meta: conversions-api/using-the-api): "if any event you send in a batch is invalid, we reject the
 * entire batch". Events are looked at in order.
 */
export function receiveEvents({ world, params, token }: WriteCall, { id }: AssetOf<'AdsPixel'>): JsonObject {
	if (!maySend(token, id))
		throw new GraphError(200, '(#200) Permissions error: the token may not send events to this dataset');
	params.required('data');
	const data = params.json('data');
	if (!Array.isArray(data)) throw parameterError('Param data must be an array.', 'data');
	if (data.length === 0) throw parameterError('Param data must be a non-empty array.', 'data');
	if (data.length > MOST_EVENTS) throw parameterError(`Param data must have at most ${MOST_EVENTS} elements`, 'data');
	const { events, clock } = world;
	const now = clock.now();
	for (const [index, event] of data.entries()) {
		const fault = eventFault(event, index, { now, deletedLeads: events.deletedLeads });
		if (fault) throw eventRefusal(fault, events.language);
	}
	const testEventCode = params.text('test_event_code');
	events.add(data.map((event) => ({ dataset: id, receivedAt: now, event: event as JsonObject, testEventCode })));
	return { events_received: data.length, messages: [], fbtrace_id: traceId() };
}
