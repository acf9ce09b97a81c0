import type { GraphClient } from '../../shared/graph/client';
import { readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { idOf } from '../../shared/reading/cells';

const fields = fieldList(['id', 'name', 'vertical', 'product_count']);

/**
 * The product catalogs an ad account can advertise: those its business owns or was given (Business reference:
 * owned_product_catalogs, client_product_catalogs). An account without a business has those of the token's user.
 */
export async function readCatalogs(graph: GraphClient, account: string, most: number): Promise<GraphObject[]> {
	const { body } = await graph.send({
		method: 'GET',
		path: account,
		params: { fields: 'id,business' },
		effect: 'read',
		account,
	});
	const { business } = body as { business?: { id?: unknown } };
	const edges =
		business?.id === undefined
			? ['me/assigned_product_catalogs']
			: ['owned_product_catalogs', 'client_product_catalogs'].map((edge) => `${String(business.id)}/${edge}`);
	const catalogsById = new Map<string, GraphObject>();
	for (const path of edges) {
		const request: GraphRequest = { method: 'GET', path, params: { fields }, effect: 'read' };
		for (const row of await readRows(graph, request, most - catalogsById.size)) {
			const id = idOf(row.id);
			// Without an ID it cannot be told from another: none of them is left out.
			catalogsById.set(id ?? `without an ID, ${catalogsById.size}`, row);
		}
	}
	return [...catalogsById.values()];
}
