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

/** What the self-check checks: all but itself. By name. */
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
