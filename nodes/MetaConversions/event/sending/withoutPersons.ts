import type { GraphFailure, MetaError } from '../../../shared/graph/error';
import type { ReadyEvent } from '../reading/eventReader';

/** What Meta may quote of an event in its error: addresses, hashes, phone numbers. */
const quotedPatterns: ReadonlyArray<readonly [RegExp, string]> = [
	[/[^\s"'<>()[\]{},;:]{1,100}@[^\s"'<>()[\]{},;:]{1,255}/g, '(address)'],
	[/\b[0-9a-f]{64}\b/gi, '(hash)'],
	[/(?<![\w/])\+?\d(?:[ ().-]?\d){6,14}(?!\d)/g, '(number)'],
	[/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '(address)'],
];

/** Texts of an event's person that are sent as they are. */
const plainOf = ({ body }: ReadyEvent): string[] =>
	Object.values(body.user_data as object)
		.flat()
		.map(String)
		.filter((value) => value.length >= 6);

/** The same failure without the people whom Meta may quote in its texts: errors are shown, stored and logged. */
export function withoutPersons(failure: GraphFailure, events: readonly ReadyEvent[]): GraphFailure {
	if (failure.meta === undefined) return failure;
	const { message, userTitle, userMessage } = failure.meta;
	const texts = [message, userTitle, userMessage, failure.message, failure.advice]
		.filter((text) => text !== undefined)
		.join('\n');
	const quotedValues = events.flatMap(plainOf).filter((value) => texts.includes(value));
	const clean = (text: string | undefined): string | undefined => {
		if (text === undefined) return undefined;
		const bare = quotedValues.reduce((rest, value) => rest.split(value).join('(person)'), text);
		return quotedPatterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), bare);
	};
	const meta: MetaError = {
		...failure.meta,
		message: clean(message),
		userTitle: clean(userTitle),
		userMessage: clean(userMessage),
		// What Meta blames in `error_data` is free text: a name in it would look like the name of a field.
		blame: [],
	};
	// Our own sentence can have Meta's title in it.
	return failure.with({
		meta,
		field: undefined,
		message: clean(failure.message) ?? '',
		advice: clean(failure.advice) ?? '',
	});
}
