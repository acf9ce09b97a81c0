import type { IDataObject } from 'n8n-workflow';

import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, ADS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, pollerOf, type Poller } from '../support/harness.mts';
import { loadedAnew } from '../support/lives/triggerLife.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const MINUTE = 60;
const world = () => bench.emulator.world;
const ad = (id: string): Ad => world().get('Ad', id);
const ALL = ['budgetChanged', 'deliveryIssue', 'reviewChanged', 'statusChanged'];

const trigger = (parameters: IDataObject = {}, stored?: string): Poller =>
	pollerOf(
		{
			node: 'metaAdsTrigger',
			credential: emulatorCredential(bench.emulator.url),
			parameters: { events: ALL, adAccount: byId(ACCOUNTS.eur), ...parameters },
		},
		undefined,
		stored,
	);

const change = async (id: string, values: Record<string, string>): Promise<void> => {
	const answer = await fetch(`${bench.emulator.url}/v26.0/${id}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${TOKENS.full}` },
		body: new URLSearchParams(values),
	});
	expect(answer.status).toBe(200);
};
const pass = (seconds: number): void => bench.emulator.control.advanceClock(seconds);
const told = (items: IDataObject[] | null): unknown[] =>
	(items ?? []).map(({ event, objectId, newValue }) => [event, objectId, newValue]);

