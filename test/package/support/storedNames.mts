import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { isLeftover } from '../../support/editor.mts';
import { operationsOf, type Operation } from './descriptions.mts';

/**
 * What workflows store of a form: names of parameters, those in collections and rows too, and values of menus. A text
 * lists a field's own values (`|` between), an object the fields within it.
 */
export interface Names {
	[name: string]: string | Names;
}

const isSelection = ({ type }: INodeProperties): boolean => type === 'options' || type === 'multiOptions';

/** What can be stored of one field, with no value of its own an empty text. */
function namesIn(property: INodeProperties): string | Names {
	if (property.type === 'collection') return namesOf((property.options ?? []) as INodeProperties[]);
	if (property.type === 'fixedCollection') {
		return Object.fromEntries(
			(property.options ?? []).map((row) => [row.name, namesOf('values' in row ? row.values : [])]),
		);
	}
	if (property.type === 'resourceLocator') return (property.modes ?? []).map(({ name }) => name).join('|');
	return isSelection(property)
		? (property.options ?? []).map((entry) => ('value' in entry ? String(entry.value) : '')).join('|')
		: '';
}

const valuesIn = (text: string): string[] => text.split('|').filter((value) => value !== '');

/** Everything that one or the other has. */
function merged(one: string | Names, other: string | Names): string | Names {
	if (typeof one === 'string' && typeof other === 'string')
		return [...new Set([...valuesIn(one), ...valuesIn(other)])].join('|');
	// A field that became a collection: its name is all there is to keep of what it was.
	if (typeof one === 'string' || typeof other === 'string') return typeof one === 'string' ? other : one;
	return union(one, other);
}

export function union(one: Names, other: Names): Names {
	const all: Names = { ...one };
	for (const [name, names] of Object.entries(other)) all[name] = name in all ? merged(all[name], names) : names;
	return all;
}

/** Fields of one name take turns in a form. */
const namesOf = (properties: readonly INodeProperties[]): Names =>
	properties
		.filter((property) => property.type !== 'notice' && !isLeftover(property))
		.reduce((names: Names, property) => union(names, { [property.name]: namesIn(property) }), {});

const isOf =
	({ resource, operation }: Operation) =>
	({ displayOptions: { show = {} } = {} }: INodeProperties): boolean =>
		(show.resource === undefined || show.resource.includes(resource as string)) &&
		(show.operation === undefined || show.operation.includes(operation as string));

/** Names of a node, by resource and operation; a node without those has all under one empty key. */
export function storedNames({ properties }: Pick<INodeTypeDescription, 'properties'>): Names {
	const fields = properties.filter(({ name }) => name !== 'resource' && name !== 'operation');
	const pairs = operationsOf({ properties });
	if (pairs.length === 0) return { '': namesOf(fields) };
	return Object.fromEntries(
		pairs.map((pair) => [`${pair.resource ?? ''}.${pair.operation}`, namesOf(fields.filter(isOf(pair)))]),
	);
}

/** One line for each name and each value: `campaign.create options validateOnly`, `campaign.create status PAUSED`. */
export const linesOf = (names: Names, before = ''): string[] =>
	Object.entries(names).flatMap(([name, within]) => {
		const line = `${before}${name}`;
		return [
			line,
			...(typeof within === 'string'
				? valuesIn(within).map((value) => `${line} = ${value}`)
				: linesOf(within, `${line} → `)),
		];
	});
