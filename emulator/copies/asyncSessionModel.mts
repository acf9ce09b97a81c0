import type { Token } from '../world/tokens.mts';

/**
 * One request of an asynchronous batch (Meta: graph-api/asynchronous-batch-requests; spec object AsyncSession). Reading it
 * needs no ad account and costs no points of one (UNCONFIRMED 48).
 */
export interface AsyncSession {
	kind: 'AsyncSession';
	id: string;
	name: string;
	uri: string;
	params: Record<string, string>;
	token: Token;
	startTime: number;
	dueAt: number;
	/** Set once it has been carried out. */
	ended?: { at: number; isSuccess: boolean; body: unknown };
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		AsyncSession: AsyncSession;
	}
}
