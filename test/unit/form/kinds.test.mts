import { DateTime } from 'luxon';
import { z } from 'zod';

import type { Field } from '../../../nodes/shared/form/field.ts';
import {
	choice,
	choices,
	decimal,
	json,
	labelList,
	listedChoice,
	listedChoices,
	moment,
	money,
	note,
	percentage,
	text,
	toggle,
	turnValue,
	wholeNumber,
} from '../../../nodes/shared/form/kinds.ts';
import { nothing, refusalOf } from './problems.mts';

const x = { displayName: 'X', name: 'x' } as const;
const few = [
	{ name: 'One', value: 'one', description: 'The first' },
	{ name: 'Two', value: 'two' },
] as const;
const numbered = [
	{ name: 'One', value: 1 },
	{ name: 'Two', value: 2 },
] as const;

const kinds = {
	text: text(x),
	checkedText: text(x, z.string().max(3)),
	note: note(x),
	toggle: toggle({ ...x, default: false }),
	choice: choice({ ...x, options: few, default: 'one' }),
	undecided: choice({ ...x, options: few, default: '' }),
	numbered: choice({ ...x, options: numbered, default: 1 }),
	choices: choices({ ...x, options: few, default: ['two'] }),
	listedChoice: listedChoice(x, z.string().min(1)),
	listedChoices: listedChoices(x, z.array(z.string())),
	json: json(
		x,
		z.string().transform((given) => JSON.parse(given) as unknown),
	),
	moment: moment(x),
	labels: labelList(x),
	money: money(x),
	decimal: decimal({ ...x, default: '1.5', least: 0, most: 100 }),
	percentage: percentage({ ...x, default: '50', least: 0, most: 100 }),
	turned: turnValue(wholeNumber(x), (value) => ({ twice: 2 * value })),
	wholeNumber: wholeNumber({ ...x, default: '5', least: 1 }),
} satisfies Record<string, Field>;

const named = Object.entries(kinds) as Array<[keyof typeof kinds, Field]>;
const read = (kind: keyof typeof kinds, raw: unknown): unknown => kinds[kind].read(raw, ['x']);

it.each(named)('%s refuses an expression that gives nothing, whatever its default', (_kind, one) => {
	for (const given of nothing) expect(refusalOf(one, given)).toBe('x: is empty');
});

it.each<[keyof typeof kinds, unknown, unknown]>([
	['text', ' a b ', 'a b'],
	['checkedText', ' abc ', 'abc'],
	['note', ' a ', 'a'],
	['note', '  ', ''],
	['toggle', true, true],
	['toggle', false, false],
	['choice', 'two', 'two'],
	['numbered', 2, 2],
	['choices', ['one', 'two'], ['one', 'two']],
	['choices', [], []],
	['listedChoice', 'anything', 'anything'],
	['listedChoices', ['a'], ['a']],
	['json', '{"a":1}', { a: 1 }],
	['moment', ' 2027-01-31 ', '2027-01-31'],
	['moment', DateTime.fromISO('2027-01-31T10:00:00', { zone: 'utc' }), '2027-01-31T10:00:00.000Z'],
	['moment', new Date('2027-01-31T10:00:00Z'), '2027-01-31T10:00:00.000Z'],
	['labels', ' a , b,, ', ['a', 'b']],
	['labels', '', []],
	['money', '20,50', '20.50'],
	['money', ' 1.000,50 ', '1000.50'],
	['money', 20.5, '20.5'],
	['money', -3, '-3'],
	['decimal', '20,5', 20.5],
	['percentage', ' 15 % ', 15],
	['percentage', '15,5%', 15.5],
	['percentage', '15', 15],
	['percentage', 15, 15],
	['turned', '4', { twice: 8 }],
	['decimal', 0, 0],
	['decimal', '100', 100],
	['wholeNumber', '5', 5],
	['wholeNumber', '5,0', 5],
	['wholeNumber', 1_000_000, 1_000_000],
	['wholeNumber', '1.000.000', 1_000_000],
])('%s takes %j', (kind, raw, value) => {
	expect(read(kind, raw)).toEqual(value);
});

