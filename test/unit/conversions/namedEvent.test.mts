import { namedEvent } from '../../../nodes/MetaConversions/event/sending/namedEvent.ts';
import { GraphFailure } from '../../../nodes/shared/graph/error.ts';

const failure = (texts: { message?: string; userMessage?: string }): GraphFailure =>
	new GraphFailure({
		kind: 'invalidParameter',
		message: 'Refused',
		advice: 'Correct it.',
		meta: { ...texts, blame: [] },
	});

it.each([
	[{ userMessage: "The parameter $['data'][17]['user_data'] is required" }, 17],
	[{ message: `Unexpected key "x" on param "$['data'][0]".` }, 0],
	[{ message: 'Invalid parameter', userMessage: "Der Parameter $['data'][999]['event_time'] fehlt" }, 999],
	[{ message: 'Invalid parameter' }, null],
	[{ userMessage: "The parameter $['data'] is required" }, null],
	[{ userMessage: "The parameter $['data'][12345] is required" }, null],
	[{}, null],
])('%j blames event %s', (texts, place) => {
	expect(namedEvent(failure(texts))).toBe(place);
});
