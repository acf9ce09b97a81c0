import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import lodash from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { collection } from '../../../nodes/shared/form/collections.ts';
import { runWide, type Field } from '../../../nodes/shared/form/field.ts';
import { formOf, pathOfSetting } from '../../../nodes/shared/form/form.ts';
import { choice, text, toggle } from '../../../nodes/shared/form/kinds.ts';
import { labelOf } from '../../../nodes/shared/form/label.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';
import { expressed, filledIn } from '../../support/editor.mts';
import { allForms, type SomeForm } from '../../support/forms.mts';
import { sampled } from '../../support/sampled.mts';
import {
	othersAt,
	placesOf,
	read,
	sceneFor,
	type Outcome,
	type Place,
	type Scene,
	type Values,
} from '../../support/places.mts';

/**
 * The proof that no expression is ever taken for something it does not say. In every place of every form of all five nodes
 * an expression gives nothing, or something of the wrong kind: either the item is refused by the field's label, or what
 * comes out is exactly what the form's own default gives. The values are made by n8n itself (defaults, hiding, expressions
 * that show whatever hangs on them); test/engine/formExpressionsRun.test.mts has n8n's engine do all of it, for a sample.
 */

const { cloneDeep, isEqual, set } = lodash;

const EXPRESSION = '={{ $json.value }}';

/** Where an expression can stand in a place: as the whole value, or within a locator. */
const waysInto = ({ type }: INodeProperties): Array<'whole' | 'locator'> =>
	type === 'resourceLocator' ? ['locator', 'whole'] : ['whole'];

const anything: unknown[] = [
	undefined,
	null,
	'',
	Number.NaN,
	' ',
	true,
	false,
	0,
	7,
	'no such value',
	{},
	{ a: 1 },
	[],
	[1],
	[null],
	[{}],
];

const isKind: Partial<Record<INodeProperties['type'], (value: unknown) => boolean>> = {
	boolean: (value) => typeof value === 'boolean',
	number: (value) => typeof value === 'number' && !Number.isNaN(value),
	// Numbers from expressions are as good as numbers that were typed.
	string: (value) =>
		(typeof value === 'string' && value.trim() !== '') || (typeof value === 'number' && !Number.isNaN(value)),
	dateTime: (value) => typeof value === 'string' && value.trim() !== '',
	options: (value) => typeof value === 'string' && value.trim() !== '',
	multiOptions: (value) =>
		Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number'),
	json: (value) => (typeof value === 'object' && value !== null) || (typeof value === 'string' && value.trim() !== ''),
	resourceLocator: (value) =>
		(typeof value === 'string' && value.trim() !== '') || (typeof value === 'number' && !Number.isNaN(value)),
};

const wrongKinds = ({ type }: INodeProperties): unknown[] =>
	anything.filter((value) => !(isKind[type]?.(value) ?? false));

/** The form as n8n stores and fills it with an expression in this place, for an item that has this value. */
function withExpression(
	{ form }: SomeForm,
	{ values, place }: Scene,
	way: 'whole' | 'locator',
	value: unknown,
): Values {
	const holds = way === 'locator' ? { __rl: true, mode: 'id', value: EXPRESSION } : EXPRESSION;
	return expressed(filledIn(form.properties, set(cloneDeep(values), place.path, holds) as Values), { value });
}

const withDefault = ({ form }: SomeForm, { values, place }: Scene): Values =>
	expressed(filledIn(form.properties, set(cloneDeep(values), place.path, place.property.default) as Values), {});

const say = (value: unknown): string =>
	typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);

/** What a refusal is about, in the form's words. */
const labelIn = ({ form }: SomeForm, outcome: Outcome): string =>
	outcome.problem === undefined ? '' : labelOf(form.properties, outcome.problem.field);

