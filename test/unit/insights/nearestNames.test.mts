import { nearestNames } from '../../../nodes/MetaInsights/form/nearestNames.ts';

const columns = [
	'campaign_name',
	'spend',
	'impressions',
	'clicks',
	'purchases',
	'cost_per_purchase',
	'purchase_value',
	'link_clicks',
	'roas',
	'results',
	'reach',
	'date_start',
];

it.each([
	['spent', ['spend']],
	['Cost per Purchase', ['cost_per_purchase']],
	['purchase', ['cost_per_purchase', 'purchase_value', 'purchases']],
	['rows', ['roas']],
	['zzzzzz', []],
])('“%s” is like %j', (name, near) => {
	const found = nearestNames(name, columns);
	expect(found).toEqual(expect.arrayContaining(near));
	if (near.length === 0) expect(found).toEqual([]);
	else expect(near).toContain(found[0]);
});

it('are five at most', () =>
	expect(
		nearestNames(
			'spend',
			Array.from({ length: 9 }, (_, index) => `spend_${index}`),
		),
	).toHaveLength(5));

it('of a text that is no name are not looked for letter by letter', () => {
	const steps = jest.spyOn(Math, 'min');
	try {
		expect(nearestNames('x'.repeat(50_000), columns)).toEqual([]);
		expect(steps.mock.calls.length).toBeLessThan(1_000);
		expect(nearestNames('impresions', columns)).toEqual(['impressions']);
		expect(steps.mock.calls.length).toBeGreaterThan(0);
	} finally {
		steps.mockRestore();
	}
});
