import type { OperationTable } from '../shared/node/operation';
import { audience } from './audience';
import { member } from './member';

/** The node's menu and dispatch in one; resources by name. */
export const operations: OperationTable = [audience, member];
