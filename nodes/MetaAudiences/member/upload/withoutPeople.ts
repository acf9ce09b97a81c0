import type { GraphFailure, MetaError } from '../../../shared/graph/error';
import type { PlacedRow } from '../../people/rows/placedRows';
import { city } from '../../../meta/people/normalise/city';
import { personName } from '../../../meta/people/normalise/names';
import { sha256 } from '../../../meta/people/sha256';

/** What Meta may quote of an upload in its error: addresses, hashes, phone numbers. Its own ids have more digits. */
const quotePatterns: ReadonlyArray<readonly [RegExp, string]> = [
	[/(?<![^\s"'<>()[\]{},;:])[^\s"'<>()[\]{},;:]+@[^\s"'<>()[\]{},;:]+/g, '(address)'],
	[/\b[0-9a-f]{64}\b/gi, '(hash)'],
	[/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '(id)'],
	[/(?<![\w/])\+?\d(?:[ ().-]?\d){6,14}(?!\d)/g, '(number)'],
];

/** Words, with what holds parts of names and IDs together. Shorter ones are in every sentence: "de", "m", "us". */
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_'’.-]*[\p{L}\p{N}\p{M}])?/gu;
const SHORTEST = 3;

/** The same failure of an upload, without the people Meta may quote in its texts: errors are shown, stored and logged. */
export function withoutPeople(failure: GraphFailure, rows: readonly PlacedRow[]): GraphFailure {
	if (failure.meta === undefined) return failure;
	const sentValues = new Set(rows.flatMap(({ member }) => member));
	const clean = (text: string | undefined): string | undefined =>
		text === undefined
			? undefined
			: quotePatterns
					.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
					.replace(WORD, (word) => (isOfContact(word, sentValues) ? '(contact)' : word));
	const { message, userTitle, userMessage } = failure.meta;
	const cleanTexts = { message: clean(message), userTitle: clean(userTitle), userMessage: clean(userMessage) };
	const meta: MetaError = { ...failure.meta, ...cleanTexts };
	// Our own sentence can have Meta's title in it.
	return failure.with({ meta, message: clean(failure.message) ?? '', advice: clean(failure.advice) ?? '' });
}

/** Whether a word is what one of the sent values is made of. */
function isOfContact(word: string, sentValues: ReadonlySet<string>): boolean {
	if (word.length < SHORTEST) return false;
	if (sentValues.has(word) || sentValues.has(word.toLowerCase())) return true;
	return [word.toLowerCase(), personName(word, false), city(word)].some(
		(value) => typeof value === 'string' && value !== '' && sentValues.has(sha256(value)),
	);
}
