import type { Limits } from './guard';

interface Addition {
	readonly action: 'add';
	/** Takes people without consent out in the same run. */
	readonly removeWithoutConsent: boolean;
}

interface Removal {
	readonly action: 'remove';
	readonly limits: Limits;
}

interface Replacement {
	readonly action: 'replace';
	readonly limits: Limits;
	readonly restartUnfinished: boolean;
}

/** What a run does with its people: all that holds for every item of it. */
export type MemberChange = (Addition | Removal | Replacement) & {
	/** What the Members output holds. */
	readonly result: 'totals' | 'contacts';
};
