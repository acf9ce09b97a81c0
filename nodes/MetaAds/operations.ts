import type { OperationTable } from '../shared/node/operation';
import { accountResource } from './account';
import { adResource } from './ad';
import { adSetResource } from './adSet';
import { assetResource } from './asset';
import { budgetScheduleResource } from './budgetSchedule';
import { campaignResource } from './campaign';
import { creativeResource } from './creative';
import { imageResource } from './image';
import { targetingResource } from './targeting';
import { videoResource } from './video';

/** The node's resources, by name: its menu, and what a step runs. */
export const metaAdsOperations: OperationTable = [
	accountResource,
	adResource,
	adSetResource,
	assetResource,
	budgetScheduleResource,
	campaignResource,
	creativeResource,
	imageResource,
	targetingResource,
	videoResource,
];
