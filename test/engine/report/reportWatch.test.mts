import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS, CUSTOM_CONVERSIONS } from '../../../emulator/world/seedIds.mts';
import { inventedDays } from '../../../bench/watch/world.mts';
import { dayAgo as day, passToNight, passToNoon } from '../support/lives/days.mts';
import { byId } from '../support/harness.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { useInsights } from '../support/insights.mts';

const DAY = 86_400_000;

const bench = useInsights();
const watch = async (form: IDataObject = {}, items?: IDataObject[]) =>
	await bench.run('watch', form, items === undefined ? {} : { items });
const jsonOf = (output: ReadonlyArray<{ json: IDataObject }> = []): IDataObject[] => output.map(({ json }) => json);

/** Rows of two campaigns as Get has them, the first one's results of the last days lost. */
function rows(lost: 'none' | 'first' | 'all', more: IDataObject = {}): IDataObject[] {
	const objects = inventedDays({ objects: 2, results: 30, uneven: 0.02, memory: 0 }, 38, 5);
	return objects.flatMap(({ id, name, days }) =>
		days.map(({ value, ...figures }, index): IDataObject => {
			// The day before yesterday is over in every time zone.
			const date = day(days.length + 1 - index);
			const isLost = index >= 35 && (lost === 'all' || (lost === 'first' && id === '1'));
			return {
				campaign_id: id,
				campaign_name: name,
				account_id: '1001000000000001',
				account_name: 'Beans & Co',
				account_currency: 'EUR',
				date_start: date,
				date_stop: date,
				...figures,
				purchase_value: value,
				...(isLost ? { results: lost === 'all' ? 0 : Math.floor((figures.results ?? 0) / 3) } : {}),
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
		const params = asked.map(({ params }) => params);
		expect(params.map(({ time_increment: days }) => days)).toEqual(['1', '7']);
		// Whole weeks from Monday to Sunday: people of days cannot be added up.
		const weeks = JSON.parse(String(params[1]!.time_range)) as { since: string; until: string };
		expect([weeks.since, weeks.until].map((date) => new Date(date).getUTCDay())).toEqual([1, 0]);
		expect(String(params[1]!.fields).split(',')).toEqual(
			expect.arrayContaining(['frequency', 'impressions', 'clicks']),
		);
		expect(outputs[0]).toEqual([]);
		const quiet = jsonOf(outputs[1]);
		expect(quiet.map(({ id }) => id)).toContain(CAMPAIGNS.usdCbo);
		for (const row of quiet) expect(row).toMatchObject({ alert: 'None', account_currency: 'USD', level: 'campaign' });
		expect(Object.keys(quiet[0]!)).toHaveLength(12);
	});

	it('takes no row of an unknown day for a day without delivery', async () => {
		const data = [day(3), null].map((date) => ({ campaign_id: '1', spend: '5', date_start: date, date_stop: date }));
		bench.emulator.control.addFault({
			match: { path: `${ACCOUNTS.usd}/insights` },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});
		const { error } = await watch({ adAccount: byId(ACCOUNTS.usd), level: 'campaign' });
		expect(error?.message).toMatch(/has a row that cannot be read/);
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
		expect(message!.text).toMatch(/Cost per result €[\d.]+, usually €[\d.]+\./);
		expect(message!.html).toContain('Beans &amp; Co');
		expect(message!.alerts).toEqual([expect.objectContaining({ id: '1', alert: 'Cost per Result Up' })]);
		expect(jsonOf(outputs[1])).toEqual([expect.objectContaining({ id: '2', reason: 'As usual.' })]);
	});

	it('calls it no results counted where all campaigns fall silent together', async () => {
		const { outputs } = await watch({ rowsFrom: 'input', options: { remind: true } }, rows('all'));
		const [message] = jsonOf(outputs[0]);
		expect(message!.subject).toBe('No Results Counted: Campaign 1, Campaign 2');
		expect(message!.text).toContain('First check the tracking');
	});

	it('holds where results are not told, and leaves a day out that is not over', async () => {
		const untold = await watch({ rowsFrom: 'input' }, rows('all', { results: null }));
		expect(untold.outputs[0]).toEqual([]);
		expect(jsonOf(untold.outputs[1])[0]!.reason).toContain('does not show its results');
		const open = rows('none').map((row, _, all) =>
			row.date_start === all.at(-1)!.date_start ? { ...row, results: 0, day_complete: false } : row,
		);
		expect((await watch({ rowsFrom: 'input' }, open)).outputs[0]).toEqual([]);
	});

	it('refuses rows that are no days of one object, and a column that is not there', async () => {
		const weeks = await watch({ rowsFrom: 'input' }, [{ ...rows('none')[0], date_stop: '2026-03-01' }]);
		expect(weeks.error?.message).toContain('covers more than one day');
		const twice = await watch({ rowsFrom: 'input' }, [rows('none')[0]!, rows('none')[0]!]);
		expect(twice.error?.message).toContain(' twice');
		const never = await watch({ rowsFrom: 'input' }, [{ ...rows('none')[0], date_start: '2026-02-30', date_stop: '' }]);
		expect(never.error?.message).toContain('has no day in the column “date_start”');
		for (const rounded of [{ campaign_id: Number('120210000000000001') }, { account_id: '1.001E+15' }]) {
			const { error } = await watch({ rowsFrom: 'input' }, [{ ...rows('none')[0], ...rounded }]);
			expect(error?.message).toMatch(/has the ID \S+, which a spreadsheet has rounded/);
		}
		expect((await watch({ resultsColumn: 'result' })).error?.message).toContain('no such column');
	});

	it('never mixes accounts or currencies of rows without account ids, nor prints an id for them', async () => {
		const dollars = rows('all', { account_id: null, account_name: 'Shop' });
		const yen = dollars.map((row) => ({ ...row, account_currency: 'JPY', campaign_id: `9${String(row.campaign_id)}` }));
		const { outputs, error } = await watch({ rowsFrom: 'input', options: { remind: true } }, [...dollars, ...yen]);
		expect(error).toBeUndefined();
		const [message] = jsonOf(outputs[0]);
		expect(message!.alerts).toEqual([
			expect.objectContaining({ account_currency: 'EUR', account_id: null, ads_manager_url: null }),
			expect.objectContaining({ account_currency: 'JPY', account_id: null, ads_manager_url: null }),
		]);
		const unnamed = [...dollars, ...yen].map((row) => ({ ...row, account_name: null }));
		const parted = await watch({ rowsFrom: 'input', options: { remind: true } }, unnamed);
		expect(jsonOf(parted.outputs[0])[0]!.alert_count).toBe(2);
		const byName = yen.map((row) => ({ ...row, account_name: 'Laden', account_currency: '' }));
		const two = await watch({ rowsFrom: 'input', options: { remind: true } }, [...dollars, ...byName]);
		expect((jsonOf(two.outputs[0])[0]!.alerts as IDataObject[]).map((row) => row.account_currency)).toEqual([
			'EUR',
			null,
		]);
	});

	it('judges the others where an account could not be read or had no delivery, and tells of it', async () => {
		const failed = { account_name: 'Broken', date_start: null, report_error: 'No access to it' };
		const empty = { account_id: '7', account_name: 'Empty', date_start: day(30), date_stop: day(2), spend: null };
		const { outputs, error } = await watch({ rowsFrom: 'input' }, [...rows('none'), failed, empty]);
		expect(error).toBeUndefined();
		expect(jsonOf(outputs[0])[0]).toMatchObject({
			subject: 'Could Not Be Read: Broken',
			text: expect.stringContaining('No access to it'),
			alerts: [expect.objectContaining({ name: 'Broken', alert: 'Could Not Be Read', spend: null })],
		});
		expect(jsonOf(outputs[1]).map(({ name, reason }) => [name, reason])).toEqual([
			['Campaign 1', 'As usual.'],
			['Campaign 2', 'As usual.'],
			['Empty', 'Nothing was delivered on these days.'],
		]);
	});

	it('misses the days of an account that stopped altogether, and calls an old report old', async () => {
		const stopped = rows('none')
			.filter((row) => String(row.date_start) < day(2))
			.map((row) => ({ ...row, account_id: '7', account_name: 'Gone', campaign_id: `7${String(row.campaign_id)}` }));
		const { outputs } = await watch({ rowsFrom: 'input' }, [...rows('none'), ...stopped]);
		expect(jsonOf(outputs[0])[0]!.subject).toBe('No Delivery: Campaign 1 and 1 more');
		const old = rows('all').map((row) => {
			const date = new Date(Date.parse(`${String(row.date_start)}T00:00:00Z`) - 5 * 86_400_000)
				.toISOString()
				.slice(0, 10);
			return { ...row, date_start: date, date_stop: date };
		});
		const late = await watch({ rowsFrom: 'input' }, old);
		expect(late.outputs[0]).toEqual([]);
		expect(jsonOf(late.outputs[1])[0]!.reason).toMatch(/^Not judged: the report is old, its last day is /);
	});

	it('leaves out a day that may not be over where rows do not say so', async () => {
		const part = { results: 0, spend: 1, impressions: 5, clicks: 0, purchases: 0, purchase_value: 0 };
		const today = rows('none')
			.slice(0, 38)
			.map((row) => ({ ...row }));
		const { outputs, error } = await watch({ rowsFrom: 'input' }, [
			...today,
			{ ...today[0], date_start: day(0), date_stop: day(0), ...part },
		]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([]);
		expect(jsonOf(outputs[1])[0]).toMatchObject({ until: day(2), reason: 'As usual.' });
		const only = await watch({ rowsFrom: 'input' }, [{ ...today[0], date_start: day(0), date_stop: day(0) }]);
		expect(jsonOf(only.outputs[1])[0]!.reason).toBe('Not judged: no day of the report is over yet.');
	});

	it('refuses a rate as Results Column, and one that is not there without any delivery, too', async () => {
		for (const resultsColumn of ['cost_per_result', 'roas', 'ctr', 'spend'])
			expect((await watch({ resultsColumn })).error?.message).toContain('a rate or an amount and no count');
		const { world } = bench.emulator;
		for (const ad of world.all('Ad')) world.activeSpans.of(ad).length = 0;
		expect((await watch({ resultsColumn: 'result' })).error?.message).toContain('no such column');
	});

	it('refuses a custom conversion that the rows have no column of by its own label', async () => {
		const custom = { resultsColumn: 'custom', customConversion: `${CUSTOM_CONVERSIONS.usdThanks} Thanks` };
		const { error } = await watch({ rowsFrom: 'input', ...custom }, rows('none'));
		expect(error?.message).toBe('Custom Conversion is “custom_thanks”, and the report has no such column');
		expect(error?.description).toContain('choose it in the report, too, in Options → Custom Conversions');
	});

	it('writes a subject of one line', async () => {
		const { outputs } = await watch(
			{ rowsFrom: 'input', options: { remind: true } },
			rows('first', { campaign_name: 'Spring\r\nBcc: x' }),
		);
		expect(jsonOf(outputs[0])[0]!.subject).toBe('Cost per Result Up: Spring Bcc: x');
	});

	/** A campaign that has had no delivery since the day before yesterday. */
	const stop = (id: string, status: 'ACTIVE' | 'PAUSED', days = 2): void => {
		const { world } = bench.emulator;
		world.get('Campaign', id).status = status;
		for (const ad of world.all('Ad').filter(({ campaign }) => campaign.id === id))
			for (const span of world.activeSpans.of(ad)) span.until = Date.parse(`${day(days)}T00:00:00-05:00`);
	};

	it('tells of a campaign whose delivery ended, and not of one that somebody has paused', async () => {
		passToNoon();
		stop(CAMPAIGNS.usdNoBudget, 'ACTIVE');
		stop(CAMPAIGNS.usdCbo, 'PAUSED');
		const { outputs, error } = await watch({ options: { remind: true } });
		expect(error).toBeUndefined();
		const [message] = jsonOf(outputs[0]);
		expect(message).toMatchObject({ subject: 'No Delivery: Always On Traffic', alert_count: 1 });
		expect(message!.text).toContain('Nothing spent, usually $');
		expect(jsonOf(outputs[1])).toContainEqual(
			expect.objectContaining({ id: CAMPAIGNS.usdCbo, reason: expect.stringContaining('it is off') }),
		);
	});

	it('takes no day on which somebody has paused a campaign at noon for spend that fell', async () => {
		const { world } = bench.emulator;
		const items = rows('none').map((row): IDataObject => ({
			...row,
			campaign_id: row.campaign_id === '1' ? CAMPAIGNS.usdCbo : '2',
		}));
		const last = items.filter(({ campaign_id: id }) => id === CAMPAIGNS.usdCbo).at(-1)!;
		Object.assign(last, { spend: Number(last.spend) / 3, impressions: Number(last.impressions) / 3 });
		Object.assign(last, { clicks: Math.round(Number(last.clicks) / 3), results: Math.round(Number(last.results) / 3) });
		const run = async (status: 'ACTIVE' | 'PAUSED') => {
			world.get('Campaign', CAMPAIGNS.usdCbo).status = status;
			return (await watch({ rowsFrom: 'input' }, items)).outputs;
		};
		const [told] = await run('ACTIVE');
		expect(jsonOf(told)[0]!.subject).toMatch(/^Spend Down: /);
		expect(jsonOf(told)[0]!.text).toMatch(
			/days of the week\. Budgets that a person or a workflow has lowered explain it\./,
		);
		const [silent, quiet] = await run('PAUSED');
		expect(silent).toEqual([]);
		expect(jsonOf(quiet).map(({ reason }) => reason)).toContain('Spend Down: it is off.');
	});

	it('reminds of what lasts, and never of what somebody has paused', async () => {
		passToNoon();
		stop(CAMPAIGNS.usdNoBudget, 'ACTIVE', 3);
		stop(CAMPAIGNS.usdCbo, 'PAUSED', 3);
		const { outputs } = await watch({ options: { remind: true } });
		expect(jsonOf(outputs[0])[0]).toMatchObject({ subject: 'No Delivery: Always On Traffic', alert_count: 1 });
		// Nobody has been told by a run in the editor, so it reports what stands.
		const first = await watch();
		expect(jsonOf(first.outputs[0])[0]).toMatchObject({ subject: 'No Delivery: Always On Traffic', alert_count: 1 });
		expect(jsonOf(first.outputs[1])).toContainEqual(
			expect.objectContaining({ id: CAMPAIGNS.usdCbo, reason: expect.stringContaining('it is off') }),
		);
	});

	it('tells once what two items of one account come to, as with a table that has a row for each reader', async () => {
		passToNoon();
		stop(CAMPAIGNS.usdNoBudget, 'ACTIVE', 3);
		const { outputs } = await watch({}, [{}, {}]);
		expect(jsonOf(outputs[0])).toEqual([expect.objectContaining({ alert_count: 1 })]);
		expect(String(jsonOf(outputs[0])[0]!.text).match(/No Delivery/g)).toHaveLength(1);
	});

	it('tells what has begun since its last run, also where runs were missed, and once', async () => {
		const stored = { staticData: '{}' };
		const ofRun = async (mode: 'trigger' | 'manual' = 'trigger') => {
			const { outputs, error } = await bench.run('watch', {}, { stored, mode });
			expect(error).toBeUndefined();
			return jsonOf(outputs[0]).map(({ subject }) => subject);
		};
		const news = ['No Delivery: Always On Traffic'];
		expect(await ofRun()).toEqual([]);
		passTime(3 * DAY);
		stop(CAMPAIGNS.usdNoBudget, 'ACTIVE', 3);
		expect(await ofRun('manual')).toEqual(news);
		expect(await ofRun()).toEqual(news);
		expect(await ofRun()).toEqual(news);
		passTime(DAY);
		expect(await ofRun()).toEqual([]);
		// Where n8n has stored nothing that can be read, nobody has been told.
		stored.staticData = '{"node:Node":{"watched":[1],"reported":7}}';
		expect(await ofRun()).toEqual(news);
	});

	it('judges no yesterday that is not complete', async () => {
		passToNight('Asia/Tokyo');
		const { outputs, error } = await watch({ adAccount: byId(ACCOUNTS.jpy) });
		expect(error).toBeUndefined();
		const until = DateTime.fromMillis(Date.now()).setZone('Asia/Tokyo').minus({ days: 2 }).toISODate();
		for (const row of jsonOf(outputs[1])) expect(row.until).toBe(until);
	});

	describe('with a list of what to watch', () => {
		const listed = (...values: IDataObject[]): IDataObject => ({ rowsFrom: 'input', watched: { values } });
		const alertsOf = ([alert]: ReadonlyArray<ReadonlyArray<{ json: IDataObject }>>): unknown[] =>
			jsonOf(alert).flatMap(({ alerts }) => (alerts as IDataObject[]).map((one) => one.alert));

		it('tells of nothing else, and the row of what is off says why it is quiet', async () => {
			const whole = await watch(listed(), rows('first'));
			expect(alertsOf(whole.outputs)).toContain('Cost per Result Up');
			const { outputs, error } = await watch(listed({ kind: 'spend' }), rows('first'));
			expect(error).toBeUndefined();
			expect(outputs[0]).toEqual([]);
			const off = jsonOf(outputs[1]).find(({ name }) => name === 'Campaign 1')!;
			expect(off.reason).toBe('Cost per Result Up: not in What to Watch.');
			const cost = await watch(listed({ kind: 'costPerResult' }), rows('all'));
			expect(alertsOf(cost.outputs)).toEqual(['No Results Counted']);
		});

		it('tells by a threshold of a person, no matter what chance says', async () => {
			const of = async (threshold: string): Promise<unknown[]> =>
				alertsOf((await watch(listed({ kind: 'costPerResult', threshold }), rows('first'))).outputs);
			// A third of the results: the cost is about three times what it was.
			expect(await of('100')).toEqual(['Cost per Result Up']);
			expect(await of('1000')).toEqual([]);
			const ctr = await watch(listed({ kind: 'ctr', threshold: '1' }), rows('none'));
			expect(alertsOf(ctr.outputs).length).toBeGreaterThan(0);
		});

		it.each([
			[[{ kind: 'noDelivery', threshold: '10' }], 'has no meaning for No Delivery'],
			[[{ kind: 'spend' }, { kind: 'spend' }], 'is in the list twice'],
		])('refuses what cannot be meant: %j', async (values, sentence) => {
			expect((await watch(listed(...values), rows('none'))).error?.message).toContain(sentence);
		});
	});

	it('gives a sample by hand on a quiet day, where it is wanted, and no other run has one', async () => {
		const form = { rowsFrom: 'input', options: { sample: true } };
		const { outputs } = await bench.run('watch', form, { items: rows('none'), mode: 'manual' });
		const [message] = jsonOf(outputs[0]);
		expect(message!.subject).toBe('Sample: Cost per Result Up: Sample Campaign');
		for (const part of [message!.text, message!.html]) expect(part).toMatch(/invented/);
		const real = jsonOf((await watch({ rowsFrom: 'input' }, rows('first'))).outputs[0])[0]!;
		expect(Object.keys(message!)).toEqual(Object.keys(real));
		expect(Object.keys((message!.alerts as IDataObject[])[0]!)).toEqual(
			Object.keys((real.alerts as IDataObject[])[0]!),
		);
		expect((await bench.run('watch', form, { items: rows('none'), mode: 'trigger' })).outputs[0]).toEqual([]);
		expect(
			(await bench.run('watch', { rowsFrom: 'input' }, { items: rows('none'), mode: 'manual' })).outputs[0],
		).toEqual([]);
	});
});

describe('report: watch, by a custom conversion', () => {
	const byName = { resultsColumn: 'custom', customConversion: `${CUSTOM_CONVERSIONS.usdThanks} Thank-you page` };

	it('asks Meta for it and counts its column', async () => {
		const { outputs, error } = await watch({ adAccount: byId(ACCOUNTS.usd), level: 'campaign', ...byName });
		expect(error).toBeUndefined();
		const [daily] = bench.sent().filter(({ path }) => path.endsWith('/insights'));
		expect(String(daily!.params.fields).split(',')).toContain('actions');
		expect(jsonOf(outputs[1]).length).toBeGreaterThan(0);
	});

	it('counts it in rows of the input, and refuses rows without it', async () => {
		const lost = rows('first').map(({ results, ...row }) => ({ ...row, results: 30, custom_thank_you_page: results }));
		const { outputs } = await watch({ rowsFrom: 'input', ...byName }, lost);
		expect(jsonOf(outputs[0])).toHaveLength(1);
		const quiet = await watch({ rowsFrom: 'input' }, lost);
		expect(quiet.outputs[0]).toEqual([]);
		const { error } = await watch({ rowsFrom: 'input', ...byName }, rows('none'));
		expect(error?.message).toContain('custom_thank_you_page');
	});
});
