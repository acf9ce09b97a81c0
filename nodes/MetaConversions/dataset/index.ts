import type { Resource } from '../../shared/node/operation';
import { checkDatasetAccess } from './checkAccess';
import { getManyDatasets } from './getMany';
import { getQuality } from './getQuality';

export const dataset: Resource = {
	value: 'dataset',
	name: 'Dataset',
	operations: [checkDatasetAccess, getManyDatasets, getQuality],
};
