import type { IDisplayOptions, INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import type { LoadedNode } from '../../../gulp/package/install.mts';

/**
 * Invariants of a node's form that n8n's lint does not know, because it reads one literal at a time: each looks at the
 * whole description. Every function returns what is wrong, one sentence each.
 */

interface Field {
	readonly property: INodeProperties;
	/** "options.limit" for a field inside a collection. */
	readonly path: string;
	/** The fields its conditions can name without a slash: its siblings. */
	readonly siblings: readonly INodeProperties[];
}

/** n8n's own conditions, which no field of the form answers. */
const BUILT_IN_CONDITIONS = ['@version', '@tool', '@feature'];

/** Every field, those inside collections too. */
function fieldsOf(properties: readonly INodeProperties[], parent = ''): Field[] {
	return properties.flatMap((property) => {
		const path = `${parent}${property.name}`;
		const field: Field = { property, path, siblings: properties };
		return [field, ...groupsOf(property).flatMap((group) => fieldsOf(group, `${path}.`))];
	});
}

function groupsOf(property: INodeProperties): INodeProperties[][] {
	if (property.type === 'collection') return [(property.options ?? []) as INodeProperties[]];
	if (property.type !== 'fixedCollection') return [];
	return (property.options ?? []).map((group) => ('values' in group ? group.values : []));
}

/** The entries of a menu; a collection keeps its fields under the same name, which are no entries. */
function entriesOf(property: INodeProperties): INodePropertyOptions[] {
	const isMenu = property.type === 'options' || property.type === 'multiOptions';
	return isMenu ? ((property.options ?? []) as INodePropertyOptions[]) : [];
}

/** The values a field offers; undefined if anything can be in it. */
function offeredValues(property: INodeProperties): unknown[] | undefined {
	if (property.type === 'boolean') return [true, false];
	if (property.type !== 'options' && property.type !== 'multiOptions') return undefined;
	if (property.typeOptions?.loadOptionsMethod ?? property.typeOptions?.loadOptions) return undefined;
	return entriesOf(property).map(({ value }) => value);
}

function conditionsOf(options: IDisplayOptions | undefined): Array<[string, readonly unknown[]]> {
	return [options?.show, options?.hide].flatMap((group) =>
		Object.entries(group ?? {}).map(([name, values]): [string, readonly unknown[]] => [
			name,
			(values as unknown[]) ?? [],
		]),
	);
}

/** Conditions on a field that is not there, or on a value it does not offer: whatever hangs on them never appears. */
export function deadConditions({ properties }: Pick<INodeTypeDescription, 'properties'>): string[] {
	return fieldsOf(properties).flatMap(({ property, path, siblings }) => {
		const conditions = [property.displayOptions, ...entriesOf(property).map((entry) => entry.displayOptions)];
		return conditions.flatMap(conditionsOf).flatMap(([name, values]) => {
			if (BUILT_IN_CONDITIONS.includes(name)) return [];
			const [scope, wanted] = name.startsWith('/') ? [properties, name.slice(1)] : [siblings, name];
			const named = scope.filter((other) => other.name === wanted.split('.')[0]);
			if (named.length === 0) return [`${path} depends on "${name}", which is no field of the form.`];
			if (named.some((other) => offeredValues(other) === undefined)) return [];
			const offered = named.flatMap((other) => offeredValues(other) ?? []);
			const dead = values.filter((value) => typeof value !== 'object' && !offered.includes(value));
			return dead.map((value) => `${path} depends on "${name}" being "${String(value)}", which it cannot be.`);
		});
	});
}

/** Menus with a default that is not in them, two entries of the same value, or an entry without a name. */
export function menuProblems({ properties }: Pick<INodeTypeDescription, 'properties'>): string[] {
	return fieldsOf(properties).flatMap(({ property, path }) => {
		const offered = offeredValues(property);
		if (!offered || property.type === 'boolean') return [];
		const problems: string[] = [];
		if (offered.length === 0) problems.push(`${path} is a menu without entries.`);
		const twice = offered.filter((value, index) => offered.indexOf(value) !== index);
		if (twice.length > 0) problems.push(`${path} offers ${JSON.stringify(twice[0])} twice.`);
		const nameless = entriesOf(property).filter(({ name }) => !name?.trim());
		if (nameless.length > 0) problems.push(`${path} has an entry without a name.`);
		const defaults = Array.isArray(property.default) ? property.default : [property.default];
		const missing = defaults.filter((value) => !isExpression(value) && !offered.includes(value));
		// An empty default is a choice the user has to make.
		if (missing.some((value) => value !== ''))
			problems.push(`${path} starts with ${JSON.stringify(missing[0])}, which it does not offer.`);
		return problems;
	});
}

/** A resource and an operation the menus lead to; a node without one of the menus has undefined there. */
export interface Operation {
	readonly resource: string | undefined;
	readonly operation: string | undefined;
}

/** Every pair of resource and operation that the node's menus lead to. */
export function operationsOf({ properties }: Pick<INodeTypeDescription, 'properties'>): Operation[] {
	const menu = (name: string) => properties.filter((property) => property.name === name && property.type === 'options');
	const resources = menu('resource').flatMap((property) => (offeredValues(property) ?? []).map(String));
	return (resources.length > 0 ? resources : [undefined]).flatMap((resource) =>
		menu('operation')
			.filter((property) => isShown(property.displayOptions, { resource }))
			.flatMap((property) => (offeredValues(property) ?? []).map((value) => ({ resource, operation: String(value) }))),
	);
}

/** Fields shown for no operation, resources without operations, and fields of one name that show at the same time. */
export function unreachable(description: Pick<INodeTypeDescription, 'properties'>): string[] {
	const { properties } = description;
	const operations = operationsOf(description);
	const problems: string[] = [];

	for (const resource of properties.filter(({ name }) => name === 'resource').flatMap((p) => offeredValues(p) ?? [])) {
		if (!operations.some((pair) => pair.resource === resource))
			problems.push(`Resource "${resource}" has no operation.`);
	}
	if (operations.length === 0) return problems;
	for (const property of properties) {
		if (!operations.some((pair) => isShown(property.displayOptions, pair))) {
			problems.push(`${property.name} (${property.displayName}) is shown for no operation.`);
		}
	}
	for (const pair of operations) {
		const shown = properties.filter((p) => isShown(p.displayOptions, pair) && !hasOtherConditions(p.displayOptions));
		const names = shown.map(({ name, type }) => (type === 'notice' ? '' : name)).filter(Boolean);
		const twice = names.find((name, index) => names.indexOf(name) !== index);
		if (twice) problems.push(`${pair.resource ?? ''}:${pair.operation} shows two fields named ${twice}.`);
	}
	return problems;
}

/** Whether the conditions on resource and operation hold; others depend on what the user enters, so they may. */
function isShown(options: IDisplayOptions | undefined, pair: Partial<Operation>): boolean {
	const holds = (values: unknown[] | undefined, value: string | undefined) =>
		values === undefined || value === undefined || values.includes(value);
	const hides = (values: unknown[] | undefined, value: string | undefined) =>
		values !== undefined && value !== undefined && values.includes(value);
	return (['resource', 'operation'] as const).every((name) => {
		const show = (options?.show?.[name] ?? options?.show?.[`/${name}`]) as unknown[] | undefined;
		const hide = (options?.hide?.[name] ?? options?.hide?.[`/${name}`]) as unknown[] | undefined;
		return holds(show, pair[name]) && !hides(hide, pair[name]);
	});
}

function hasOtherConditions(options: IDisplayOptions | undefined): boolean {
	return conditionsOf(options).some(([name]) => !['resource', 'operation'].includes(name.replace('/', '')));
}

/** Shown whatever is entered, and no part of what an operation asks for. */
const beside = ['resource', 'operation', 'authentication'];

/**
 * What stands in the form of an operation once the choices are made, by its names: the fields above the rest, which waits
 * in collections until somebody adds it.
 *
 * @param choices values that differ from the form's defaults
 */
export function inSight(
	{ properties }: Pick<INodeTypeDescription, 'properties'>,
	pair: Operation,
	choices: Record<string, unknown> = {},
): string[] {
	const fields = properties.filter((property) => isShown(property.displayOptions, pair));
	const values: Record<string, unknown> = {
		...Object.fromEntries(fields.map((field) => [field.name, field.default])),
		...choices,
		...pair,
		'@tool': false,
	};
	const holds = (name: string, wanted: readonly unknown[]): boolean => {
		const value = values[name.replace('/', '')];
		return [value].flat().some((one) => wanted.includes(one));
	};
	const shows = ({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties): boolean =>
		Object.entries(show).every(([name, wanted]) => holds(name, (wanted as unknown[]) ?? [])) &&
		!Object.entries(hide).some(([name, wanted]) => holds(name, (wanted as unknown[]) ?? []));
	const counts = ({ name, type }: INodeProperties): boolean =>
		!beside.includes(name) && !['notice', 'hidden', 'collection'].includes(type);
	return fields.filter((field) => counts(field) && shows(field)).map(({ name }) => name);
}

/** Lists and menus that ask for a method the node does not have, and methods that nothing asks for. */
export function methodProblems({ description, methods }: Pick<LoadedNode, 'description' | 'methods'>): string[] {
	const asked = { listSearch: new Set<string>(), loadOptions: new Set<string>(), resourceMapping: new Set<string>() };
	for (const { property } of fieldsOf(description.properties)) {
		const { loadOptionsMethod, resourceMapper } = property.typeOptions ?? {};
		if (loadOptionsMethod) asked.loadOptions.add(loadOptionsMethod);
		if (resourceMapper?.resourceMapperMethod) asked.resourceMapping.add(resourceMapper.resourceMapperMethod);
		for (const mode of property.modes ?? []) {
			if (mode.typeOptions?.searchListMethod) asked.listSearch.add(mode.typeOptions.searchListMethod);
		}
	}
	return (['listSearch', 'loadOptions', 'resourceMapping'] as const).flatMap((kind) => [
		...[...asked[kind]].filter((name) => !methods[kind].includes(name)).map((name) => `No ${kind} method "${name}".`),
		...methods[kind].filter((name) => !asked[kind].has(name)).map((name) => `Nothing asks for ${kind} "${name}".`),
	]);
}

function isExpression(value: unknown): boolean {
	return typeof value === 'string' && value.startsWith('=');
}

/** Credentials the package does not bring, or that show for a choice which the form does not offer. */
export function credentialProblems(description: INodeTypeDescription, brought: readonly string[]): string[] {
	return (description.credentials ?? []).flatMap(({ name, displayOptions }) => {
		const problems = brought.includes(name) ? [] : [`The package has no credential "${name}".`];
		const field = {
			displayName: name,
			name: `credential ${name}`,
			type: 'string',
			default: '',
			displayOptions,
		} as const;
		return [
			...problems,
			...deadConditions({ properties: [...description.properties, field] }).filter(isAbout(field.name)),
		];
	});
}

function isAbout(name: string): (problem: string) => boolean {
	return (problem) => problem.startsWith(`${name} `);
}
