import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { lines, useBench } from '../support/campaigns.mts';
import { passTime, waits } from '../support/lives/fakeTime.mts';
import { byId, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const stored = (id: string) => bench.emulator.world.get('Ad', id);
const check = async (ads: string[], parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(
		'checkReview',
		{
			resource: 'ad',
			adAccount: byId(ACCOUNTS.eur),
			ad: { __rl: true, mode: 'id', value: '={{ $json.ad }}' },
			...parameters,
		},
		{ items: ads.map((ad) => ({ ad })), ...more },
	);
const inUsd = { adAccount: byId(ACCOUNTS.usd) };
/** `[id, verdict]` by output. */
const sorted = ({ outputs }: Awaited<ReturnType<typeof check>>) =>
	outputs.map((items) => items.map(({ json }) => json.id));
const edit = async (id: string, params: IDataObject) =>
	await fetch(`${bench.emulator.url}/v26.0/${id}`, {
		method: 'POST',
		headers: { authorization: 'Bearer EMULATOR' },
		body: new URLSearchParams(params as never),
	});

beforeEach(() => (waits.length = 0));

describe('ad: checkReview', () => {
	it('sorts ads into Approved, Rejected and Pending, many with few calls', async () => {
		const result = await check([
			ADS.eurNoBudget1,
			ADS.eurPendingReview,
			ADS.eurDisapproved,
			ADS.eurPreapproved,
			ADS.eurPendingBilling,
			ADS.eurInProcess,
			ADS.eurWithIssues,
			ADS.eurPaused,
		]);
		expect(sorted(result)).toEqual([
			[ADS.eurNoBudget1, ADS.eurPreapproved],
			[ADS.eurDisapproved],
			[ADS.eurPendingReview, ADS.eurPendingBilling, ADS.eurInProcess, ADS.eurWithIssues, ADS.eurPaused],
		]);
		expect(lines(bench.sent())).toEqual([
			`GET ${ACCOUNTS.eur}`,
			`GET ${ACCOUNTS.eur}/ads`,
			`GET ${ACCOUNTS.eur}/activities`,
		]);
		expect(result.outputs[2].map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([1, 4, 5, 6, 7]);
	});

	it('tells what Meta objects to, by policy and place, and what to do', async () => {
		const { outputs } = await check([ADS.eurDisapproved]);
		expect(outputs[1][0].json).toMatchObject({
			verdict: 'rejected',
			needsYou: true,
			reviewState: 'rejected',
			nextStep: expect.stringContaining('Replace the creative') as string,
		});
		expect(outputs[1][0].json.reviewFeedback).toContain('Instagram: Third-party infringement. Ads must not contain');
	});

	it('ends in a message that is ready to be sent: the objection first, then what to do, then where', async () => {
		const [{ json }] = (await check([ADS.eurDisapproved])).outputs[1];
		expect(json.subject).toBe(`Meta has rejected ${String(json.name)}`);
		const lines = [json.subject, json.reviewFeedback, json.nextStep, json.adsManagerUrl];
		expect(json.text).toBe(lines.join('\n'));
		const [pending] = (await check([ADS.usdCboA2], inUsd)).outputs[2];
		expect(pending.json.subject).toBe('No review yet: Bag of beans');
		expect(String(pending.json.text)).toContain(String(pending.json.reason));
	});

	it('takes no pause for an approval: the log has to show one that is newer than the last edit', async () => {
		const pending = await check([ADS.usdCboA2], inUsd);
		expect(pending.outputs[2][0].json).toMatchObject({
			verdict: 'still pending',
			needsYou: false,
			reason: 'It is paused, and the account’s log shows no approval of it.',
		});
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, ADS.usdCboA2);
		expect(sorted(await check([ADS.usdCboA2], inUsd))).toEqual([[ADS.usdCboA2], [], []]);
		passTime(60_000);
		await edit(ADS.usdCboA2, { creative: JSON.stringify({ creative_id: CREATIVES.usdCup }) });
		stored(ADS.usdCboA2).review = { state: 'APPROVED' }; // as if the pause hid the new review
		const again = await check([ADS.usdCboA2], inUsd);
		expect(again.outputs[2][0].json.reason).toBe('It is paused, and was edited or declined after its last approval.');
	});

	it('takes an edit of the ad set’s targeting for one of the ad', async () => {
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, ADS.usdCboA2);
		passTime(60_000);
		await edit(AD_SETS.usdCboA, {
			targeting: JSON.stringify({
				geo_locations: { countries: ['CA'] },
				targeting_automation: { advantage_audience: 0 },
			}),
		});
		stored(ADS.usdCboA2).review = { state: 'APPROVED' };
		expect(sorted(await check([ADS.usdCboA2], inUsd))).toEqual([[], [], [ADS.usdCboA2]]);
	});

	it('calls nothing approved whose approval has not reached the log yet', async () => {
		bench.emulator.control.setActivityLag(3_600);
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 0 }, ADS.usdCboA2);
		expect(sorted(await check([ADS.usdCboA2], inUsd))).toEqual([[], [], [ADS.usdCboA2]]);
	});

	it('waits up to the minutes it is given, and only for reviews that can end', async () => {
		bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 200 }, ADS.eurPendingReview);
		const result = await check([ADS.eurPendingReview, ADS.eurPendingBilling], { waitUpTo: 10 });
		expect(sorted(result)).toEqual([[], [ADS.eurPendingReview], [ADS.eurPendingBilling]]);
		expect(waits.reduce((sum, one) => sum + one, 0)).toBeLessThan(230_000);
		expect(lines(bench.sent()).filter((line) => line.endsWith(ADS.eurPendingBilling))).toHaveLength(1);
	});

	it('ends when the review does not, and a wait of 0 looks once', async () => {
		bench.emulator.control.setReview({ state: 'APPROVED', seconds: 86_400 }, ADS.eurPendingReview);
		expect(sorted(await check([ADS.eurPendingReview], { waitUpTo: 15 }))).toEqual([[], [], [ADS.eurPendingReview]]);
		const waited = waits.reduce((sum, one) => sum + one, 0);
		expect(waited).toBeGreaterThan(880_000);
		expect(waited).toBeLessThanOrEqual(900_000);
		waits.length = 0;
		await check([ADS.eurPendingReview]);
		expect(waits).toEqual([]);
	});

	it('waits for each ad as long as its own item says, with a decimal comma as well', async () => {
		bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 200 }, ADS.eurPendingReview);
		const ads = [ADS.eurInProcess, ADS.eurPendingReview];
		const waitUpTo = { waitUpTo: `={{ $json.ad === "${ADS.eurInProcess}" ? "0,5" : "10" }}` };
		expect(sorted(await check(ads, waitUpTo))).toEqual([[], [ADS.eurPendingReview], [ADS.eurInProcess]]);
		const looks = (id: string) => lines(bench.sent()).filter((line) => line === `GET ${id}`).length;
		expect(looks(ADS.eurInProcess)).toBeLessThan(looks(ADS.eurPendingReview));
		expect(lines(bench.sent()).at(-1)).toBe(`GET ${ADS.eurPendingReview}`);
		expect((await check([ADS.eurNoBudget1], { waitUpTo: '={{ $json.none }}' })).error?.message).toBe(
			'Wait Up To (Minutes) is empty',
		);
	});

	it('answers each bad item for itself', async () => {
		const result = await check(
			[ADS.eurDeleted, ADS.usdCboA1, AD_SETS.eurBidCap, '12', ADS.eurNoBudget1],
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(result.outputs[0].map(({ json }) => json.error ?? json.verdict)).toEqual([
			'Ad is deleted',
			'Ad belongs to another ad account than the chosen one',
			'Ad is not an ad: the ID belongs to an ad set',
			'Ad is not an ID',
			'approved',
		]);
		expect((await check([ADS.eurNoBudget1], { waitUpTo: 16 })).error?.message).toBe(
			'Wait Up To (Minutes) cannot be 16',
		);
	});

	it('tells an agent every verdict in one list', async () => {
		const { rows } = await check([ADS.eurDisapproved], { ad: byId(ADS.eurDisapproved) }, { node: 'metaAdsTool' });
		expect(rows[0]).toMatchObject({ verdict: 'rejected', id: ADS.eurDisapproved });
	});
});

