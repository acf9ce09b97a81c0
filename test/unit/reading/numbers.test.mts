import * as fc from 'fast-check';

import { countOf, numberOf } from '../../../nodes/shared/reading/numbers.ts';
import { addDays } from '../../../nodes/shared/accountTime.ts';
import { quoteValue, shortText } from '../../../nodes/shared/words.ts';
import { anyText } from '../../support/anyText.mts';

it.each([
	[12.5, 12.5],
	['12.5', 12.5],
	[' 12 ', 12],
	['-3', -3],
	['+3', 3],
	['.5', 0.5],
	['5.', 5],
	['1e3', 1_000],
	['0', 0],
])('%p is the number %p', (value, number) => {
	expect(numberOf(value)).toBe(number);
});

it.each([
	...[undefined, null, '', ' ', '.', '12,5', '1 000', '€ 7', '0x10', '1e999', '1e1e1', 'NaN', 'Infinity', '--1'],
	...[NaN, Infinity, -Infinity, true, [], [5], ['5'], {}, new Date(0), 'x'.repeat(60_000), '9'.repeat(60_000)],
])('%p is no number', (value) => {
	expect(numberOf(value)).toBeNull();
});

it('whatever it is given, the answer is a finite number or null, and a number is itself as text', () => {
	fc.assert(
		fc.property(fc.anything({ withDate: true, withBigInt: true }), (value) => {
			expect(Number.isFinite(numberOf(value) ?? 0)).toBe(true);
		}),
	);
	fc.assert(
		fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
			expect(numberOf(String(number))).toBe(number === 0 ? 0 : number);
		}),
	);
});

it('a count is not below zero', () => {
	expect([countOf(-1), countOf('-1'), countOf('7'), countOf(0)]).toEqual([null, null, 7, 0]);
});

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe('shortened', () => {
	it('leaves out a character of two units whole where it does not fit', () => {
		expect(shortText(`${'a'.repeat(39)}😀 x`)).toBe(`${'a'.repeat(39)}…`);
		expect(quoteValue(`${'a'.repeat(39)}😀 x`)).toBe(`${'a'.repeat(39)}…`);
		expect(shortText(`${'a'.repeat(38)}😀 x`)).toBe(`${'a'.repeat(38)}😀…`);
	});

	it('of any well-formed text is well-formed, no longer than allowed, and a part of it', () => {
		fc.assert(
			fc.property(anyText({ maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (text, most) => {
				const short = shortText(text, most);
				const kept = short === text ? text : short.slice(0, -1);
				expect([isWellFormed(short), text.startsWith(kept), short.length <= most + 1]).toEqual([
					isWellFormed(text),
					true,
					true,
				]);
			}),
		);
	});
});

it('days are counted on the calendar, there and back', () => {
	expect([addDays('2026-02-27', 2), addDays('2028-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
		'2026-03-01',
		'2028-02-29',
		'2025-12-31',
	]);
	fc.assert(
		fc.property(
			fc.date({ min: new Date('2005-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
			fc.integer({ min: -2_000, max: 2_000 }),
			(date, days) => {
				const day = date.toISOString().slice(0, 10);
				expect(addDays(addDays(day, days), -days)).toBe(day);
				expect(Date.parse(addDays(day, days)) - Date.parse(day)).toBe(days * 86_400_000);
			},
		),
	);
});
