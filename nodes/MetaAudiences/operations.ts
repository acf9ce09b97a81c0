import type { OperationTable } from '../shared/node/operation';
import { audience } from './audience';
import { member } from './member';
import { tellingTerms } from './termsLink';

/** The node's menu and dispatch in one; resources by name. */
export const operations: OperationTable = [audience, member].map((resource) => ({ ...resource, operations: resource.operations.map(tellingTerms) }));
