import * as fc from 'fast-check';
import lodash from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { evidenceNames } from '../../../nodes/MetaBudgetGuard/form/evidence.ts';
import { labelOf } from '../../../nodes/shared/form/label.ts';
import { filledIn } from '../../support/editor.mts';
import { allForms, type SomeForm } from '../../support/forms.mts';
import { sampled, sampledRuns } from '../../support/sampled.mts';
import {
	mended,
	placesOf,
	read,
	sceneFor,
	type Outcome,
	type Place,
	type Scene,
	type Values,
} from '../../support/places.mts';

/**
 * Whatever the editor can put into a field, the form takes, and nothing that is no value of the field's kind: said for
 * every place of every form by the property that n8n shows, so that form and check cannot drift apart. Every day an eighth of
 * the values of each place, at least one; all of them in test/soak.
 */

const { cloneDeep, get, isEqual, memoize, set } = lodash;

const scenesOf = memoize(
	(some: SomeForm): Array<Scene & { readonly some: SomeForm; readonly places: readonly Place[] }> => {
		const places = placesOf(some);
		return places.map((place) => ({ ...sceneFor(some, places, place)!, some, places }));
	},
);
type At = ReturnType<typeof scenesOf>[number];

/** With a value in this place; what n8n would make of a wrong one when it loads a workflow is left out, for expressions can give it. */
const put = ({ some, place, values }: At, value: unknown): Outcome => {
	const filled = filledIn(some.form.properties, set(cloneDeep(values), place.path, value) as Values);
	return read(some, set(cloneDeep(filled), place.path, value) as Values);
};

/** Refused here, and not for what another field lacks now. */
const refusedHere = (at: At, value: unknown): string | undefined => {
	const { problem } = put(at, value);
	if (problem === undefined) return undefined;
	const label = labelOf(at.some.form.properties, problem.field);
	return label === at.place.label || label.startsWith(`${at.place.label} → `)
		? `${at.place.label} ${problem.message}`
		: undefined;
};

const offered = ({ options = [] }: INodeProperties): Array<string | number> =>
	options.flatMap((entry) => ('value' in entry ? [entry.value as string | number] : []));
const isAsked = ({ typeOptions }: INodeProperties): boolean => typeof typeOptions?.loadOptionsMethod === 'string';

/** Menus from which expressions may name more than people are offered. */
const isOpen = (at: At): boolean => isAsked(at.place.property) || openMenus.includes(at.place.property.displayName);
const openMenus = [
	'Field',
	'Group By',
	'Separate Message For',
	'Results',
	'Second Group By',
	'Sort By',
	'Required Permissions',
	'Devices',
	'Event',
];

/** Lists of which not all goes together, and one that has to name something. */
const isPicky = ({ displayName, required }: INodeProperties): boolean =>
	required === true || pickyLists.includes(displayName);
const pickyLists = [
	'Special Ad Categories',
	'Metric Groups',
	'Metrics',
	'Devices',
	'Placements',
	'Days',
	'Selected Columns',
	'Ad Accounts',
];

/** Rows without which their field says nothing. */
const neededRows = ['Ad Schedule', 'Allowed Hours', 'Running Hours'];

/** Rows that must differ: the same one twice is refused, in a test of its own. */
const differentRows = ['UTM Parameters'];

/** A choice of the list that does not go with the row’s other one. */
const besideAnother = (said: string | undefined): boolean =>
	said === undefined || /is (not after|the same as) From$/.test(said);

/** What is wrong, one line each. */
type Check = () => string[];

const all = (ok: () => boolean, say: () => string): Check[] => [() => (ok() ? [] : [say()])];

