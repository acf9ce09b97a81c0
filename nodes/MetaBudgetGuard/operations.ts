import type { OperationTable } from '../shared/node/operation';
import { step } from './step';

/** One resource, so the form has no Resource field. */
export const operations: OperationTable = [step];
