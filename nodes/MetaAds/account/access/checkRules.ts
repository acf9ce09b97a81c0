export interface CheckRules {
	/** Meta's present time, in milliseconds. */
	readonly now: number;
	/** Days ahead of an end from which it is a problem. */
	readonly warnDays: number;
	/** Permissions whose absence is a problem. */
	readonly needed: readonly string[];
}
