import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startEmulator, type Emulator } from '../emulator/http/server.mts';
import { examplesFor } from './examples/examples.mts';
import { writePictures } from './examples/pictures.mts';
import { setTheScene } from './examples/scene.mts';
import { demoLogin } from './login.mts';
import { builtState, isBuilt } from './machine/built.mts';
import { expectNoOther, noteRunning } from './machine/leftovers.mts';
import { runNpm } from './machine/npm.mts';
import { expectFree } from './machine/ports.mts';
import { whenNew } from './machine/whenNew.mts';
import { openMailbox, smtpPort, type Mailbox } from './mail/mailbox.mts';
import { cacheFolder, n8nProgram } from './n8n/cache.mts';
import { emulatorCredential } from './n8n/emulatorCredential.mts';
import { importCredentials, importWorkflows } from './n8n/n8nCli.mts';
import type { N8nPlace } from './n8n/n8nEnv.mts';
import { N8nRest, type Login } from './n8n/n8nRest.mts';
import { startN8n, type N8nServer } from './n8n/n8nServer.mts';
import { ENDED, runOnce, startRun } from './n8n/runs.mts';
import { installPacked } from './n8n/tarball.mts';
import type { Workflow } from './n8n/workflowFile.mts';
import { expectNode, readOptions, type Options } from './options.mts';
import { say, withProgress } from './progress.mts';
import { runTable } from './runTable.mts';
import { explain } from './trouble.mts';

/** What has been started, stopped last first. */
const started: Array<() => Promise<void>> = [];

async function stopAll(): Promise<void> {
	for (const stop of started.splice(0).reverse()) await stop();
}

interface Running {
	readonly emulator: Emulator;
	readonly mailbox: Mailbox;
}

/** What workflows talk to: Meta's stand-in and a mail server. */
async function startSurroundings({ emulatorPort, mailPort }: Options): Promise<Running> {
	const emulator = await startEmulator({ port: emulatorPort });
	setTheScene(emulator);
	started.push(async () => await emulator.close());
	say(`The emulator of Meta's API answers at ${emulator.url}`);
	const mailbox = await openMailbox(mailPort);
	started.push(mailbox.close);
	return { emulator, mailbox };
}

async function buildChanged(root: string): Promise<void> {
	if (await isBuilt(root)) return say('The package is built already: nothing has changed.');
	await withProgress('Building the package', async () => await runNpm(['run', 'build'], root));
}

/** @returns the workflow that is run first */
async function bringIn(place: N8nPlace, { emulator, mailbox }: Running, pictures: string): Promise<Workflow> {
	const own = [emulatorCredential(emulator.url), mailbox.credential];
	const examples = await examplesFor(own, pictures);
	const isNew = await whenNew(join(place.userFolder, 'brought.txt'), examples, async () => {
		await withProgress('Bringing the credentials and the example workflows into n8n', async () => {
			await importCredentials(place, examples.credentials);
			await importWorkflows(place, examples.workflows);
		});
	});
	if (!isNew) say('The example workflows are in n8n already, as you left them.');
	return examples.workflows[0];
}

/** In the editor that is up anyway: a process of its own for one run would take as long again to start. */
async function runFirst(rest: N8nRest, { id, name, nodes }: Workflow): Promise<boolean> {
	const run = await withProgress(`Running "${name}"`, async () => {
		const { executionId } = await startRun(rest, id, nodes[0]?.name ?? '');
		return await runOnce(rest, executionId, ENDED);
	});
	say(`\n${runTable(run)}\n`);
	const ok = run.status === 'success';
	say(ok ? `"${name}" succeeded.` : `"${name}" failed: ${run.data.resultData.error?.message ?? run.status}`);
	return ok;
}

async function startEditor(place: N8nPlace, port: number): Promise<{ n8n: N8nServer; rest: N8nRest; login: Login }> {
	const n8n = await withProgress("Starting n8n's editor", async () => await startN8n(place, port));
	started.push(n8n.stop);
	started.push(await noteRunning(place.userFolder, { demo: process.pid, n8n: n8n.pid, url: n8n.url }));
	const login = await demoLogin(place.userFolder);
	const rest = new N8nRest(n8n.url);
	await rest.enter(login);
	return { n8n, rest, login };
}

function tellWhere({ url }: N8nServer, login: Login, mails: string, first: Workflow): void {
	say('');
	say(`  Editor    ${url}/workflow/${first.id}`);
	say(`  Email     ${login.email}`);
	say(`  Password  ${login.password}`);
	say(`  Mailbox   ${mails}`);
	say('');
}

async function demo(args: string[], interrupted: Promise<number>): Promise<number> {
	expectNode();
	const options = readOptions(args);
	const folder = join(process.cwd(), '.tmp', 'demo');
	await expectNoOther(folder);
	if (options.remove) {
		for (const one of [folder, cacheFolder()]) await rm(one, { recursive: true, force: true });
		say(`Removed: ${folder} and ${cacheFolder()}.`);
		return 0;
	}
	await expectFree(options.port, "n8n's editor", '--port');
	await expectFree(options.emulatorPort, 'the emulator', '--emulator-port');
	await expectFree(options.mailPort, 'the mailbox', '--mail-port');
	await expectFree(smtpPort(options.mailPort), 'the mail server', '--mail-port');
	if (options.fresh) await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });

	await buildChanged(process.cwd());
	const pictures = await writePictures(folder);
	const env = { N8N_RESTRICT_FILE_ACCESS_TO: pictures };
	const place = { program: await n8nProgram(), userFolder: folder, env };
	await whenNew(join(folder, 'installed.txt'), await builtState(process.cwd()), async () => {
		await withProgress('Installing the packed package into n8n', async () => await installPacked(folder));
	});

	const running = await startSurroundings(options);
	const first = await bringIn(place, running, pictures);
	const { n8n, rest, login } = await startEditor(place, options.port);
	const succeeded = await runFirst(rest, first);
	tellWhere(n8n, login, running.mailbox.url, first);
	if (options.once) return succeeded ? 0 : 1;

	say(
		`n8n itself takes about 3 GB in ${cacheFolder()}, this demo some MB in ${folder}. "npm run demo -- --remove" removes both.`,
	);
	say(
		'Example workflows stay as you leave them until newer ones come; "--fresh" restores them. Ctrl-C stops everything.',
	);
	const ended = await Promise.race([interrupted, n8n.ended.then((status) => ({ status }))]);
	if (typeof ended === 'number') return ended;
	say(`n8n ended by itself (status ${ended.status}):\n${n8n.output().split('\n').slice(-20).join('\n')}`);
	return 1;
}

const interrupted = new Promise<number>((resolve) => {
	// A terminal that is closed sends SIGHUP, and takes no more words.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Before the editor is up there is nothing to end tidily, and `exit` takes the programs that were started along.
		process.on(signal, () => {
			if (started.length < 3) process.exit(130);
			resolve(0);
		});
	}
});

try {
	const status = await demo(process.argv.slice(2), interrupted);
	await stopAll();
	process.exit(status);
} catch (error) {
	process.stderr.write(`\n${explain(error)}\n`);
	await stopAll();
	process.exit(1);
}
