import { defineOperation, eachItem } from '../../shared/node/operation';
import { reportFields } from './fields';
import { getReport } from './getReport';
import { getOptions } from './optionFields';
import { getParams } from './params';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get report',
	description: 'Get a report as flat rows, whatever its size',
	effect: 'read',
	fields: reportFields(...getOptions),
	params: getParams,
	perform: eachItem(async (session, form) => await getReport(session, form)),
});
