import type { IDataObject } from 'n8n-workflow';

import type { Verdict } from './operation';

/** What became of a row, by the columns that writes have alike; the first that holds counts. */
const OUTCOMES: ReadonlyArray<readonly [words: string, holds: (row: IDataObject) => boolean]> = [
	[
		'only checked',
		(row) => row.validated === true && ['changed', 'created', 'deleted', 'uploaded'].some((one) => one in row),
	],
	['deleted', ({ deleted }) => deleted === true],
	['changed', ({ changed }) => changed === true],
	['created', ({ created }) => created === true],
	['uploaded', ({ uploaded }) => uploaded === true],
	['already there', ({ created, uploaded }) => created === false || uploaded === false],
	['already as wanted', ({ changed }) => changed === false],
];

const isFailed = ({ failure }: Verdict): boolean => failure !== undefined;

/** A run that writes in one line, or null where its rows do not say what became of them. */
export function writeSummary(verdicts: ReadonlyArray<Verdict | undefined>): string | null {
	const endings = verdicts.flatMap((verdict) => verdict ?? []);
	const rows = endings.flatMap((verdict) => (verdict.rows ?? []).map(({ json }) => json));
	const outcomes = rows.flatMap((row) => OUTCOMES.find(([, holds]) => holds(row))?.[0] ?? []);
	if (outcomes.length === 0) return null;
	const failures = endings.filter(isFailed).length;
	const counts = OUTCOMES.flatMap(([words]) => {
		const count = outcomes.filter((one) => one === words).length;
		return count === 0 ? [] : [`${count} ${words}`];
	});
	return `${[...counts, ...(failures > 0 ? [`${failures} failed`] : [])].join(', ')}.`;
}
