import type { Resource } from '../../shared/node/operation';
import { create } from './create';
import { getMany } from './getMany';
import { update } from './update';

export const customConversion: Resource = {
	value: 'customConversion',
	name: 'Custom Conversion',
	operations: [create, getMany, update],
};
