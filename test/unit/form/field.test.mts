import { z } from 'zod';

import {
	assumeDefault,
	field,
	isAssumed,
	isHolding,
	isRunWide,
	isUnvalued,
	mayBeEmpty,
	renameField,
	notice,
	rewordField,
	runWide,
	shownWhen,
	type Field,
} from '../../../nodes/shared/form/field.ts';
import { formOf } from '../../../nodes/shared/form/form.ts';
import { choice, choices, money, text, toggle } from '../../../nodes/shared/form/kinds.ts';
import { nothing, refusal, refusalOf } from './problems.mts';

const name = text({ displayName: 'Name', name: 'name' });

describe('field', () => {
	it('is one object: what is shown, and what is checked', () => {
		const one = field({ displayName: 'X', name: 'x', type: 'number', default: 5 }, z.number().min(1));
		expect(one).toMatchObject({ name: 'x', property: { displayName: 'X', name: 'x', type: 'number', default: 5 } });
		expect(one.read(3, ['x'])).toBe(3);
		expect(refusalOf(one, 0)).toBe('x: must be at least 1');
		// The default is the editor's: it never stands in.
		for (const given of nothing) expect(refusalOf(one, given)).toBe('x: is empty');
	});

	it('checks a value that holds for all items once, also one that it refuses, and refuses each item by itself', () => {
		let checks = 0;
		const one = field(
			{ displayName: 'X', name: 'x', type: 'string', default: '' },
			z.string().refine(() => {
				checks += 1;
				return false;
			}),
		);
		const refusals = Array.from({ length: 8_000 }, (_, item) => {
			try {
				return one.read('wrong', ['options', item, 'x']);
			} catch (thrown) {
				return thrown;
			}
		});
		expect(checks).toBe(1);
		expect(new Set(refusals).size).toBe(8_000);
		expect(refusals[7_999]).toMatchObject({ field: ['options', 7_999, 'x'] });
		expect(() => one.read('wrong too', ['x'])).toThrow();
		expect(checks).toBe(2);
	});

	it('names the part of a value that cannot be used', () => {
		const one = field(
			{ displayName: 'X', name: 'x', type: 'json', default: '' },
			z.object({ a: z.array(z.string()) }).strict(),
		);
		expect(refusalOf(one, { a: ['b', 5] })).toBe('x.a.1: must be a string');
		expect(refusalOf(one, { a: [], b: 1 })).toBe('x: has an unknown entry: b');
		expect(refusalOf(one, 'x')).toBe('x: must be an object');
	});

	it('speaks no word of a programmer', () => {
		const one = field(
			{ displayName: 'X', name: 'x', type: 'options', default: '' },
			z.union([z.enum(['a', 'b']), z.number().max(3), z.object({ kind: z.literal('c') })]),
		);
		for (const given of ['c', 5, {}, [], true, { kind: 'd' }])
			expect(refusalOf(one, given)).not.toMatch(/expected|received|invalid|required|undefined/i);
	});
});

it('reworded is the same field in other words', () => {
	const one = rewordField(name, { displayName: 'Title', required: false });
	expect([one.name, one.property.displayName, one.property.required, one.read(' a ', [])]).toEqual([
		'name',
		'Title',
		false,
		'a',
	]);
	expect(name.property.displayName).toBe('Name');
});

describe('mayBeEmpty', () => {
	const one = mayBeEmpty(name);

	it('takes blank for none, and is not marked as required', () => {
		expect(['', '  ', ' a '].map((raw) => one.read(raw, []))).toEqual([undefined, undefined, 'a']);
		expect(one.property).toEqual({ displayName: 'Name', name: 'name', type: 'string', default: '' });
	});

	it('takes a locator that nothing was chosen in for none', () => {
		const locator: Field<'id', string> = {
			...field(
				{ displayName: 'ID', name: 'id', type: 'resourceLocator', default: { mode: 'list', value: '' } },
				z.preprocess((raw) => (raw as { value: unknown }).value, z.string().min(5)),
			),
		};
		expect(mayBeEmpty(locator).read({ __rl: true, mode: 'id', value: ' ' }, [])).toBeUndefined();
		expect(mayBeEmpty(locator).read({ __rl: true, mode: 'id', value: '12345' }, [])).toBe('12345');
		expect(refusalOf(mayBeEmpty(locator), { __rl: true, mode: 'id', value: null })).toMatch(/^id: /);
	});

	it('takes nothing from an expression for a mistake all the same', () => {
		for (const given of nothing) expect(refusalOf(one, given)).toBe('name: is empty');
		expect(refusalOf(mayBeEmpty(money({ displayName: 'Cap', name: 'cap' })), Number.NaN)).toMatch(/^cap: /);
		expect(refusalOf(one, [])).toBe('name: must be a string');
	});
});

