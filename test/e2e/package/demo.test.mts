import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startChild } from '../../../demo/machine/child.mts';
import { withLock } from '../../../demo/machine/lock.mts';
import { N8nRest } from '../../../demo/n8n/n8nRest.mts';
import { ENDED, runOnce, startRun } from '../../../demo/n8n/runs.mts';
import { expectNode, readOptions } from '../../../demo/options.mts';
import { freePort } from '../../../demo/machine/ports.mts';
import { explain, knownTrouble, Trouble } from '../../../demo/trouble.mts';
import { copiedCheckout, type Checkout } from '../places/checkout.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(400_000);

let checkout: Checkout;
/** The same for all that start n8n: the examples are brought in anew where the emulator's address is another. */
let demo: Awaited<ReturnType<typeof freePorts>>;

/** The copy's build takes what was compiled here: that the sources compile is shown by each build of this checkout. */
async function compileNothing(folder: string): Promise<void> {
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as { scripts: Record<string, string> };
	const note = "import('./demo/machine/built.mts').then(({ endBuild }) => endBuild(process.cwd()))";
	manifest.scripts.build = `gulp building && cp -r ${join(process.cwd(), 'dist')} dist && tsx --eval "${note}"`;
	await writeFile(file, JSON.stringify(manifest));
}

beforeAll(async () => {
	checkout = await copiedCheckout();
	await compileNothing(checkout.folder);
	demo = await freePorts();
});
afterAll(async () => await checkout?.remove());

/** The README's command in a process of its own, as a person would run it. */
const startCommand = (args: string[], env: Record<string, string> = {}) =>
	startChild('npm', ['run', '--silent', 'demo', '--', ...args], {
		cwd: checkout.folder,
		env: { ...process.env, ...env },
	});

async function runDemo(args: string[], env: Record<string, string> = {}) {
	const child = startCommand(args, env);
	return { code: await child.ended, output: child.output() };
}

/** A demo that is left running until its editor is up. */
async function startDemo(args: string[]) {
	const child = startCommand(args);
	const until = async (sign: RegExp) => {
		for (const since = Date.now(); !sign.test(child.output()); await sleep(200)) {
			if (Date.now() - since > 200_000) throw new Error(`The demo did not say ${sign}:\n${child.output()}`);
		}
	};
	await until(/Ctrl-C stops everything/);
	// To all of its process group, as the kernel sends it; n8n is in one of its own.
	return { child, signal: (name: NodeJS.Signals) => process.kill(-child.pid, name) };
}

async function freePorts() {
	const [port, emulatorPort, mailPort] = [await freePort(), await freePort(), await freePort()];
	return {
		port,
		mailPort,
		ports: ['--port', `${port}`, '--emulator-port', `${emulatorPort}`, '--mail-port', `${mailPort}`],
	};
}

const answers = async (port: number): Promise<boolean> =>
	await fetch(`http://127.0.0.1:${port}/healthz`).then(
		() => true,
		() => false,
	);

async function isFreeWithin(port: number, ms: number): Promise<boolean> {
	for (const since = Date.now(); await answers(port); await sleep(200)) {
		if (Date.now() - since > ms) return false;
	}
	return true;
}

const occupy = async (port: number): Promise<Server> =>
	await new Promise((resolve) => {
		const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
	});

interface Listed {
	readonly name: string;
	readonly tags: readonly unknown[];
}

/** Workflows that showed nothing without what the demo puts there: their start, and the last step that ran. */
const shown = [
	// First: Launch ads from a folder puts more ads into the ad set it looks at.
	['rotatecreatives', 'Every morning', 'Send email'],
	['balancewatchdog', 'Every morning', 'Send email'],
	// Before those that add to the same list: it would refuse to make that shorter by half.
	['nightlysuppressionrep', 'Every night', 'Sync audience'],
	['crmtoaudience', 'Every night', 'Sync audience'],
	['dailyreporttosheets', 'Every morning', 'Update sheet'],
	['hubspottoaudience', 'Every night', 'Sync audience'],
	['launchfromfolder', 'Start', 'Save to table'],
	['sheetstoaudience', 'Every night', 'Sync audience'],
] as const;

/** Runs a workflow as the editor's button does. @returns its last step, or how it ended otherwise */
async function lastStep(rest: N8nRest, id: string, trigger: string): Promise<string | undefined> {
	// Of two uploads in one second nobody knows which was first, and the second of them may be held for that.
	await sleep(1000);
	const { executionId } = await startRun(rest, id, trigger);
	const { status, data } = await runOnce(rest, executionId, ENDED, 60_000);
	return status === 'success' ? data.resultData.lastNodeExecuted : `${status}: ${data.resultData.error?.message ?? ''}`;
}

const oneSentence = (output: string) => {
	expect(output).not.toMatch(/^\s+at /m);
	return output.trim().split('\n').at(-1);
};

