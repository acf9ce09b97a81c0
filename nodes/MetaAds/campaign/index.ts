import type { Resource } from '../../shared/node/operation';
import { create } from './create';
import { deleteCampaign } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { activate, pause } from './setStatus';
import { update } from './update';

export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [activate, create, deleteCampaign, get, getMany, pause, update],
};
