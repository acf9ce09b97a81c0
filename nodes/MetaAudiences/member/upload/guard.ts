import { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import type { Rows } from './listSize';
import { TOLD_KEYS, type Shares } from './sessionNumber';

/** What a list may not shrink below. */
export interface Limits {
	/** Rows to send, 0 or more. */
	readonly minimumRows: number;
	/** Percent of the list as it was that must remain: 50 unless chosen, 0 to 100. */
	readonly keepAtLeast: number;
}

/** What the shrink guard looks at; numbers of rows, not of people Meta recognises. */
export interface Shrink extends Limits {
	/** Rows that would be sent: valid, consented, unique. */
	readonly rows: number;
	/** Rows of the list as it is: at most for a replacement, at least for a removal. */
	readonly before: Rows;
}

/** What must remain where the form does not ask: Remove People Without Consent. */
const KEPT_WITHOUT_ASKING = 50;

const inRows = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;

const percentOf = (part: number, whole: number): number => Math.floor((part * 100) / whole);

/** How the length of a list becomes known, for those who have to find out. */
const COUNT_ONCE =
	'Look at the list in Ads Manager first. A complete Replace makes its length known to this node for all later runs.';

/**
 * Whether a list would shrink more than somebody who set this up expects. An export that broke off, a filter that matches
 * nobody or a wrong column would otherwise empty an audience that ads run on. A length nobody knows holds, too, except in the
 * first run on a small list: most begin with one, and a note says that nothing was compared.
 *
 * @returns null when the list may be replaced
 */
export function replaceProblem({ rows, before, minimumRows, keepAtLeast }: Shrink): InputProblem | null {
	if (rows === 0) {
		return new InputProblem(
			['columns'],
			'leave nobody to send: the list would be empty',
			'Look at the rejected rows and at Consent. To empty an audience on purpose, delete it or remove its people.',
		);
	}
	return allOf([tooFewProblem(rows, minimumRows), keepProblem(rows, before, keepAtLeast)]);
}

const tooFewProblem = (rows: number, minimumRows: number): InputProblem | null =>
	rows < minimumRows
		? new InputProblem(
				['minimumRows'],
				`is ${inRows(minimumRows)}, and only ${inRows(rows)} can be sent`,
				'Check that the export is complete. If it is, lower Stop Below (Rows).',
			)
		: null;

function keepProblem(rows: number, before: Rows, keepAtLeast: number): InputProblem | null {
	if (keepAtLeast === 0) return null;
	if (!before.isKnown) {
		if (before.isSmall) return null;
		return new InputProblem(
			['keepAtLeast'],
			`is ${keepAtLeast} %, and how long the list is now is unknown: ${before.reason}`,
			`If the export is complete, set Stop Below (% of List) to 0 for this run. ${COUNT_ONCE}`,
		);
	}
	if (rows >= (before.rows * keepAtLeast) / 100) return null;
	const change = `from ${inRows(before.rows)} to ${inRows(rows)} (${percentOf(rows, before.rows)} %)`;
	return new InputProblem(
		['keepAtLeast'],
		`is ${keepAtLeast} %, and the list would come down ${change}`,
		'Check that the export is complete. If the list is meant to shrink, lower Stop Below (% of List) for this run.',
	);
}

const KEY_NAMES: Readonly<Record<keyof Shares, string>> = { EMAIL: 'an email', PHONE: 'a phone' };

/**
 * Whether one way of finding people would go, though as many rows are sent: an email column of `#REF!` beside a customer ID
 * leaves every row, and next to nobody whom Meta recognises.
 *
 * @param shares of the rows that would be sent
 * @param before rows the list had with each key, at least; null where nobody knows, which the number of rows then judges
 */
export function keyProblem(
	shares: Shares,
	rows: number,
	before: Shares | null,
	{ keepAtLeast }: Limits,
): InputProblem | null {
	if (before === null) return null;
	const lostKey = TOLD_KEYS.find((key) => shares[key] * rows < (Math.floor(before[key]) * keepAtLeast) / 100);
	if (lostKey === undefined) return null;
	const [was, left] = [Math.floor(before[lostKey]), Math.round(shares[lostKey] * rows)];
	return new InputProblem(
		['keepAtLeast'],
		`is ${keepAtLeast} %, and rows with ${KEY_NAMES[lostKey]} would come down from at least ${was.toLocaleString('en')} to ` +
			`${left.toLocaleString('en')} (${percentOf(left, was)} %)`,
		'Check that column in the export: the result of a Dry Run names what cannot be used in it. If it is meant to be gone, ' +
			'lower Stop Below (% of List) for this run.',
	);
}

/** @returns null when the people may be taken out */
export function removeProblem(shrink: Shrink): InputProblem | null {
	const { rows, before, minimumRows, keepAtLeast } = shrink;
	if (rows === 0) return null;
	if (!before.isKnown) return unknownBefore(before.reason, shrink);
	const left = Math.max(0, before.rows - rows);
	// Of a list nobody is in, nobody can be taken out.
	if (before.rows === 0) return null;
	if (left < minimumRows) {
		return new InputProblem(
			['minimumRows'],
			`is ${inRows(minimumRows)}, and of about ${inRows(before.rows)} no more than ${inRows(left)} would be left`,
			'Check the rows to remove. If they are right, lower Stop Below (Rows).',
		);
	}
	if (left >= (before.rows * keepAtLeast) / 100) return null;
	return new InputProblem(
		['keepAtLeast'],
		`is ${keepAtLeast} %, and ${inRows(rows)} of about ${inRows(before.rows)} would be removed`,
		'Check the rows to remove. If they are right, lower Stop Below (% of List) for this run.',
	);
}

function unknownBefore(reason: string, { minimumRows, keepAtLeast }: Limits): InputProblem | null {
	const unknown = `and how long the list is now is unknown: ${reason}`;
	if (keepAtLeast > 0) {
		const advice = `If the rows to remove are right, set Stop Below (% of List) to 0 for this run. ${COUNT_ONCE}`;
		return new InputProblem(['keepAtLeast'], `is ${keepAtLeast} %, ${unknown}`, advice);
	}
	if (minimumRows === 0) return null;
	const advice = `If the rows to remove are right, set Stop Below (Rows) to 0 for this run. ${COUNT_ONCE}`;
	return new InputProblem(['minimumRows'], `is ${inRows(minimumRows)}, ${unknown}`, advice);
}

/**
 * Whether those without consent may be taken out beside an addition, whose form asks for no limits. Whoever is added in the
 * same run stays: most who are taken out of a list every night have never been in it.
 */
export function consentProblem(rows: number, additions: number, before: Rows): InputProblem | null {
	if (before.isKnown) {
		const left = Math.max(before.rows - rows, additions);
		if (left >= (before.rows * KEPT_WITHOUT_ASKING) / 100) return null;
	}
	const why = before.isKnown
		? `would take ${inRows(rows)} out of about ${inRows(before.rows)}, more than half`
		: `would take ${inRows(rows)} out, and how long the list is now is unknown: ${before.reason}`;
	const advice = before.isKnown
		? 'Check the consent column. If it is right, take these people out with Remove, whose Stop Below (% of List) you can lower.'
		: 'Run this step once without the option, or take these people out with Remove and Stop Below (% of List) 0: what was added ' +
			'shows the length from then on.';
	return new InputProblem(['options', 'removeWithoutConsent'], why, advice);
}
