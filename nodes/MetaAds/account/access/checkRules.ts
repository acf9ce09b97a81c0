import type { TokenFacts } from '../../../meta/token';

export interface CheckRules {
	/** Meta's present time, in milliseconds. */
	readonly now: number;
	/** Days ahead of an end from which it is a problem. */
	readonly warnDays: number;
	/** Permissions whose absence is a problem. */
	readonly needed: readonly string[];
}

/** The token's own permissions where Meta told them, else what was granted to the app; undefined when neither is known. */
export const scopesOf = ({ granted, details }: TokenFacts): readonly string[] | undefined =>
	details.value?.scopes ?? granted.value;
