import type { Selection } from '../selection';
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

/** The whole list anew. */
interface Replacement {
	readonly action: 'replace';
	readonly limits: Limits;
	readonly restartUnfinished: boolean;
}

/** A replacement that also fills a list nobody was ever uploaded to, which Meta does not replace. */
interface Synchronisation extends Omit<Replacement, 'action'> {
	readonly action: 'sync';
	/** Which of the contacts belong; null for all. */
	readonly selection: Selection | null;
}

/** What a run does with its people: all that holds for every item of it. */
export type MemberChange = (Addition | Removal | Replacement | Synchronisation) & {
	/** What the output Result shows. */
	readonly result: 'totals' | 'contacts';
};

/** Whether the people are all who may be in the list afterwards. */
export const isWhole = (change: MemberChange): change is MemberChange & (Replacement | Synchronisation) =>
	change.action === 'replace' || change.action === 'sync';
