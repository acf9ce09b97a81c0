import { ADS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import type { Editor } from '../browser/editor.mts';
import { EditorBench } from '../browser/editorBench.mts';
import { ofDay } from '../browser/ofDay.mts';
import { tell } from '../places/installation.mts';

// Forms that a launch does not pass through: filled in by their lists, run, and photographed for docs/development/forms.md.

jest.setTimeout(180_000);

const ACCOUNT = 'Harbor Coffee';

let bench: EditorBench;
let editor: Editor;

beforeAll(async () => {
	bench = await EditorBench.open();
	({ editor } = bench);
});

afterAll(async () => await bench?.close());

interface Form {
	readonly action: string;
	/** False where the form has no ad account. */
	readonly inAccount?: false;
	readonly fillIn?: () => Promise<void>;
	/** What one of the rows shows. */
	readonly row: Record<string, unknown>;
	/** The form that has to be run before it. */
	readonly after?: string;
}

const pick = async (parameter: string, entry: string): Promise<void> => {
	await editor.openPicker(parameter, entry);
	await editor.pick(entry);
};

const adSet = async (): Promise<void> => await pick('adSet', 'Broad');
const ad = async (): Promise<void> => await pick('ad', 'Opening hours');

/** One more ad in the campaign whose ad sets have the budgets. */
function anotherAd(name: string): void {
	const { world } = bench.emulator;
	const model = world.get('Ad', ADS.usdNoBudgetA1);
	world.add<Ad>({ ...model, id: world.newId('Ad'), name, creativeId: CREATIVES.usdCup });
}

const forms: Record<string, Form> = {
	'adSet-get': { action: 'Get an ad set', fillIn: adSet, row: { name: 'Broad', status: 'ACTIVE' } },
	'adSet-getMany': {
		action: 'Get many ad sets',
		fillIn: async () => await pick('campaign', 'Always On Traffic'),
		row: { name: 'Broad', campaignName: 'Always On Traffic' },
	},
	'adSet-update': {
		action: 'Update an ad set',
		fillIn: async () => {
			await adSet();
			await editor.addField('Daily Budget', 'Update Fields');
			await editor.fill('dailyBudget', '18');
			await editor.addField('Minimum Age', 'Targeting');
			await editor.fill('ageMin', '21');
		},
		row: { name: 'Broad', changed: 'true', dailyBudget: '18' },
	},
	'adSet-pause': {
		action: 'Pause an ad set',
		fillIn: adSet,
		row: { name: 'Broad', status: 'PAUSED', changed: 'true' },
	},
	'adSet-activate': {
		action: 'Activate an ad set',
		after: 'adSet-pause',
		fillIn: adSet,
		row: { name: 'Broad', status: 'ACTIVE', changed: 'true' },
	},
	'adSet-keepToHours': {
		action: 'Schedule ad set day and night hours by dayparting',
		fillIn: async () => {
			await adSet();
			await editor.addRow('hours');
			// Beside the working days, which are chosen already.
			await editor.selectMany('days', ['Saturday']);
		},
		row: { name: 'Broad' },
	},
	'ad-get': { action: 'Get an ad', fillIn: ad, row: { name: 'Opening hours', adSetName: 'Broad' } },
	'ad-getMany': { action: 'Get many ads', row: { name: 'Steaming cup' } },
	'ad-update': {
		action: 'Update an ad',
		fillIn: async () => {
			await ad();
			await editor.addField('Creative', 'Update Fields');
			await pick('creative', 'Steaming cup');
		},
		row: { name: 'Opening hours', changed: 'true', reviewState: 'in review' },
	},
	'ad-pause': { action: 'Pause an ad', fillIn: ad, row: { name: 'Opening hours', status: 'PAUSED', changed: 'true' } },
	'ad-activate': {
		action: 'Activate an ad',
		after: 'ad-pause',
		fillIn: ad,
		row: { name: 'Opening hours', status: 'ACTIVE', changed: 'true' },
	},
	'ad-splitTest': {
		action: 'Split test ads',
		fillIn: async () => {
			anotherAd('Bag of beans, video');
			for (const name of ['Opening hours', 'Bag of beans, video']) {
				await editor.addRow('ads');
				await pick('ad', name);
			}
			await editor.fill('name', 'Autumn: photo or video');
			await editor.fill('dailyBudget', '20');
		},
		row: { name: 'Opening hours', created: 'true' },
	},
	'ad-getSplitTestResult': {
		action: 'Get the result of a split test',
		after: 'ad-splitTest',
		fillIn: async () => await pick('test', 'Autumn: photo or video'),
		row: { name: 'Opening hours', testName: 'Autumn: photo or video' },
	},
	'asset-getMany': { action: 'Get many assets', row: { name: 'Harbor Coffee', assetType: 'pages' } },
	'asset-getMany-leadForms': {
		action: 'Get many assets',
		fillIn: async () => {
			await editor.select('assetType', 'Instant Forms');
			await editor.openPicker('page');
			await editor.pick(ACCOUNT);
		},
		row: { assetType: 'leadForms', status: 'ACTIVE' },
	},
	'account-subscribe': {
		action: 'Subscribe the app to changes in an ad account',
		row: { subscribed: 'true', changed: 'true' },
	},
	'targeting-search': {
		action: 'Search targeting options',
		inAccount: false,
		fillIn: async () => await editor.fill('query', 'coffee'),
		row: { name: 'Coffee', type: 'interests' },
	},
	'targeting-search-cities': {
		action: 'Search targeting options',
		inAccount: false,
		fillIn: async () => {
			await editor.select('targetingType', 'Cities');
			await editor.fill('query', 'berlin');
		},
		row: { name: 'Berlin', countryCode: 'DE' },
	},
	'targeting-estimate': { action: 'Estimate audience size', fillIn: adSet, row: { estimateReady: 'true' } },
	'targeting-estimate-targeting': {
		action: 'Estimate audience size',
		fillIn: async () => await editor.select('estimateFor', 'A targeting that may not exist'),
		row: { estimateReady: 'true' },
	},
};

/** With each form of the day those that come after it. */
const entries = Object.entries(forms);
const chosen = ofDay(
	entries.filter(([, { after }]) => after === undefined),
	() => 'forms',
).flatMap((first) => [first, ...entries.filter(([, { after }]) => after === first[0])]);

test.each(chosen)('%s', async (picture, { action, inAccount, fillIn, row }) => {
	await bench.blankWith(picture, action);
	if (inAccount !== false) await pick('adAccount', ACCOUNT);
	await fillIn?.();
	await editor.screenshot(`${picture}-form`);
	await editor.execute();
	await editor.screenshot(`${picture}-result`);
	const rows = await editor.resultRows();
	tell(`${picture}: ${rows.length} rows, columns ${Object.keys(rows[0] ?? {}).join(', ')}`);
	expect(rows).toContainEqual(expect.objectContaining(row));
});
