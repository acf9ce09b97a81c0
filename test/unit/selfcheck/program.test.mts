import { readFile, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { run } from '../../../gulp/run.mts';
import { checkPlanOf } from '../../../nodes/MetaAds/selfCheck/report/result.ts';
import { compareReport } from '../../../selfcheck/compareReport.mts';
import { readOptions } from '../../../selfcheck/options.mts';
import { selfCheck } from '../../../selfcheck/selfCheck.mts';
import { steps } from '../../../selfcheck/steps.mts';

interface Failed {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

const account = ['--account', ACCOUNTS.usd];

describe('what is asked of a terminal', () => {
	it('shows the plan where no level is named, and takes the account with act_ or without', () => {
		expect(readOptions(account)).toMatchObject({ level: 'plan', account: ACCOUNTS.usd, out: 'self-check.json' });
		const digits = ACCOUNTS.usd.replace('act_', '');
		expect(readOptions(['--account', digits, '--level', 'read-only'])).toMatchObject({
			level: 'readOnly',
			account: ACCOUNTS.usd,
		});
	});

	it('a sandbox has to be named twice', () => {
		const sandbox = [...account, '--level', 'sandbox'];
		expect(() => readOptions(sandbox)).toThrow(/repeat the ID in --sandbox-account/);
		expect(() => readOptions([...sandbox, '--sandbox-account', ACCOUNTS.eur])).toThrow(/repeat the ID/);
		expect(readOptions([...sandbox, '--sandbox-account', ACCOUNTS.usd])).toMatchObject({ level: 'sandbox' });
	});

	it('refuses what it does not know, with how it is used', () => {
		expect(() => readOptions([])).toThrow(/--account has to be an ad account’s ID\.\s+npm run selfcheck/);
		expect(() => readOptions([...account, '--level', 'all'])).toThrow(/--level cannot be “all”/);
		expect(() => readOptions([...account, '--level', 'constructor'])).toThrow(/--level cannot be “constructor”/);
		expect(() => readOptions([...account, '--token', 'EAAB'])).toThrow(/--token/);
	});
});

describe('the programs', () => {
	let emulator: Emulator;
	let folder: string;
	beforeAll(async () => {
		emulator = await startEmulator();
		folder = await mkdtemp(join(tmpdir(), 'selfcheck-'));
	});
	afterAll(async () => {
		await emulator.close();
		await rm(folder, { recursive: true, force: true });
	});
	const program = async (file: string, ...args: string[]): Promise<string> =>
		await run(process.execPath, ['--import', 'tsx', `selfcheck/${file}`, ...args], { cwd: process.cwd() });
	const atEmulator = (args: string[]): string[] => [...account, '--emulator', emulator.url, ...args];
	const failure = async (file: string, ...args: string[]): Promise<Failed> =>
		await program(file, ...args).then(
			(said) => ({ code: 0, stdout: said, stderr: '' }),
			(thrown: Error) => thrown.cause as Failed,
		);
	/** What a program does, without a process of its own, which takes seconds to start. */
	const checkHere = async (args: string[]): Promise<string> => {
		let said = '';
		await selfCheck(readOptions(args), (text) => (said += `${text}\n`));
		return said;
	};
	const compareHere = async (file: string): Promise<{ said: string; found: number }> => {
		let said = '';
		const found = await compareReport(file, (text) => (said += `${text}\n`));
		return { said, found };
	};

	it('end early when Meta limits the calls, go on from the report, and drift reads it', async () => {
		const out = join(folder, 'report.json');
		emulator.control.setTier('development_access');
		const first = await checkHere(atEmulator(['--level', 'validate-only', '--out', out]));
		expect(first).toContain(`validateOnly: at most ${checkPlanOf(steps, 'validateOnly').mostPoints} points`);
		expect(first).toMatch(/Ended early: Meta has limited the calls\. Go on in \d+ minutes with --go-on-from/);

		const early = await readFile(out, 'utf8');
		const changed = join(folder, 'changed.json');
		await writeFile(changed, early.replace('"finished": false', '"finished": true'));
		const goingOn = atEmulator(['--level', 'validate-only', '--go-on-from', changed]);
		expect(await failure('main.mts', ...goingOn)).toMatchObject({
			code: 1,
			stdout: expect.stringContaining('validateOnly: at most') as string,
			stderr: expect.stringMatching(/was changed after it was/) as string,
		});
		await expect(checkHere(atEmulator(['--level', 'read-only', '--go-on-from', out]))).rejects.toThrow(
			/is of another level/,
		);
		// Answers of the emulator would pass for Meta's.
		const atMeta = checkHere([...account, '--level', 'validate-only', '--go-on-from', out]);
		await expect(atMeta).rejects.toThrow(/is of another level, environment or API version/);

		emulator.control.setTier('standard_access');
		emulator.control.advanceClock(301);
		const second = await checkHere(atEmulator(['--level', 'validate-only', '--go-on-from', out, '--out', out]));
		expect(second).not.toContain('Ended early');
		expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ finished: true, level: 'validateOnly' });
		expect(await compareHere(out)).toEqual({
			said: expect.stringMatching(/\n0 differences, 0 settings, \d+ fields that are missing/) as string,
			found: 0,
		});
		await writeFile(changed, (await readFile(out, 'utf8')).replace('"digits"', '"text"'));
		expect(await failure('driftMain.mts', changed)).toMatchObject({
			code: 1,
			stdout: expect.stringMatching(/^This report was changed after it was written[^]*\n1 differences/) as string,
		});
	}, 240_000);
});
