import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

import type { Browser } from 'playwright-core';

import { CREDENTIAL_TYPE, emulatorCredential } from '../../demo/emulatorCredential.mts';
import type { N8nPlace } from '../../demo/n8nEnv.mts';
import { N8nRest } from '../../demo/n8nRest.mts';
import { startN8n, type N8nServer } from '../../demo/n8nServer.mts';
import { freePort } from '../../demo/ports.mts';
import { readWorkflow, withCredential } from '../../demo/workflowFile.mts';
import { launchBrowser } from './browser.mts';
import { photographCanvas } from './canvas.mts';
import { Editor } from './editor.mts';
import { freshInstallation, removeInstallation, tell } from './installation.mts';

// The workflows as a newcomer sees them after the import: notes that can be read and nothing that covers something else.
// `UPDATE_IMAGES=1` opens all of them and takes the pictures of docs/recipes; otherwise a few, as each takes seconds.

jest.setTimeout(180_000);

const LOGIN = { email: 'demo@example.com', password: 'Browser1-test' };
const CREDENTIAL = 'Local emulator';

const all = readdirSync('workflows').map((file) => basename(file, '.json'));
const chosen = process.env.RECIPES?.split(',') ?? (process.env.UPDATE_IMAGES ? all : ['first-campaign', 'ask-and-propose', 'approve-by-email']);

let place: N8nPlace;
let n8n: N8nServer;
let browser: Browser;
let rest: N8nRest;
let editor: Editor;
let credential: { id: string; name: string };

beforeAll(async () => {
	tell('installing the packed package into a real n8n and starting its editor');
	place = await freshInstallation();
	n8n = await startN8n(place, await freePort());
	rest = new N8nRest(n8n.url);
	await rest.enter(LOGIN);
	const { id } = await rest.createCredential(CREDENTIAL, CREDENTIAL_TYPE, emulatorCredential('http://127.0.0.1:7080').data);
	credential = { id, name: CREDENTIAL };
	browser = await launchBrowser();
	editor = await Editor.open(browser, n8n.url, LOGIN);
	await editor.page.setViewportSize({ width: 1700, height: 1100 });
});

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await removeInstallation(place);
});

test.each(chosen)('%s: its notes can be read and cover nothing', async (name) => {
	const shipped = await readWorkflow(`${name}.json`);
	const { name: title, nodes, connections, settings } = withCredential(shipped, CREDENTIAL_TYPE, credential).workflow;
	const { id } = await rest.createWorkflow({ name: title, nodes, connections, settings });
	await editor.openWorkflow(id);
	expect(await photographCanvas(editor, name)).toEqual([]);
});
