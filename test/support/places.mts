import type { INodeProperties } from 'n8n-workflow';
import lodash from 'lodash';

import { labelOf } from '../../nodes/shared/form/label.ts';
import { InputProblem } from '../../nodes/shared/form/problem.ts';
import { valuesOf } from '../../nodes/shared/node/formValues.ts';
import type { SomeForm } from './forms.mts';
import { filledIn, isLeftover } from './editor.mts';
import { startedPlan } from './startedPlan.mts';
import type { CheckLevel } from '../../nodes/MetaAds/selfCheck/levels.ts';
import { sealReport } from '../../nodes/MetaAds/selfCheck/report/report.ts';

const { cloneDeep, get, set } = lodash;

/**
 * Every place of a form that takes a value, and values with which the place is shown and everything else is right: what a
 * test needs to put anything at all into just this place.
 */

/** A report of the self-check that ended before its first step. */
const unfinishedReport = (level: CheckLevel) =>
	sealReport({
		selfCheck: 1,
		environment: 'emulator',
		apiVersion: 'v26.0',
		level,
		finished: false,
		stoppedBy: 'Meta has limited the calls',
		steps: [],
		questions: [],
	});

export type Values = Record<string, unknown>;
type Path = ReadonlyArray<string | number>;

export interface Place {
	/** From the form's top: `options.maxWait`, `filters.conditions.rows.0.value`. */
	readonly path: Path;
	readonly label: string;
	readonly property: INodeProperties;
	/** The properties it lies in, from the top down, and itself. */
	readonly chain: ReadonlyArray<{
		readonly property: INodeProperties;
		readonly path: Path;
		readonly level: readonly INodeProperties[];
		readonly base: Path;
	}>;
}

/** Every place of a form, those in collections and in a first row too. */
export function placesOf({ form }: SomeForm): Place[] {
	const within = (level: readonly INodeProperties[], base: Path, outer: Place['chain']): Place[] =>
		level.flatMap((property) => {
			if (property.type === 'notice' || isLeftover(property)) return [];
			const path = [...base, property.name];
			const chain = [...outer, { property, path, level, base }];
			const place: Place = { path, label: labelOf(form.properties, path), property, chain };
			if (property.type === 'collection')
				return [place, ...within((property.options ?? []) as INodeProperties[], path, chain)];
			if (property.type !== 'fixedCollection') return [place];
			const rows = (property.options ?? []).flatMap((row) =>
				within(
					'values' in row ? row.values : [],
					[...path, row.name, ...(property.typeOptions?.multipleValues === true ? [0] : [])],
					chain,
				),
			);
			return [place, ...rows];
		});
	return within(form.properties, [], []);
}

/** What a form makes of values: what comes out, or the problem. */
export type Outcome =
	| { readonly params: unknown; readonly settings: unknown; readonly problem?: undefined }
	| { readonly problem: InputProblem };

export function read({ form }: SomeForm, values: Values): Outcome {
	try {
		const given = valuesOf(form.fields, (name, otherwise) => {
			const there = name
				.split('.')
				.reduce<unknown>(
					(level, part) =>
						level !== undefined && level !== null && Object.hasOwn(level as object, part)
							? (level as Values)[part]
							: ABSENT,
					values,
				);
			return (there === ABSENT ? otherwise : there) as never;
		});
		return form.read(given);
	} catch (thrown) {
		if (thrown instanceof InputProblem) return { problem: thrown };
		throw thrown;
	}
}

const ABSENT = {};

/** Controllers' values with which a property is shown, tried one after the other. */
function* showing(
	level: readonly INodeProperties[],
	property: INodeProperties,
	given: Values,
	top: readonly INodeProperties[],
	above: Values,
): Generator<{ own: Values; above: Values }> {
	const conditions = Object.entries(property.displayOptions?.show ?? {});
	function* each(
		[first, ...others]: typeof conditions,
		own: Values,
		root: Values,
	): Generator<{ own: Values; above: Values }> {
		if (first === undefined) return yield { own, above: root };
		const [named, allowed] = first;
		if (named === '@tool') return yield* each(others, { ...own, [named]: true }, root);
		const isAbove = named.startsWith('/');
		const name = named.replace('/', '');
		const [values, fields] = isAbove ? [root, top] : [own, level];
		if (name in values) {
			const held = [values[name]].flat();
			if (held.some((value) => (allowed as unknown[]).includes(value))) yield* each(others, own, root);
			return;
		}
		for (const value of allowed as unknown[]) {
			for (const controller of fields.filter((one) => one.name === name)) {
				const chosen = controller.type === 'multiOptions' ? [value] : value;
				if (isAbove) {
					for (const more of showing(top, controller, { ...root, [name]: chosen }, top, {}))
						yield* each(others, own, more.own);
				} else {
					for (const more of showing(level, controller, { ...own, [name]: chosen }, top, root))
						yield* each(others, more.own, more.above);
				}
			}
		}
	}
	yield* each(conditions, given, above);
}

