import type { Business } from '../world/basics.mts';

/** An experiment of a business: people are split over its cells (Meta: marketing-api/reference/ad-study). */
export interface AdStudy {
	kind: 'AdStudy';
	id: string;
	business: Business;
	name: string;
	description?: string;
	type: string;
	startTime: number;
	endTime: number;
	canceledTime?: number;
	createdTime: number;
	updatedTime: number;
}

/** A share of the people, and the ad sets they see (spec object AdStudyCell). */
export interface AdStudyCell {
	kind: 'AdStudyCell';
	id: string;
	studyId: string;
	name: string;
	treatmentPercentage: number;
	adSetIds: string[];
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		AdStudy: AdStudy;
		AdStudyCell: AdStudyCell;
	}
}
