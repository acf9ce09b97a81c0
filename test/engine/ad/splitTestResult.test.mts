import { DateTime } from 'luxon';

import type { AdStudy } from '../../../emulator/studies/studyModel.mts';
import { ACCOUNTS, ADS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const world = () => bench.emulator.world;
const DAY = 86_400_000;
const midnight = (daysAgo: number): number =>
	DateTime.fromMillis(world().clock.now(), { zone: 'America/New_York' })
		.startOf('day')
		.minus({ days: daysAgo })
		.toMillis();

/** A test of two ad sets that began so many days ago. */
function study(began: number, lasts: number, more: Partial<AdStudy> = {}): string {
	const { business } = world().get('AdAccount', ACCOUNTS.usd);
	const { id } = world().add<AdStudy>({
		kind: 'AdStudy',
		id: world().newId('AdStudy'),
		business,
		name: 'Autumn',
		type: 'SPLIT_TEST',
		startTime: midnight(began),
		endTime: midnight(began - lasts),
		createdTime: midnight(began) - DAY,
		updatedTime: midnight(began) - DAY,
		...more,
	});
	for (const [name, adSet] of [
		['Photo', AD_SETS.usdCboB],
		['Video', AD_SETS.usdNoBudgetA],
	] as const)
		world().add({
			kind: 'AdStudyCell',
			id: world().newId('AdStudyCell'),
			studyId: id,
			name,
			treatmentPercentage: 50,
			adSetIds: [adSet],
		});
	return id;
}
const result = async (test: string, more: Partial<NodeRun> = {}) =>
	await bench.run('getSplitTestResult', { resource: 'ad', test: byId(test) }, more);

const perDay = { [ADS.usdCboB1]: 30, [ADS.usdNoBudgetA1]: 5 };
const dayOf = (at: number): string => DateTime.fromMillis(midnight(at), { zone: 'America/New_York' }).toISODate() ?? '';
/** Meta's report as one that this account could have. */
const report = (days: number, results: Record<string, number | undefined> = perDay) => ({
	data: Object.entries(results).flatMap(([ad, count]) =>
		Array.from({ length: days }, (_, at) => ({
			ad_id: ad,
			date_start: dayOf(at),
			date_stop: dayOf(at),
			spend: '20.00',
			impressions: '2000',
			clicks: '40',
			results: [
				{
					indicator: 'actions:lead',
					...(count === undefined ? {} : { values: [{ value: String(count), attribution_windows: ['default'] }] }),
				},
			],
		})),
	),
});
const answer = (body: object): void =>
	bench.emulator.control.addFault({
		match: { method: 'GET', path: `${ACCOUNTS.usd}/insights` },
		fault: { kind: 'http', status: 200, body: JSON.stringify(body), contentType: 'application/json' },
	});

describe('ad: the result of a split test', () => {
	it('names the best ad by the days of the test that are over', async () => {
		const test = study(8, 14);
		answer(report(12));
		const { rows, error } = await result(test);
		expect(error).toBeUndefined();
		expect(rows.map(({ name, verdict, results, spend }) => [name, verdict, results, spend])).toEqual([
			['Photo', 'best', 240, 160],
			['Video', 'worse', 40, 160],
		]);
		expect(rows[0]).toMatchObject({
			adId: ADS.usdCboB1,
			adSetId: AD_SETS.usdCboB,
			testState: 'running',
			share: 50,
			costPerResult: 0.67,
			currency: 'USD',
			testName: 'Autumn',
		});
		const call = bench.emulator.log.find(({ path }) => path.endsWith('/insights'))!;
		expect(decoded(call)).toMatchObject({ level: 'ad', time_increment: '1' });
	});

	it('reads the figures that Meta has for those days', async () => {
		const test = study(5, 3);
		// An ad set with two ads.
		world().all('AdStudyCell')[0].adSetIds = [AD_SETS.usdCboA];
		const { rows, error } = await result(test);
		expect(error).toBeUndefined();
		expect(rows.map(({ testState }) => testState)).toEqual(['ended', 'ended']);
		const own = await bench.run(
			'get',
			{
				adAccount: byId(ACCOUNTS.usd),
				scope: 'account',
				level: 'ad',
				dateRange: 'custom',
				since: dayOf(5),
				until: dayOf(3),
			},
			{ node: 'metaInsights' },
		);
		const spent = (ids: unknown): number =>
			own.rows
				.filter(({ ad_id: id }) => String(ids).split(', ').includes(String(id)))
				.reduce((sum, { spend }) => sum + Number(spend), 0);
		for (const { adId, spend } of rows) expect(Number(spend)).toBeCloseTo(spent(adId), 2);
		expect(own.error).toBeUndefined();
		expect(Number(rows[1].spend)).toBeGreaterThan(0);
	});

	it('keeps what it found after some of the ads, or all, were archived', async () => {
		const test = study(5, 3);
		world().all('AdStudyCell')[0].adSetIds = [AD_SETS.usdCboA];
		const shown = ({ adId, spend, impressions }: Record<string, unknown>) => [adId, spend, impressions];
		const before = (await result(test)).rows.map(shown);
		expect(before.every(([, spend]) => Number(spend) > 0)).toBe(true);
		const tested = world()
			.all('Ad')
			.filter(({ adSet: { id } }) => id === AD_SETS.usdCboA || id === AD_SETS.usdNoBudgetA);
		for (const [at, ad] of tested.entries()) {
			ad.status = 'ARCHIVED';
			const { rows, error } = await result(test);
			expect([at, error]).toEqual([at, undefined]);
			expect(rows.map(shown)).toEqual(before);
		}
		expect((await result(test)).rows.map(({ reviewState }) => reviewState)).toEqual(['archived', 'archived']);
	});

	it('says that it is too early, and that an ad was rejected', async () => {
		const test = study(-1, 7);
		world().get('Ad', ADS.usdNoBudgetA1).review = { state: 'DISAPPROVED' };
		const { rows } = await result(test);
		expect(rows.map(({ verdict, testState }) => [verdict, testState])).toEqual([
			['too little data', 'scheduled'],
			['too little data', 'scheduled'],
		]);
		expect(rows[1]).toMatchObject({
			reviewState: 'rejected',
			note: expect.stringMatching(/review in Account Quality/) as string,
		});
	});

	it('judges nothing by results that Meta does not tell, or of two kinds', async () => {
		const test = study(8, 14);
		const untold = report(12);
		for (const row of untold.data) row.results = [{ indicator: 'a' }, { indicator: 'b' }];
		answer(untold);
		expect((await result(test)).rows[0].verdict).toBe('unknown');
		bench.emulator.control.clearFaults();
		const kinds = report(12);
		for (const row of kinds.data) if (row.ad_id === ADS.usdCboB1) row.results[0].indicator = 'actions:purchase';
		answer(kinds);
		expect((await result(test)).rows[1]).toMatchObject({
			verdict: 'unknown',
			reason: expect.stringMatching(/results of different kinds/) as string,
		});
	});

	const unfit: Array<[what: string, make: () => string, sentence: RegExp]> = [
		['a lift study', () => study(8, 14, { type: 'LIFT' }), /is no split test but of the type LIFT/],
		['the ID of an ad set', () => AD_SETS.usdCboB, /Test|nonexisting|type/],
		['an ID of nothing', () => '3301000000099999', /No such object/],
		[
			'a test of another account',
			() => {
				const id = study(8, 14);
				world().all('AdStudyCell').at(-1)!.adSetIds = [AD_SETS.eurNoBudget];
				return id;
			},
			/has a part without ads of the chosen ad account/,
		],
		[
			'a test of campaigns',
			() => {
				const id = study(8, 14);
				for (const cell of world().all('AdStudyCell')) cell.adSetIds = [];
				return id;
			},
			/compares something else than ad sets/,
		],
	];
	it.each(unfit)('refuses %s', async (_what, make, sentence) => {
		const { error } = await result(make());
		expect(`${error?.message} ${error?.description}`).toMatch(sentence);
	});
});
