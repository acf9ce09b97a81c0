import type { OperationTable } from '../shared/node/operation';
import { report } from './report';

/** One resource, so the form has no Resource field. */
export const operations: OperationTable = [report];
