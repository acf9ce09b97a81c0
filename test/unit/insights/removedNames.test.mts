import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { breakdownSections, getBreakdowns, getInsightsFields } from '../../../nodes/MetaInsights/form/nameLists.ts';
import { removedFields } from '../../../nodes/MetaInsights/facts/removedFields.ts';
import { adsInsightsSpec } from '../../../nodes/shared/spec/index.ts';
import { problemOf } from './forms.mts';
import { breakdownLabels, removedBreakdowns } from '../../../nodes/MetaInsights/breakdowns/table.ts';

const listed = async (list: typeof getBreakdowns, isAll = true): Promise<unknown[]> =>
	(await list.call({ getCurrentNodeParameter: () => isAll } as unknown as ILoadOptionsFunctions)).map(
		({ value }) => value,
	);

it('names that Meta removed are in no list people choose from, and refused with what to do', async () => {
	const [breakdowns, fields] = [await listed(getBreakdowns), await listed(getInsightsFields)];
	for (const name of Object.keys(removedBreakdowns)) {
		expect([name, breakdowns.includes(name), problemOf({ breakdowns: [name] })]).toEqual([
			name,
			false,
			expect.objectContaining({ message: expect.stringContaining('no longer exists') }),
		]);
	}
	for (const name of Object.keys(removedFields)) {
		expect([name, fields.includes(name), problemOf({ options: { moreFields: [name] } })]).toEqual([
			name,
			false,
			expect.objectContaining({ message: expect.stringContaining('no longer exists') }),
		]);
	}
});

it('the table has no name that the spec does not know either: it would refuse what never was', () => {
	for (const name of Object.keys(removedFields)) expect(adsInsightsSpec.Fields).toContain(name);
	for (const name of Object.keys(removedBreakdowns)) expect(adsInsightsSpec.Breakdowns).toContain(name);
});

it('breakdowns that took their place, or stand in Meta’s pages only, are offered', async () => {
	const breakdowns = await listed(getBreakdowns);
	expect(breakdowns).toEqual(expect.arrayContaining(['comscore_market', 'user_segment_key']));
	expect(problemOf({ breakdowns: ['comscore_market'] })).toBeNull();
	expect(problemOf({ breakdowns: ['user_segment_key'] })).toBeNull();
});

it('the list has the breakdowns that people use, by what they are about, and all others by choice', async () => {
	const named = Object.keys(breakdownLabels).filter((name) => !name.startsWith('action_'));
	expect(breakdownSections.flatMap(([, names]) => names).sort()).toEqual(named.sort());
	expect(await listed(getBreakdowns, false)).toHaveLength(named.length);
	const all = await listed(getBreakdowns);
	expect(new Set(all).size).toBe(all.length);
	expect(all).toEqual(expect.arrayContaining(['media_format', 'mmm']));
	const shown = await getBreakdowns.call({ getCurrentNodeParameter: () => true } as unknown as ILoadOptionsFunctions);
	for (const { name } of shown) expect(name).not.toMatch(/_/);
});
