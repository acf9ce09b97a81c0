import type { OperationTable } from '../shared/node/operation';
import { adjustBid, adjustRoasFloor } from './adjustBid';
import { adjustBudget } from './adjustBudget';
import { applyProposal } from './applyProposal';
import { stopLoss } from './stopLoss';

/** One resource, so the form has no Resource field. */
export const operations: OperationTable = [
	{ value: 'step', name: 'Step', operations: [adjustBudget, adjustBid, adjustRoasFloor, applyProposal, stopLoss] },
];
