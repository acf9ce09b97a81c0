import type { OperationTable } from '../shared/node/operation';
import { reportResource } from './report';

/** One resource, so the form has no Resource field. */
export const metaInsightsOperations: OperationTable = [reportResource];