describe('shownWhen', () => {
	const kinds = [
		{ name: 'A', value: 'a' },
		{ name: 'B', value: 'b' },
		{ name: 'C', value: 'c' },
	] as const;
	const kind = choice({ displayName: 'Kind', name: 'kind', options: kinds, default: 'a' });
	const form = formOf(
		kind,
		shownWhen({ kind: ['a'] }, rewordField(name, { displayName: 'Name of A' })),
		shownWhen({ kind: ['b'] }, mayBeEmpty(rewordField(name, { displayName: 'Name of B' }))),
	);
	const read = (values: Record<string, unknown>): unknown => form.read(values).params;

	it('puts its condition into the form', () => {
		expect(form.properties.map(({ displayOptions }) => displayOptions)).toEqual([
			undefined,
			{ show: { kind: ['a'] } },
			{ show: { kind: ['b'] } },
		]);
	});

	it('of one name the first that is shown counts, and where none is, there is no value', () => {
		expect(read({ kind: 'a', name: 'x' })).toEqual({ kind: 'a', name: 'x' });
		expect(read({ kind: 'b', name: '' })).toEqual({ kind: 'b', name: undefined });
		expect(read({ kind: 'c', name: 'left over from another choice' })).toEqual({ kind: 'c' });
		expect(refusal(() => read({ kind: 'a', name: '' }))).toBe('name: is empty');
		expect(refusal(() => read({ kind: 'b', name: null }))).toBe('name: is empty');
	});

	it('hangs on one of several chosen values, on switches, and on two conditions at once', () => {
		const many = formOf(
			choices({ displayName: 'Kinds', name: 'kinds', options: kinds, default: [] }),
			toggle({ displayName: 'On', name: 'on', default: false }),
			shownWhen({ kinds: ['a', 'b'], on: [true] }, name),
		);
		expect(many.read({ kinds: ['c', 'b'], on: true, name: 'x' }).params).toMatchObject({ name: 'x' });
		for (const hides of [
			{ kinds: ['b'], on: false },
			{ kinds: ['c'], on: true },
			{ kinds: [], on: true },
		]) {
			expect(many.read({ ...hides, name: null }).params).not.toHaveProperty('name');
		}
	});

	it('keeps what a field is besides', () => {
		const one = shownWhen({ kind: ['a'] }, runWide(assumeDefault(name)));
		expect([isRunWide(one as Field), isAssumed(one as Field)]).toEqual([true, true]);
	});
});

it('marks are kept apart', () => {
	const sentence = notice({ name: 'said', text: 'Read this.' });
	expect([isAssumed(assumeDefault(name)), isRunWide(runWide(name)), isUnvalued(sentence), isHolding(name)]).toEqual([
		true,
		true,
		true,
		false,
	]);
	expect([isAssumed(name), isRunWide(name), isUnvalued(name)]).toEqual([false, false, false]);
	expect(sentence.property).toEqual({ displayName: 'Read this.', name: 'said', type: 'notice', default: '' });
});

it('named is stored and shown as before, and found by operations under its other name', () => {
	const form = formOf(
		renameField('object', name),
		runWide(renameField('limit', money({ displayName: 'Cap', name: 'cap' }))),
	);
	expect(form.properties.map((property) => property.name)).toEqual(['name', 'cap']);
	expect(form.read({ name: 'x', cap: '1,5' })).toEqual({ params: { object: 'x' }, settings: { limit: '1.5' } });
	expect(refusal(() => form.read({ name: null, cap: '1' }))).toBe('name: is empty');
	expect(refusal(() => form.read({ name: 'x', cap: 'y' }))).toBe('cap: “y” is not a number');
});
