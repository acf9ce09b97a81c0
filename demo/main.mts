import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startEmulator } from '../emulator/http/server.mts';
import { n8nProgram } from './cache.mts';
import { CREDENTIAL_TYPE, emulatorCredential } from './emulatorCredential.mts';
import { demoLogin } from './login.mts';
import { MAIL_CREDENTIAL_TYPE, openMailbox } from './mailbox.mts';
import { executeWorkflow, importCredentials, importWorkflows } from './n8nCli.mts';
import { N8nRest } from './n8nRest.mts';
import { startN8n } from './n8nServer.mts';
import { runNpm } from './npm.mts';
import { expectNode, readOptions } from './options.mts';
import { expectFree } from './ports.mts';
import { say, withProgress } from './progress.mts';
import { runTable } from './runTable.mts';
import { installPacked } from './tarball.mts';
import { explain } from './trouble.mts';
import { readWorkflows, withCredential } from './workflowFile.mts';

/** What has been started, stopped last first. */
const started: Array<() => Promise<void>> = [];

async function stopAll(): Promise<void> {
	for (const stop of started.splice(0).reverse()) await stop();
}

async function demo(args: string[], interrupted: Promise<number>): Promise<number> {
	expectNode();
	const options = readOptions(args);
	await expectFree(options.port, "n8n's editor", '--port');
	await expectFree(options.emulatorPort, 'the emulator', '--emulator-port');

	const folder = join(process.cwd(), '.tmp', 'demo');
	if (options.fresh) await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });

	await withProgress('Building the package', async () => await runNpm(['run', 'build'], process.cwd()));
	const program = await n8nProgram();
	const place = { program, userFolder: folder };
	await withProgress('Installing the packed package into n8n', async () => await installPacked(folder));

	const emulator = await startEmulator({ port: options.emulatorPort });
	started.push(async () => await emulator.close());
	say(`The emulator of Meta's API answers at ${emulator.url}`);

	const mailbox = await openMailbox();
	started.push(mailbox.close);

	const credential = emulatorCredential(emulator.url);
	const workflows = (await readWorkflows())
		.map((file) => withCredential(file, CREDENTIAL_TYPE, credential).workflow)
		.map((file) => withCredential(file, MAIL_CREDENTIAL_TYPE, mailbox.credential).workflow);
	const [first] = workflows;
	if (!first) throw new Error('There is no workflow in workflows/');
	await withProgress('Bringing the credentials and the example workflows into n8n', async () => {
		await importCredentials(place, [credential, mailbox.credential]);
		await importWorkflows(place, workflows);
	});
	const execution = await withProgress(`Running "${first.name}"`, async () => await executeWorkflow(place, first.id));
	if (execution.run) say(`\n${runTable(execution.run)}\n`);
	else say(execution.output);
	say(execution.ok ? `"${first.name}" succeeded.` : `"${first.name}" failed.`);

	const n8n = await withProgress("Starting n8n's editor", async () => await startN8n(place, options.port));
	started.push(n8n.stop);
	const login = await demoLogin(folder);
	await new N8nRest(n8n.url).enter(login);
	say(`\n  Editor    ${n8n.url}/workflow/${first.id}\n  E-mail    ${login.email}\n  Password  ${login.password}\n  Mails     ${mailbox.url}\n`);
	if (options.once) return execution.ok ? 0 : 1;

	say('The example workflows are restored at each start; save your own under another name. Ctrl-C stops everything.');
	const ended = await Promise.race([interrupted, n8n.ended.then((status) => ({ status }))]);
	if (typeof ended === 'number') return ended;
	say(`n8n ended by itself (status ${ended.status}):\n${n8n.output().split('\n').slice(-20).join('\n')}`);
	return 1;
}

const interrupted = new Promise<number>((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
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
