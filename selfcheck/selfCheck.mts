import { readFile, writeFile } from 'node:fs/promises';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { carryOutCheck } from '../nodes/MetaAds/selfCheck/carryOut.ts';
import { unlikeEarlier } from '../nodes/MetaAds/selfCheck/report/earlierReport.ts';
import { reaches, type CheckLevel } from '../nodes/MetaAds/selfCheck/levels.ts';
import { isAsWritten, readReport, type Report } from '../nodes/MetaAds/selfCheck/report/report.ts';
import { checkPlanOf } from '../nodes/MetaAds/selfCheck/report/result.ts';
import { stepKeyOf } from '../nodes/MetaAds/selfCheck/steps/step.ts';
import type { Options } from './options.mts';
import { openSession } from './session.mts';
import { nodeTables } from './nodeTables.mts';
import { steps } from './steps.mts';

type Say = (text: string) => void;

function sayPlan(level: Exclude<CheckLevel, 'plan'>, say: Say): void {
	const { mostPoints } = checkPlanOf(steps, level);
	say(`${level}: at most ${mostPoints} points of the ad account’s quota (a read takes 1, a write or a check 3)`);
	for (const step of steps) if (step.level === level) say(`  ${stepKeyOf(step)}`);
}

async function earlierReport(file: string | undefined): Promise<Report | undefined> {
	if (file === undefined) return undefined;
	const report = readReport(JSON.parse(await readFile(file, 'utf8')));
	if (typeof report === 'string') throw new Error(`${file} is no report of a self-check: ${report}`);
	if (!isAsWritten(report)) throw new Error(`${file} was changed after it was written. Begin anew.`);
	return report;
}

const credentialOf = ({ emulator }: Options): ICredentialDataDecryptedObject =>
	emulator === undefined
		? {
				environment: 'meta',
				accessToken: process.env.META_ACCESS_TOKEN ?? '',
				appSecret: process.env.META_APP_SECRET ?? '',
			}
		: { environment: 'emulator', emulatorUrl: emulator };

/**
 * The self-check outside n8n: all nodes that call Meta, and the report as a file.
 *
 * @param say gets each line for the person
 * @throws Error in words for the person
 */
export async function selfCheck(options: Options, say: Say): Promise<void> {
	const { level, account, out, goOnFrom } = options;
	if (level === 'plan') {
		for (const each of ['readOnly', 'validateOnly', 'sandbox'] as const) sayPlan(each, say);
		return;
	}
	for (const each of ['readOnly', 'validateOnly', 'sandbox'] as const) if (reaches(level, each)) sayPlan(each, say);
	const earlier = await earlierReport(goOnFrom);
	const session = await openSession({ credential: credentialOf(options) }, 120);
	const { environment, version: apiVersion } = session.graph;
	const unlike = earlier && unlikeEarlier(earlier, { level, environment, apiVersion });
	if (unlike) throw new Error(`${goOnFrom} ${unlike}. Begin anew.`);
	const { report, sent, left, retryAfter } = await carryOutCheck(session, {
		level,
		account,
		steps,
		tables: nodeTables,
		earlier,
	});
	await writeFile(out, `${JSON.stringify(report, null, '\t')}\n`);
	say(`\n${sent} calls. The report is in ${out}: look at it before you share it.`);
	if (left.length > 0) say(`Could not be deleted again: ${left.join(', ')}`);
	if (!report.finished) {
		const when = retryAfter === undefined ? 'later' : `in ${Math.ceil(retryAfter / 60)} minutes`;
		say(`Ended early: ${report.stoppedBy}. Go on ${when} with --go-on-from ${out}`);
	}
}
