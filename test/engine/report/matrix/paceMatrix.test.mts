import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { passToNight, passToNoon } from '../../support/lives/days.mts';
import { byId } from '../../support/harness.mts';
import { useInsights } from '../../support/insights.mts';
import { pairwise } from './pairwise.mts';

/** Check Budget Pacing in pairs of its settings: every sentence and every cell is read back and held against Meta's own days. */

const bench = useInsights();

const zones: Readonly<Record<string, string>> = {
	[ACCOUNTS.usd]: 'America/New_York',
	[ACCOUNTS.jpy]: 'Asia/Tokyo',
	[ACCOUNTS.eur]: 'Europe/Berlin',
};

const currencies: Readonly<Record<string, string>> = {
	[ACCOUNTS.usd]: 'USD',
	[ACCOUNTS.jpy]: 'JPY',
	[ACCOUNTS.eur]: 'EUR',
};

const settings = {
	account: [ACCOUNTS.usd, ACCOUNTS.jpy, ACCOUNTS.eur],
	/** Apart from what is spent. */
	plan: [0.3, 1, 1.4, 3, 40],
	scope: ['account', 'campaign'],
	locale: ['en-US', 'de-DE'],
	time: ['now', 'night', 'noon'],
} as const;

type Setting = { readonly [Name in keyof typeof settings]: (typeof settings)[Name][number] };

const campaigns: Readonly<Record<string, string>> = {
	[ACCOUNTS.usd]: CAMPAIGNS.usdCbo,
	[ACCOUNTS.eur]: CAMPAIGNS.eurCbo,
};

/** What Meta shows, from the first of the month to the last day that is complete. */
interface PaceTruth {
	readonly plan: number;
	readonly spent: number;
	/** Days of the month that are over, and all of them. */
	readonly over: number;
	readonly length: number;
	/** Whether yesterday is not complete yet. */
	readonly isNight: boolean;
	readonly currency: string;
	readonly locale: string;
}

const near = (one: unknown, other: number): boolean => typeof one === 'number' && Math.abs(one - other) < 0.011;

/** Everything in a row that is not so. */
function falseIn(row: IDataObject, { plan, spent, over, length, isNight, currency, locale }: PaceTruth): string[] {
	const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
	const money = (amount: unknown): string => format.format(Number(amount));
	const needed = Math.max(0, plan - spent) / (length - over);
	const { forecast, forecast_low: low, forecast_high: high, reason } = row;
	const isUnknown = forecast === null;
	const verdict = (): string => {
		if (spent - plan > 0.004) return 'Ahead';
		if (isUnknown) return 'Unknown';
		return Number(low) > plan ? 'Ahead' : Number(high) < plan ? 'Behind' : 'On Pace';
	};
	const cells: ReadonlyArray<readonly [string, boolean]> = [
		[`spent ${String(row.spent)}, not ${spent}`, near(row.spent, spent)],
		[`planned to date ${String(row.planned_to_date)}`, near(row.planned_to_date, (plan * over) / length)],
		[`daily needed ${String(row.daily_needed)}, not ${needed}`, near(row.daily_needed, needed)],
		[`plan ${String(row.plan)}`, row.plan === plan],
		[`currency ${String(row.account_currency)}`, row.account_currency === currency],
		[`${String(row.pace)}, not ${verdict()}`, row.pace === verdict()],
		[
			'a forecast outside of its range',
			isUnknown || (Number(low) <= Number(forecast) && Number(forecast) <= Number(high)),
		],
		['a forecast below what is spent', isUnknown || Number(low) >= spent - 0.011],
	];
	const wanted = [
		`${money(spent)} of ${money(plan)} is spent, ${money((plan * over) / length)} was planned by now.`,
		...(spent - plan > 0.004 ? [`The plan is overspent by ${money(spent - plan)}.`] : []),
		...(isUnknown
			? []
			: [`It will end at about ${money(forecast)}, most likely between ${money(low)} and ${money(high)}.`]),
		...(!isUnknown && needed > 0 ? [`${money(needed)} a day would meet the plan.`] : []),
		...(isNight ? ['Yesterday is not complete yet, and not counted.'] : []),
	];
	const unread = wanted.reduce((text, sentence) => text.replace(sentence, ''), String(reason)).trim();
	return [
		...cells.filter(([, isTrue]) => !isTrue).map(([what]) => what),
		...wanted.filter((sentence) => !String(reason).includes(sentence)).map((sentence) => `not said: ${sentence}`),
		...(unread === '' || (isUnknown && /^Where it ends is not known: [^.]+\.$/.test(unread))
			? []
			: [`nobody has read back “${unread}”`]),
	];
}

