/** Why there is no number: the end of a sentence. It is never taken for zero, and no default stands in for it. */
export interface Unknown {
	readonly unknown: string;
}

/** A number that is known, or unknown with its reason. */
export type Evidence = number | Unknown;

export const isUnknownEvidence = (evidence: Evidence): evidence is Unknown => typeof evidence !== 'number';

/** What makes a number of a report unknown. */
export const whyUnknown = {
	noColumn: (column: string): Unknown => ({ unknown: `there is no column “${column}”` }),
	empty: (column: string): Unknown => ({ unknown: `the column “${column}” is empty` }),
	severalKinds: (kinds: readonly string[]): Unknown => ({
		unknown: `the ads count results of different kinds (${kinds.join(', ')})`,
	}),
	incomplete: { unknown: 'the report says that it is not complete' },
} as const;

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * What a report says of itself, as Meta Insights marks its rows; a table may have made text of it. Nothing said is as good
 * as complete, since tables of another making say nothing; anything but a clear yes is not.
 */
export const saysIncomplete = (value: unknown): boolean => !isEmpty(value) && !/^(true|1)$/i.test(String(value).trim());
