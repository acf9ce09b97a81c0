import type { Resource } from '../../shared/node/operation';
import { renderOperation } from './render';
import { checkPace } from './checkPace';
import { watch } from './watch';
import { check } from './check';
import { fetch } from './fetch';
import { getReport } from './get';
import { start } from './start';

export const reportResource: Resource = {
	value: 'report',
	name: 'Report',
	operations: [getReport, start, check, fetch, renderOperation, watch, checkPace],
};
