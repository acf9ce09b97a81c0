import type { OperationTable } from '../shared/node/operation';
import { account } from './account';
import { checkedAccount } from './selfCheck/account';
import { resources } from './resources';

/** The node's menu, resources by name. */
export const operations: OperationTable = resources.map((resource) =>
	resource === account ? checkedAccount : resource,
);
