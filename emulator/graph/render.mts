import { effectiveStatus } from '../world/effectiveStatus.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import type { Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import { EDGES, MISSING_EDGES, NODE_TYPES } from './domains.mts';
import type { Edge } from './handlers/edge.mts';
import { parseFields, type FieldNode } from './language/fieldExpansion.mts';
import { parseFiltering, passes, unfilterable, type Filter } from './language/filtering.mts';
import { notEmulated, parameterError, type GraphError } from './language/graphError.mts';
import { cutPage } from './language/paging.mts';
import { Params } from './language/params.mts';

export interface RenderContext {
	world: World;
	token: Token;
	version: string;
	baseUrl: string;
}

export type Json = Record<string, unknown>;

/** An object as Graph shows it: only what `fields` asks for, always with its id, without fields that have no value. */
export function renderNode(context: RenderContext, node: StoredNode, fields: FieldNode[] | undefined): Json {
	const type = NODE_TYPES[node.kind];
	const fieldNodes = fields?.length ? fields : type.defaults.map((name): FieldNode => ({ name, modifiers: {} }));
	const answer: Json = {};
	for (const field of fieldNodes) {
		const edge = EDGES[node.kind]?.[field.name];
		// A name can be both (adlabels): the field wins, as it does at Graph.
		const value = type.knows(field.name)
			? project(context, type.read(node, field.name, context.world, context.token), field.fields)
			: edge
				? expand(context, node, field, edge)
				: undefined;
		if (!edge && !type.knows(field.name)) {
			throw nonexistingField(field.name, node);
		}
		if (value !== undefined) answer[field.name] = value;
	}
	return type.hasId ? { ...answer, id: node.id } : answer;
}

/** `business{verification_status}`: a value with an id stands for an object and can be read further. */
function project(context: RenderContext, value: unknown, fields: FieldNode[] | undefined): unknown {
	if (!fields || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => project(context, entry, fields));
	const record = value as Json;
	const target = typeof record.id === 'string' ? context.world.find(record.id) : undefined;
	if (target) return renderNode(context, target, fields);
	return Object.fromEntries(fields.filter(({ name }) => name in record).map(({ name }) => [name, record[name]]));
}

/** In a field expansion an edge without rows is left out altogether (general Graph knowledge). */
function expand(context: RenderContext, node: StoredNode, field: FieldNode, edge: Edge): unknown {
	const list = renderList(context, node, field.name, edge, new Params(field.modifiers), field.fields);
	return Array.isArray(list.data) && list.data.length === 0 && !list.paging ? undefined : list;
}

/** `GET /{node}/{edge}`. */
export function renderEdge(context: RenderContext, node: StoredNode, name: string, params: Params): Json {
	const edge = EDGES[node.kind]?.[name];
	if (!edge && MISSING_EDGES.has(name)) throw notEmulated(`the edge ${name} of ${node.kind}`);
	if (!edge) throw nonexistingField(name, node);
	const fields = params.text('fields');
	return renderList(context, node, name, edge, params, fields === undefined ? undefined : parseFields(fields));
}

function renderList(
	context: RenderContext,
	node: StoredNode,
	name: string,
	edge: Edge,
	params: Params,
	fields: FieldNode[] | undefined,
): Json {
	if (edge.answer) return edge.answer(node, { ...context, params }, fields, addressOf(context, node, name, params));
	const filters = edge.filtersItself ? [] : parseFiltering(params.text('filtering'));
	const rows = edge
		.rows(node, { ...context, params })
		.filter((row) => filters.every((filter) => fits(context, edge, row, filter)));
	const { after, before, limit } = params.raw;
	const page = cutPage(rows, edge.order, isShown, { after, before, limit });
	const url = addressOf(context, node, name, params);
	const cursors = edge.isUnpaged ? undefined : page.cursors;
	const data = page.rows.map((row) => renderNode(context, row, fields));
	return {
		data: edge.isSingle ? data[0] : data,
		...(cursors && {
			paging: {
				cursors,
				...(page.hasNext && { next: url({ after: cursors.after }) }),
				...(page.hasPrevious && { previous: url({ before: cursors.before }) }),
			},
		}),
		...(wantsTotal(params) && { summary: { total_count: rows.filter(isShown).length } }),
	};
}

/** The address of another page of an edge. Like Meta's, it contains the access token. */
function addressOf(context: RenderContext, node: StoredNode, name: string, params: Params) {
	return (cursor: { after?: string; before?: string }): string => {
		const keptQuery = Object.entries(params.raw).filter(
			([key]) => !['after', 'before', 'access_token', 'appsecret_proof'].includes(key),
		);
		const query = new URLSearchParams({
			access_token: context.token.value,
			...Object.fromEntries(keptQuery),
			limit: params.raw.limit ?? '25',
			...cursor,
		});
		return `${context.baseUrl}/${context.version}/${node.id}/${name}?${query}`;
	};
}

/** Deleted objects never appear on an edge, but they do count towards a page: pages can be short. */
function isShown(row: StoredNode): boolean {
	return (row.kind !== 'Campaign' && row.kind !== 'AdSet' && row.kind !== 'Ad') || effectiveStatus(row) !== 'DELETED';
}

function wantsTotal(params: Params): boolean {
	const summary = params.list('summary') ?? [];
	return summary.includes('total_count') || summary.includes('true') || summary.includes('1');
}

/** `field` in dot notation: `campaign.id` on ad sets is the parent's, on campaigns their own (Meta: marketing-api/insights). */
function fits(context: RenderContext, edge: Edge, row: StoredNode, filter: Filter): boolean {
	const [prefix, rest] = filter.field.includes('.') ? filter.field.split('.', 2) : [edge.filterPrefix, filter.field];
	const owner = prefix === edge.filterPrefix ? row : parentOf(row, prefix);
	if (!owner || rest === undefined || !edge.filterPrefix || !NODE_TYPES[owner.kind].knows(rest))
		throw unfilterable(filter);
	return passes(NODE_TYPES[owner.kind].read(owner, rest, context.world), filter);
}

function parentOf(row: StoredNode, prefix: string | undefined): StoredNode | undefined {
	if (prefix === 'campaign' && (row.kind === 'AdSet' || row.kind === 'Ad')) return row.campaign;
	if (prefix === 'adset' && row.kind === 'Ad') return row.adSet;
	return undefined;
}

/** Said of fields and of edges alike (facebook-java-business-sdk issue 410, facebook-php-business-sdk issue 436). */
function nonexistingField(name: string, node: StoredNode): GraphError {
	return parameterError(`Tried accessing nonexisting field (${name}) on node type (${node.kind})`);
}
