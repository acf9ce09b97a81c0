import type { StoredNode } from '../../world/storedNodes.mts';
import type { Token } from '../../world/tokens.mts';
import type { World } from '../../world/world.mts';
import type { Params } from '../language/params.mts';

/** A file of a multipart body. */
export interface UploadedFile {
	fileName: string;
	content: Buffer;
}

export interface WriteCall {
	world: World;
	params: Params;
	token: Token;
	files: Record<string, UploadedFile>;
	/** Of a call by itself or a part of a batch; absent in an asynchronous batch. */
	version?: string;
	/** Carried out later, from an asynchronous batch. */
	isAsync?: boolean;
}

/** Answers a POST or DELETE on a node or one of its edges. */
export type Write = (call: WriteCall, node: StoredNode) => Record<string, unknown>;