describe('ad: create with Check Policies First', () => {
	const create = async (names: string[], options: IDataObject = {}, more: Partial<NodeRun> = {}) =>
		await bench.run(
			'create',
			{
				resource: 'ad',
				adAccount: byId(ACCOUNTS.usd),
				adSet: byId(AD_SETS.usdCboA),
				creative: byId(CREATIVES.usdCup),
				name: '={{ $json.name }}',
				options: { checkPolicies: true, ...options },
			},
			{ items: names.map((name) => ({ name })), ...more },
		);
	beforeEach(() => bench.emulator.control.setReviewScript({ words: { 'cure-all': 'Personal health' } }));
	const count = () => bench.emulator.world.all('Ad').length;

	it('creates what passes, and nothing of what Meta objects to', async () => {
		const before = count();
		const { rows } = await create(['Cup', 'Cure-All cup'], {}, { onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			expect.objectContaining({ name: 'Cup', created: true }),
			expect.objectContaining({
				details: expect.objectContaining({
					metaMessage: expect.stringContaining('Personal health') as string,
				}) as IDataObject,
			}),
		]);
		expect(count()).toBe(before + 1);
	});

	it('creates nothing at all in a run that stops', async () => {
		const before = count();
		expect((await create(['Cup', 'Cure-All cup'])).error).toBeDefined();
		expect([count(), bench.writes()]).toEqual([before, []]);
	});

	it('only checks with Validate Only, policies included', async () => {
		const before = count();
		expect((await create(['Cure-All cup'], { validateOnly: true })).error).toBeDefined();
		expect((await create(['Cup'], { validateOnly: true })).rows[0]).toMatchObject({ validated: true, created: false });
		expect(count()).toBe(before);
	});
});
