import { confirmed } from '../../../facts/confirmed.mts';

/** What Meta really does, where a report of a real ad account has shown it; until then what the emulator assumes. */
export function asConfirmed<T extends string | number>(question: number, assumed: T, facts = confirmed): T {
	const value = facts[question]?.value;
	return typeof value === typeof assumed ? (value as T) : assumed;
}
