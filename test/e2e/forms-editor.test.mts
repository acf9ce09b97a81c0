import type { Browser } from 'playwright-core';

import { CREDENTIAL_TYPE, emulatorCredential } from '../../demo/emulatorCredential.mts';
import type { N8nPlace } from '../../demo/n8nEnv.mts';
import { N8nRest } from '../../demo/n8nRest.mts';
import { startN8n, type N8nServer } from '../../demo/n8nServer.mts';
import { freePort } from '../../demo/ports.mts';
import { startEmulator, type Emulator } from '../../emulator/server.mts';
import { launchBrowser } from './browser.mts';
import { Editor } from './editor.mts';
import { freshInstallation, removeInstallation, tell } from './installation.mts';

// Forms that a launch does not pass through: filled in by their lists, run, and photographed for docs/forms.md.

jest.setTimeout(180_000);

const LOGIN = { email: 'demo@example.com', password: 'Browser1-test' };
const CREDENTIAL = 'Local emulator';
const ACCOUNT = 'Harbor Coffee';

let place: N8nPlace;
let n8n: N8nServer;
let emulator: Emulator;
let browser: Browser;
let rest: N8nRest;
let editor: Editor;

beforeAll(async () => {
	tell('installing the packed package into a real n8n and starting its editor');
	place = await freshInstallation();
	emulator = await startEmulator();
	n8n = await startN8n(place, await freePort());
	rest = new N8nRest(n8n.url);
	await rest.enter(LOGIN);
	await rest.createCredential(CREDENTIAL, CREDENTIAL_TYPE, emulatorCredential(emulator.url).data);
	browser = await launchBrowser();
	editor = await Editor.open(browser, n8n.url, LOGIN);
});

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await emulator?.close();
	await removeInstallation(place);
});

interface Form {
	readonly action: string;
	/** False where the form has no ad account. */
	readonly inAccount?: false;
	readonly fillIn?: () => Promise<void>;
	/** What one of the rows shows. */
	readonly row: Record<string, unknown>;
}

const pick = async (parameter: string, entry: string): Promise<void> => {
	await editor.openPicker(parameter, entry);
	await editor.pick(entry);
};

const adSet = async (): Promise<void> => await pick('adSet', 'Broad');
const ad = async (): Promise<void> => await pick('ad', 'Opening hours');

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
	'adSet-pause': { action: 'Pause an ad set', fillIn: adSet, row: { name: 'Broad', status: 'PAUSED', changed: 'true' } },
	'adSet-activate': { action: 'Activate an ad set', fillIn: adSet, row: { name: 'Broad', status: 'ACTIVE', changed: 'true' } },
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
	'ad-activate': { action: 'Activate an ad', fillIn: ad, row: { name: 'Opening hours', status: 'ACTIVE', changed: 'true' } },
	'asset-getMany': { action: 'Get many assets', row: { name: 'Harbor Coffee', assetType: 'pages' } },
	'asset-getMany-leadForms': {
		action: 'Get many assets',
		fillIn: async () => {
			await editor.select('assetType', 'Lead Forms');
			await editor.openPicker('page');
			await editor.pick(ACCOUNT);
		},
		row: { assetType: 'leadForms', status: 'ACTIVE' },
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

test.each(Object.entries(forms))('%s', async (picture, { action, inAccount, fillIn, row }) => {
	const { id } = await rest.createWorkflow({ name: picture });
	await editor.openWorkflow(id);
	await editor.addNode('Trigger manually');
	await editor.addNode('Meta Ads', action);
	await editor.chooseCredential(CREDENTIAL);
	if (inAccount !== false) await pick('adAccount', ACCOUNT);
	await fillIn?.();
	await editor.screenshot(`${picture}-form`);
	await editor.execute();
	await editor.screenshot(`${picture}-result`);
	const rows = await editor.resultRows();
	tell(`${picture}: ${rows.length} rows, columns ${Object.keys(rows[0] ?? {}).join(', ')}`);
	expect(rows).toContainEqual(expect.objectContaining(row));
});
