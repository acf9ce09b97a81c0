import type { Resource } from '../../shared/node/operation';
import { selfCheck } from '../selfCheck/selfCheck';
import { checkAccess } from './access/checkAccess';
import { getAccount } from './get';
import { getActivities } from './getActivities';
import { getManyAccounts } from './getMany';
import { getMinimumBudgets } from './getMinimumBudgets';

export const accountResource: Resource = {
	value: 'account',
	name: 'Account',
	operations: [checkAccess, getAccount, getActivities, getManyAccounts, getMinimumBudgets, selfCheck],
};
