import type { IDataObject } from 'n8n-workflow';

import { ADS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { writes } = bench;
const world = () => bench.emulator.world;
const DAY = 86_400_000;

/** One more ad in the ad set. */
function anotherAd(name: string, more: Partial<Ad> = {}): string {
	const model = world().get('Ad', ADS.usdNoBudgetA1);
	return world().add<Ad>({ ...model, id: world().newId('Ad'), name, creativeId: CREATIVES.usdCup, ...more }).id;
}
const picks = (ids: readonly string[]): IDataObject => ({ rows: ids.map((id) => ({ ad: byId(id) })) });
const test = async (ids: readonly string[], parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(
		'splitTest',
		{ resource: 'ad', ads: picks(ids), name: 'Autumn', dailyBudget: '20.50', ...parameters },
		more,
	);
const fresh = () =>
	world()
		.all('AdSet')
		.filter(({ name }) => name.startsWith('Autumn – '));

describe('ad: split test', () => {
	it('splits people evenly over paused copies with one budget and one end', async () => {
		const { rows, error } = await test([ADS.usdNoBudgetA1, anotherAd('Video'), anotherAd('Carousel')]);
		expect(error).toBeUndefined();
		const [study] = world().all('AdStudy');
		const adSets = fresh();
		expect(adSets.map(({ name, status, dailyBudget }) => [name, status, dailyBudget])).toEqual([
			['Autumn – Opening hours', 'PAUSED', 2050],
			['Autumn – Video', 'PAUSED', 2050],
			['Autumn – Carousel', 'PAUSED', 2050],
		]);
		for (const adSet of adSets) {
			expect([adSet.startTime, adSet.endTime]).toEqual([study.startTime, study.endTime]);
			expect(world().adsOf(adSet)).toEqual([expect.objectContaining({ status: 'PAUSED' })]);
		}
		expect((study.endTime - study.startTime) / DAY).toBeCloseTo(7, 1);
		expect(study.startTime).toBeGreaterThan(world().clock.now());
		const cells = world().all('AdStudyCell');
		expect(cells.map(({ adSetIds, treatmentPercentage }) => [adSetIds, treatmentPercentage])).toEqual(
			adSets.map(({ id }) => [[id], 33.33]),
		);
		expect(rows).toHaveLength(3);
		expect(rows[1]).toMatchObject({
			name: 'Video',
			created: true,
			share: 33.33,
			testId: study.id,
			testName: 'Autumn',
			dailyBudget: '20.50',
			adSetId: adSets[1].id,
			id: world().adsOf(adSets[1])[0].id,
			note: expect.stringMatching(/^All of it is paused\. Activate/) as string,
		});
		expect(writes().map(decoded)).toContainEqual(expect.objectContaining({ type: 'SPLIT_TEST', name: 'Autumn' }));
		const until = new Date(study.endTime).toISOString().slice(0, 16);
		for (const { id, labels } of adSets)
			expect(labels.map(({ name }) => name)).toEqual([`n8n split test until ${until}Z ${id}`]);
	});

	it('marks what a run that was cut off has left without a mark, and says where Meta takes none', async () => {
		const ids = [ADS.usdNoBudgetA1, anotherAd('Video')];
		const refusal = { kind: 'graph', code: 100, message: '(#100) Param adlabels' } as const;
		bench.emulator.control.addFault({ match: { method: 'POST', path: '1202\\d+', times: 2 }, fault: refusal });
		const first = await test(ids);
		expect(first.error).toBeUndefined();
		expect(first.rows[0].note).toMatch(/did not take the ad label.*Guards → Protected/);
		expect(fresh().flatMap(({ labels }) => labels)).toEqual([]);
		const checked = await test(ids, { options: { validateOnly: true } });
		expect(checked.error).toBeUndefined();
		expect(fresh().flatMap(({ labels }) => labels)).toEqual([]);
		const again = await test(ids);
		expect(again.rows[0].note).toMatch(/is used as it is\. Nothing was created\.$/);
		expect(fresh().map(({ labels }) => labels.length)).toEqual([1, 1]);
	});

	it('does nothing twice: the same test is found by its name', async () => {
		const ids = [ADS.usdNoBudgetA1, anotherAd('Video')];
		const first = await test(ids);
		const before = writes().length;
		const { rows, error } = await test(ids);
		expect(error).toBeUndefined();
		expect(writes()).toHaveLength(before);
		expect(rows.map(({ id, created }) => [id, created])).toEqual(first.rows.map(({ id }) => [id, false]));
		expect(rows[0].note).toMatch(/is there already and is used as it is/);
		const other = await test([ids[0], anotherAd('Third')]);
		expect(String(other.error?.message)).toMatch(/Test Name is the name of a test that compares other ads/);
		expect(writes()).toHaveLength(before);
	});

	it('takes a rounded share for even, and no other one', async () => {
		const ids = [ADS.usdNoBudgetA1, anotherAd('Video'), anotherAd('Carousel')];
		await test(ids);
		const cells = world().all('AdStudyCell');
		for (const cell of cells) cell.treatmentPercentage = 33;
		expect((await test(ids)).error).toBeUndefined();
		cells[0].treatmentPercentage = 60;
		expect(String((await test(ids)).error?.message)).toMatch(/is the name of a test that compares other ads/);
	});

	it('goes on where the study was refused, and says which right it needs', async () => {
		const ids = [ADS.usdNoBudgetA1, anotherAd('Video')];
		bench.emulator.control.addFault({
			match: { method: 'POST', path: '.*/ad_studies', times: 1 },
			fault: { kind: 'graph', code: 200, message: '(#200) Permissions error' },
		});
		const refused = await test(ids);
		const sentence = `${refused.error?.message} ${refused.error?.description}`;
		expect(sentence).toMatch(/business_management.*Made so far: ad set/s);
		for (const { id } of fresh()) expect(sentence).toMatch(new RegExp(`ad set ${id}, ad \\d+`));
		expect(fresh().map(({ status }) => status)).toEqual(['PAUSED', 'PAUSED']);
		const { error } = await test(ids);
		expect(error).toBeUndefined();
		expect(fresh()).toHaveLength(2);
		expect(world().all('AdStudy')).toHaveLength(1);
	});

	it('names the one of five ads that Meta rejected, and makes nothing', async () => {
		const rejected = anotherAd('Miracle', {
			review: { state: 'DISAPPROVED', feedback: { global: { Health: 'Miracle cures are not allowed' } } },
		} as never);
		const others = ['b', 'c', 'd'].map((name) => anotherAd(name));
		const { error } = await test([ADS.usdNoBudgetA1, ...others, rejected]);
		expect(String(error?.message)).toMatch(/Miracle.*rejected by Meta/);
		expect(writes()).toEqual([]);
	});

	const unfit: Array<[what: string, ids: () => string[], parameters: IDataObject, sentence: RegExp]> = [
		['one ad', () => [ADS.usdNoBudgetA1], {}, /Ads has one ad/],
		['the same ad twice', () => [ADS.usdNoBudgetA1, ADS.usdNoBudgetA1], {}, /is in the test already/],
		['six ads', () => [ADS.usdNoBudgetA1, ...'bcdef'].map((one, i) => (i ? anotherAd(one) : one)), {}, /has 6 ads/],
		['ads of two campaigns', () => [ADS.usdNoBudgetA1, ADS.usdCboA1], {}, /another campaign than the first/],
		['a campaign with the budget', () => [ADS.usdCboA1, ADS.usdCboA2], {}, /campaign has the budget/],
		['an ad of another account', () => [ADS.usdNoBudgetA1, ADS.eurPaused], {}, /another ad account/],
		[
			'an ad that is gone',
			() => [ADS.usdNoBudgetA1, '120212000000099999'],
			{},
			/Ad 2 \(120212000000099999\): No such object/,
		],
		[
			'a start that has passed',
			() => [ADS.usdNoBudgetA1, anotherAd('b')],
			{ options: { startTime: '2020-01-01' } },
			/not at least ten minutes ahead/,
		],
		['one day', () => [ADS.usdNoBudgetA1, anotherAd('b')], { days: '1' }, /Days/],
		[
			'no budget',
			() => [ADS.usdNoBudgetA1, anotherAd('b')],
			{ dailyBudget: '={{ $json.none }}' },
			/Daily Budget per Ad/,
		],
	];
	it.each(unfit)('refuses %s before anything is made', async (_what, ids, parameters, sentence) => {
		const { error } = await test(ids(), parameters);
		expect(`${error?.message}`).toMatch(sentence);
		expect(writes()).toEqual([]);
	});

	it('only checks where that is asked for, and as a tool', async () => {
		const { rows } = await test([ADS.usdNoBudgetA1, anotherAd('b')], { options: { validateOnly: true } });
		expect(rows).toEqual([expect.objectContaining({ validated: true, created: false, share: 50 })]);
		expect(writes()).toEqual([]);
	});

	it('refuses ad sets of an earlier run that have another budget', async () => {
		const ids = [ADS.usdNoBudgetA1, anotherAd('Video')];
		await test(ids);
		world().all('AdStudy')[0].canceledTime = world().clock.now();
		const { error } = await test(ids, { dailyBudget: '30' });
		expect(String(error?.message)).toMatch(/another daily budget than this test/);
		expect(world().all('AdStudy')).toHaveLength(1);
	});

	it('tells two ads of one name apart', async () => {
		const twin = anotherAd('Opening hours');
		const { error } = await test([ADS.usdNoBudgetA1, twin]);
		expect(error).toBeUndefined();
		expect(fresh().map(({ name }) => name)).toEqual([
			`Autumn – Opening hours (${ADS.usdNoBudgetA1})`,
			`Autumn – Opening hours (${twin})`,
		]);
	});

	it('makes nothing where the tests of the business cannot be seen', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: '.*/ad_studies' },
			fault: { kind: 'graph', code: 200, message: '(#200) Permissions error' },
		});
		const { error } = await test([ADS.usdNoBudgetA1, anotherAd('b')]);
		expect(`${error?.description}`).toMatch(/business_management/);
		expect(writes()).toEqual([]);
	});
});
