import type { Resource } from '../../shared/node/operation';
import { account } from '../account/index';
import { selfCheck } from './selfCheck';

/** With the self-check, which cannot stand among the operations that it checks. */
export const checkedAccount: Resource = { ...account, operations: [...account.operations, selfCheck] };
