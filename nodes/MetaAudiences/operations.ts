import type { OperationTable } from '../shared/node/operation';
import { audience } from './audience';
import { lookalike } from './lookalike';
import { member } from './member';

/** The node's menu, resources by name. */
export const operations: OperationTable = [audience, lookalike, member];
