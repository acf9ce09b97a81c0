import type { IDataObject } from 'n8n-workflow';

import omit from 'lodash/omit.js';

import { ACCOUNTS, AD_SETS, PAGES } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { file } from '../support/media.mts';

const bench = useBench();
const { writes } = bench;
const world = () => bench.emulator.world;
const USD = PAGES.usd;
const CUP = png(600, 600);

const launch = async (parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(
		'createFromFile',
		{
			resource: 'ad',
			adSet: byId(AD_SETS.usdNoBudgetA),
			primaryText: 'Freshly roasted',
			link: 'harbor-coffee.example/autumn',
			callToAction: 'SHOP_NOW',
			...parameters,
		},
		{ files: [file(CUP, 'cup.png')], items: [{}], ...more },
	);

/** The page that an ad's creative was made with. */
const pageOf = ({ creativeId }: IDataObject): unknown =>
	(world().get('AdCreative', String(creativeId)).fields.object_story_spec as IDataObject).page_id;

const adsOf = (adSet: string) => world().adsOf(world().get('AdSet', adSet));

/** Ads of an ad set that are from this page, each with a creative of its own. */
function fromPage(adSet: string, page: string | null, ads = adsOf(adSet)): void {
	for (const ad of ads) {
		const creative = world().get('AdCreative', ad.creativeId);
		const id = world().newId('AdCreative');
		const shown = page === null ? {} : { object_story_spec: { page_id: page } };
		const fields = { ...omit(creative.fields, ['object_story_spec', 'effective_object_story_id']), ...shown };
		world().add({ ...creative, id, fields });
		ad.creativeId = id;
	}
}
const leavePage = (...pages: string[]): void => {
	for (const page of world().all('Page')) if (!pages.includes(page.id)) page.usableIn = [];
};

describe('ad: create from file, with Page left empty', () => {
	it('takes the page of all ads of the ad set, and the row says which', async () => {
		fromPage(AD_SETS.usdNoBudgetA, PAGES.usdSecond);
		const { rows, error } = await launch();
		expect(error).toBeUndefined();
		expect(pageOf(rows[0])).toBe(PAGES.usdSecond);
		expect(rows[0].note).toBe(
			`Page is empty, so the ad is from Harbor Coffee Roastery (${PAGES.usdSecond}), as all ads of the ad set are.`,
		);
	});

	it('takes the page that the ad set promotes, whatever its ads are from', async () => {
		world().get('AdSet', AD_SETS.usdNoBudgetA).promotedObject = { page_id: PAGES.usdSecond };
		fromPage(AD_SETS.usdNoBudgetA, USD);
		const { rows } = await launch();
		expect(pageOf(rows[0])).toBe(PAGES.usdSecond);
		expect(rows[0].note).toContain('which the ad set promotes');
	});

	it('takes the only page of the ad account where the ad set has no ads yet', async () => {
		leavePage(USD);
		for (const ad of adsOf(AD_SETS.usdNoBudgetA)) ad.status = 'DELETED';
		const { rows, error } = await launch();
		expect(error).toBeUndefined();
		expect(pageOf(rows[0])).toBe(USD);
		expect(rows[0].note).toContain('the only page of this ad account');
	});

	it('says with Validate Only which page it will be', async () => {
		const { rows } = await launch({ options: { validateOnly: true } });
		expect(rows[0].note).toMatch(/^Page is empty, so the ad is from Harbor Coffee \(.+ The ad can be made/);
		expect(writes()).toEqual([]);
	});

	it('gives the copies of an ad set the page of the original, and each of several its own', async () => {
		const { rows } = await launch({ into: 'perCountry', countries: ['US', 'CA'] });
		expect(rows.map(pageOf)).toEqual([USD, USD]);
		world().get('AdSet', AD_SETS.usdNoBudgetB).promotedObject = { page_id: PAGES.usdSecond };
		const moreAdSets = { rows: [{ adSet: byId(AD_SETS.usdNoBudgetB) }] };
		const several = await launch({ into: 'several', moreAdSets, name: 'Two pages' });
		expect(several.error).toBeUndefined();
		expect(several.rows.map(pageOf)).toEqual([USD, PAGES.usdSecond]);
	});

	it('gives an empty ad set among several the page of the first', async () => {
		fromPage(AD_SETS.usdNoBudgetA, PAGES.usdSecond);
		const moreAdSets = { rows: [{ adSet: byId(AD_SETS.usdNoBudgetB) }] };
		const { rows, error } = await launch({ into: 'several', moreAdSets });
		expect(error).toBeUndefined();
		expect(rows.map(pageOf)).toEqual([PAGES.usdSecond, PAGES.usdSecond]);
		expect(rows[1].note).toBe(
			`Page is empty, so the ad is from Harbor Coffee Roastery (${PAGES.usdSecond}), as its ads in ad set ${AD_SETS.usdNoBudgetA} are.`,
		);
	});

	it('gives an ad set of an earlier run the page of its own ads', async () => {
		const perCountry = { into: 'perCountry', countries: ['US', 'CA'] };
		const { rows } = await launch(perCountry);
		fromPage(String(rows[0].adSetId), PAGES.usdSecond);
		const again = await launch({ ...perCountry, name: 'Once more' });
		expect(again.error).toBeUndefined();
		expect(again.rows.map(({ adSetId }) => adSetId)).toEqual(rows.map(({ adSetId }) => adSetId));
		expect(again.rows.map(pageOf)).toEqual([PAGES.usdSecond, USD]);
	});

	it('asks Meta nothing about it where the form has a page', async () => {
		await launch({ page: byId(USD) });
		expect(
			bench.sent().filter(({ params }) => /promoted_object|object_story_spec\}/.test(params.fields ?? '')),
		).toEqual([]);
	});
});

describe('ad: create from file, asks for the page', () => {
	const several = () => {
		const [first] = adsOf(AD_SETS.usdNoBudgetA);
		fromPage(AD_SETS.usdNoBudgetA, USD);
		world().add({ ...first, id: '120299000000000001', name: 'Other page' });
		fromPage(AD_SETS.usdNoBudgetA, PAGES.usdSecond, adsOf(AD_SETS.usdNoBudgetA).slice(-1));
	};
	it.each<[string, () => void, RegExp]>([
		['where the ads are from two', several, /Page is empty, and the ads of ad set \d+ are not all from one page/],
		[
			'where Meta hides the page of some ads',
			() => {
				several();
				fromPage(AD_SETS.usdNoBudgetA, null, adsOf(AD_SETS.usdNoBudgetA).slice(-1));
			},
			/not all from one page/,
		],
		[
			'where there are no ads and two pages',
			() => {
				for (const ad of adsOf(AD_SETS.usdNoBudgetA)) ad.status = 'DELETED';
			},
			/neither ad set \d+ nor its ads say which page it is/,
		],
		[
			'where no page is there',
			() => {
				leavePage();
				for (const ad of adsOf(AD_SETS.usdNoBudgetA)) ad.status = 'DELETED';
			},
			/neither ad set \d+ nor its ads say/,
		],
		[
			'where Meta hides the page of all ads, although the account shows one page',
			() => {
				leavePage(USD);
				fromPage(AD_SETS.usdNoBudgetA, null);
			},
			/Meta does not show the page of the ads of ad set \d+/,
		],
	])('%s, and makes nothing', async (_where, prepare, words) => {
		prepare();
		const { error } = await launch();
		expect(error?.message).toMatch(words);
		expect(error?.description).toMatch(/^Choose the page the ads are from\./);
		expect(writes()).toEqual([]);
	});

	it('names the pages to choose from', async () => {
		for (const ad of adsOf(AD_SETS.usdNoBudgetA)) ad.status = 'DELETED';
		const { error } = await launch();
		expect(error?.description).toContain(
			`This ad account can use Harbor Coffee (${USD}), Harbor Coffee Roastery (${PAGES.usdSecond}).`,
		);
	});

	it('does not say how many pages there are where it has not read all', async () => {
		for (const ad of adsOf(AD_SETS.usdNoBudgetA)) ad.status = 'DELETED';
		const page = world().get('Page', USD);
		for (let at = 0; at < 300; at++) world().add({ ...page, id: `${3_001_000_000_001_000 + at}` });
		const { error } = await launch();
		expect(error?.description).toMatch(/^Choose the page .*\) and others\.$/);
	});

	it('says of an ad set of another account what is wrong with it, not with the page', async () => {
		const { error } = await launch({ adSet: byId(AD_SETS.eurNoBudget), adAccount: byId(ACCOUNTS.usd) });
		expect(error?.message).toMatch(/^Ad Set belongs to another ad account/);
		expect(writes()).toEqual([]);
	});
});
