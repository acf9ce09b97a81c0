import type { Kind, NodeOf } from '../../world/storedNodes.mts';
import type { World } from '../../world/world.mts';
import type { Edge } from './edge.mts';
import type { NodeType } from './nodeType.mts';
import type { WriteCall } from './write.mts';

/**
 * A part of Meta, said in one place. Its kinds of objects are declared where they are described, too:
 * `declare module '…/world/storedNodes.mts' { interface StoredKinds { AdLabel: AdLabel } }`.
 */
export interface Domain {
	/** How its objects are read. */
	types?: Partial<Record<Kind, NodeType>>;
	/** Lists, by the kind of object they hang on. */
	edges?: Partial<Record<Kind, Record<string, Edge>>>;
	/** `POST name` is a write to an edge, `POST ` one to the object itself. */
	writes?: { [K in Kind]?: Record<`${'POST' | 'DELETE'} ${string}`, WriteTo<K>> };
	/** First new IDs: above those of the seed. */
	firstIds?: Partial<Record<Kind, bigint>>;
	/** Puts in what there is at the start; domains that stand above in the list have done so already. */
	seed?(world: World, now: number): void;
}

type WriteTo<K extends Kind> = (call: WriteCall, node: NodeOf<K>) => Record<string, unknown>;
