import type { GateName } from '../../gates/gates';
import type { FailureKind } from '../failureKind';

/** For answers that their subcode or their text alone tells apart: Meta sends them with several codes. */
export const ANY_CODE = [1, 99_999] as const;

/** One known answer of Meta's: how to recognise it, what it means, what to do. */
export interface Explanation {
	/** A code, or a first and last one. */
	readonly code: number | readonly [number, number];
	/** A subcode, null for "none sent", nothing for "any". */
	readonly subcode?: number | null;
	/** Only where Meta gives nothing but text to tell two causes apart. */
	readonly says?: RegExp;
	readonly kind: FailureKind;
	readonly message: string;
	readonly advice: string;
	/** Seconds, where Meta documents a fixed block. */
	readonly retryAfter?: number;
	readonly worthWaiting?: boolean;
	/** Asked once more, a read can go through: the same answer stands for passing trouble as well. */
	readonly mayPass?: boolean;
	/** The gate that is shut, where the code says so and nothing else can be meant. */
	readonly gate?: GateName;
}
