import type { Resource } from '../../shared/node/operation';
import { adjustBid, adjustRoasFloor } from './adjustBid';
import { adjustBudget } from './adjustBudget';
import { applyProposal } from './applyProposal';
import { stopLoss } from './stopLoss';

export const stepResource: Resource = {
	value: 'step',
	name: 'Step',
	operations: [adjustBudget, adjustBid, adjustRoasFloor, applyProposal, stopLoss],
};
