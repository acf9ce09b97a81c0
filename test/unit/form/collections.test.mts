import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

import { collection, group, rows } from '../../../nodes/shared/form/collections.ts';
import {
	assumeDefault,
	isHolding,
	mayBeEmpty,
	runWide,
	shownWhen,
	type Field,
} from '../../../nodes/shared/form/field.ts';
import { choice, decimal, money, note, text, toggle, wholeNumber } from '../../../nodes/shared/form/kinds.ts';
import { nothing, refusal, refusalOf } from './problems.mts';

const more = { displayName: 'More', name: 'more', placeholder: 'Add' } as const;
const row = { name: 'rows', displayName: 'Row' } as const;

const entries = [
	note({ displayName: 'Note', name: 'note', default: 'n' }),
	money({ displayName: 'Cap', name: 'cap' }),
	assumeDefault(toggle({ displayName: 'Dry', name: 'dry', default: true })),
	assumeDefault(runWide(decimal({ displayName: 'Wait', name: 'wait', default: '900', least: 0 }))),
	runWide(wholeNumber({ displayName: 'Most', name: 'most' })),
] as const;
const some = collection(more, entries);
const settingsOf = (raw: unknown): unknown => (isHolding(some) ? some.settings(raw, ['more']) : undefined);
/** What is said of it as a form reads it: the item’s own values, and the settings of the run. */
const saidOf = (raw: unknown): string => refusal(() => [some.read(raw, ['more']), settingsOf(raw)]);

describe('a collection', () => {
	const read = (raw: unknown): unknown => some.read(raw, ['more']);

	it('holds what was added, and the default of what is assumed; nothing else', () => {
		expect(read({})).toEqual({ dry: true });
		expect(read({ note: ' a ', cap: '20,50', dry: false })).toEqual({ note: 'a', cap: '20.50', dry: false });
		expect(read({ gone: 'an entry of an earlier version' })).toEqual({ dry: true });
	});

	it('gives settings of the run beside the item’s own', () => {
		expect(settingsOf({})).toEqual({ wait: 900 });
		expect(settingsOf({ wait: '10', most: 3, note: 'x' })).toEqual({ wait: 10, most: 3 });
		expect(read({ wait: '10', most: 3 })).toEqual({ dry: true });
	});

	it.each(entries.map((entry): [string, Field] => [entry.name, entry]))(
		'refuses %s when it was added and its expression gives nothing',
		(name) => {
			for (const given of nothing) {
				expect(saidOf({ [name]: given })).toBe(`more.${name}: is empty`);
			}
		},
	);

	it('refuses what is no collection, and says so at once for settings too', () => {
		for (const given of nothing) expect(refusalOf(some, given)).toBe('more: is empty');
		for (const given of ['x', '', 5, true, [], [{ dry: false }]])
			expect(refusalOf(some, given)).toBe('more: cannot be used as it is');
		expect(() => settingsOf('x')).toThrow('cannot be used as it is');
	});

	it('refuses a setting of the run by its own path', () => {
		expect(saidOf({ wait: '-1' })).toBe('more.wait: cannot be -1');
		expect(saidOf({ most: '1.5', note: 'x' })).toBe('more.most: cannot be 1.5');
	});

	it('shows its entries by label, none as required, and starts empty', () => {
		const { property } = collection(more, [
			text({ displayName: 'Zebra', name: 'a' }),
			text({ displayName: 'Ape', name: 'z' }),
		]);
		expect(property).toMatchObject({
			type: 'collection',
			default: {},
			options: [{ name: 'z' }, { name: 'length' }, { name: 'a' }],
		});
		expect(JSON.stringify(property)).not.toContain('required');
	});

	it('adds a switch as on, which changes nothing that workflows have stored', () => {
		const plain = toggle({ displayName: 'Check Only', name: 'check', default: false });
		const kept = assumeDefault(toggle({ displayName: 'Large', name: 'large', default: false }));
		const one = collection(more, [plain, kept]);
		expect(one.property.options).toMatchObject([{ default: true }, { name: 'length' }, { default: true }]);
		expect([plain.property.default, one.read({}, ['more'])]).toEqual([false, { large: false }]);
		const description = { properties: [one.property] } as unknown as INodeTypeDescription;
		const node = { name: 'Any', type: 'any', typeVersion: 1, position: [0, 0], id: '', parameters: {} } as INode;
		for (const stored of [{ check: false }, { check: true, large: false }, { large: true }, {}])
			for (const withDefaults of [false, true]) {
				const loaded = NodeHelpers.getNodeParameters(
					description.properties,
					{ more: stored },
					withDefaults,
					false,
					node,
					description,
				);
				expect(loaded?.more ?? {}).toEqual(stored);
			}
	});

	it('ignores an added entry that another one hides', () => {
		const kinds = [
			assumeDefault(
				choice({
					displayName: 'Kind',
					name: 'kind',
					options: [
						{ name: 'A', value: 'a' },
						{ name: 'B', value: 'b' },
					] as const,
					default: 'a',
				}),
			),
			shownWhen({ kind: ['b'] }, text({ displayName: 'Of B', name: 'ofB' })),
		] as const;
		const one = collection(more, kinds);
		expect(one.read({ kind: 'b', ofB: 'x' }, [])).toEqual({ kind: 'b', ofB: 'x' });
		expect(one.read({ ofB: null }, [])).toEqual({ kind: 'a' });
		expect(refusalOf(one, { kind: 'b', ofB: null })).toBe('more.ofB: is empty');
	});
});