/** Stored values with which a place is shown: its controllers, and what it lies in. */
function* scenesOf({ form }: SomeForm, place: Place): Generator<{ stored: Values; frozen: Set<string> }> {
	function* down(
		index: number,
		stored: Values,
		frozen: Set<string>,
	): Generator<{ stored: Values; frozen: Set<string> }> {
		if (index === place.chain.length) return yield { stored, frozen };
		const { property, path, level, base } = place.chain[index];
		const there = (base.length === 0 ? stored : (get(stored, base) as Values | undefined)) ?? {};
		const known = Object.fromEntries(Object.entries(there).filter(([name]) => frozen.has([...base, name].join('.'))));
		const rootKnown = Object.fromEntries(Object.entries(stored).filter(([name]) => frozen.has(name)));
		for (const { own, above } of showing(level, property, known, form.properties, rootKnown)) {
			const next = cloneDeep(stored);
			const nowFrozen = new Set(frozen);
			if (base.length > 0) {
				for (const [name, value] of Object.entries(above)) {
					set(next, [name], value);
					nowFrozen.add(name);
				}
			}
			for (const [name, value] of Object.entries(own)) {
				set(next, [...base, name], value);
				nowFrozen.add([...base, name].join('.'));
			}
			const isLast = index === place.chain.length - 1;
			if (!isLast && get(next, path) === undefined) set(next, path, {});
			yield* down(index + 1, next, nowFrozen);
		}
	}
	yield* down(0, {}, new Set());
}

/** Names out of lists that the editor asks for. */
const DYNAMIC = [
	...[
		'12345678',
		'DE',
		'US',
		'de',
		'name',
		'id',
		'spend',
		'en_US',
		'6',
		'LINK_CLICKS',
		'WEBSITE',
		'OFFSITE_CONVERSIONS',
		'age',
		'gender',
		'action_type',
		'action_device',
	],
	...[
		'adapt_to_placement',
		'add_text_overlay',
		'DESKTOP_FEED_STANDARD',
		'MOBILE_FEED_STANDARD',
		'impressions',
		'1d_view',
		'7d_click',
	],
];

const TEXTS = [
	...[
		'Sample',
		'Other sample',
		'20',
		'30',
		'25',
		'3',
		'5',
		'1',
		'0.5',
		'12345678',
		'87654321',
		'1234567,7654321',
		'https://example.com/a',
		'https://example.com/b',
		'2027-01-31',
	],
	...[
		'US:10001',
		'DE',
		'US',
		'example.com',
		'example.org',
		'de-DE',
		'en-GB',
		'555000111_1234567',
		'555000111_7654321',
		'a=b',
		'c=d',
		'8-18',
		'9-17',
		'3f2a9c',
		'0a1b2d',
		'a',
		'EUR',
		'Europe/Berlin',
		'America/New_York',
		'USD',
	],
];

const ruleJson = (text: string): string =>
	JSON.stringify({
		inclusions: {
			operator: 'or',
			rules: [
				{
					event_sources: [{ id: '12345678', type: 'pixel' }],
					retention_seconds: 86_400,
					filter: { operator: 'and', filters: [{ field: 'url', operator: 'i_contains', value: text }] },
				},
			],
		},
	});

const proposalTo = (to: string) => ({
	accountId: 'act_1001',
	currency: 'USD',
	madeAt: '2027-01-31T10:00:00Z',
	expiresAt: '2027-02-01T10:00:00Z',
	steps: [{ objectType: 'adSet', objectId: '12345678', object: 'Sample', field: 'dailyBudget', from: '2000', to }],
});

const JSONS = [
	'{"geo_locations":{"countries":["US"]}}',
	'{"geo_locations":{"countries":["DE"]}}',
	'{"page_id":"12345678"}',
	'{"page_id":"87654321"}',
	'{"page_id":"12345678","link_data":{"link":"https://example.com/","message":"a"}}',
	'{"page_id":"12345678","link_data":{"link":"https://example.com/","message":"b"}}',
	ruleJson('a'),
	ruleJson('b'),
	...['2100', '2200'].map((to) => JSON.stringify({ object: '12345678', from: '2000', to, at: 0 })),
	...['2100', '2200'].map((to) => JSON.stringify(proposalTo(to))),
	...['900000000000001', '900000000000002'].map((run) => JSON.stringify(startedPlan('act_1001', run))),
	...['readOnly', 'validateOnly'].map((level) => JSON.stringify(unfinishedReport(level as CheckLevel))),
	'["12345678"]',
	'["87654321"]',
];
const HASH = '02bee5277ec507b6fd0f9b9ff2f22d9c';

