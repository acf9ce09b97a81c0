import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { getBreakdowns, getInsightsFields } from '../../../nodes/MetaInsights/report/lists.ts';
import { reportParams } from '../../../nodes/MetaInsights/report/params.ts';
import { removedBreakdowns, removedFields } from '../../../nodes/MetaInsights/report/removedNames.ts';
import { adsInsightsSpec } from '../../../nodes/shared/spec/index.ts';

const read = (form: object) => reportParams.safeParse({ adAccount: 'act_1001000000000001', ...form }).error?.issues ?? [];
const listed = async (list: typeof getBreakdowns): Promise<unknown[]> => (await list.call({} as ILoadOptionsFunctions)).map(({ value }) => value);

it('names that Meta removed are in no list people choose from, and refused with what to do', async () => {
	const [breakdowns, fields] = [await listed(getBreakdowns), await listed(getInsightsFields)];
	for (const name of Object.keys(removedBreakdowns)) {
		expect([name, breakdowns.includes(name), read({ breakdowns: [name] })]).toEqual([name, false, [expect.objectContaining({ message: expect.stringContaining('no longer exists') })]]);
	}
	for (const name of Object.keys(removedFields)) {
		expect([name, fields.includes(name), read({ options: { moreFields: [name] } })]).toEqual([name, false, [expect.objectContaining({ message: expect.stringContaining('no longer exists') })]]);
	}
});

it('the table has no name that the spec does not know either: it would refuse what never was', () => {
	for (const name of Object.keys(removedFields)) expect(adsInsightsSpec.Fields).toContain(name);
	for (const name of Object.keys(removedBreakdowns)) expect(adsInsightsSpec.Breakdowns).toContain(name);
});

it('breakdowns that took their place, or stand in Meta’s pages only, are offered', async () => {
	const breakdowns = await listed(getBreakdowns);
	expect(breakdowns).toEqual(expect.arrayContaining(['comscore_market', 'user_segment_key']));
	expect(read({ breakdowns: ['comscore_market'] })).toEqual([]);
	expect(read({ breakdowns: ['user_segment_key'] })).toEqual([]);
});
