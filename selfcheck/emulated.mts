import { startEmulator } from '../emulator/http/server.mts';
import { ACCOUNTS } from '../emulator/world/seedIds.mts';
import { TOKENS } from '../emulator/world/tokens.mts';
import { carryOutCheck } from '../nodes/MetaAds/selfCheck/carryOut.ts';
import type { Call } from '../nodes/MetaAds/selfCheck/report/calls.ts';
import type { CheckLevel } from '../nodes/MetaAds/selfCheck/levels.ts';
import type { Report } from '../nodes/MetaAds/selfCheck/report/report.ts';
import { stepKeyOf } from '../nodes/MetaAds/selfCheck/steps/step.ts';
import { fillAccount } from './filledAccount.mts';
import { openSession } from './session.mts';
import { nodeTables } from './nodeTables.mts';
import { steps } from './steps.mts';

/** Accounts that hold different things; together they show what the emulator can answer. */
const ordinary = [ACCOUNTS.usd, ACCOUNTS.eur, ACCOUNTS.jpy];

/** The same check against fresh emulators, an account after the other: each step has the calls of all of them. */
export async function emulatedReport(level: Exclude<CheckLevel, 'plan'>, apiVersion: string): Promise<Report> {
	const reports: Report[] = [];
	for (const account of level === 'sandbox' ? [ACCOUNTS.sandbox] : ordinary)
		reports.push(await reportOn(account, level, apiVersion));
	const [first] = reports;
	const callsOf = (key: string): readonly Call[] =>
		reports.flatMap(({ steps: notes }) =>
			notes.filter((note) => stepKeyOf(note) === key).flatMap(({ calls }) => calls),
		);
	return { ...first, steps: first.steps.map((note) => ({ ...note, calls: callsOf(stepKeyOf(note)) })) };
}

async function reportOn(account: string, level: Exclude<CheckLevel, 'plan'>, apiVersion: string): Promise<Report> {
	const emulator = await startEmulator();
	try {
		if (level !== 'sandbox') await fillAccount(emulator);
		const emulatorToken = account === ACCOUNTS.sandbox ? TOKENS.sandbox : TOKENS.full;
		const credential = {
			environment: 'emulator',
			emulatorUrl: emulator.url,
			apiVersion: 'other',
			otherApiVersion: apiVersion,
		};
		const session = await openSession({ credential, emulatorToken }, 0);
		return (await carryOutCheck(session, { level, account, steps, tables: nodeTables })).report;
	} finally {
		await emulator.close();
	}
}
