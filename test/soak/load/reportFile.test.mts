import { useInsights } from '../../engine/support/insights.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

const bench = useInsights();
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

it('a report above 50,000 rows becomes a file by itself, says so, and has every row once', async () => {
	bench.emulator.control.addAds({ ads: 60, daysAgo: 60 });
	const form = { dateRange: 'custom', since: day(50), until: day(4), level: 'ad', breakdowns: ['age', 'gender'] };
	const { outputs, rows, hints, error } = await bench.run('get', form);
	expect(error).toBeUndefined();
	expect(rows).toEqual([expect.objectContaining({ format: 'csv', report_complete: true })]);
	expect(hints.map(({ message }) => message).join()).toContain('more than 50,000 rows');
	const lines = Buffer.from(outputs[0][0].binary!.data.data, 'base64').toString().trimEnd().split('\r\n');
	expect(lines).toHaveLength(Number(rows[0].row_count) + 1);
	const keys = lines.slice(1).map((line) => line.slice(line.lastIndexOf(',') + 1));
	expect(new Set(keys).size).toBe(keys.length);
	expect(keys.length).toBeGreaterThan(50_000);
}, 300_000);

it('a report above 50,000 rows that cannot be a file ends with its calls, and its first rows by a column come as items', async () => {
	bench.emulator.control.addAds({ ads: 60, daysAgo: 60 });
	const form = { dateRange: 'custom', since: day(50), until: day(4), level: 'ad', breakdowns: ['age', 'gender'] };
	const { error } = await bench.run('get', { ...form, options: { sortBy: 'spend', sortDirection: 'desc' } });
	expect(error?.message).toMatch(/Sort By cannot be used: .+ come as a file/);
	const calls = bench.sent().length;
	await new Promise((resolve) => setTimeout(resolve, 500));
	expect(bench.sent()).toHaveLength(calls);
	const { rows } = await bench.run('get', { ...form, options: { sortBy: 'spend', sortDirection: 'desc', limit: 5 } });
	const spend = rows.map((row) => Number(row.spend));
	expect(spend).toEqual([...spend].sort((one, other) => other - one));
	expect(spend).toHaveLength(5);
	const { rows: top } = await bench.run('get', {
		...form,
		options: { output: 'items', sortBy: 'spend', sortDirection: 'desc', limit: 5 },
	});
	expect(top.map((row) => row.spend)).toEqual(spend);
}, 300_000);
