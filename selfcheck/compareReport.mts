import { readFile } from 'node:fs/promises';

import difference from 'lodash/difference.js';

import { isAsWritten, readReport } from '../nodes/MetaAds/selfCheck/report/report.ts';
import { differences, type Difference } from './drift.mts';
import { emulatedReport } from './emulated.mts';
import { sourceOf } from './sources.mts';

const line = (found: Difference): string => {
	const { step, call, at, reported, emulated } = found;
	return `${step}\n  ${call}${at === '' ? '' : `  ${at}`}\n    reported: ${reported}\n    emulator: ${emulated}\n    rule:     ${sourceOf(found)}`;
};

/**
 * Compares a report of the self-check with what the emulator answers to the same calls.
 *
 * @param say gets each line for the person
 * @returns how many differences are sure
 * @throws Error in words for the person
 */
export async function compareReport(file: string | undefined, say: (text: string) => void): Promise<number> {
	if (file === undefined) throw new Error('Name a report: npm run drift self-check.json');
	const report = readReport(JSON.parse(await readFile(file, 'utf8')));
	if (typeof report === 'string') throw new Error(`${file} is no report of a self-check: ${report}`);
	if (report.level === 'plan') throw new Error(`${file} is a plan, of which nothing was called.`);
	if (!isAsWritten(report)) say('This report was changed after it was written: what differs proves less.\n');
	if (!report.finished) say(`The check ended early (${report.stoppedBy}): only what it has is compared.\n`);
	const all = differences(report, await emulatedReport(report.level, report.apiVersion));
	const empty = all.filter(({ mayBeEmpty }) => mayBeEmpty === true);
	const unset = all.filter(({ mayBeUnset }) => mayBeUnset === true);
	const sure = difference(all, [...empty, ...unset]);
	for (const found of sure) say(line(found));
	if (unset.length > 0) say('\nSettings that the accounts of the emulator may only not have:');
	for (const found of unset) say(line(found));
	if (empty.length > 0) say('\nNot there, which may only mean that they are empty in that account:');
	for (const found of empty) say(line(found));
	say(
		`\n${sure.length} differences, ${unset.length} settings, ${empty.length} fields that are missing. Questions it says something on: ${report.questions.join(', ') || 'none'}.`,
	);
	return sure.length;
}
