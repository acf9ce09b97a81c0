import type { Resource } from '../../shared/node/operation';
import { createCustomConversion } from './create';
import { getManyCustomConversions } from './getMany';
import { update } from './update';

export const customConversion: Resource = {
	value: 'customConversion',
	name: 'Custom Conversion',
	operations: [createCustomConversion, getManyCustomConversions, update],
};
