import fc from 'fast-check';

import { formOf } from '../../../nodes/shared/form/form.ts';
import { collection } from '../../../nodes/shared/form/collections.ts';
import { runWide } from '../../../nodes/shared/form/field.ts';
import { note, toggle, wholeNumber } from '../../../nodes/shared/form/kinds.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';
import { allOf, everyOf } from '../../../nodes/shared/form/problems.ts';
import { everyRule, ruleProblem } from '../../../nodes/shared/form/rule.ts';

const at = (field: string, message = 'is wrong'): InputProblem => new InputProblem([field], message, 'Mend it.');
const fieldsOf = (problem: InputProblem | null): string[] => problem?.all.map(({ field }) => field.join('.')) ?? [];

const form = formOf(
	wholeNumber({ displayName: 'Least', name: 'least' }),
	wholeNumber({ displayName: 'Most', name: 'most' }),
	note({ displayName: 'Note', name: 'note' }),
	collection({ displayName: 'Options', name: 'options', placeholder: 'Add' }, [
		runWide(toggle({ displayName: 'Dry Run', name: 'dryRun', default: true })),
	]),
);
type Values = { readonly least: number; readonly most: number; readonly note: string };
type Settings = { readonly dryRun?: boolean };

const rule = everyRule<Values, Settings>(
	({ least, most }) => (least > most ? at('most') : null),
	(params) => (params.note === 'no' ? at('note') : null),
	(_params, { dryRun }) => (dryRun === true ? null : at('dryRun')),
);

const refused = (values: Record<string, unknown>): string[] => {
	const { params, settings, problem } = form.examine({
		least: '1',
		most: '2',
		note: '',
		options: { dryRun: true },
		...values,
	});
	return fieldsOf(allOf([problem, ruleProblem(rule, params as never, settings as never)]));
};

it.each<[string, Record<string, unknown>, string[]]>([
	['nothing is wrong', {}, []],
	['two rules are broken', { least: '3', note: 'no' }, ['most', 'note']],
	['a field and a rule on others', { least: 'x', note: 'no' }, ['least', 'note']],
	['a rule on a field that cannot be read has nothing to say', { least: 'x' }, ['least']],
	[
		'a setting of the run that cannot be read is not taken for one that was not added',
		{ options: { dryRun: null } },
		['options.dryRun'],
	],
	['a setting that was not added', { options: {} }, ['dryRun']],
])('%s', (_what, values, fields) => {
	expect(refused(values)).toEqual(fields);
});

it('of a field the first problem counts: the next may follow from it', () => {
	expect(fieldsOf(allOf([at('a', 'is empty'), at('b'), at('a', 'is wrong')]))).toEqual(['a', 'b']);
	expect(allOf([at('a', 'is empty'), at('a', 'is wrong')])?.message).toBe('is empty');
});

it('a mistake of ours is no problem of the form, and goes through at once', () => {
	const broken = everyRule<Values>(() => {
		throw new TypeError('ours');
	});
	expect(() => broken({ least: 1, most: 2, note: '' }, {})).toThrow(TypeError);
	expect(() =>
		everyOf([
			() => {
				throw new TypeError('ours');
			},
		]),
	).toThrow(TypeError);
});

it('tells every problem once and in order, however they were put together', () => {
	fc.assert(
		fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'))), (lists) => {
			const joined = allOf(lists.map((list) => allOf(list.map((name) => at(name)))));
			expect(fieldsOf(joined)).toEqual([...new Set(lists.flat())]);
			expect(joined?.all.every(({ others }, index) => index === 0 || others.length === 0) ?? true).toBe(true);
		}),
	);
});