const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer} → `);
const names = (label: string, place: Place): boolean => isWithin(label, place.label);

/** Why an outcome is neither a refusal by name nor what the default gives; nothing where it is. */
function flaw(some: SomeForm, place: Place, outcome: Outcome, byDefault: Outcome): string | undefined {
	if (outcome.problem !== undefined)
		return names(labelIn(some, outcome), place)
			? undefined
			: `is refused as ${labelIn(some, outcome)}: ${outcome.problem.message}`;
	if (byDefault.problem === undefined && isEqual(outcome, byDefault)) return undefined;
	const broken = some.rule(outcome.params, outcome.settings);
	if (broken !== null && names(labelOf(some.form.properties, broken.field), place)) return undefined;
	return 'is taken';
}

/** Values that are legitimately taken although they are not of the kind that the editor's field has. */
const taken: ReadonlyArray<{ readonly where: RegExp; readonly values: readonly unknown[]; readonly why: string }> = [
	{
		where:
			/^metaBudgetGuard step\.\w+ (cost|results|clicks|impressions|leads|purchases|resultValue|frequency|since|until|row(Cost|Results|CustomResults|Clicks|Impressions|Leads|Purchases|ResultValue|Frequency|Since|Until))$/,
		values: anything,
		why: 'figures of a report’s row: one that cannot be used spoils the others of its object, so they are checked together and refused by the label (formExpressionsRun.test.mts)',
	},
	{
		where: /^metaBudgetGuard step\.(adjustBudget|stopLoss) (reportComplete|rowReportComplete)$/,
		values: anything,
		why: 'what a report’s row says of itself, mostly nothing; anything but nothing and a clear yes holds its object (guardTarget.test.mts)',
	},
	{
		where: / name(Prefix|Suffix)$/,
		values: ['', ' '],
		why: 'what is put around a name is taken as it is, spaces included; blank is nothing around it',
	},
	{
		where: / filters\.conditions\.rows\.0\.value$/,
		values: [true, false],
		why: 'compared with a switch of the item, as the words true and false',
	},
	{ where: / customConversion$/, values: [0, 7], why: 'the ID of a custom conversion, which may be a number' },
	{ where: / adAccounts$/, values: [0, 7], why: 'the ID of one ad account, which may be a number' },
	{ where: / guards\.protected$/, values: [[1]], why: 'IDs as a list of the item, which may be numbers' },
];

const isSame = (one: unknown, other: unknown): boolean =>
	Object.is(one, other) || (typeof one === 'object' && isEqual(one, other));
const isTaken = (where: string, value: unknown): boolean =>
	taken.some((one) => one.where.test(where) && one.values.some((allowed) => isSame(allowed, value)));

const scenesOf = lodash.memoize((some: SomeForm): { readonly places: Place[]; readonly scenes: Scene[] } => {
	const places = placesOf(some);
	const scenes = places.map((place) => {
		const scene = sceneFor(some, places, place);
		if (scene === null)
			throw new Error(`No values are known with which ${some.name} takes something for ${place.label}`);
		return scene;
	});
	return { places, scenes };
});

const cases = allForms.map((some) => ({ name: some.name, some }));

/** What an expression can give in a place. */
interface Cell {
	readonly scene: Scene;
	readonly way: 'whole' | 'locator';
	readonly value: unknown;
}

const cellsOf = (some: SomeForm): Cell[] =>
	scenesOf(some).scenes.flatMap((scene) =>
		waysInto(scene.place.property).flatMap((way) =>
			wrongKinds(scene.place.property).map((value) => ({ scene, way, value })),
		),
	);

/** Of each place an eighth of the values, at least one; all of them in test/soak. */
const ofTheDay = (cells: Cell[]): Cell[] =>
	sampled(cells, ({ scene: { place }, way }) => `${place.path.join('.')} ${way}`);

/** One line for every value that a place takes and should not. */
const flawsOf = (some: SomeForm, drawn = (cells: Cell[]): Cell[] => cells): string[] =>
	drawn(cellsOf(some)).flatMap(({ scene, way, value }) => {
		const { place } = scene;
		const where = `${some.name} ${place.path.join('.')}`;
		if (isTaken(where, value)) return [];
		const byDefault = read(some, withDefault(some, scene));
		const wrong = flaw(some, place, read(some, withExpression(some, scene, way, value)), byDefault);
		return wrong === undefined
			? []
			: [
					`${where} (${place.label}, ${place.property.type}${way === 'locator' ? '' : ', whole'}): ${say(value)} ${wrong}`,
				];
	});

it.each(cases)(
	'$name: an expression that gives nothing, or the wrong kind, is refused by the label or means the default',
	({ some }) => {
		expect(flawsOf(some, ofTheDay)).toEqual([]);
	},
);

/** A unit without a radius. */
const meansNothingAlone = /\.rows\.0\.distanceUnit /;

/** The same two values for two items: each has its own, or they disagree on a setting of the run that is found by its label. */
function dividedFlaw(some: SomeForm, place: Place, [one, other]: Outcome[]): string | undefined {
	const broken = [one, other].find(({ problem }) => problem !== undefined);
	if (broken !== undefined) return `is refused: ${labelIn(some, broken)}`;
	if (one.problem !== undefined || other.problem !== undefined) return undefined;
	const [here, there] = [one.settings, other.settings] as Values[];
	const torn = Object.keys({ ...here, ...there }).filter((name) => !isEqual(here[name], there[name]));
	if (torn.length === 0) return isEqual(one.params, other.params) ? 'gives both items the same' : undefined;
	const labels = torn.map((name) => labelOf(some.form.properties, pathOfSetting(some.form.fields, name)));
	// What a choice shows beside it is there for the one item and not for the other.
	return labels.some((label) => isWithin(place.label, label)) ? undefined : `is torn as ${labels.join()}`;
}

/** One line for every place in which two items get the same, or are torn without a name. */
function dividedFlawsOf(some: SomeForm, drawn = (scenes: Scene[]): Scene[] => scenes): string[] {
	const { places, scenes } = scenesOf(some);
	return drawn(scenes).flatMap((scene) => {
		const { place } = scene;
		const [way] = waysInto(place.property);
		if (
			['resourceMapper', 'collection', 'fixedCollection'].includes(place.property.type) ||
			place.property.noDataExpression === true
		)
			return [];
		const valueAt = (values: Values): unknown => {
			const value = lodash.get(values, place.path) as unknown;
			return way === 'locator' ? (value as { value: unknown }).value : value;
		};
		const outcomes = othersAt(some, places, scene, 6).map((values) =>
			read(some, withExpression(some, { place, values }, way, valueAt(values))),
		);
		const first = outcomes[0];
		const second = outcomes.find((outcome) => !isEqual(outcome, first));
		const where = `${some.name} ${place.path.join('.')} (${place.label})`;
		if (second === undefined && meansNothingAlone.test(where)) return [];
		if (first === undefined || second === undefined) return [`${where}: no two values are known`];
		const wrong = dividedFlaw(some, place, [first, second]);
		return wrong === undefined ? [] : [`${where} ${wrong}`];
	});
}

it.each(cases)('$name: two items with a value each are two values', ({ some }) => {
	expect(dividedFlawsOf(some, (scenes) => sampled(scenes, () => some.name))).toEqual([]);
});

describe('what it would find', () => {
	const planted = (...fields: Field[]): SomeForm => ({
		node: 'planted',
		name: 'planted',
		form: formOf(...fields),
		rule: () => null,
	});
	const consent = choice({
		displayName: 'Consent',
		name: 'consent',
		options: [
			{ name: 'Column', value: 'column' },
			{ name: 'Everybody', value: 'everybody' },
		],
		default: 'column',
	});
	const reading = (one: Field, readAs: (raw: unknown) => unknown): Field => ({ ...one, read: readAs });

	it('a default that takes the place of nothing', () => {
		expect(flawsOf(planted(consent))).toEqual([]);
		const found = flawsOf(planted(reading(consent, (raw) => raw ?? 'everybody')));
		expect(found).toContain('planted consent (Consent, options, whole): undefined is taken');
		expect(found).toContain('planted consent (Consent, options, whole): null is taken');
		expect(flawsOf(planted(reading(consent, (raw) => raw ?? 'column')))).not.toContain(
			'planted consent (Consent, options, whole): undefined is taken',
		);
	});

	it('a switch that takes words, in a collection', () => {
		const dryRun = toggle({ displayName: 'Dry Run', name: 'dryRun', default: true });
		const more = (one: Field): SomeForm =>
			planted(collection({ displayName: 'Options', name: 'options', placeholder: 'Add' }, [one]));
		expect(flawsOf(more(dryRun))).toEqual([]);
		expect(flawsOf(more(reading(dryRun, (raw) => raw === true)))).toContain(
			'planted options.dryRun (Options → Dry Run, boolean, whole): undefined is taken',
		);
	});

	it('a refusal that names another field', () => {
		const other = reading(consent, () => {
			throw new InputProblem(['name'], 'is empty', 'Enter it.');
		});
		const name = text({ displayName: 'Name', name: 'name', default: 'x' });
		const shows = reading(consent, (raw) => (raw === 'column' || raw === 'everybody' ? raw : other.read(raw, [])));
		expect(flawsOf(planted(shows, name))).toContain(
			'planted consent (Consent, options, whole): undefined is refused as Name: is empty',
		);
	});

	it('a value that both items get from one of them', () => {
		let first: unknown;
		const shared = reading(consent, (raw) => (first ??= raw));
		expect(dividedFlawsOf(planted(consent))).toEqual([]);
		expect(dividedFlawsOf(planted(runWide(consent)))).toEqual([]);
		expect(dividedFlawsOf(planted(shared))).toEqual(['planted consent (Consent): no two values are known']);
	});
});

it('no operation takes the first item’s values for all', () => {
	const folders = [
		'MetaAds',
		'MetaAudiences',
		'MetaBudgetGuard',
		'MetaConversions',
		'MetaInsights',
		'MetaLeads',
		'shared',
	].map((folder) => join(process.cwd(), 'nodes', folder));
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
	);
	const taking = files.filter(
		(file) => file.endsWith('.ts') && /\b(jobs|items)\[0\](!|\?)?\.params/.test(readFileSync(file, 'utf8')),
	);
	expect(taking).toEqual([]);
});

it('looks at every place of every form', () => {
	const count = allForms.reduce((sum, some) => sum + scenesOf(some).places.length, 0);
	expect(allForms.length).toBeGreaterThan(60);
	expect(count).toBeGreaterThan(900);
});
