import type { Account } from '../world/basics.mts';

/** A period with a raised budget (spec object HighDemandPeriod; Meta: marketing-api/reference/ad-campaign/budget_schedules). */
export interface HighDemandPeriod {
	kind: 'HighDemandPeriod';
	id: string;
	account: Account;
	/** The campaign or ad set it belongs to. */
	ownerId: string;
	/** Minor units to add, or percent to raise by ("140 could be $140 or 140%"). */
	budgetValue: number;
	budgetValueType: 'ABSOLUTE' | 'MULTIPLIER';
	timeStart: number;
	timeEnd: number;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		HighDemandPeriod: HighDemandPeriod;
	}
}
