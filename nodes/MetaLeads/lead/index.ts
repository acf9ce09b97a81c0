import type { Resource } from '../../shared/node/operation';
import { getLead } from './get';
import { getFromNotification } from './getFromNotification';
import { getManyLeads } from './getMany';

export const lead: Resource = { value: 'lead', name: 'Lead', operations: [getLead, getFromNotification, getManyLeads] };
