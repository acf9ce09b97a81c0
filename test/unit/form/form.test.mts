import { collection, group, rows } from '../../../nodes/shared/form/collections.ts';
import { assumeDefault, notice, runWide, shownWhen, type Field } from '../../../nodes/shared/form/field.ts';
import { formOf, pathOfSetting } from '../../../nodes/shared/form/form.ts';
import { choice, decimal, money, note, text, toggle, wholeNumber } from '../../../nodes/shared/form/kinds.ts';
import { valuesOf } from '../../../nodes/shared/node/formValues.ts';
import { expressed, filledIn } from '../../support/editor.mts';
import { nothing, refusal } from './problems.mts';

const budgets = [
	{ name: 'Daily', value: 'daily' },
	{ name: 'None', value: 'none' },
] as const;

const form = formOf(
	notice({ name: 'said', text: 'Read this.' }),
	text({ displayName: 'Name', name: 'name' }),
	choice({ displayName: 'Budget', name: 'budget', options: budgets, default: 'daily' }),
	shownWhen({ budget: ['daily'] }, money({ displayName: 'Amount', name: 'amount', default: '10' })),
	runWide(toggle({ displayName: 'Dry Run', name: 'dryRun', default: true })),
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add' }, [
		note({ displayName: 'Note', name: 'note' }),
		assumeDefault(runWide(decimal({ displayName: 'Rate Limit Wait', name: 'maxWait', default: '900' }))),
		runWide(wholeNumber({ displayName: 'Most', name: 'most' })),
	]),
	group({ displayName: 'Sort', name: 'sort', placeholder: 'Add', row: { name: 'by', displayName: 'Sort' } }, [
		text({ displayName: 'Field', name: 'field' }),
	]),
);

const full = { name: 'n', budget: 'daily', amount: '10', dryRun: true, options: {}, sort: {} };
const without = (name: string): Record<string, unknown> =>
	Object.fromEntries(Object.entries(full).filter(([key]) => key !== name));

describe('what comes out of a form', () => {
	it('is an item’s own values, and the settings of the run beside them, those in collections too', () => {
		expect(form.read(full)).toEqual({
			params: { name: 'n', budget: 'daily', amount: '10', options: {}, sort: undefined },
			settings: { dryRun: true, maxWait: 900 },
		});
		expect(form.read({ ...full, options: { most: '3', note: 'x', maxWait: '5' } })).toMatchObject({
			params: { options: { note: 'x' } },
			settings: { dryRun: true, maxWait: 5, most: 3 },
		});
	});

	it('has no value for a field that is hidden, whatever is left in it', () => {
		expect(form.read({ ...without('amount'), budget: 'none' }).params).not.toHaveProperty('amount');
		expect(form.read({ ...full, budget: 'none', amount: 'left over' }).params).not.toHaveProperty('amount');
	});

	it.each(Object.keys(full))('has no default for %s: shown and without a value it is refused by its path', (name) => {
		for (const given of nothing) expect(refusal(() => form.read({ ...full, [name]: given }))).toBe(`${name}: is empty`);
		expect(refusal(() => form.read(without(name)))).toBe(`${name}: is empty`);
	});

	it.each<[Record<string, unknown>, string]>([
		[{ options: { maxWait: null } }, 'options.maxWait: is empty'],
		[{ options: { most: 'x' } }, 'options.most: “x” is not a number'],
		[{ options: { note: null } }, 'options.note: is empty'],
		[{ sort: { by: {} } }, 'sort.by.field: is empty'],
		[{ budget: 'weekly' }, 'budget: cannot be “weekly”'],
		[{ dryRun: '' }, 'dryRun: must be a boolean'],
	])('refuses %j by the path', (values, said) => {
		expect(refusal(() => form.read({ ...full, ...values }))).toBe(said);
	});

	it('names all fields that are wrong, in the order of the form: own, of the run, and within collections', () => {
		const wrong = { amount: '1.000', name: '', dryRun: null, options: { maxWait: 'x', most: '1.5', note: null } };
		const { problem } = form.examine({ ...full, ...wrong });
		expect(problem?.all.map(({ field }) => field.join('.'))).toEqual([
			'name',
			'amount',
			'dryRun',
			'options.note',
			'options.maxWait',
			'options.most',
		]);
		expect(
			problem?.all.every(({ advice, others, message }) => advice !== '' && message !== '' && others.length >= 0),
		).toBe(true);
		expect(refusal(() => form.read({ ...full, ...wrong }))).toBe('name: is empty');
	});

	it('names every row that is wrong', () => {
		const list = formOf(
			rows({ displayName: 'Rows', name: 'rows', placeholder: 'Add', row: { name: 'row', displayName: 'Row' } }, [
				text({ displayName: 'Field', name: 'field' }),
			]),
		);
		const { problem } = list.examine({ rows: { row: [{ field: '' }, { field: 'x' }, {}] } });
		expect(problem?.all.map(({ field }) => field.join('.'))).toEqual(['rows.row.0.field', 'rows.row.2.field']);
	});

	it('lists its fields for the editor in their order', () => {
		expect(form.properties.map(({ name }) => name)).toEqual([
			'said',
			'name',
			'budget',
			'amount',
			'dryRun',
			'options',
			'sort',
		]);
	});
});