describe('what it tells', () => {
	it('nothing when it is switched on, and nothing while nothing happens', async () => {
		const poller = trigger();
		expect(await poller.poll()).toBeNull();
		pass(5 * MINUTE);
		expect(await poller.poll()).toBeNull();
	});

	it('a budget or a status that somebody changed, once, with who, from what, to what and where to look', async () => {
		const poller = trigger();
		await poller.poll();
		pass(MINUTE);
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		await change(ADS.eurNoBudget1, { status: 'PAUSED' });
		pass(MINUTE);
		const items = await poller.poll();
		expect(items).toHaveLength(2);
		const [budget, status] = [
			items!.find(({ event }) => event === 'budgetChanged')!,
			items!.find(({ event }) => event === 'statusChanged')!,
		];
		expect(budget).toMatchObject({
			eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
			level: 'adSet',
			objectId: AD_SETS.eurNoBudget,
			newValue: 35,
			currency: 'EUR',
			accountId: ACCOUNTS.eur,
			adsManagerUrl: `https://adsmanager.facebook.com/adsmanager/manage/adsets?act=${ACCOUNTS.eur.slice(4)}&selected_adset_ids=${AD_SETS.eurNoBudget}`,
			test: false,
		});
		expect(budget.summary).toMatch(/^.+ changed the ad set “.+” \(.+\): \d+(\.\d+)? EUR → 35 EUR\.$/);
		expect(status).toMatchObject({ level: 'ad', objectName: 'Stehlampe', oldValue: 'Active', newValue: 'Inactive' });
		expect(Object.keys(status)).toEqual(Object.keys(budget));
		expect(status.environment).toBe('emulator');
		pass(MINUTE);
		expect(await poller.poll()).toBeNull();
	});

	it('a verdict of the review at once, and not again when the log comes with it', async () => {
		const poller = trigger();
		await poller.poll();
		bench.emulator.control.setActivityLag(2 * 3600);
		pass(61 * MINUTE);
		expect(told(await poller.poll())).toEqual([['reviewChanged', ADS.eurPendingReview, 'approved']]);
		pass(4 * 3600);
		expect(await poller.poll()).toBeNull();
	});

	it('a rejection with Meta’s words and what to do', async () => {
		const poller = trigger();
		await poller.poll();
		bench.emulator.control.setReview(
			{ state: 'DISAPPROVED', seconds: 0, feedback: { global: { Alcohol: 'No ads for spirits.' } } },
			ADS.eurNoBudget1,
		);
		const [item] = (await poller.poll())!;
		expect(item).toMatchObject({
			event: 'reviewChanged',
			level: 'ad',
			oldValue: 'approved',
			newValue: 'rejected',
			summary: 'Meta rejected the ad “Stehlampe”.',
			details: 'Alcohol. No ads for spirits.',
		});
		expect(item.nextStep).toMatch(/^Replace the creative/);
	});

	it('rejections only, where that is asked for; an approval is not told, nor told later', async () => {
		const poller = trigger({ events: ['reviewChanged'], options: { rejectedOnly: true } });
		await poller.poll();
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, ADS.eurPendingReview);
		expect(await poller.poll()).toBeNull();
		bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.eurNoBudget1);
		expect(told(await poller.poll())).toEqual([['reviewChanged', ADS.eurNoBudget1, 'rejected']]);
	});

	it('two verdicts between two polls, of which only the log knows', async () => {
		const poller = trigger();
		await poller.poll();
		bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.eurNoBudget1);
		await fetch(`${bench.emulator.url}/v26.0/me`, { headers: { authorization: `Bearer ${TOKENS.full}` } });
		pass(MINUTE);
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, ADS.eurNoBudget1);
		expect(told(await poller.poll())).toEqual([
			['reviewChanged', ADS.eurNoBudget1, 'rejected'],
			['reviewChanged', ADS.eurNoBudget1, 'approved'],
		]);
	});

	it('no verdict for a pause, which only hides the review, nor for switching on what was approved long ago', async () => {
		const poller = trigger({ events: ['reviewChanged'] });
		await poller.poll();
		for (const [id, status] of [
			[ADS.eurNoBudget1, 'PAUSED'],
			[ADS.eurPaused, 'ACTIVE'],
			[ADS.eurNoBudget1, 'ACTIVE'],
			[ADS.eurPaused, 'PAUSED'],
		]) {
			ad(id).status = status as Ad['status'];
			pass(MINUTE);
			expect(await poller.poll()).toBeNull();
		}
	});

	it('issues of ads, a missing payment, a disabled account', async () => {
		const poller = trigger();
		await poller.poll();
		ad(ADS.eurNoBudget1).issues = [
			{
				level: 'AD',
				error_code: 1815869,
				error_summary: 'Post is unavailable',
				error_message: 'It was deleted.',
				error_type: 'HARD_ERROR',
			},
		];
		ad(ADS.eurPreapproved).review = { state: 'PENDING_BILLING_INFO' };
		world().get('AdAccount', ACCOUNTS.eur).status = 2;
		const items = (await poller.poll())!;
		expect(items.map(({ event, level, summary }) => [event, level, summary])).toEqual([
			['deliveryIssue', 'ad', expect.stringContaining('waits for a payment method or a payment')],
			['deliveryIssue', 'ad', 'The ad “Stehlampe” has issues, and Meta may not deliver it.'],
			['deliveryIssue', 'account', expect.stringMatching(/^The ad account “Nordlicht Shop” is disabled/)],
		]);
		expect(await poller.poll()).toBeNull();
		ad(ADS.eurNoBudget1).issues = [];
		expect(await poller.poll()).toBeNull();
		ad(ADS.eurNoBudget1).issues = [
			{
				level: 'AD',
				error_code: 1815869,
				error_summary: 'Post is unavailable',
				error_message: 'It was deleted.',
				error_type: 'HARD_ERROR',
			},
		];
		const again = (await poller.poll())!;
		expect(told(again)).toHaveLength(1);
		expect(items.map(({ eventId }) => eventId)).not.toContain(again[0].eventId);
	});

	it('an ad set that is in the same trouble once more, under an ID of its own', async () => {
		const adSet = world().get('AdSet', AD_SETS.eurWithIssues);
		const { issues } = adSet;
		const inTurn = async (poller: Poller, some: typeof issues): Promise<IDataObject[]> => {
			adSet.issues = some;
			return (await poller.poll()) ?? [];
		};
		adSet.issues = [];
		const poller = trigger({ events: ['deliveryIssue'] });
		await poller.poll();
		const items = [...(await inTurn(poller, issues)), ...(await inTurn(poller, [])), ...(await inTurn(poller, issues))];
		await inTurn(poller, []);
		const other = trigger({ events: ['deliveryIssue', 'statusChanged'] }, poller.stored());
		items.push(...(await inTurn(other, [])), ...(await inTurn(other, issues)));
		expect(told(items)).toEqual(Array(3).fill(['deliveryIssue', AD_SETS.eurWithIssues, expect.anything()]));
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(3);
	});

	it('a threshold once, also where events are added later, and each later time under an ID of its own', async () => {
		const account = world().get('AdAccount', ACCOUNTS.eur);
		const thresholds = { dueAbove: 100 };
		const inTurn = async (poller: Poller, balance: number): Promise<IDataObject[]> => {
			account.balance = balance;
			return (await poller.poll()) ?? [];
		};
		const poller = trigger({ events: ['spendThreshold'], thresholds });
		const items = [...(await inTurn(poller, 20_000)), ...(await inTurn(poller, 0)), ...(await inTurn(poller, 20_000))];
		const other = trigger({ events: ['spendThreshold', 'statusChanged'], thresholds }, poller.stored());
		expect(await inTurn(other, 20_000)).toEqual([]);
		items.push(...(await inTurn(other, 0)), ...(await inTurn(other, 20_000)));
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(3);
		expect(told(await inTurn(trigger({ events: ['spendThreshold'], thresholds }), 20_000))).toHaveLength(1);
	});

	it('thresholds when they are passed, and again when they are passed anew', async () => {
		const account = world().get('AdAccount', ACCOUNTS.eur);
		Object.assign(account, { balance: 5_000, spendCap: 100_000, amountSpent: 50_000 });
		const poller = trigger({ events: ['spendThreshold'], thresholds: { dueAbove: 100, leftBelow: 200 } });
		expect(await poller.poll()).toBeNull();
		Object.assign(account, { balance: 10_001, amountSpent: 80_001 });
		const items = (await poller.poll())!;
		expect(items.map(({ summary, newValue }) => [summary, newValue])).toEqual([
			['The amount due: above 100.00 EUR.', 100.01],
			['What is left of the account’s spending limit: below 200.00 EUR.', 199.99],
		]);
		expect(await poller.poll()).toBeNull();
		account.balance = 0;
		expect(await poller.poll()).toBeNull();
		account.balance = 20_000;
		expect(told(await poller.poll())).toEqual([['spendThreshold', ACCOUNTS.eur, 200]]);
	});

	it('what comes after a trigger was renamed, and so has forgotten all, under an ID of its own', async () => {
		const account = world().get('AdAccount', ACCOUNTS.eur);
		const adSet = world().get('AdSet', AD_SETS.eurWithIssues);
		const { issues } = adSet;
		const toldIn = async (): Promise<IDataObject[]> => {
			Object.assign(account, { balance: 0 });
			adSet.issues = [];
			const poller = trigger({ events: ['deliveryIssue', 'spendThreshold'], thresholds: { dueAbove: 100 } });
			await poller.poll();
			pass(MINUTE);
			Object.assign(account, { balance: 20_000 });
			adSet.issues = issues;
			return (await poller.poll())!;
		};
		const items = [...(await toldIn()), ...(await toldIn())];
		expect(items).toHaveLength(4);
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(4);
	});

	it('the same amount spent by two campaigns of an account under two IDs', async () => {
		const ofCampaign = async (id: string): Promise<IDataObject> => {
			const thresholds = { spentTodayAbove: 0.01 };
			const adAccount = byId(ACCOUNTS.usd);
			const [item] = (await trigger({ events: ['spendThreshold'], adAccount, campaign: byId(id), thresholds }).poll())!;
			return item;
		};
		const campaigns = [CAMPAIGNS.usdCbo, CAMPAIGNS.usdNoBudget];
		const items = await Promise.all(campaigns.map(ofCampaign));
		expect(items.map(({ objectId }) => objectId)).toEqual(campaigns);
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it('what is left of a limit to the cent', async () => {
		const account = world().get('AdAccount', ACCOUNTS.eur);
		Object.assign(account, { spendCap: 100_000, amountSpent: 89_990 });
		const [item] = (await trigger({ events: ['spendThreshold'], thresholds: { leftBelow: 200 } }).poll())!;
		expect([item.newValue, item.details]).toEqual([
			100.1,
			'What is left of the account’s spending limit is 100.10 EUR.',
		]);
	});

	it('thresholds of a currency without decimals in whole units', async () => {
		world().get('AdAccount', ACCOUNTS.jpy).balance = 60_000;
		const poller = trigger({
			adAccount: byId(ACCOUNTS.jpy),
			events: ['spendThreshold'],
			thresholds: { dueAbove: 5000 },
		});
		const [{ summary, details, newValue }] = (await poller.poll())!;
		expect([summary, details, newValue]).toEqual([
			'The amount due: above 5000 JPY.',
			'The amount due is 60000 JPY.',
			60_000,
		]);
	});

	it('thresholds as people write them, and those that were numbers under the same names', async () => {
		const account = world().get('AdAccount', ACCOUNTS.eur);
		Object.assign(account, { balance: 10_050, spendCap: 0 });
		const poller = (dueAbove: unknown, stored?: string): Poller =>
			trigger({ events: ['spendThreshold'], thresholds: { dueAbove } as IDataObject }, stored);
		const asNumber = poller(99.5);
		expect((await asNumber.poll())?.map(({ oldValue }) => oldValue)).toEqual([99.5]);
		// One that was told is not told again.
		for (const dueAbove of ['99,50', '99.5']) expect(await poller(dueAbove, asNumber.stored()).poll()).toBeNull();
		expect(await poller('99.4', asNumber.stored()).poll()).toHaveLength(1);
	});

	it('only what the campaign and the levels chosen concern', async () => {
		const campaign = world().get('AdSet', AD_SETS.eurNoBudget).campaign.id;
		const other = Object.values(CAMPAIGNS).find(
			(id) => id !== campaign && world().get('Campaign', id).account.id === ACCOUNTS.eur,
		)!;
		const ofCampaign = trigger({ campaign: byId(campaign) });
		const ofAds = trigger({ options: { levels: ['ad'] } });
		await Promise.all([ofCampaign.poll(), ofAds.poll()]);
		pass(MINUTE);
		await change(other, { status: 'PAUSED' });
		await change(AD_SETS.eurNoBudget, { daily_budget: '3600' });
		await change(ADS.eurNoBudget1, { status: 'PAUSED' });
		pass(MINUTE);
		expect(((await ofCampaign.poll()) ?? []).map(({ objectId }) => objectId).sort()).toEqual(
			[AD_SETS.eurNoBudget, ADS.eurNoBudget1].sort(),
		);
		expect(((await ofAds.poll()) ?? []).map(({ objectId }) => objectId)).toEqual([ADS.eurNoBudget1]);
	});
});