/** What is to be looked at in a place. */
const kinds: Partial<Record<INodeProperties['type'], (at: At) => Check[]>> = {
	boolean: (at) => [
		...[true, false].flatMap((value) =>
			all(
				() => refusedHere(at, value) === undefined,
				() => `refuses ${value}`,
			),
		),
		...['true', 'false', 1, 0, '', {}, []].flatMap((value) =>
			all(
				() => refusedHere(at, value) !== undefined,
				() => `takes ${JSON.stringify(value)} for a switch`,
			),
		),
	],
	options: (at) => [
		...offered(at.place.property).flatMap((value) =>
			all(
				() => besideAnother(refusedHere(at, value)),
				() => `refuses its own ${value}: ${refusedHere(at, value)}`,
			),
		),
		...(isOpen(at)
			? []
			: all(
					() => refusedHere(at, 'no such value') !== undefined,
					() => 'takes what it does not offer',
				)),
		...[{}, [], true].flatMap((value) =>
			all(
				() => refusedHere(at, value) !== undefined,
				() => `takes ${JSON.stringify(value)} for one of a list`,
			),
		),
	],
	multiOptions: (at) => {
		const values = offered(at.place.property);
		return [
			...values.flatMap((value) =>
				all(
					() => refusedHere(at, [value]) === undefined,
					() => `refuses its own ${value}`,
				),
			),
			...(isPicky(at.place.property)
				? []
				: [[], values].flatMap((value) =>
						all(
							() => refusedHere(at, value) === undefined,
							() => `refuses ${JSON.stringify(value)}: ${refusedHere(at, value)}`,
						),
					)),
			...(values.length > 0 && !isOpen(at)
				? all(
						() => refusedHere(at, ['no such value']) !== undefined,
						() => 'takes what it does not offer',
					)
				: []),
			...[{}, true, [{}], [null]].flatMap((value) =>
				all(
					() => refusedHere(at, value) !== undefined,
					() => `takes ${JSON.stringify(value)} for several of a list`,
				),
			),
		];
	},
	number: (at) => [
		...[1, 2, 1000].flatMap((value) =>
			all(
				() => refusedHere(at, value) === undefined,
				() => `refuses ${value}`,
			),
		),
		...['1', true, Number.NaN, {}, 1.5, 0].flatMap((value) =>
			all(
				() => refusedHere(at, value) !== undefined,
				() => `takes ${String(value)}`,
			),
		),
	],
	string: (at) => {
		const numberAt = memoize(() => asNumber(at));
		// A list of nothing may be as good as blank where a list is what the text stands for.
		const means = (value: unknown): boolean =>
			refusedHere(at, value) !== undefined || isEqual(put(at, value), put(at, ''));
		const words = [{}, [], true].flatMap((value) =>
			all(
				() => means(value) || takesAnything(at),
				() => `takes ${JSON.stringify(value)} for text`,
			),
		);
		const same = [0, 1].map((which) => () => {
			const [text, , comma] = numberAt() ?? [];
			const value = [`${text} `, comma][which];
			return text === undefined || isEqual(put(at, value), put(at, text))
				? []
				: [`reads ${value} as something else than ${text}`];
		});
		const notNumbers = ['1.000', 'ten', '1e3'].flatMap((value) =>
			all(
				() => numberAt() === undefined || refusedHere(at, value) !== undefined,
				() => `takes ${value} for a number`,
			),
		);
		return [...words, ...same, ...notNumbers];
	},
	dateTime: (at) => [
		...['2027-01-31T10:00:00', '2027-01-31', '2027-01-31T10:00:00.000Z', '2027-01-31T10:00:00+02:00'].flatMap((value) =>
			all(
				() => refusedHere(at, value) === undefined,
				() => `refuses ${value}`,
			),
		),
		...[{}, [], true, 5].flatMap((value) =>
			all(
				() => refusedHere(at, value) !== undefined,
				() => `takes ${JSON.stringify(value)} for a moment`,
			),
		),
	],
	resourceLocator: (at) => {
		const of = (value: unknown) => ({ __rl: true, mode: 'id', value });
		const { value } = get(at.values, at.place.path) as { value: unknown };
		return [
			...(value === ''
				? []
				: (at.place.property.modes ?? []).flatMap(({ name, placeholder }) => {
						const chosen = { ...of(name === 'url' ? placeholder : value), mode: name, cachedResultName: 'A name' };
						return all(
							() => refusedHere(at, chosen) === undefined,
							() => `refuses the mode ${name}: ${refusedHere(at, chosen)}`,
						);
					})),
			...(at.place.property.required
				? all(
						() => refusedHere(at, of('')) !== undefined,
						() => 'takes nothing although it is needed',
					)
				: []),
			...[{}, [], true, null].flatMap((wrong) =>
				all(
					() => refusedHere(at, of(wrong)) !== undefined,
					() => `takes ${JSON.stringify(wrong)} for an ID`,
				),
			),
		];
	},
	collection: (at) => [
		...all(
			() => refusedHere(at, {}) === undefined,
			() => 'refuses to be left alone',
		),
		...['x', [], true].flatMap((value) =>
			all(
				() => refusedHere(at, value) !== undefined,
				() => `takes ${JSON.stringify(value)} for fields`,
			),
		),
		() => subsets(at),
	],
	fixedCollection: (at) => {
		const [row] = at.place.property.options ?? [];
		const value = get(at.values, [...at.place.path, row.name]) as unknown;
		const many = at.place.property.typeOptions?.multipleValues === true && Array.isArray(value) && value.length > 0;
		return [
			...['x', [], true].flatMap((wrong) =>
				all(
					() => refusedHere(at, wrong) !== undefined,
					() => `takes ${JSON.stringify(wrong)} for rows`,
				),
			),
			...(many
				? [
						...(neededRows.includes(at.place.property.displayName) ? [] : [[]]),
						[value[0]],
						...(differentRows.includes(at.place.property.displayName) ? [] : [[value[0], value[0]]]),
					]
				: []
			).flatMap((rows) =>
				all(
					() => mendedBeside(at, { [row.name]: rows }),
					() => `refuses ${rows.length} rows: ${refusedHere(at, { [row.name]: rows })}`,
				),
			),
		];
	},
};

/** Figures of the guard come as they are and are judged together; a condition compares with switches too. */
const takesAnything = ({ some, place }: At): boolean =>
	place.path.slice(-4).join('.') === 'conditions.rows.0.value' ||
	(some.node === 'metaBudgetGuard' &&
		(place.path.length === 1
			? (evidenceNames as readonly string[]).includes(place.property.name)
			: place.path.includes('minimumData') && place.property.name === 'value'));