describe('with what n8n gives', () => {
	const ask = (values: Record<string, unknown>) => (name: string, otherwise: string) =>
		(name in values ? values[name] : otherwise) as never;

	it('a field that n8n shows because its controller is an expression is ignored where the item’s value hides it', () => {
		const stored = filledIn(form.properties, {
			name: 'n',
			budget: '={{ $json.budget }}',
			amount: '={{ $json.amount }}',
		});
		expect(stored).toHaveProperty('amount');
		const hidden = expressed(stored, { budget: 'none', amount: undefined });
		expect(form.read(valuesOf(form.fields, ask(hidden))).params).toMatchObject({ budget: 'none' });
		expect(form.read(valuesOf(form.fields, ask(hidden))).params).not.toHaveProperty('amount');
		const shown = expressed(stored, { budget: 'daily', amount: undefined });
		expect(refusal(() => form.read(valuesOf(form.fields, ask(shown))))).toBe('amount: is empty');
	});

	it('values that nobody filled in are the form’s defaults', () => {
		expect(form.read(filledIn(form.properties, { name: 'n' }))).toEqual(form.read(full));
	});

	it('what is hidden is missing, what came out as nothing is not, and sentences are never asked for', () => {
		const asked: string[] = [];
		const values = valuesOf(form.fields, (name, otherwise) => {
			asked.push(name);
			return (name === 'amount' ? otherwise : name === 'dryRun' ? undefined : 'x') as never;
		});
		expect(values).toEqual({ name: 'x', budget: 'x', dryRun: undefined, options: 'x', sort: 'x' });
		expect(Object.keys(values)).toContain('dryRun');
		expect(asked).not.toContain('said');
	});

	it('asks once for fields of one name', () => {
		const asked: string[] = [];
		const twice = [text({ displayName: 'A', name: 'a' }), text({ displayName: 'A', name: 'a' })];
		valuesOf(twice, (name) => asked.push(name) as never);
		expect(asked).toEqual(['a']);
	});

	it('of a mapping only the values are read, never the columns that the editor keeps beside them', () => {
		const mapping = {
			name: 'columns',
			property: { displayName: 'Columns', name: 'columns', type: 'resourceMapper', default: {} },
			read: (raw) => raw,
		} as Field;
		const asked: string[] = [];
		const read = (value: unknown) =>
			valuesOf([mapping], (name) => {
				asked.push(name);
				return (name.endsWith('Mode') ? 'defineBelow' : value) as never;
			});
		expect(read({ email: 'x' })).toEqual({ columns: { mappingMode: 'defineBelow', value: { email: 'x' } } });
		expect(read('')).toEqual({ columns: { mappingMode: 'defineBelow', value: null } });
		expect(new Set(asked)).toEqual(new Set(['columns.mappingMode', 'columns.value']));
	});

	it('passes on what n8n throws for an expression', () => {
		const thrown = new Error('expression');
		expect(() =>
			valuesOf(form.fields, () => {
				throw thrown;
			}),
		).toThrow(thrown);
	});
});

describe('where a setting of the run stands', () => {
	it.each([
		['dryRun', ['dryRun']],
		['maxWait', ['options', 'maxWait']],
		['most', ['options', 'most']],
		['unknown', ['unknown']],
	])('%s is at %j', (name, path) => {
		expect(pathOfSetting(form.fields, name)).toEqual(path);
	});
});