describe('when things go wrong', () => {
	it('tells late entries of the log when they come, in whatever order, once', async () => {
		const poller = trigger();
		await poller.poll();
		bench.emulator.control.setActivityLag(6 * 3600);
		for (const budget of ['3100', '3200', '3300', '3400']) {
			pass(20 * MINUTE);
			await change(AD_SETS.eurNoBudget, { daily_budget: budget });
		}
		const values: unknown[] = [];
		for (let hour = 0; hour < 16; hour++) {
			pass(3600);
			for (const { event, newValue } of (await poller.poll()) ?? [])
				if (event === 'budgetChanged') values.push(newValue);
		}
		expect(values.sort()).toEqual([31, 32, 33, 34]);
	});

	it('loses nothing when a poll fails in the middle', async () => {
		const poller = trigger();
		await poller.poll();
		pass(MINUTE);
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		bench.emulator.control.addFault({
			match: { path: `${ACCOUNTS.eur}/ads` },
			fault: { kind: 'graph', code: 190, subcode: 463 },
		} as never);
		await expect(poller.poll()).rejects.toMatchObject({ message: 'The access token has expired' });
		bench.emulator.control.clearFaults();
		expect(told(await poller.poll())).toEqual([['budgetChanged', AD_SETS.eurNoBudget, 35]]);
	});

	it('hands over again what a killed n8n may not have executed, with the same ids, and once only', async () => {
		const poller = trigger();
		await poller.poll();
		pass(MINUTE);
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.eurNoBudget1);
		const lost = (await poller.poll())!;
		expect(lost).toHaveLength(2);
		const next = poller.restarted(loadedAnew());
		pass(MINUTE);
		expect(await next.poll()).toEqual(lost);
		pass(MINUTE);
		expect(await next.poll()).toBeNull();
	});

	it('finds the same events with the same ids when n8n was killed before it stored anything', async () => {
		const poller = trigger();
		await poller.poll();
		const before = poller.stored();
		pass(MINUTE);
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.eurNoBudget1);
		const lost = (await poller.poll())!;
		expect(await poller.restarted(loadedAnew(), before).poll()).toEqual(lost);
	});

	it('catches up with what happened while n8n was down', async () => {
		const poller = trigger();
		await poller.poll();
		pass(2 * 86_400);
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		pass(2 * 86_400);
		expect(told(await poller.restarted(loadedAnew()).poll())).toContainEqual([
			'budgetChanged',
			AD_SETS.eurNoBudget,
			35,
		]);
	});

	it('says what is wrong with the form', async () => {
		await expect(trigger({ events: [] }).poll()).rejects.toMatchObject({ message: 'Events is empty' });
		await expect(trigger({ events: ['spendThreshold'], thresholds: {} }).poll()).rejects.toMatchObject({
			message: 'Thresholds have no amount',
		});
		const ofSpend = (thresholds: IDataObject) => trigger({ events: ['spendThreshold'], thresholds }).poll();
		await expect(ofSpend({ dueAbove: '' })).rejects.toMatchObject({
			message: 'Thresholds → Amount Due Above is empty',
		});
		await expect(ofSpend({ leftBelow: '={{ undefined }}' })).rejects.toMatchObject({
			message: 'Thresholds → Spending Limit Left Below is empty',
		});
		await expect(ofSpend({ dueAbove: '1.000' })).rejects.toMatchObject({
			message: 'Thresholds → Amount Due Above: “1.000” can be read as 1000 or as 1.000',
		});
		await expect(ofSpend({ dueAbove: 5, spentTodayAbove: -1 })).rejects.toMatchObject({
			message: 'Thresholds → Spent Today Above cannot be -1',
		});
		await expect(trigger({ options: { overlapHours: 169 } }).poll()).rejects.toMatchObject({
			message: 'Options → Look Back (Hours) cannot be 169',
		});
		await expect(trigger({ campaign: byId('={{ null }}') }).poll()).rejects.toMatchObject({
			message: 'Campaign is empty',
		});
		await expect(trigger({ adAccount: byId('nothing') }).poll()).rejects.toMatchObject({
			message: 'Ad Account is not an ad account ID',
		});
	});
});

