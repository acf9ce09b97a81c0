import type { IDataObject } from 'n8n-workflow';

import { dayProblem, rowDay } from '../../../../nodes/meta/evidence/reportRow.ts';
import { dayAgo } from '../../support/lives/days.mts';
import { useInsights } from '../../support/insights.mts';

/**
 * Rows that come back from a database with a column of the type "date": the driver makes the first moment of the day of it, by
 * this machine's clock. East of UTC that moment's text in UTC is of the day before.
 */

const bench = useInsights();

/** The machine stands in Berlin, in winter. */
beforeEach(() => {
	jest.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(-60);
});
afterEach(() => jest.restoreAllMocks());

const asDate = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - 3_600_000);

const row = (day: unknown, more: IDataObject = {}): IDataObject => ({
	...{ campaign_id: '120210000000000001', campaign_name: 'Sales', account_id: '1001000000000001' },
	...{ account_name: 'Shop', account_currency: 'EUR', spend: 10, impressions: 100, clicks: 5 },
	date_start: day as string,
	date_stop: day as string,
	...more,
});

describe('report: rows from a database', () => {
	it.each([
		['moments', asDate],
		['their text', (day: string) => asDate(day).toISOString()],
		['days', (day: string) => day],
		['days with a clock at midnight in UTC', (day: string) => `${day}T00:00:00.000Z`],
	])('a message names the days that Meta told, from %s', async (_, write) => {
		const items = ['2026-11-16', '2026-11-17'].map((day) =>
			row(write(day), {
				previous_date_start: write('2026-11-14') as string,
				previous_date_stop: write('2026-11-15') as string,
			}),
		);
		const { outputs, error } = await bench.run('render', {}, { items });
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({ date_start: '2026-11-16', date_stop: '2026-11-17' });
	});

	it('a watch judges the same days', async () => {
		const days = Array.from({ length: 38 }, (_, index) => dayAgo(39 - index));
		const rowOf = (write: (day: string) => unknown) => (day: string, index: number) =>
			row(write(day), { results: index > 34 ? 0 : 30, spend: 50 });
		const watch = async (write: (day: string) => unknown) =>
			await bench.run('watch', { rowsFrom: 'input', options: { remind: true } }, { items: days.map(rowOf(write)) });
		const told = await watch(asDate);
		expect(told.error).toBeUndefined();
		expect(told.outputs[0]![0]!.json).toMatchObject({ subject: 'No Results Counted: Sales' });
		expect(told.outputs).toEqual((await watch((day) => day)).outputs);
	});

	it('what money rests on is the same day', () => {
		const ofDatabase = row(asDate('2026-11-16').toISOString());
		expect([rowDay(ofDatabase), dayProblem(ofDatabase)]).toEqual(['2026-11-16', null]);
	});
});
