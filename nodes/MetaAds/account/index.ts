import type { Resource } from '../../shared/node/operation';
import { selfCheck } from '../selfCheck/selfCheck';
import { checkAccess } from './access/checkAccess';
import { getAccount } from './get';
import { getActivities } from './getActivities';
import { getManyAccounts } from './getMany';
import { getMinimumBudgets } from './getMinimumBudgets';
import { getChangesFromNotification } from './notifications/getFromNotification';
import { subscribeAccount } from './notifications/subscribe';
import { unsubscribeAccount } from './notifications/unsubscribe';

export const accountResource: Resource = {
	value: 'account',
	name: 'Account',
	operations: [
		checkAccess,
		getAccount,
		getActivities,
		getChangesFromNotification,
		getManyAccounts,
		getMinimumBudgets,
		selfCheck,
		subscribeAccount,
		unsubscribeAccount,
	],
};
