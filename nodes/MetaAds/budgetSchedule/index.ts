import type { Resource } from '../../shared/node/operation';
import { createBudgetSchedule } from './create';
import { deleteOne } from './delete';
import { getManyBudgetSchedules } from './getMany';

export const budgetScheduleResource: Resource = {
	value: 'budgetSchedule',
	name: 'Budget Schedule',
	operations: [createBudgetSchedule, deleteOne, getManyBudgetSchedules],
};
