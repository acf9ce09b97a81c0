import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { getReportColumns } from '../../../../nodes/MetaInsights/form/columns/columnList.ts';

/** The list that the editor shows while a form has these values. */
const listed = async (values: object): Promise<string[]> => {
	const editor = { getCurrentNodeParameters: () => values } as unknown as ILoadOptionsFunctions;
	return (await getReportColumns.call(editor)).map(({ value }) => String(value));
};

describe('the list of columns', () => {
	it('has those of the form, before an ad account is chosen', async () => {
		const columns = await listed({ level: 'adset', fieldSets: ['delivery'], breakdowns: ['age'], options: {} });
		expect(columns.slice(0, 6)).toEqual(['adset_name', 'date_start', 'date_stop', 'age', 'spend', 'impressions']);
		expect(columns).not.toContain('purchases');
	});

	it('has those of a comparison and of options', async () => {
		const columns = await listed({ fieldSets: ['delivery'], compare: true, options: { moreFields: ['cpp'] } });
		expect(columns).toEqual(expect.arrayContaining(['spend_previous', 'spend_change_pct', 'cpp', 'cpp_previous']));
	});

	it('has those that say which ads a row of a creative stands for', async () => {
		const columns = await listed({ level: 'ad', fieldSets: ['delivery'], options: { rowsFor: 'creative' } });
		expect(columns.slice(-3)).toEqual(['grouped_by', 'grouped_id', 'ad_count']);
	});

	it('has every column where an expression decides', async () => {
		const columns = await listed({ level: '={{ $json.level }}', fieldSets: ['leads'], options: {} });
		expect(columns).toEqual(expect.arrayContaining(['ad_name', 'purchases', 'quality_ranking', 'ctr']));
	});
});
