import type { Kind, NodeOf, StoredNode } from '../../world/storedNodes.mts';
import type { Token } from '../../world/tokens.mts';
import type { World } from '../../world/world.mts';

/** How a kind of object is read: which fields exist at Meta, which the emulator fills. */
export interface NodeType {
	/** What Graph returns when no `fields` are sent. */
	defaults: string[];
	/** Graph adds `id` to every object that has one. */
	hasId: boolean;
	knows(field: string): boolean;
	/** @param token of whoever asks: some things are shown to each in their own way */
	read(node: StoredNode, field: string, world: World, token?: Token): unknown;
}

export type Readers<T> = Record<string, (node: T, world: World) => unknown>;

interface Definition<T> {
	/** The official SDK's own list (v24) is the emulator's list of fields; newer names: SDK 26.0.0's public source. */
	sdkFields: object;
	newer?: string[];
	readers: Readers<T>;
	defaults: string[];
	hasId?: boolean;
}

export function define<K extends Kind>(_kind: K, definition: Definition<NodeOf<K>>): NodeType {
	const { readers } = definition;
	const fieldNames = new Set<string>([
		...Object.keys(definition.sdkFields),
		...(definition.newer ?? []),
		...Object.keys(readers),
	]);
	return {
		defaults: definition.defaults,
		hasId: definition.hasId ?? true,
		knows: (field) => fieldNames.has(field),
		// The tables of types are indexed by kind, so the node is of the kind the readers were written for.
		read: (node, field, world) => readers[field]?.(node as NodeOf<K>, world),
	};
}
