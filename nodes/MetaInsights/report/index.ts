import type { Resource } from '../../shared/node/operation';
import { check } from './check';
import { fetch } from './fetch';
import { get } from './get';
import { renderOperation } from './render';
import { start } from './start';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	operations: [get, start, check, fetch, renderOperation],
};