/** What might be right in a place, the likeliest first. */
function candidatesFor(property: INodeProperties, row?: string): unknown[] {
	const locator = (value: string) => ({ __rl: true, mode: 'id', value });
	const offered = (property.options ?? []).flatMap((entry) => ('value' in entry ? [entry.value] : []));
	switch (property.type) {
		case 'boolean':
			return [true, false];
		case 'number':
			return [property.default, 1, 2, 7];
		case 'options':
			return [...offered, ...DYNAMIC];
		case 'multiOptions':
			return [
				...offered.map((value) => [value]),
				...DYNAMIC.map((value) => [value]),
				...(offered.length > 1 ? [offered.slice(0, 2)] : []),
			];
		case 'dateTime':
			return ['2027-01-31T10:00:00', '2027-02-28T10:00:00', '2027-01-31'];
		case 'json':
			return JSONS;
		case 'resourceLocator':
			return [
				locator('12345678'),
				locator('87654321'),
				locator(HASH),
				locator(HASH.replace('0', '1')),
				locator('US:10001'),
				locator('US:10002'),
			];
		case 'resourceMapper':
			return [
				{ mappingMode: 'autoMapInputData', value: null },
				{ mappingMode: 'defineBelow', value: { email: 'a@example.com' } },
			];
		case 'fixedCollection':
			return [
				{ [row ?? (property.options?.[0]?.name as string)]: property.typeOptions?.multipleValues === true ? [{}] : {} },
			];
		default:
			return property.displayName.endsWith('(JSON)') ? JSONS : TEXTS;
	}
}

/** The place a problem is about: the deepest that its path leads to, and that is shown. */
const placeOf = (places: readonly Place[], path: readonly PropertyKey[]): Place | undefined => {
	const text = path.map(String).join('.');
	const onTheWay = places.filter((one) => text === one.path.join('.') || text.startsWith(`${one.path.join('.')}.`));
	return onTheWay.sort((one, other) => other.path.length - one.path.length)[0];
};

/** Rows past the first are like the first. */
const asFirstRow = (path: readonly PropertyKey[]): PropertyKey[] =>
	path.map((part) => (typeof part === 'number' ? 0 : part));

/**
 * Mends values until the form takes them: for whatever it refuses the next thing that might be right.
 *
 * @param frozen paths that may not be changed
 * @returns null where that leads nowhere
 */
export function mended(
	some: SomeForm,
	places: readonly Place[],
	stored: Values,
	frozen: ReadonlySet<string>,
): Values | null {
	let values = filledIn(some.form.properties, stored);
	const tried = new Map<string, number>();
	for (let turn = 0; turn < 400; turn++) {
		const outcome = read(some, values);
		const problem = outcome.problem;
		if (problem === undefined) return values;
		const place = placeOf(places, asFirstRow(problem.field));
		if (place === undefined) return null;
		const key = place.path.join('.');
		if (frozen.has(key)) return null;
		const candidates = candidatesFor(place.property);
		const next = tried.get(key) ?? 0;
		if (next >= candidates.length) return null;
		tried.set(key, next + 1);
		const changed = cloneDeep(values);
		set(changed, place.path, candidates[next]);
		values = filledIn(some.form.properties, changed);
	}
	return null;
}

export interface Scene {
	readonly place: Place;
	/** Values that the form takes, the place among them. */
	readonly values: Values;
}

/** Values that the form takes with something in this place; null where none are found. */
export function sceneFor(some: SomeForm, places: readonly Place[], place: Place): Scene | null {
	const key = place.path.join('.');
	const starts = [place.property.default, ...candidatesFor(place.property)];
	let turns = 0;
	for (const { stored, frozen } of scenesOf(some, place)) {
		if (++turns > 20) break;
		for (const start of frozen.has(key) ? [get(stored, place.path)] : starts) {
			const with_ = set(cloneDeep(stored), place.path, start) as Values;
			const values = mended(some, places, with_, new Set([...frozen, key]));
			if (values !== null) return { place, values };
		}
	}
	return null;
}

/** Other values for the place that the form takes, as many as are asked for. */
export function othersAt(some: SomeForm, places: readonly Place[], { place, values }: Scene, most: number): Values[] {
	const found: Values[] = [];
	for (const candidate of candidatesFor(place.property)) {
		if (found.length >= most) break;
		const stored = set(cloneDeep(values), place.path, candidate) as Values;
		const good = mended(some, places, stored, new Set([place.path.join('.')]));
		if (good !== null) found.push(good);
	}
	return found;
}
