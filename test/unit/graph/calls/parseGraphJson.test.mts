import * as fc from 'fast-check';

import { parseGraphJson } from '../../../../nodes/shared/graph/request.ts';
import { anyText } from '../../../support/anyText.mts';

/** Whether a number is written as sixteen digits and more: those become strings on purpose. */
const isLong = (value: number): boolean => /^-?\d{16,}$/.test(JSON.stringify(value));

const shortNumber = fc
	.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
	.filter((value) => !isLong(value));

/** Strings that look like what the parser is after. */
const trickyString = fc.oneof(
	anyText(),
	fc.constantFrom(
		'12345678901234567',
		': 12345678901234567,',
		'[12345678901234567]',
		'"12345678901234567"',
		'{"id":12345678901234567,"b\\\\":-12345678901234567,"hash":"2e345f"}',
		'\\',
		'\\"',
		'\\\\"',
		'"',
	),
	fc
		.array(fc.constantFrom('"', '\\', ':', ',', '[', ' ', '-', '12345678901234567', '1.5', 'e'), { maxLength: 8 })
		.map((parts) => parts.join('')),
);

const json = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.constant(null),
		fc.boolean(),
		shortNumber,
		trickyString,
		tie('list'),
		tie('object'),
	),
	list: fc.array(tie('value'), { maxLength: 6 }),
	object: fc.dictionary(trickyString, tie('value'), { maxKeys: 6, noNullPrototype: true }),
})).value;

const longDigits = fc.bigInt({ min: 10n ** 15n, max: 10n ** 40n }).map(String);

it('reads what JSON.stringify writes, with long integers elsewhere in the text or not', () => {
	fc.assert(
		fc.property(json, longDigits, (value, digits) => {
			expect(parseGraphJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
			expect(parseGraphJson(`{"report_run_id":${digits},"value":${JSON.stringify(value)}}`)).toEqual({
				report_run_id: digits,
				value: JSON.parse(JSON.stringify(value)),
			});
		}),
		{ numRuns: 500 },
	);
});

it('keeps every digit of long integers, wherever they stand', () => {
	fc.assert(
		fc.property(longDigits, fc.constantFrom('', ' ', '\n\t'), fc.boolean(), (digits, space, negative) => {
			const number = `${negative ? '-' : ''}${digits}`;
			expect(parseGraphJson(`${space}${number}${space}`)).toBe(number);
			expect(parseGraphJson(`[${space}${number}${space},${number},1]`)).toEqual([number, number, 1]);
			expect(parseGraphJson(`{"a":{"b":${space}${number}${space}},"${number}":"${number}"}`)).toEqual({
				a: { b: number },
				[number]: number,
			});
		}),
	);
});

it.each([
	// A fraction of seventeen digits is what a double can have; beside a long integer it once broke the whole answer.
	['{"id":12345678901234567,"share":0.12345678901234568}', { id: '12345678901234567', share: 0.12345678901234568 }],
	[
		'[12345678901234567.5,12345678901234567e2,-1.2345678901234567e-7]',
		['12345678901234567.5', '12345678901234567e2', '-1.2345678901234567e-7'].map(Number),
	],
	['{"id":1234567890123456}', { id: '1234567890123456' }],
	['{"id":123456789012345}', { id: 123456789012345 }],
	['"12345678901234567"', '12345678901234567'],
	['{"a":"x\\\\","id":12345678901234567}', { a: 'x\\', id: '12345678901234567' }],
	// Names that end with an escape, and a JSON text, in which nothing is changed.
	['{"a\\\\":12345678901234567}', { 'a\\': '12345678901234567' }],
	['{"a\\"":12345678901234567}', { 'a"': '12345678901234567' }],
	['{"\\\\":12345678901234567}', { '\\': '12345678901234567' }],
	['{"a":"{\\"id\\":12345678901234567,\\"b\\":[1e999]}"}', { a: '{"id":12345678901234567,"b":[1e999]}' }],
])('reads %s', (text, value) => {
	expect(parseGraphJson(text)).toEqual(value);
});

it.each([
	'',
	'<html>',
	'{"id":12345678901234567',
	'{"id":12345678901234567,"a":"',
	'{"a":12345678901234567 12345678901234567}',
	'{"a":0012345678901234567',
])('refuses %p', (text) => {
	expect(() => parseGraphJson(text)).toThrow(SyntaxError);
});

/** That it returns at all is what counts here, on a busy machine too. */
jest.setTimeout(120_000);

describe('large bodies', () => {
	const MEGA = 1_000_000;

	it.each([
		['one endless string', 'a'.repeat(20 * MEGA)],
		['nothing but escapes', '\\"'.repeat(5 * MEGA)],
		['digits in a string', '12345678901234567,'.repeat(MEGA / 3)],
	])('returns with %s', (_, content) => {
		const { id, text } = parseGraphJson(`{"id":12345678901234567,"text":"${content}"}`) as Record<string, string>;
		expect(id).toBe('12345678901234567');
		expect(text.length).toBe((JSON.parse(`"${content}"`) as string).length);
	});

	it('returns with many rows, cut off or not', () => {
		const row = '{"id":12345678901234567,"name":"A \\"quoted\\" name","spend":1.2345678901234567},';
		const rows = row.repeat((5 * MEGA) / row.length);
		const parsed = parseGraphJson(`[${rows.slice(0, -1)}]`) as Array<{ id: string }>;
		expect(new Set(parsed.map(({ id }) => id))).toEqual(new Set(['12345678901234567']));
		expect(() => parseGraphJson(`[${rows}`)).toThrow(SyntaxError);
		expect(() => parseGraphJson(`[${rows}"${'a\\'.repeat(MEGA)}`)).toThrow(SyntaxError);
		expect(() => parseGraphJson(`[12345678901234567,${' '.repeat(5 * MEGA)}`)).toThrow(SyntaxError);
		expect(parseGraphJson('1'.repeat(900))).toBe('1'.repeat(900));
	});
});

it.each([
	['1e999', '1e999'],
	['-1e999', '-1e999'],
	['1E+400', '1E+400'],
	[`1e${'9'.repeat(40)}`, `1e${'9'.repeat(40)}`],
	[`1e${'9'.repeat(150)}`, `1e${'9'.repeat(150)}`],
	['1e30', 1e30],
	['1e-999', 0],
])('the number %s, %p to JavaScript, never becomes endless', (text, value) => {
	expect(parseGraphJson(`{"a":${text},"b":[${text}],"1e999":"1e999"}`)).toEqual({
		a: value,
		b: [value],
		'1e999': '1e999',
	});
});
