import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { CREDENTIAL_TYPE, emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import { PIXELS } from '../../../emulator/world/seedIds.mts';
import { EditorBench } from '../browser/editorBench.mts';
import { Editor } from '../browser/editor.mts';
import { ofDay } from '../browser/ofDay.mts';
import { Effort, secondsOf, secondsToRead } from '../browser/effort.mts';
import { RecipeWalk } from '../browser/recipeWalk.mts';
import { openHubSpot, type HubSpot } from '../outside/hubspot.mts';
import { openSpreadsheet, type Spreadsheet } from '../outside/spreadsheet.mts';
import { SCREENSHOTS } from '../browser/pictures.mts';
import { tell } from '../places/installation.mts';

// Three recipes, step by step as their pages say, in the real editor: what a stranger clicks and types is counted, and how long a
// person takes for it and for reading the page is what published models say. Meta, Google and HubSpot are stand-ins.

jest.setTimeout(400_000);

const META = 'Meta Ads account';
const GOOGLE = 'Google Sheets account';
const HUBSPOT = 'HubSpot of Harbor Coffee';
const PAGE = 'Harbor Coffee';
const DOCUMENT = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdEFG/edit';
/** Of HubSpot's contacts, as the recipe's file has them; the last two are the account's own. */
const PROPERTIES = [
	...['email', 'phone', 'mobilephone', 'firstname', 'lastname', 'zip', 'city', 'country', 'lifecyclestage'],
	...['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer'].map(
		(stage) => `hs_lifecyclestage_${stage}_date`,
	),
	...['hs_email_optout', 'meta_lead_id', 'marketing_consent'],
];
/** Seconds of the goal that n8n's own answers may take. */
const N8N_SECONDS = 60;

let bench: EditorBench;
let editor: Editor;
let effort: Effort;
let walk: RecipeWalk;
let sheet: Spreadsheet;
let hubspot: HubSpot;

beforeAll(async () => {
	[sheet, hubspot] = await Promise.all([openSpreadsheet(['Leads']), openHubSpot(PROPERTIES)]);
	bench = await EditorBench.open({ 'sheets.googleapis.com': sheet.url, 'api.hubapi.com': hubspot.url });
	({ editor } = bench);
	effort = new Effort();
	await effort.countIn(editor.page);
	walk = new RecipeWalk(editor, bench.rest, effort);
	// A person's own has another name than the recipes' one.
	await bench.rest.call('DELETE', `/credentials/${bench.credentialId}`);
	await bench.rest.createCredential(META, CREDENTIAL_TYPE, emulatorCredential(bench.emulator.url).data);
	await bench.rest.createCredential(GOOGLE, 'googleSheetsOAuth2Api', sheet.credential);
	await bench.rest.createCredential(HUBSPOT, 'hubspotAppToken', hubspot.credential);
});

// A form has one test lead at a time.
beforeEach(() => bench.emulator.control.reset());

afterAll(async () => {
	await bench?.close();
	await Promise.all([sheet?.close(), hubspot?.close()]);
});

const doc = async (path: string): Promise<string> => await readFile(join('docs', path), 'utf8');

const plain = (text: string): string => text.replace(/\]\([^)]*\)/g, '').replace(/[[\]*_]/g, '');

/** A page's section, and the steps in it. */
function section(page: string, title: string): { text: string; steps: string[] } {
	const text = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
	if (text === undefined) throw new Error(`There is no section “${title}”`);
	return { text, steps: [...text.matchAll(/^\d+\. (.*(?:\n {3}.*)*)/gm)].map(([, step = '']) => plain(step)) };
}

type Acts = Readonly<Record<string, () => Promise<void>>>;

/** Those that are walked through today; of the others, the page is looked at. */
const walked = ofDay(['leads-to-sheets', 'leads-to-hubspot', 'crm-stages-to-meta'], () => 'recipes');

/** Does what the page says, a step after the other, each named by how it begins. @returns seconds of a person */
async function follow(recipe: string, acts: Acts, alsoRead: readonly string[]): Promise<number> {
	const page = await doc(`recipes/${recipe}.md`);
	const { steps } = section(page, 'Set it up');
	const names = Object.keys(acts);
	expect(steps.map((step, index) => step.slice(0, names[index]?.length ?? 0))).toEqual(names);
	// What follows is for later: what it never does, how to change it, and when it stops.
	const [untilItRuns = ''] = page.split('## What it never does');
	const eyes = [untilItRuns, ...alsoRead].reduce((sum, text) => sum + secondsToRead(text), 0);
	if (!walked.includes(recipe)) {
		tell(`${recipe}: walked through on another day`);
		return eyes;
	}
	await editor.goHome();
	effort.taken();
	const began = performance.now();
	let [clicks, keys] = [0, 0];
	for (const [index, act] of Object.values(acts).entries()) {
		await act();
		const taken = effort.taken();
		tell(`${recipe}: ${names[index]}: ${taken.clicks} clicks, ${taken.keys} keys`);
		[clicks, keys] = [clicks + taken.clicks, keys + taken.keys];
	}
	const hands = secondsOf({ clicks, keys });
	const script = (performance.now() - began) / 1000;
	tell(`${recipe}: ${clicks} clicks and ${keys} keys, ${hands.toFixed(0)} s; reading, ${eyes.toFixed(0)} s`);
	tell(`${recipe}: n8n and the script took ${script.toFixed(0)} s`);
	return hands + eyes;
}

/** What is seen now, to be looked at where pictures are wanted. */
async function look(name: string): Promise<void> {
	if (process.env.UPDATE_IMAGES) await editor.page.screenshot({ path: join(SCREENSHOTS, `minutes-${name}.png`) });
}

