import type { Resource } from '../../shared/node/operation';
import { selfCheck } from '../selfCheck/selfCheck';
import { checkAccess } from './access/checkAccess';
import { get } from './get';
import { getActivities } from './getActivities';
import { getMany } from './getMany';
import { getMinimumBudgets } from './getMinimumBudgets';

export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [checkAccess, get, getActivities, getMany, getMinimumBudgets, selfCheck],
};
