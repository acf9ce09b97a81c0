import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { openFacebookPage, type FacebookPage } from '../outside/facebookPage.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

let bench: Workbench;
let page: FacebookPage;

beforeAll(async () => {
	page = await openFacebookPage(() => bench.emulator.world);
	bench = await Workbench.open({ hosts: { 'graph.facebook.com': page.url } });
	await bench.credential('facebookGraphApi', { accessToken: 'stand-in' });
});

afterAll(async () => {
	await bench?.close();
	await page?.close();
});

beforeEach(() => bench.emulator.control.reset());

const world = () => bench.emulator.world;

test('boost-new-post.json: the post has a paused ad in an ad set with an end, and more budget is checked', async () => {
	const before = world().all('HighDemandPeriod').length;
	const { status, error, rows } = await bench.run(await bench.bring('boost-new-post.json'), 'Start');
	expect([status, error]).toEqual(['success', undefined]);
	const [post] = rows('Publish post');
	const [ad] = rows('Create ad from post');
	expect(ad).toMatchObject({ created: true, status: 'PAUSED', postId: post?.id });
	const adSet = world().get('AdSet', String(ad?.adSetId));
	const model = world().get('AdSet', AD_SETS.usdNoBudgetA);
	expect([adSet.campaign.id, adSet.dailyBudget, adSet.name]).toEqual([
		model.campaign.id,
		1_000,
		`Post: ${model.name} ${String(post?.id)}`,
	]);
	const days = ((adSet.endTime ?? 0) - world().clock.now()) / 86_400_000;
	expect(days).toBeGreaterThan(6.9);
	expect(days).toBeLessThan(7.1);
	expect(rows('Increase budget')).toMatchObject([{ validated: true, created: false, objectId: adSet.id }]);
	expect(world().all('HighDemandPeriod')).toHaveLength(before);
	expect(world().get('Ad', String(ad?.id)).status).toBe('PAUSED');
});

test('boost-new-post.json, with Validate Only off: Meta may spend more in the first two days', async () => {
	const workflow = await bench.bring('boost-new-post.json', (shipped) => {
		const text = JSON.stringify(shipped).replace('"validateOnly":true', '"validateOnly":false');
		return JSON.parse(text) as typeof shipped;
	});
	const { error, rows } = await bench.run(workflow, 'Start');
	expect(error).toBeUndefined();
	expect(rows('Increase budget')).toMatchObject([{ created: true, increase: 5, dailyBudget: 10, state: 'upcoming' }]);
	const schedule = world()
		.all('HighDemandPeriod')
		.find(({ id }) => id === rows('Increase budget')[0]?.id);
	expect(schedule).toMatchObject({ budgetValue: 500, timeEnd: schedule!.timeStart + 48 * 3_600_000 });
});

test('boost-new-post.json: a post that may not be promoted says so, and has no ad', async () => {
	const ads = world().all('Ad').length;
	const workflow = await bench.bring('boost-new-post.json', (shipped) => {
		const text = JSON.stringify(shipped).replace('The first beans of the autumn harvest are here.', 'With music');
		return JSON.parse(text) as typeof shipped;
	});
	const { status, error } = await bench.run(workflow, 'Start');
	expect(status).toBe('error');
	expect(error).toMatch(/cannot become an ad/);
	expect(world().all('Ad')).toHaveLength(ads);
});

test('boost-new-post.json, with Activate ad on: without a payment method the ad stays paused, and the error names both', async () => {
	world().get('AdAccount', ACCOUNTS.usd).fundingSource = undefined;
	const workflow = await bench.bring('boost-new-post.json', (shipped) => ({
		...shipped,
		nodes: shipped.nodes.map((node) => (node.name === 'Activate ad' ? { ...node, disabled: false } : node)),
	}));
	const { status, error, rows } = await bench.run(workflow, 'Start');
	expect([status, error]).toEqual(['error', expect.stringMatching(/was not activated: Meta would not show this ad/)]);
	const [ad] = rows('Create ad from post');
	expect(world().get('Ad', String(ad?.id)).status).toBe('PAUSED');
});
