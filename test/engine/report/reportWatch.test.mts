import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { inventedDays } from '../../../bench/watch/world.mts';
import { dayAgo as day } from '../support/days.mts';
import { byId } from '../support/harness.mts';
import { useInsights } from '../support/insights.mts';

const bench = useInsights();
const watch = async (form: IDataObject = {}, items?: IDataObject[]) =>
	await bench.run('watch', form, items === undefined ? {} : { items });
const jsonOf = (output: ReadonlyArray<{ json: IDataObject }> = []): IDataObject[] => output.map(({ json }) => json);

/** Rows of two campaigns as Get has them, the first one's results of the last days lost. */
function rows(lost: 'none' | 'first' | 'all', more: IDataObject = {}): IDataObject[] {
	const objects = inventedDays({ objects: 2, results: 30, uneven: 0.02, memory: 0 }, 38, 5);
	return objects.flatMap(({ id, name, days }) =>
		days.map(({ date, value, ...day }, index): IDataObject => {
			const isLost = index >= 35 && (lost === 'all' || (lost === 'first' && id === '1'));
			return {
				campaign_id: id,
				campaign_name: name,
				account_id: '1001000000000001',
				account_name: 'Beans & Co',
				account_currency: 'EUR',
				date_start: date,
				date_stop: date,
				...day,
				purchase_value: value,
				...(isLost ? { results: lost === 'all' ? 0 : Math.floor((day.results ?? 0) / 3) } : {}),
				...more,
			};
		}),
	);
}

describe('report: watch', () => {
	it('reads the days of the account itself, and everything quiet comes out with its reason', async () => {
		const { outputs, error } = await watch({ adAccount: byId(ACCOUNTS.usd), level: 'campaign' });
		expect(error).toBeUndefined();
		const asked = bench.sent().filter(({ path }) => path.endsWith('/insights'));
		expect(asked).toHaveLength(1);
		expect(outputs[0]).toEqual([]);
		const quiet = jsonOf(outputs[1]);
		expect(quiet.map(({ id }) => id)).toContain(CAMPAIGNS.usdCbo);
		for (const row of quiet) expect(row).toMatchObject({ alert: 'None', account_currency: 'USD', level: 'campaign' });
		expect(Object.keys(quiet[0]!)).toHaveLength(12);
	});

	it('answers for an account without any delivery, too', async () => {
		const { world } = bench.emulator;
		for (const ad of world.all('Ad')) world.activeSpans.of(ad).length = 0;
		const { outputs, error } = await watch({ adAccount: byId(ACCOUNTS.usd) });
		expect(error).toBeUndefined();
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({ name: 'Harbor Coffee', reason: 'Nothing was delivered on these days.', spend: null }),
		]);
	});

	it('makes one message of what rows of the input tell, and the rest comes out quiet', async () => {
		const { outputs, error } = await watch({ rowsFrom: 'input', options: { remind: true } }, rows('first'));
		expect(error).toBeUndefined();
		const [message] = jsonOf(outputs[0]);
		expect(outputs[0]).toHaveLength(1);
		expect(message).toMatchObject({ subject: 'Cost per Result Up: Campaign 1', alert_count: 1 });
		expect(message!.text).toMatch(/A result cost €[\d.]+; €[\d.]+ is usual\./);
		expect(message!.html).toContain('Beans &amp; Co');
		expect(message!.alerts).toEqual([expect.objectContaining({ id: '1', alert: 'Cost per Result Up' })]);
		expect(jsonOf(outputs[1])).toEqual([expect.objectContaining({ id: '2', reason: 'As usual.' })]);
	});

	it('calls it no results counted where all campaigns fall silent together', async () => {
		const { outputs } = await watch({ rowsFrom: 'input', options: { remind: true } }, rows('all'));
		const [message] = jsonOf(outputs[0]);
		expect(message!.subject).toBe('No Results Counted: Campaign 1, Campaign 2');
		expect(message!.text).toContain('first check what counts the results');
	});

	it('holds where results are not told, and leaves a day out that is not over', async () => {
		const untold = await watch({ rowsFrom: 'input' }, rows('all', { results: null }));
		expect(untold.outputs[0]).toEqual([]);
		expect(jsonOf(untold.outputs[1])[0]!.reason).toContain('does not tell its results');
		const open = rows('none').map((row, _, all) =>
			row.date_start === all.at(-1)!.date_start ? { ...row, results: 0, day_complete: false } : row,
		);
		expect((await watch({ rowsFrom: 'input' }, open)).outputs[0]).toEqual([]);
	});

	it('refuses rows that are no days of one object, and a column that is not there', async () => {
		const weeks = await watch({ rowsFrom: 'input' }, [{ ...rows('none')[0], date_stop: '2026-03-01' }]);
		expect(weeks.error?.message).toContain('covers more than one day');
		const twice = await watch({ rowsFrom: 'input' }, [rows('none')[0]!, rows('none')[0]!]);
		expect(twice.error?.message).toContain('a second time');
		expect((await watch({ resultsColumn: 'result' })).error?.message).toContain('no such column');
	});

	/** A campaign that has had no delivery since the day before yesterday. */
	const stop = (id: string, status: 'ACTIVE' | 'PAUSED'): void => {
		const { world } = bench.emulator;
		world.get('Campaign', id).status = status;
		for (const ad of world.all('Ad').filter(({ campaign }) => campaign.id === id))
			for (const span of world.activeSpans.of(ad)) span.until = Date.parse(`${day(2)}T00:00:00-05:00`);
	};

	it('tells of a campaign whose delivery ended, and not of one that somebody has paused', async () => {
		stop(CAMPAIGNS.usdNoBudget, 'ACTIVE');
		stop(CAMPAIGNS.usdCbo, 'PAUSED');
		const { outputs, error } = await watch({ options: { remind: true } });
		expect(error).toBeUndefined();
		const [message] = jsonOf(outputs[0]);
		expect(message).toMatchObject({ subject: 'No Delivery: Always On Traffic', alert_count: 1 });
		expect(message!.text).toContain('Nothing was spent; $');
		expect(jsonOf(outputs[1])).toContainEqual(
			expect.objectContaining({ id: CAMPAIGNS.usdCbo, reason: expect.stringContaining('switched off') }),
		);
	});
});
