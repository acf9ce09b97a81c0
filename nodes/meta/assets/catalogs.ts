import type { GraphClient } from '../../shared/graph/client';
import { readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { idOf } from '../../shared/reading/cells';

const fields = fieldList(['id', 'name', 'vertical', 'product_count']);

/**
 * Where the product catalogs are that an ad account can advertise: its business owns them or was given them (Business
 * reference: owned_product_catalogs, client_product_catalogs). An account without a business has those of the token's user.
 */
export async function catalogEdges(graph: GraphClient, account: string): Promise<GraphRequest[]> {
	const { body } = await graph.send({
		method: 'GET',
		path: account,
		params: { fields: 'id,business' },
		effect: 'read',
		account,
	});
	const { business } = body as { business?: { id?: unknown } };
	const paths =
		business?.id === undefined
			? ['me/assigned_product_catalogs']
			: ['owned_product_catalogs', 'client_product_catalogs'].map((edge) => `${String(business.id)}/${edge}`);
	return paths.map((path) => ({ method: 'GET', path, params: { fields }, effect: 'read' }));
}

export async function readCatalogs(graph: GraphClient, account: string, most: number): Promise<GraphObject[]> {
	const catalogsById = new Map<string, GraphObject>();
	for (const request of await catalogEdges(graph, account)) {
		for (const row of await readRows(graph, request, most - catalogsById.size)) {
			const id = idOf(row.id);
			// Without an ID it cannot be told from another: none of them is left out.
			catalogsById.set(id ?? `without an ID, ${catalogsById.size}`, row);
		}
	}
	return [...catalogsById.values()];
}
