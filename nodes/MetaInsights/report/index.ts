import type { Resource } from '../../shared/node/operation';
import { get } from './get';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	operations: [get],
};
