import type { IDataObject } from 'n8n-workflow';

import type { NodeResult } from '../../engine/support/harness.mts';

export const kinds = ['crashes', 'hangs', 'wrong successes', 'raw texts', 'odd cells'] as const;
export type Kind = (typeof kinds)[number];

/** Longer than any step takes whose waits take no time. */
const HANG_MS = 20_000;

/** Words of the language and its libraries, not ours. */
const CRASH =
	/Cannot (read|set|convert|destructure|mix)|is not (a function|iterable|defined|a constructor)|is not an object|Maximum call stack|Invalid (array length|count|time value|string length)|has no method|TypeError|RangeError|SyntaxError/;
const RAW =
	/Expected \w+, received|Unexpected (token|end of JSON)|Invalid (input|enum value)|<!DOCTYPE|<html|\[object \w+\]/i;
const ODD = /^(undefined|NaN|-?Infinity|null|Invalid DateTime|Invalid Date|\[object \w+\])$/;

function oddCells(value: unknown, path: string): string[] {
	if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path}: ${value}`];
	if (typeof value === 'string') return ODD.test(value) ? [`${path}: ${value}`] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) =>
		key === 'undefined' || key === 'NaN' ? [`${path}.${key}`] : oddCells(one, `${path}.${key}`),
	);
}

/** What people read of a failure; what Meta itself said stands in `details`, as Meta said it. */
const saidIn = ({ message, description }: { message?: unknown; description?: unknown }): string =>
	[message, description].filter((part) => typeof part === 'string').join('\n');

/** What is wrong with how a step ended, whatever it was given. */
export function judge({ outputs, error, hints }: NodeResult): Array<readonly [Kind, string]> {
	const rows = outputs.flat().map(({ json }) => json);
	const failures = [
		...rows.flatMap(({ error: said }) => (said === undefined ? [] : [String(said)])),
		error ? saidIn(error) : '',
	];
	const said = [...failures, ...hints.map(({ message }) => message)];
	return [
		...said.filter((text) => CRASH.test(text)).map((text) => ['crashes', text.slice(0, 300)] as const),
		...said.filter((text) => RAW.test(text)).map((text) => ['raw texts', text.slice(0, 300)] as const),
		...said
			.filter((text) => text.length > 3_000)
			.map((text) => ['raw texts', `${text.slice(0, 100)}… (${text.length} characters)`] as const),
		...rows.flatMap((row: IDataObject) => oddCells(row, '')).map((cell) => ['odd cells', cell] as const),
	];
}

export interface Tally {
	readonly name: string;
	runs: number;
	readonly findings: Array<{ readonly kind: Kind; readonly seed: number; readonly what: string }>;
}

/** Runs a step in the time it may take; one that does not end is a finding itself. */
export async function timed(
	tally: Tally,
	seed: number,
	name: string,
	work: () => Promise<NodeResult>,
): Promise<NodeResult | null> {
	tally.runs++;
	const note = (kind: Kind, what: string): void => void tally.findings.push({ kind, seed, what: `${name}: ${what}` });
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), HANG_MS)));
	try {
		const result = await Promise.race([work(), late]);
		if (result === null) note('hangs', `no end after ${HANG_MS / 1000} s`);
		else for (const [kind, what] of judge(result)) note(kind, what);
		return result;
	} catch (thrown) {
		const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
		// n8n itself looks at the form before the node is asked, and refuses one that lacks what it needs.
		if (!/WorkflowHasIssuesError|checkReadyForExecution/.test(`${(thrown as Error).name} ${stack}`))
			note('crashes', stack.slice(0, 600));
		return null;
	} finally {
		clearTimeout(timer);
	}
}