describe('rows', () => {
	const kind = choice({
		displayName: 'Kind',
		name: 'kind',
		options: [
			{ name: 'Text', value: 'text' },
			{ name: 'Sum', value: 'sum' },
		] as const,
		default: 'text',
	});
	const several = rows({ ...more, row }, [
		kind,
		shownWhen({ kind: ['sum'] }, money({ displayName: 'Sum', name: 'sum' })),
		mayBeEmpty(text({ displayName: 'Word', name: 'word' })),
	]);
	const read = (raw: unknown): unknown => several.read(raw, ['more']);

	it('are a list, empty while none was added', () => {
		expect(read({})).toEqual([]);
		expect(read({ rows: [] })).toEqual([]);
		expect(read({ rows: [{ kind: 'sum', sum: '1,5', word: 'w' }, { word: '' }] })).toEqual([
			{ kind: 'sum', sum: '1.5', word: 'w' },
			{ kind: 'text', word: undefined },
		]);
	});

	it('leave out what the row’s own values hide', () => {
		expect(read({ rows: [{ kind: 'text', sum: null, word: 'w' }] })).toEqual([{ kind: 'text', word: 'w' }]);
	});

	it.each<[unknown, string]>([
		[{ rows: undefined }, 'more: is empty'],
		[{ rows: null }, 'more: is empty'],
		[{ rows: {} }, 'more: is empty'],
		[{ rows: [undefined] }, 'more.rows.0: is empty'],
		[{ rows: [{}, 'x'] }, 'more.rows.1: cannot be used as it is'],
		[{ rows: [{}, { kind: null }] }, 'more.rows.1.kind: is empty'],
		[{ rows: [{ kind: 'sum' }] }, 'more.rows.0.sum: is empty'],
		[{ rows: [{ kind: 'sum', sum: '1.000' }] }, 'more.rows.0.sum: “1.000” can be read as 1000 or as 1.000'],
		[{ rows: [{ word: null }] }, 'more.rows.0.word: is empty'],
		[[], 'more: cannot be used as it is'],
		['x', 'more: cannot be used as it is'],
		[undefined, 'more: is empty'],
	])('refuse %j by the row', (raw, said) => {
		expect(refusalOf(several, raw)).toBe(said);
	});

	it('are a repeating fixed collection, its rows’ fields as they are', () => {
		expect(several.property).toMatchObject({
			type: 'fixedCollection',
			default: {},
			placeholder: 'Add',
			typeOptions: { multipleValues: true },
			options: [
				{
					...row,
					values: [{ name: 'kind' }, { name: 'sum', displayOptions: { show: { kind: ['sum'] } } }, { name: 'word' }],
				},
			],
		});
	});
});

describe('a group', () => {
	const one = group({ ...more, row }, [
		text({ displayName: 'A', name: 'a' }),
		toggle({ displayName: 'B', name: 'b', default: true }),
	]);

	it('is absent until it is added, and whole then', () => {
		expect(one.read({}, [])).toBeUndefined();
		expect(one.read({ rows: { a: ' x ' } }, [])).toEqual({ a: 'x', b: true });
		expect(one.property.typeOptions).toBeUndefined();
	});

	it.each<[unknown, string]>([
		[{ rows: {} }, 'more.rows.a: is empty'],
		[{ rows: { a: 'x', b: null } }, 'more.rows.b: is empty'],
		[{ rows: null }, 'more.rows: is empty'],
		[{ rows: 'x' }, 'more.rows: cannot be used as it is'],
		[null, 'more: is empty'],
	])('refuses %j', (raw, said) => {
		expect(refusalOf(one, raw)).toBe(said);
	});
});
