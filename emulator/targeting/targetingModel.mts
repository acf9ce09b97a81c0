import type { TargetingOption } from './options.mts';

/** A row of targetingsearch, targetingbrowse, targetingsuggestions or targetingvalidation; not stored. */
export interface TargetingRow {
	kind: 'TargetingUnified';
	id: string;
	option?: TargetingOption;
	/** Only targetingvalidation says it. */
	valid?: boolean;
	/** What was asked for, when nothing is known under it. */
	askedName?: string;
}

/** A delivery or reach estimate; not stored. */
export interface Estimate<K extends 'DeliveryEstimate' | 'ReachEstimate'> {
	kind: K;
	id: string;
	lower: number;
	upper: number;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		TargetingUnified: TargetingRow;
		DeliveryEstimate: Estimate<'DeliveryEstimate'>;
		ReachEstimate: Estimate<'ReachEstimate'>;
	}
}
