import type { Resource } from '../../shared/node/operation';
import { getLead } from './get';
import { getFromNotification } from './getFromNotification';
import { getManyLeads } from './getMany';
import { removeDuplicates } from './removeDuplicates';

export const lead: Resource = {
	value: 'lead',
	name: 'Lead',
	operations: [getLead, getFromNotification, getManyLeads, removeDuplicates],
};
