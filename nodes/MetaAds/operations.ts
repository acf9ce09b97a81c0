import type { OperationTable } from '../shared/node/operation';
import { account } from './account';
import { ad } from './ad';
import { adSet } from './adSet';
import { asset } from './asset';
import { budgetSchedule } from './budgetSchedule';
import { campaign } from './campaign';
import { creative } from './creative';
import { image } from './image';
import { targeting } from './targeting';
import { video } from './video';

/** The node's resources, by name: its menu, and what a step runs. */
export const operations: OperationTable = [
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
