import * as fc from 'fast-check';

import {
	instantOf,
	isBackwards,
	momentText,
	readInstant,
	secondAfter,
	secondOf,
} from '../../../nodes/shared/reading/instants.ts';

const NOON = Date.UTC(2026, 4, 12, 12);

it.each([
	['2026-05-12T12:00:00+0000', NOON],
	['2026-05-12T14:00:00+0200', NOON],
	['2026-05-12T14:00:00+02:00', NOON],
	['2026-05-12T12:00:00Z', NOON],
	['2026-05-12T12:00:00.987Z', NOON],
	[NOON / 1_000, NOON],
	[NOON / 1_000 + 0.9, NOON],
	[String(NOON / 1_000), NOON],
	['1985-10-26T01:21:00-0800', Date.UTC(1985, 9, 26, 9, 21)],
])('the moment %p is read', (value, at) => {
	expect(readInstant(value)).toBe(at);
});

it.each([undefined, null, '', 0, -0, '0', '1970-01-01T00:00:00+0000', '1969-12-31T16:00:00-0800'])(
	'%p stands for no moment',
	(value) => {
		expect([readInstant(value), instantOf(value)]).toEqual(['none', null]);
	},
);

it.each([
	// To JavaScript these are dates: of 2001, 1994, 2000 and the local clock.
	'1',
	'94',
	'2000',
	'2026-05-12T12:00:00',
	'2026-05-12',
	'2026-02-30T12:00:00+0000',
	'2026-05-12T25:00:00+0000',
	'2026-05-12T12:00:00+2500',
	'soon',
	' ',
	'9'.repeat(60_000),
	'x'.repeat(60_000),
	2026,
	-1,
	NaN,
	Infinity,
	NOON,
	String(NOON),
	true,
	[],
	['2026-05-12T12:00:00+0000'],
	{},
	{ value: NOON },
	new Date(NOON),
])('%p is no moment that anybody can read', (value) => {
	expect([readInstant(value), instantOf(value)]).toEqual(['unreadable', null]);
});

const anySecond = fc.integer({ min: 1_000_000_000, max: 253_402_300_799 - 50_400 });
const anyZone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia');

it('a moment is the same as seconds, as their text, and as text by any clock', () => {
	fc.assert(
		fc.property(anySecond, anyZone, (second, zone) => {
			const at = second * 1_000;
			const written = momentText(at, zone);
			expect([second, String(second), written].map(instantOf)).toEqual([at, at, at]);
			expect([secondOf(at), secondAfter(at), secondOf(at + 999), secondAfter(at - 999)]).toEqual([
				second,
				second,
				second,
				second,
			]);
		}),
	);
});

it('whatever it is given, the answer is a moment of whole seconds after 1970, none, or unreadable', () => {
	fc.assert(
		fc.property(fc.anything({ withDate: true, withBigInt: true, withSparseArray: true }), (value) => {
			const read = readInstant(value);
			expect(read === 'none' || read === 'unreadable' || (Number.isSafeInteger(read / 1_000) && read > 0)).toBe(true);
		}),
	);
});

it('a moment is told by UTC in a zone that nobody knows, and not at all where there is none', () => {
	expect([momentText(NOON, 'Mars/Olympus'), momentText(null, 'UTC'), momentText(1e300, 'UTC')]).toEqual([
		'2026-05-12T12:00:00+0000',
		null,
		null,
	]);
});

it('an end is backwards only where both are known and it does not come later', () => {
	const [early, late] = ['2026-05-12T12:00:00+0000', '2026-05-12T14:00:01+0200'];
	expect(
		[
			[early, late],
			[late, early],
			[early, early],
			[undefined, early],
			[late, '0'],
			[late, 'soon'],
		].map(([start, end]) => isBackwards(start, end)),
	).toEqual([false, true, true, false, false, false]);
});
