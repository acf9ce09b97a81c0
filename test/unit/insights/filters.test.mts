import type { IDataObject } from 'n8n-workflow';

import { reportFilterOf, filtersOption, filtersProblem } from '../../../nodes/MetaInsights/form/filters.ts';
import type { GraphFilter } from '../../../nodes/shared/filtering.ts';

const rowsOf = (...values: IDataObject[]) => filtersOption.read({ values }, ['options', 'filters']);
const read = (field: string, operator: string, value: unknown): GraphFilter =>
	reportFilterOf(rowsOf({ field, operator, value } as IDataObject)[0]);

it.each<[field: string, operator: string, value: unknown, sent: unknown]>([
	['spend', 'GREATER_THAN', '12.50', 12.5],
	['spend', 'LESS_THAN_OR_EQUAL', 0.1 + 0.2, 0.1 + 0.2],
	['spend', 'GREATER_THAN', 134.955, 134.955],
	['impressions', 'IN_RANGE', '10, 50', [10, 50]],
	['ctr', 'NOT_IN_RANGE', '1,1', [1, 1]],
	['campaign.name', 'EQUAL', '2026', '2026'],
	['campaign.name', 'EQUAL', 2026, '2026'],
	['campaign.id', 'NOT_EQUAL', '12345', '12345'],
	['campaign_name', 'EQUAL', '007', '007'],
	['product_id', 'EQUAL', '42', '42'],
	['adset.name', 'CONTAINS_ANY', 'spring, 2026', ['spring', '2026']],
	['ad.name', 'STARTS_WITH', '2026', '2026'],
	['campaign.id', 'IN', '1, 2,,', ['1', '2']],
	['age', 'EQUAL', '18-24', '18-24'],
])('%s %s %j is sent as %j', (field, operator, value, sent) =>
	expect(read(field, operator, value)).toEqual({ field, operator, value: sent }),
);

it.each<[field: string, operator: string, value: unknown, message: string]>([
	['campaign.name', 'CONTAIN', ' ', 'is empty'],
	['campaign.id', 'IN', ' , ,', 'is empty'],
	['impressions', 'IN_RANGE', '', 'is empty'],
	['impressions', 'IN_RANGE', '10', 'needs two numbers, the lower one first'],
	['impressions', 'IN_RANGE', '50, 10', 'needs two numbers, the lower one first'],
	['impressions', 'IN_RANGE', 'few, many', 'needs two numbers, the lower one first'],
	['spend', 'GREATER_THAN', '12,50', '“12,50” is not a number'],
	['spend', 'GREATER_THAN', '1.000', '“1.000” can be read as 1000 or as 1.000'],
	['impressions', 'IN_RANGE', '1.000, 5000', '“1.000” can be read as 1000 or as 1.000'],
])('%s %s %j is refused', (field, operator, value, message) => {
	const broken = filtersProblem(
		rowsOf({ field: 'spend', operator: 'GREATER_THAN', value: '1' }, { field, operator, value } as IDataObject),
	);
	expect(broken).toMatchObject({
		field: ['options', 'filters', 'values', 1, 'value'],
		message,
		advice: expect.stringMatching(/^(Enter|Separate|Write)/),
	});
});
