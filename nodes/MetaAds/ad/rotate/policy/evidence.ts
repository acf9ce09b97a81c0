/** Why there is no number. It is never taken for zero: zero results would speak against an ad. */
export interface Unknown {
	readonly unknown: string;
}

export type Evidence = number | Unknown;

export const isUnknown = (evidence: Evidence): evidence is Unknown => typeof evidence !== 'number';
