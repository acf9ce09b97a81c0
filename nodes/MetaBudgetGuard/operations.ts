import type { OperationTable } from '../shared/node/operation';
import { stepResource } from './step';

/** One resource, so the form has no Resource field. */
export const metaBudgetGuardOperations: OperationTable = [stepResource];
