import type { GraphFailure, MetaError } from '../../../shared/graph/error';

/** What Meta may quote of an upload in its error: addresses, hashes, phone numbers. Its own ids have more digits. */
const quoted: ReadonlyArray<readonly [RegExp, string]> = [
	[/(?<![^\s"'<>()[\]{},;:])[^\s"'<>()[\]{},;:]+@[^\s"'<>()[\]{},;:]+/g, '(address)'],
	[/\b[0-9a-f]{64}\b/gi, '(hash)'],
	[/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '(id)'],
	[/(?<![\w/])\+?\d(?:[ ().-]?\d){6,14}(?!\d)/g, '(number)'],
];

const clean = (text: string | undefined): string | undefined =>
	quoted.reduce((rest, [pattern, instead]) => rest?.replace(pattern, instead), text);

/** The same failure of an upload, without the people Meta may quote in its texts: errors are shown, stored and logged. */
export function withoutPeople(failure: GraphFailure): GraphFailure {
	if (failure.meta === undefined) return failure;
	const { message, userTitle, userMessage } = failure.meta;
	const cleaned = { message: clean(message), userTitle: clean(userTitle), userMessage: clean(userMessage) };
	const meta: MetaError = { ...failure.meta, ...cleaned };
	return failure.with({ meta });
}
