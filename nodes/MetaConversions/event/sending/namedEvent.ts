import type { GraphFailure } from '../../../shared/graph/error';

/**
 * Where in its request the event stands that Meta's text blames, counted from 0, or null where the text names none.
 * Some refusals carry the place as a JSON path in every language, as in `Unexpected key … on param "$['data'][3]"`
 * (recorded: github.com/facebook/facebook-nodejs-business-sdk/issues/258).
 */
export function namedEvent({ meta }: GraphFailure): number | null {
	const place = [meta?.userMessage, meta?.message].join('\n').match(/\$\['data'\]\[(\d{1,4})\]/)?.[1];
	return place === undefined ? null : Number(place);
}