describe('run by hand', () => {
	it('shows the newest thing that happened, marked as a test, and remembers nothing', async () => {
		await change(AD_SETS.eurNoBudget, { daily_budget: '3500' });
		const poller = trigger();
		const stored = poller.stored();
		expect((await poller.poll('manual'))![0]).toMatchObject({ event: 'budgetChanged', newValue: 35, test: true });
		expect(poller.stored()).toBe(stored);
	});

	it('shows an invented event where nothing has happened', async () => {
		expect(
			(await trigger({ events: ['reviewChanged'], adAccount: byId(ACCOUNTS.jpy) }).poll('manual'))![0],
		).toMatchObject({
			event: 'reviewChanged',
			test: true,
			oldValue: 'in review',
			newValue: 'rejected',
			summary: 'A test, nothing like this has happened in the last seven days: Meta rejected the ad “Sample ad”.',
		});
	});

	it.each([
		['budgetChanged', 50, 60],
		['statusChanged', 'Active', 'Paused'],
		['spendThreshold', 100, 120],
		['deliveryIssue', null, 'AD_SET 0 Sample issue'],
	])('an invented %s has values as a real one', async (event, oldValue, newValue) => {
		const poller = trigger({
			events: [event],
			adAccount: byId(ACCOUNTS.jpy),
			...(event === 'spendThreshold' ? { thresholds: { dueAbove: '1' } } : {}),
		});
		expect((await poller.poll('manual'))![0]).toMatchObject({ event, oldValue, newValue, test: true });
	});
});

it('writes nothing to Meta', async () => {
	const poller = trigger();
	await poller.poll();
	await poller.poll('manual');
	expect(bench.writes()).toEqual([]);
});
