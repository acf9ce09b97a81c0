import type { Resource } from '../../shared/node/operation';
import { get } from './get';
import { renderOperation } from './render';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	operations: [get, renderOperation],
};
