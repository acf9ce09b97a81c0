import type { OperationTable } from '../shared/node/operation';
import { audience } from './audience';
import { lookalike } from './lookalike';
import { member } from './member';

/** The node's resources, by name: its menu, and what a step runs. */
export const operations: OperationTable = [audience, lookalike, member];
