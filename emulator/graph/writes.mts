import type { StoredNode } from '../world/storedNodes.mts';
import { WRITES } from './domains.mts';
import type { Write } from './handlers/write.mts';
import { notEmulated, unsupportedRequest } from './language/graphError.mts';

/** `kind method edge`, for whoever has to know them all. */
export const writeEdges: readonly string[] = Object.entries(WRITES).flatMap(([kind, writes]) =>
	Object.keys(writes).map((write) => `${kind} ${write}`),
);

/**
 * What Meta has and the emulator lacks gets an answer of its own. `DELETE /act_X/campaigns` exists at Meta as a mass
 * delete; it is refused here on purpose, so that a slip in a client is seen.
 */
const MISSING =
	/^(AdAccount POST .*|(Campaign|AdSet|Ad|CustomAudience) (POST|DELETE) .+|AdVideo POST .*|(AdCreative|LeadgenForm) (POST|DELETE) .*|(Business|Page|ProductCatalog|AdsPixel|HighDemandPeriod) POST .*|CustomConversion (POST|DELETE) .*)$/;

export function findWrite(method: string, node: StoredNode, edge: string): Write {
	const write = WRITES[node.kind]?.[`${method} ${edge}`];
	if (write) return write;
	if (MISSING.test(`${node.kind} ${method} ${edge}`))
		throw notEmulated(`${method} on ${edge ? `the edge ${edge} of ` : ''}${node.kind}`);
	throw unsupportedRequest(method, node.id);
}