it.each<[keyof typeof kinds, unknown, string]>([
	['text', '', 'is empty'],
	['text', '  ', 'is empty'],
	['text', 5, 'must be a string'],
	['text', {}, 'must be a string'],
	['checkedText', '  ', 'is empty'],
	['checkedText', 'abcd', 'is longer than 3 characters'],
	['note', 5, 'must be a string'],
	['toggle', 'true', 'must be a boolean'],
	['toggle', 1, 'must be a boolean'],
	['toggle', '', 'must be a boolean'],
	['choice', '', 'is empty'],
	['choice', 'three', 'cannot be “three”'],
	['choice', 'One', 'cannot be “One”'],
	['choice', 'toString', 'cannot be “toString”'],
	['choice', ['one'], 'cannot be “["one"]”'],
	['undecided', '', 'is empty'],
	['numbered', '1', 'cannot be “1”'],
	['choices', 'one', 'must be an array'],
	['choices', {}, 'must be an array'],
	['listedChoice', '', 'is empty'],
	['moment', '', 'is empty'],
	['moment', 5, 'must be a string or a date'],
	['moment', new Date(Number.NaN), 'cannot be used'],
	['moment', DateTime.invalid('no date'), 'is empty'],
	['labels', ['a'], 'must be a string'],
	['money', '', 'is empty'],
	['money', '  ', 'is empty'],
	['money', '1.000', '“1.000” can be read as 1000 or as 1.000'],
	['money', '12 EUR', '“12 EUR” is not a number'],
	['money', Number.NaN, 'must be a number or a string'],
	['money', '15%', '“15%” is not a number'],
	['money', [], 'must be a number or a string'],
	['money', true, 'must be a number or a string'],
	['percentage', '%', 'is empty'],
	['percentage', '', 'is empty'],
	['percentage', '15%%', '“15%” is not a number'],
	['percentage', '101%', 'cannot be 101'],
	['turned', '4,5', 'cannot be 4.5'],
	['decimal', '15%', '“15%” is not a number'],
	['decimal', '-1', 'cannot be -1'],
	['decimal', '100,01', 'cannot be 100.01'],
	['decimal', {}, 'must be a number or a string'],
	['wholeNumber', '5.5', 'cannot be 5.5'],
	['wholeNumber', '0', 'cannot be 0'],
	['wholeNumber', '99999999999999999999', 'cannot be 100000000000000000000'],
	['wholeNumber', false, 'must be a number or a string'],
])('%s refuses %j', (kind, raw, said) => {
	expect(refusalOf(kinds[kind], raw).replace(/^x(\.\d)*: /, '')).toBe(said);
});

it('names the value among several that is not in the list', () => {
	expect(refusalOf(kinds.choices, ['one', 'three'])).toBe('x.1: cannot be “three”');
});

it('says which numbers can be entered', () => {
	const advice = (one: Field, raw: unknown): string => {
		try {
			one.read(raw, ['x']);
			return '';
		} catch (thrown) {
			return (thrown as { advice: string }).advice;
		}
	};
	expect(advice(kinds.decimal, 101)).toBe('Enter a number from 0 to 100.');
	expect(advice(kinds.wholeNumber, 0)).toBe('Enter 1 or more.');
	expect(advice(wholeNumber({ ...x, most: 3 }), 4)).toBe('Enter 3 or less.');
	expect(advice(kinds.choice, 'three')).toBe('Use one of: one (One), two (Two).');
});

describe('in the editor', () => {
	it.each<[keyof typeof kinds, object]>([
		['text', { type: 'string', default: '', required: true }],
		['note', { type: 'string', default: '' }],
		['toggle', { type: 'boolean', default: false }],
		['choice', { type: 'options', default: 'one', options: [...few] }],
		['choices', { type: 'multiOptions', default: ['two'], options: [...few] }],
		['listedChoice', { type: 'options', default: '' }],
		['listedChoices', { type: 'multiOptions', default: [] }],
		['json', { type: 'json', default: '' }],
		['moment', { type: 'dateTime', default: '' }],
		['labels', { type: 'string', default: '' }],
		['money', { type: 'string', default: '' }],
		['decimal', { type: 'string', default: '1.5' }],
		['percentage', { type: 'string', default: '50' }],
		['wholeNumber', { type: 'string', default: '5' }],
	])('%s is what n8n expects', (kind, property) => {
		expect(kinds[kind].property).toEqual({ ...x, ...property });
	});

	it('no number is typed into a number field, which would take a German 20,50 for 2050', () => {
		expect(named.filter(([, { property }]) => property.type === 'number')).toEqual([]);
	});
});