async function readPace({ account, plan: part, scope, locale, time }: Setting) {
	const zone = zones[account]!;
	if (time === 'night') passToNight(zone);
	if (time === 'noon') passToNoon();
	const campaign = campaigns[account];
	const ofCampaign = scope === 'campaign' && campaign !== undefined;
	const now = DateTime.now().setZone(zone);
	// Until three in the morning yesterday is not complete.
	const isNight = now.hour < 3;
	const until = now.minus({ days: isNight ? 2 : 1 });
	const first = now.startOf('month');
	const scoped = ofCampaign ? { scope: 'campaign', campaign: byId(campaign) } : {};
	// In the first hours of a month no day of it is over.
	const isNew = until < first;
	const days = await bench.run('get', {
		adAccount: byId(account),
		...scoped,
		level: ofCampaign ? 'campaign' : 'account',
		dateRange: 'custom',
		since: (isNew ? until : first).toISODate(),
		until: until.toISODate(),
		timeIncrement: 'day',
	});
	expect(days.error).toBeUndefined();
	const own = isNew ? [] : days.rows;
	const spent = own.reduce((sum, { spend }) => sum + Number(spend ?? 0), 0);
	const plan = Math.max(1, Math.round((spent || 100) * part));
	const { rows, error } = await bench.run('checkPace', {
		adAccount: byId(account),
		...(ofCampaign ? scoped : { scope: 'account' }),
		plan: String(plan),
		options: { locale },
	});
	expect(error).toBeUndefined();
	const truth: PaceTruth = {
		...{
			plan,
			spent: Number(spent.toFixed(2)),
			over: isNew ? 0 : until.day,
			length: first.daysInMonth!,
			isNight,
			currency: currencies[account]!,
			locale,
		},
	};
	return { row: rows[0]!, truth };
}

it('is true in every pair of settings', async () => {
	const pairs = pairwise<Setting>(settings);
	expect(pairs.length).toBeGreaterThan(14);
	const flaws: unknown[] = [];
	for (const setting of pairs) {
		const { row, truth } = await readPace(setting);
		for (const flaw of falseIn(row, truth)) flaws.push([setting, flaw]);
	}
	expect(flaws).toEqual([]);
}, 120_000);

it('is a test that finds what is planted', async () => {
	const { row, truth } = await readPace({
		...{ account: ACCOUNTS.usd, plan: 3, scope: 'account' },
		locale: 'en-US',
		time: 'noon',
	});
	expect(falseIn(row, truth)).toEqual([]);
	const planted: IDataObject[] = [
		{ ...row, spent: Number(row.spent) + 1 },
		{ ...row, pace: row.pace === 'Ahead' ? 'Behind' : 'Ahead' },
		{ ...row, daily_needed: 0 },
		{ ...row, account_currency: 'EUR' },
		{ ...row, reason: String(row.reason).replace('is spent', 'was planned') },
		{ ...row, reason: `${String(row.reason)} Yesterday is not complete yet, and not counted.` },
		{ ...row, forecast_low: Number(row.forecast_high) + 1 },
	];
	for (const [index, lie] of planted.entries()) expect([index, falseIn(lie, truth).length > 0]).toEqual([index, true]);
});
