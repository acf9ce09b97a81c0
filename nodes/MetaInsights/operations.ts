import type { OperationTable } from '../shared/node/operation';
import { report } from './report';

/** The node's menu and dispatch in one. */
export const operations: OperationTable = [report];
