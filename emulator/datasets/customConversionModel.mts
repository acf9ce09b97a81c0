import type { Account } from '../world/basics.mts';

/** A conversion that an advertiser has defined by a rule (spec object CustomConversion). */
export interface CustomConversion {
	kind: 'CustomConversion';
	id: string;
	account: Account;
	name: string;
	description?: string;
	/** JSON text as it was sent. */
	rule: string;
	dataset: string;
	customEventType?: string;
	defaultConversionValue: number;
	creationTime: number;
	firstFiredTime?: number;
	lastFiredTime?: number;
	isArchived: boolean;
	/** Flagged since 2025-09-02 for what its name or rule tells of people (Meta: reference/custom-conversion). */
	isUnavailable: boolean;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		CustomConversion: CustomConversion;
	}
}
