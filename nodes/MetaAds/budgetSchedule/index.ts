import type { Resource } from '../../shared/node/operation';
import { create } from './create';
import { deleteOne } from './delete';
import { getMany } from './getMany';

export const budgetSchedule: Resource = {
	value: 'budgetSchedule',
	name: 'Budget Schedule',
	operations: [create, deleteOne, getMany],
};
