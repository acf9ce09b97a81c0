import type { OperationTable } from '../shared/node/operation';
import { account } from './account';
import { selfCheckOperation } from './account/selfCheck/selfCheck';
import { ad } from './ad';
import { adSet } from './adSet';
import { asset } from './asset';
import { budgetSchedule } from './budgetSchedule';
import { campaign } from './campaign';
import { creative } from './creative';
import { image } from './image';
import { targeting } from './targeting';
import { video } from './video';

export const resources: OperationTable = [
	account,
	ad,
	adSet,
	asset,
	budgetSchedule,
	campaign,
	creative,
	image,
	targeting,
	video,
];

/** Checks the operations beside it, so it cannot stand among them. */
const selfCheck = selfCheckOperation(resources);

/** The node's menu and dispatch in one; resources by name. */
export const operations: OperationTable = resources.map((resource) =>
	resource === account ? { ...account, operations: [...account.operations, selfCheck] } : resource,
);
