/** What the shrink guard looks at; numbers of rows, not of people Meta recognises. */
export interface Shrink {
	readonly action: 'remove' | 'replace';
	/** Rows that would be sent: valid, consented, unique. */
	readonly rows: number;
	/** Rows of the list as it is, as far as known. */
	readonly before: number | null;
	/** The list may not come down below this. */
	readonly minimumRows: number;
	/** Percent of `before` that must remain. */
	readonly keepAtLeast: number;
}

export interface Refusal {
	readonly field: string;
	/** Goes on after the field's label. */
	readonly message: string;
	readonly advice: string;
}

const people = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;

/**
 * Whether a list would shrink more than somebody who set this up expects. An export that broke off, a filter that matches
 * nobody or a wrong column would otherwise empty an audience that ads run on.
 *
 * @returns null when the change may be made
 */
export function shrinkProblem({ action, rows, before, minimumRows, keepAtLeast }: Shrink): Refusal | null {
	if (action === 'replace') {
		if (rows === 0) return { field: 'columns', message: 'leave nobody to send: the list would be empty', advice: 'Look at the rejected rows and at Consent. To empty an audience on purpose, delete it or remove its people.' };
		if (rows < minimumRows) return { field: 'minimumRows', message: `is ${people(minimumRows)}, and only ${people(rows)} can be sent`, advice: 'Check that the export is complete. If it is, lower Minimum Rows.' };
		if (before !== null && rows < (before * keepAtLeast) / 100) {
			return {
				field: 'keepAtLeast',
				message: `is ${keepAtLeast} %, and the list would come down from ${people(before)} to ${people(rows)} (${percent(rows, before)} %)`,
				advice: 'Check that the export is complete. If the list is meant to shrink, lower Keep at Least for this run.',
			};
		}
		return null;
	}
	if (before === null || rows === 0) return null;
	const left = Math.max(0, before - rows);
	if (left < minimumRows) return { field: 'minimumRows', message: `is ${people(minimumRows)}, and of about ${people(before)} no more than ${people(left)} would be left`, advice: 'Check the rows to remove. If they are right, lower Minimum Rows.' };
	if (left < (before * keepAtLeast) / 100) {
		return {
			field: 'keepAtLeast',
			message: `is ${keepAtLeast} %, and ${people(rows)} of about ${people(before)} would be removed`,
			advice: 'Check the rows to remove. If they are right, lower Keep at Least for this run.',
		};
	}
	return null;
}

const percent = (part: number, whole: number): number => Math.floor((part * 100) / whole);
