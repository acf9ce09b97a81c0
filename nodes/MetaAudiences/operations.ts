import type { OperationTable } from '../shared/node/operation';
import { audience } from './audience';
import { lookalike } from './lookalike';
import { member } from './member';
import { tellingTerms } from './termsLink';

/** The node's menu and dispatch in one; resources by name. */
export const operations: OperationTable = [audience, lookalike, member].map((resource) => ({
	...resource,
	operations: resource.operations.map(tellingTerms),
}));