describe('npm run demo', () => {
	test('runs the first workflow in a real n8n, shows the result as a table, and where the editor is', async () => {
		const { port, ports } = demo;
		tell('npm run demo -- --once');
		const { code, output } = await runDemo(['--once', ...ports]);
		expect(output).toContain('Building the package');
		expect(output).toMatch(/Step +Status +Items +Result/);
		expect(output).toMatch(/Create.*success/);
		expect(output).toContain(`http://127.0.0.1:${port}/workflow/`);
		expect(output).toMatch(/Email +demo@example\.com/);
		expect(output).toMatch(/Mailbox +http:\/\/127\.0\.0\.1:\d+/);
		expect(code).toBe(0);
	});

	test('has something to show in workflows that need an account of one’s own, a tag on each, and ends with its terminal', async () => {
		const { port, mailPort, ports } = demo;
		// n8n's tables outlast a demo, and emulated Meta does not: files that were launched stay so.
		const { child, signal } = await startDemo(['--fresh', ...ports]);
		let isGone = false;
		try {
			expect(child.output()).toContain(`http://127.0.0.1:${mailPort}`);
			const [, password = ''] = /Password +(\S+)/.exec(child.output()) ?? [];
			const rest = new N8nRest(`http://127.0.0.1:${port}`);
			await rest.enter({ email: 'demo@example.com', password });
			const listed = await rest.call<Listed[]>('GET', '/workflows?includeScopes=false');
			expect(listed.filter(({ tags }) => tags.length !== 1).map(({ name }) => name)).toEqual([]);
			for (const [id, trigger, last] of shown) expect([id, await lastStep(rest, id, trigger)]).toEqual([id, last]);
		} finally {
			signal('SIGHUP');
			isGone = await isFreeWithin(port, 20_000);
			// What is left running would keep the next one from starting.
			if (!isGone) await child.kill();
			await child.ended;
		}
		expect(isGone).toBe(true);
	});

	test('names a busy port and the option that chooses another, before anything is started', async () => {
		const port = await freePort();
		const server = await occupy(port);
		const { ports } = await freePorts();
		const { code, output } = await runDemo([...ports, '--port', `${port}`]);
		server.close();
		expect(code).toBe(1);
		expect(oneSentence(output)).toBe(
			`Port ${port} for n8n's editor is in use by another program: stop that program, or choose another port with ` +
				`"npm run demo -- --port ${port + 1}".`,
		);
	});

	test('that was killed is found by the next, which names what it left', async () => {
		const { port, ports } = demo;
		const killed = await startDemo(ports);
		expect(killed.child.output()).toContain('The package is built already: nothing has changed.');
		const second = await runDemo((await freePorts()).ports);
		expect([second.code, oneSentence(second.output)]).toEqual([
			1,
			expect.stringMatching(
				/^The demo runs already, at http:\/\/127\.0\.0\.1:\d+: stop it with Ctrl-C .* "kill \d+"\.$/,
			),
		]);
		killed.signal('SIGKILL');
		await killed.child.ended;
		expect(await answers(port)).toBe(true);
		const { code, output } = await runDemo(ports);
		expect(code).toBe(1);
		expect(oneSentence(output)).toMatch(
			/^An earlier demo was ended by force and has left its n8n running at .* end it with "kill \d+" and run the command again\.$/,
		);
		process.kill(-Number(/"kill (\d+)"/.exec(output)?.[1]), 'SIGKILL'); // all of its group, at once
		expect(await isFreeWithin(port, 20_000)).toBe(true);
	});

	test('says in one sentence that there is no network', async () => {
		const cache = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-cache-'));
		const { ports } = await freePorts();
		const { code, output } = await runDemo(ports, {
			XDG_CACHE_HOME: cache,
			// Nothing listens there, which npm cannot tell from an unplugged cable.
			npm_config_registry: `http://127.0.0.1:${await freePort()}`,
			npm_config_fetch_retries: '0',
		});
		await rm(cache, { recursive: true, force: true });
		expect(code).toBe(1);
		expect(oneSentence(output)).toMatch(/^npm could not reach its registry/);
	});
});

describe('what the demo tells', () => {
	test.each([
		'ENOSPC: no space left on device, write',
		'npm error code ENOSPC',
		'SQLITE_FULL: database or disk is full',
	])('a full disk: %s', (message) => {
		expect(explain(new Error(message))).toMatch(/^The disk is full: free some space/);
	});

	test('a refused local connection is not taken for a missing network', () => {
		expect(explain(new Error('connect ECONNREFUSED 127.0.0.1:5678'))).not.toMatch(/registry/);
		expect(knownTrouble('npm error code EAI_AGAIN')?.message).toMatch(/registry/);
	});

	test('a Node that is too old, and options it does not know', () => {
		expect(() => expectNode('20.14.0')).toThrow(/Node 20\.14\.0 is too old: install Node 20\.15 or newer/);
		expect(() => expectNode('22.1.0')).not.toThrow();
		expect(() => readOptions(['--prot', '1'])).toThrow(Trouble);
		expect(() => readOptions(['--port', 'abc'])).toThrow('--port must be a number from 1 to 65535, not "abc".');
	});

	test('two that need the same thing take turns', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-meta-ads-lock-'));
		const steps: string[] = [];
		const work = (name: string) => async () => {
			steps.push(`${name} in`);
			await new Promise((resolve) => setTimeout(resolve, 100));
			steps.push(`${name} out`);
		};
		const lock = join(folder, 'x.lock');
		const waited = jest.fn();
		await Promise.all([withLock(lock, waited, work('a')), withLock(lock, waited, work('b'))]);
		await rm(folder, { recursive: true, force: true });
		expect(steps.map((step) => step.split(' ')[1])).toEqual(['in', 'out', 'in', 'out']);
		expect(waited).toHaveBeenCalledTimes(1);
	});
});
