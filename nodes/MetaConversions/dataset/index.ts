import type { Resource } from '../../shared/node/operation';
import { getManyDatasets } from './getMany';
import { getQuality } from './getQuality';

export const dataset: Resource = { value: 'dataset', name: 'Dataset', operations: [getManyDatasets, getQuality] };
