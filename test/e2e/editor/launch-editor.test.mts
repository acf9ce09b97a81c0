import { ACCOUNTS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import type { Editor } from '../browser/editor.mts';
import { EditorBench } from '../browser/editorBench.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(180_000);

const ACCOUNT = 'Harbor Coffee';
const NAMES = { campaign: 'Launched by hand', adSet: 'Coffee drinkers', ad: 'Cup by hand' };

let bench: EditorBench;
let emulator: Emulator;
let editor: Editor;

beforeAll(async () => {
	bench = await EditorBench.open();
	({ emulator, editor } = bench);
});

afterAll(async () => await bench?.close());

async function blankWith(action: string): Promise<void> {
	await bench.blankWith(action, action);
	await editor.openPicker('adAccount');
	await editor.pick(ACCOUNT);
}

const writes = () =>
	emulator.log
		.filter(({ method, path }) => method !== 'GET' && path !== '')
		.map(({ method, path }) => `${method} ${path}`);
const made = (kind: 'Campaign' | 'AdSet' | 'Ad', name: string) =>
	emulator.world.all(kind).filter((object) => object.name === name);

describe('a launch by pickers only, in the editor', () => {
	beforeEach(() => {
		emulator.log.length = 0;
	});

	test('a campaign that leaves the budget to its ad sets', async () => {
		await blankWith('Create a campaign');
		await editor.fill('name', NAMES.campaign);
		await editor.select('objective', 'Traffic');
		await editor.select('budgetType', 'Ad Set Budgets');
		await editor.screenshot('launch-campaign-form');
		await editor.execute();
		await editor.screenshot('launch-campaign-result');
		expect(await editor.resultRows()).toEqual([
			expect.objectContaining({ name: NAMES.campaign, status: 'PAUSED', objective: 'OUTCOME_TRAFFIC' }),
		]);
		expect(writes()).toEqual([`POST ${ACCOUNTS.usd}/campaigns`]);
	});

	test('an ad set: campaign, goal, countries and an interest, each from a list', async () => {
		await blankWith('Create an ad set');
		expect(await editor.openPicker('campaign', 'by hand')).toEqual([expect.stringContaining(NAMES.campaign)]);
		await editor.screenshot('launch-adSet-campaigns');
		await editor.pick(NAMES.campaign);
		await editor.fill('name', NAMES.adSet);
		const goals = await editor.options('optimizationGoal');
		await editor.screenshot('launch-adSet-goals');
		tell(`goals of a traffic campaign: ${goals.map((goal) => goal.split('\n')[0]).join(', ')}`);
		expect(goals).toEqual(expect.arrayContaining([expect.stringContaining('Landing Page Views')]));
		expect(goals.join()).not.toContain('App Installs');
		await editor.choose('Landing Page Views');
		await editor.fill('dailyBudget', '20');
		await editor.screenshot('launch-adSet-form-top');
		await editor.selectMany('countries', ['United States (US)', 'Canada (CA)']);
		await editor.addField('Interests', 'Targeting');
		await editor.addRow('interests');
		expect(await editor.openPicker('interest', 'coffee')).toEqual(
			expect.arrayContaining([expect.stringMatching(/^Coffee \(.*people\)/)]),
		);
		await editor.screenshot('launch-adSet-interests');
		await editor.pick('Coffee (');
		await editor.screenshot('launch-adSet-form');
		await editor.execute();
		await editor.screenshot('launch-adSet-result');
		expect(await editor.resultRows()).toEqual([
			expect.objectContaining({
				name: NAMES.adSet,
				status: 'PAUSED',
				campaignName: NAMES.campaign,
				optimizationGoal: 'LANDING_PAGE_VIEWS',
				dailyBudget: '20',
				advantageAudience: 'true',
			}),
		]);
		expect(writes()).toEqual([`POST ${ACCOUNTS.usd}/adsets`]);
	});

	test('an ad: its ad set and its creative from lists', async () => {
		await blankWith('Create an ad');
		const adSets = await editor.openPicker('adSet', NAMES.adSet);
		expect(adSets).toEqual([expect.stringContaining(NAMES.adSet)]);
		await editor.screenshot('launch-ad-adSets');
		await editor.pick(NAMES.adSet);
		await editor.fill('name', NAMES.ad);
		const creatives = await editor.openPicker('creative');
		tell(`the creative picker offers: ${creatives.join(', ')}`);
		await editor.screenshot('launch-ad-creatives');
		await editor.pick('Steaming cup');
		await editor.screenshot('launch-ad-form');
		await editor.execute();
		await editor.screenshot('launch-ad-result');
		expect(await editor.resultRows()).toEqual([
			expect.objectContaining({
				name: NAMES.ad,
				status: 'PAUSED',
				reviewState: 'in review',
				creativeId: CREATIVES.usdCup,
				adSetName: NAMES.adSet,
				campaignName: NAMES.campaign,
			}),
		]);
		expect(writes()).toEqual([`POST ${ACCOUNTS.usd}/ads`]);
	});

	test('what was launched is what the emulator has', () => {
		const [campaign, ...otherCampaigns] = made('Campaign', NAMES.campaign);
		const [adSet, ...otherAdSets] = made('AdSet', NAMES.adSet);
		const [ad, ...otherAds] = made('Ad', NAMES.ad);
		expect([otherCampaigns, otherAdSets, otherAds]).toEqual([[], [], []]);
		expect(adSet).toMatchObject({
			status: 'PAUSED',
			campaign: { id: campaign?.id },
			dailyBudget: 2000,
			optimizationGoal: 'LANDING_PAGE_VIEWS',
			targeting: {
				geo_locations: { countries: ['US', 'CA'] },
				flexible_spec: [{ interests: [{ id: '6003000000001' }] }],
				targeting_automation: { advantage_audience: 1 },
			},
		});
		expect(ad).toMatchObject({ status: 'PAUSED', adSet: { id: adSet?.id } });
	});
});