const importing = async (): Promise<string> => section(await doc('recipes/README.md'), 'Import a recipe').text;

const testLeads = async (): Promise<string> => section(await doc('meta-leads.md'), 'Make a test lead').text;

const locator = (parameter: string) =>
	editor.page.locator(`[data-test-id="resource-locator-${parameter}"] input`).last();

async function pick(parameter: string, entry: string): Promise<void> {
	await editor.openPicker(parameter);
	await editor.pick(entry);
}

async function ownPage(): Promise<void> {
	await editor.openNode('New lead');
	await look('new-lead');
	await walk.useCredential(META);
	await pick('page', PAGE);
	await look('new-lead-filled');
	await editor.closeForm();
}

/** In another tab, as the recipe's own stays open. */
async function testLead(): Promise<void> {
	const tab = await Editor.enter(editor.page.context().browser()!, bench.url, bench.rest.session);
	await effort.countIn(tab.page);
	// The plus of the tabs.
	effort.outside({ clicks: 1 });
	await tab.newWorkflow();
	await tab.addNode('Trigger manually');
	await tab.addNode('Meta Leads', 'Create a test lead');
	await tab.openPicker('page');
	await tab.pick(PAGE);
	await tab.openPicker('leadForm');
	await tab.pick('Newsletter');
	await tab.execute();
	expect(await tab.resultRows()).toEqual([expect.objectContaining({ created: 'true' })]);
	await tab.page.close();
}

test('leads-to-sheets: a test lead is in the sheet within five minutes', async () => {
	const seconds = await follow(
		'leads-to-sheets',
		{
			'Import leads-to-sheets.json': async () => {
				await walk.importFile('leads-to-sheets.json');
				await look('imported');
			},
			'Open New lead': ownPage,
			'Open Add to sheet': async () => {
				await editor.openNode('Add to sheet');
				await walk.useCredential(GOOGLE);
				await walk.paste(locator('documentId'), DOCUMENT);
				// n8n has emptied both.
				await locator('sheetName').click();
				await editor.page.keyboard.type('Leads');
				await walk.mapAutomatically();
				await look('sheet');
				await editor.closeForm();
			},
			'Make a test lead': testLead,
			'Click Execute workflow': async () => {
				expect(await walk.executeWorkflow()).toBe('success');
				await look('sheet-executed');
				expect(sheet.rows('Leads')).toEqual([
					expect.objectContaining({ email: 'test@meta.com', form_name: 'Newsletter' }),
				]);
			},
			'Click Publish': async () => await walk.publish(),
		},
		[await importing(), await testLeads()],
	);
	expect(seconds).toBeLessThanOrEqual(5 * 60 - N8N_SECONDS);
});

test('leads-to-hubspot: a test lead is a contact within seven minutes', async () => {
	const seconds = await follow(
		'leads-to-hubspot',
		{
			'Import leads-to-hubspot.json': async () => await walk.importFile('leads-to-hubspot.json'),
			// Before New lead: n8n (2.41) saves a chosen credential only with the next change of a field.
			'Open Save to HubSpot': async () => {
				await editor.openNode('Save to HubSpot');
				await walk.useCredential(HUBSPOT);
				await editor.closeForm();
			},
			'Open New lead': ownPage,
			'Make a test lead': testLead,
			'Click Execute workflow': async () => {
				expect(await walk.executeWorkflow()).toBe('success');
				expect([...hubspot.upserted.keys()]).toEqual(['test@meta.com']);
			},
			'Click Publish': async () => await walk.publish(),
		},
		[await importing(), await testLeads()],
	);
	expect(seconds).toBeLessThanOrEqual(7 * 60 - N8N_SECONDS);
});

test('crm-stages-to-meta: stages of HubSpot are at Meta within five minutes', async () => {
	const hourAgo = String(Date.now() - 3_600_000);
	hubspot.contacts.push({
		email: 'okapi@example.com',
		marketing_consent: 'true',
		lifecyclestage: 'lead',
		hs_lifecyclestage_lead_date: hourAgo,
	});
	const sent = () => bench.emulator.world.events.of(PIXELS.usd).map(({ event }) => event.event_name);
	const seconds = await follow(
		'crm-stages-to-meta',
		{
			'Import crm-stages-to-meta.json': async () => await walk.importFile('crm-stages-to-meta.json'),
			'Open Get contacts': async () => {
				await editor.openNode('Get contacts');
				await walk.useCredential(HUBSPOT);
				await look('contacts');
				await editor.closeForm();
			},
			'Open Send lead stages': async () => {
				await editor.openNode('Send lead stages');
				await walk.useCredential(META);
				await look('stages');
				await pick('dataset', PAGE);
				// HubSpot's own stages stand there; the country is another one.
				await editor.select('defaultCountry', 'Germany (DE)');
				await look('stages-filled');
			},
			'Switch on Options → Dry Run': async () => {
				await editor.addField('Dry Run', 'Options');
				await editor.closeForm();
				expect(await walk.executeWorkflow()).toBe('success');
				await editor.openNode('Send lead stages');
				await look('stages-dry');
				expect(sent()).toEqual([]);
			},
			'Switch off Dry Run': async () => {
				await editor.toggle('dryRun');
				await editor.closeForm();
				expect(await walk.executeWorkflow()).toBe('success');
				expect(sent()).toEqual(['Lead']);
				await walk.publish();
			},
		},
		[await importing()],
	);
	expect(seconds).toBeLessThanOrEqual(5 * 60 - N8N_SECONDS);
});
