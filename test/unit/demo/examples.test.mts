import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { examplesFor } from '../../../demo/examples/examples.mts';
import { setTheScene } from '../../../demo/examples/scene.mts';
import { whenNew } from '../../../demo/machine/whenNew.mts';
import { emulatorCredential } from '../../../demo/n8n/emulatorCredential.mts';
import { startEmulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';

const mail = { id: 'mail', name: 'Mailbox', type: 'smtp', data: {} };
const credentials = [emulatorCredential('http://127.0.0.1:7080'), mail];
const examples = async (pictures = '/pictures') => (await examplesFor(credentials, pictures)).workflows;

it('each example has the tag of its group, and the same ID for the same group', async () => {
	const tags = (await examples()).map(({ name, tags: own = [] }) => ({ name, own }));
	expect(tags.filter(({ own }) => own.length !== 1)).toEqual([]);
	const ids = new Map(tags.map(({ own }) => [own[0].name, own[0].id]));
	expect(tags.every(({ own }) => own[0].id === ids.get(own[0].name))).toBe(true);
});

it('a step runs by a credential of the demo, or is pinned and has one in name; models cannot be', async () => {
	const all = await examples();
	const works = credentials.map(({ id }) => id);
	const lacking = all.flatMap(({ nodes, pinData = {} }) =>
		nodes.filter(
			({ name, credentials: own = {} }) =>
				Object.values(own).some(({ id }) => !works.includes(id ?? '')) && !(name in pinData),
		),
	);
	const open = all.flatMap(({ nodes }) =>
		nodes.filter(({ credentials: own = {} }) => Object.values(own).some(({ id }) => id === null)),
	);
	expect(lacking.map(({ name }) => name)).toEqual(open.map(({ name }) => name));
	expect(lacking.filter(({ type }) => !type.startsWith('@n8n/')).map(({ name }) => name)).toEqual([]);
});

it('looks for pictures where the demo has put them', async () => {
	const folders = (await examples('/some/pictures')).flatMap(({ nodes }) =>
		nodes.flatMap(({ parameters: { fileSelector } }) => fileSelector ?? []),
	);
	// What a till writes is a folder of n8n's own.
	expect(folders).toEqual(['/some/pictures/*', '/home/node/.n8n-files/till/*.csv']);
});

it('puts an account near its limit', async () => {
	const emulator = await startEmulator();
	setTheScene(emulator);
	const { spendCap, amountSpent } = emulator.world.get('AdAccount', ACCOUNTS.eur);
	await emulator.close();
	expect(spendCap - amountSpent).toBe(4_322);
});

it('a step is taken once, and again when anything but the version of a workflow differs', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-brought-'));
	const note = join(folder, 'brought.txt');
	let taken = 0;
	const step = async (content: unknown): Promise<boolean> =>
		await whenNew(note, content, async () => await Promise.resolve(void taken++));
	expect(await step(await examples())).toBe(true);
	// Read anew, with versions of its own.
	expect(await step(await examples())).toBe(false);
	expect(await step(await examples('/elsewhere'))).toBe(true);
	await expect(whenNew(note, 'other', async () => await Promise.reject(new Error('no disk')))).rejects.toThrow(
		'no disk',
	);
	expect(await step(await examples('/elsewhere'))).toBe(false);
	expect(taken).toBe(2);
	await rm(folder, { recursive: true });
});
