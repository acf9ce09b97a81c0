import type { Resource } from '../../shared/node/operation';
import { renderOperation } from './render';
import { checkPace } from './checkPace';
import { watch } from './watch';
import { check } from './check';
import { fetch } from './fetch';
import { get } from './get';
import { start } from './start';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	operations: [get, start, check, fetch, renderOperation, watch, checkPace],
};