/** A text field that reads numbers: as text, as a number, and with a comma. */
function asNumber(at: At): readonly [string, number, string] | undefined {
	const pairs = [
		['20.5', 20.5, '20,5'],
		['3.5', 3.5, '3,5'],
		['0.5', 0.5, '0,5'],
		['20', 20, '20'],
		['5', 5, '5'],
	] as const;
	if (takesAnything(at) || put(at, 'ten').problem === undefined) return undefined;
	return pairs.find(
		([text, number]) =>
			put(at, text).problem === undefined &&
			isEqual(put(at, text), put(at, number)) &&
			put(at, `${text},12345678`).problem !== undefined,
	);
}

const mendedBeside = ({ some, places, place, values }: At, value: unknown): boolean =>
	mended(some, places, set(cloneDeep(values), place.path, value) as Values, new Set([place.path.join('.')])) !== null ||
	refusedHere({ some, places, place, values }, value) === undefined;

/** Whichever entries are added, each with a value of its own, all of them come out and nothing else does. */
function subsets(at: At): string[] {
	const inside = scenesOf(at.some).filter(
		({ place }) =>
			place.path.length === at.place.path.length + 1 &&
			place.path.slice(0, -1).join('.') === at.place.path.join('.') &&
			place.property.displayOptions === undefined,
	);
	const entries = inside.map(({ place, values }) => [place.property.name, get(values, place.path) as unknown] as const);
	const flaws: string[] = [];
	const alone = put(at, {});
	fc.assert(
		fc.property(fc.subarray(entries), (added) => {
			const outcome = put(at, Object.fromEntries(added));
			if (outcome.problem !== undefined) {
				if (refusedHere(at, Object.fromEntries(added)) !== undefined)
					flaws.push(`refuses ${added.map(([name]) => name).join()}: ${outcome.problem.message}`);
				return;
			}
			const more = (side: 'params' | 'settings', one: Outcome): string[] =>
				one.problem === undefined
					? Object.keys(
							(side === 'params' ? (get(one.params, at.place.path) as Values | undefined) : (one.settings as Values)) ??
								{},
						)
					: [];
			const names = new Set([...more('params', outcome), ...more('settings', outcome)]);
			const wanted = new Set([...more('params', alone), ...more('settings', alone), ...added.map(([name]) => name)]);
			if (!isEqual([...names].sort(), [...wanted].sort()))
				flaws.push(`${added.map(([name]) => name).join()} come out as ${[...names].join()}`);
		}),
		{ numRuns: 15 },
	);
	return [...new Set(flaws)].slice(0, 3);
}

const cases = allForms.map((some) => ({ name: some.name, some }));

it.each(cases)('$name takes what the editor gives, and nothing of another kind', ({ some }) => {
	const cells = scenesOf(some).flatMap((at) =>
		at.place.property.noDataExpression === true
			? []
			: (kinds[at.place.property.type]?.(at) ?? []).map((check) => ({ place: at.place, check })),
	);
	const flaws = sampled(cells, ({ place }) => place.path.join('.')).flatMap(({ place, check }) =>
		check().map((flaw) => `${some.name} ${place.path.join('.')} (${place.label}, ${place.property.type}) ${flaw}`),
	);
	expect(flaws).toEqual([]);
});

it.each(cases)('$name marks as required what it needs', ({ some }) => {
	const flaws = scenesOf(some).flatMap((at) => {
		const { type, default: blank, required } = at.place.property;
		if (
			required !== true ||
			(type !== 'string' && type !== 'multiOptions' && type !== 'dateTime') ||
			(blank !== '' && !isEqual(blank, []))
		)
			return [];
		const outcome = put(at, blank);
		const broken = outcome.problem ?? some.rule(outcome.params, outcome.settings);
		return broken !== null && labelOf(some.form.properties, broken.field) === at.place.label
			? []
			: [`${some.name} ${at.place.label}`];
	});
	expect(flaws).toEqual([]);
});

it.each(cases)('$name names a field of its own for whatever is wrong, in words for people', ({ some }) => {
	const scenes = scenesOf(some);
	const { properties } = some.form;
	const labels = new Set(properties.map(({ displayName }) => displayName));
	const anything = fc.oneof(
		fc.jsonValue(),
		fc.constantFrom('', '123456789', 0, true, undefined, Number.NaN),
		fc.string(),
	);
	fc.assert(
		fc.property(fc.nat(scenes.length - 1), anything, (index, value) => {
			const at = scenes[index];
			const outcome = put(at, value);
			const problem = outcome.problem ?? some.rule(outcome.params, outcome.settings);
			if (problem === null) return;
			expect(labels).toContain(labelOf(properties, problem.field).split(' → ')[0]);
			expect(problem.message).not.toMatch(/expected|received|invalid input|required|undefined|\bNaN\b.*number/i);
			expect(problem.message.length).toBeLessThan(250);
			expect(problem.advice).toMatch(/\S\.$/);
		}),
		sampledRuns(150),
	);
});
