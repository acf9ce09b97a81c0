import type { Resource } from '../../shared/node/operation';
import { get } from './get';
import { getFromNotification } from './getFromNotification';
import { getMany } from './getMany';

export const lead: Resource = { value: 'lead', name: 'Lead', operations: [get, getFromNotification, getMany] };
