import type { Kind, NodeOf, StoredNode } from '../../world/storedNodes.mts';
import type { Token } from '../../world/tokens.mts';
import type { World } from '../../world/world.mts';
import type { FieldNode } from '../language/fieldExpansion.mts';
import type { Order } from '../language/paging.mts';
import type { Params } from '../language/params.mts';

/** What an edge needs to know about the call. */
export interface EdgeContext {
	world: World;
	token: Token;
	params: Params;
	version: string;
}

/** A list that hangs on a node: `GET /{node}/{edge}` and field expansion read it the same way. */
export interface Edge {
	to: Kind;
	order: Order;
	/** An edge of ads objects needs an ads scope and a living Marketing API version. */
	isAds: boolean;
	/** Name of the listed objects in `filtering`, e.g. `campaign.id`. */
	filterPrefix?: string;
	/** Its rows come filtered already, by rules of its own. */
	filtersItself?: boolean;
	/** Answers one object under `data` instead of a list. */
	isSingle?: boolean;
	/** Never has pages. */
	isUnpaged?: boolean;
	rows(node: StoredNode, context: EdgeContext): StoredNode[];
	/** Rows that are no objects are answered whole; `address` makes the URL of another page. */
	answer?(
		node: StoredNode,
		context: EdgeContext,
		fields: FieldNode[] | undefined,
		address: (cursor: { after?: string; before?: string }) => string,
	): Record<string, unknown>;
}

export function edge<K extends Kind>(
	definition: Omit<Edge, 'rows'>,
	rows: (node: NodeOf<K>, context: EdgeContext) => StoredNode[],
): Edge {
	// EDGES is indexed by kind, so the node is of kind K.
	return { ...definition, rows: (node, context) => rows(node as NodeOf<K>, context) };
}
