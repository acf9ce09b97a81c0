import type { OperationTable } from '../shared/node/operation';
import { customConversion } from './customConversion';
import { dataset } from './dataset';
import { event } from './event';

/** The node's menu, resources by name. */
export const metaConversionsOperations: OperationTable = [customConversion, dataset, event];
