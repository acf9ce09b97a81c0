import type { OperationTable } from '../shared/node/operation';
import { account } from './account';
import { campaign } from './campaign';

/** The node's menu and dispatch in one; resources by name. */
export const operations: OperationTable = [account, campaign];
