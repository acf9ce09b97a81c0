import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { dayAgo, passToNight, passToNoon } from '../support/lives/days.mts';
import { passTime } from '../support/lives/fakeTime.mts';
import { DAY_MS } from '../../../nodes/shared/durations.ts';
import { byId } from '../support/harness.mts';
import { useInsights } from '../support/insights.mts';

const bench = useInsights();
const check = async (form: IDataObject = {}) => await bench.run('checkPace', { plan: '3000', ...form });

describe('report: check pace', () => {
	it('puts this month’s spend of the account beside the plan, with a range for its end', async () => {
		const { rows, error } = await check({ plan: '1000000' });
		expect(error).toBeUndefined();
		const [row = {}] = rows;
		expect(row).toMatchObject({ name: 'Harbor Coffee', pace: 'Behind', plan: 1_000_000, account_currency: 'USD' });
		expect(Number(row.forecast_low)).toBeGreaterThanOrEqual(Number(row.spent));
		expect(Number(row.forecast)).toBeGreaterThanOrEqual(Number(row.forecast_low));
		expect(row.reason).toMatch(/of \$1,000,000\.00 is spent, \$[\d,.]+ was planned by now\. It will end at about \$/);
		expect(Object.keys(row)).toHaveLength(12);
		// On the first of a month nothing is spent yet, and a plan of $1 is still needed.
		if (dayAgo(0).endsWith('-01')) passToNoon();
		expect((await check({ plan: '1' })).rows[0]).toMatchObject({ pace: 'Ahead', daily_needed: 0 });
	});

	it('takes one campaign, of this account only', async () => {
		const { rows } = await check({ scope: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) });
		expect(rows[0]).toMatchObject({ name: 'Spring Roast Sales', id: CAMPAIGNS.usdCbo });
		const foreign = await check({ scope: 'campaign', campaign: byId(CAMPAIGNS.eurCbo) });
		expect(foreign.error?.message).toContain('Campaign');
	});

	it.each([null, 7, '', '1999-01-01', 'yesterday'])(
		'takes a row of the day %j for no day without spend',
		async (date) => {
			const row = { spend: '5.00', date_start: date, date_stop: date };
			bench.emulator.control.addFault({
				match: { method: 'GET', path: `${ACCOUNTS.usd}/insights` },
				fault: { kind: 'http', status: 200, body: JSON.stringify({ data: [row] }), contentType: 'application/json' },
			});
			expect((await check()).error?.message).toMatch(/has a row that cannot be read/);
		},
	);

	it('refuses a plan of nothing', async () => {
		expect((await check({ plan: '0' })).error?.message).toContain('Plan for the Month');
	});

	it('refuses decimals that the currency does not have', async () => {
		const yen = await check({ adAccount: byId(ACCOUNTS.jpy), plan: '100.5' });
		expect(yen.error?.message).toContain('Plan for the Month');
		expect((await check({ adAccount: byId(ACCOUNTS.jpy), plan: '100' })).error).toBeUndefined();
	});

	it('counts no yesterday that is not complete, and says so', async () => {
		passToNight('Asia/Tokyo');
		const { rows } = await check({ adAccount: byId(ACCOUNTS.jpy), plan: '100' });
		expect(rows[0]!.reason).toMatch(/Yesterday is not complete yet, and not counted\.$/);
		const dayBefore = DateTime.fromMillis(Date.now()).setZone('Asia/Tokyo').minus({ days: 2 }).toISODate()!;
		const [asked] = bench.sent().filter(({ path }) => path.endsWith('/insights'));
		expect(asked!.params.time_range).toContain(`"until":"${dayBefore}"`);
	});

	const today = () => DateTime.fromMillis(Date.now()).setZone('America/New_York').startOf('day');
	/** Lets time pass until the middle of a month: its first days have none before them that could be missing. */
	const passToMidMonth = (): void => {
		const days = 15 - today().day;
		if (days > 0) passTime(days * DAY_MS);
	};
	/** Rows of the account up to so many days before yesterday. */
	const answerWithout = (late: number, path: string = ACCOUNTS.usd): void => {
		passToMidMonth();
		const ends = Array.from({ length: 28 }, (_, index) =>
			today()
				.minus({ days: index + 1 })
				.toISODate()!,
		);
		const data = ends.slice(late).map((day) => ({ spend: '100.00', date_start: day, date_stop: day }));
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${path}/insights` },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});
	};

	it.each([0, 2])('takes %d days at the end that Meta does not show yet for days of unknown spend', async (late) => {
		answerWithout(late);
		const { rows, error } = await check({ plan: '3000' });
		expect(error).toBeUndefined();
		const { forecast, reason } = rows[0]!;
		expect(String(reason).includes('Meta shows nothing of the last 2 days yet')).toBe(late === 2);
		// The days of this month before the 28 that are there had no spend.
		const without = Math.max(0, today().day - 1 - 28);
		expect(Number(forecast)).toBeCloseTo((today().daysInMonth! - without) * 100, 0);
	});

	it('says of many such days that they may have spend, and not that nothing was spent', async () => {
		answerWithout(4);
		const { rows } = await check({ plan: '30000' });
		expect(rows[0]).toMatchObject({ pace: 'Unknown', forecast: null });
		expect(rows[0]!.reason).toMatch(/the last 4 days may have spend that Meta does not show yet\./);
		expect(rows[0]!.reason).toMatch(/Meta shows nothing of the last 4 days yet, so they are not counted\.$/);
		expect(rows[0]!.reason).not.toContain('nothing was spent');
	});

	const answer = (path: string, body: unknown): void =>
		bench.emulator.control.addFault({
			match: { method: 'GET', path },
			fault: { kind: 'http', status: 200, body: JSON.stringify(body), contentType: 'application/json' },
		});
	const ads = (...states: string[]) => ({
		data: states.map((effective_status, id) => ({ id: `${id}`, effective_status })),
	});

	it.each([
		[
			'paused and rejected',
			ads('PAUSED', 'CAMPAIGN_PAUSED', 'DISAPPROVED'),
			'no ad is active now (2 paused, 1 rejected)',
		],
		[
			'ended',
			{ data: [{ id: '1', effective_status: 'ACTIVE', adset: { end_time: '2020-01-01T00:00:00+0000' } }] },
			'no ad is active now (1 ended)',
		],
		['not there', ads(), 'there is no ad'],
	])('names ads that stand still, and does not call their silence a delay of Meta: %s', async (_, body, reason) => {
		for (const late of [1, 5]) {
			bench.emulator.control.clearFaults();
			answerWithout(late);
			answer(`${ACCOUNTS.usd}/ads`, body);
			const { rows } = await check({ plan: '30000' });
			expect(rows[0]).toMatchObject({ pace: 'Unknown', forecast: null });
			expect(rows[0]!.reason).toContain(`Where it ends is not known: ${reason}.`);
			expect(rows[0]!.reason).toMatch(late === 1 ? /no spend of the last day\.$/ : /no spend of the last 5 days\.$/);
			expect(rows[0]!.reason).not.toMatch(/yet/);
		}
	});

	it('names an account that Meta has disabled, and takes what it cannot read for no stop', async () => {
		answerWithout(5);
		const disabled = { account_status: 2, currency: 'USD', spend_cap: '0', amount_spent: '0', id: ACCOUNTS.usd };
		const facts = { name: 'Harbor Coffee', timezone_name: 'America/New_York' };
		answer(ACCOUNTS.usd, { ...disabled, ...facts });
		expect((await check({ plan: '30000' })).rows[0]!.reason).toContain('not known: the ad account is disabled.');
		bench.emulator.control.clearFaults();
		answerWithout(5);
		answer(`${ACCOUNTS.usd}/ads`, ads('PAUSED', 'SOMETHING_NEW'));
		expect((await check({ plan: '30000' })).rows[0]!.reason).toContain('may have spend that Meta does not show yet');
	});

	it('knows that a campaign spent nothing on days for which its account has rows', async () => {
		answerWithout(4, CAMPAIGNS.usdCbo);
		const { rows } = await check({ plan: '30000', scope: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) });
		expect(rows[0]!.reason).toContain('nothing was spent in the last 3 days');
		expect(rows[0]!.reason).not.toContain('Meta shows nothing');
	});

	it('calls a campaign that has not spent by its name', async () => {
		passToMidMonth();
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${CAMPAIGNS.usdCbo}/insights` },
			fault: { kind: 'http', status: 200, body: '{"data":[]}', contentType: 'application/json' },
		});
		const { rows } = await check({ scope: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) });
		expect(rows[0]).toMatchObject({ name: 'Spring Roast Sales', id: CAMPAIGNS.usdCbo, spent: 0 });
	});
});
