import { reviewOf } from '../../meta/review/adReview';
import { adUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import { existing } from '../../shared/lists';
import type { AccountFacts } from '../../shared/node/session/session';
import { nobodyKnown, type Happening } from './event';
import type { LogHappening } from './logEvents';
import type { TriggerMemory } from './memory';

/** Meta's two clocks, the log's and the answer's, may differ by some seconds, and a poll takes some. */
const CLOCK_SLACK = 60_000;

const words: Readonly<Record<string, string>> = {
	approved: 'Meta approved the ad',
	'partly rejected': 'Meta rejected the ad for some placements:',
	rejected: 'Meta rejected the ad',
	'in review': 'Meta is reviewing the ad',
};

/** A state in which the review itself shows. */
interface Review {
	readonly state: string;
	readonly inWords: string;
}

/** A pause, an issue or a missing payment hides the review: such states tell nothing about it. */
function reviewIn(ad: GraphObject): Review | null {
	const { state } = reviewOf(ad);
	const inWords = words[state];
	return inWords === undefined ? null : { state, inWords };
}

/** Marks the last state of an ad whose review does not show now. */
const HIDDEN = '~';

/**
 * Gives verdicts their names. An ad's state shows a verdict at once and without its time. The log shows it hours later
 * with its time, and either can miss it. To be told once, both have to come to the same name. It is made of the ad, the
 * verdict, the last anchor before it, and its number among equal ones since.
 */
class VerdictNames {
	readonly verdicts: Record<string, readonly [told: number, logged: number]>;

	constructor(
		private readonly anchors: readonly number[],
		verdicts: TriggerMemory['verdicts'],
	) {
		this.verdicts = { ...verdicts };
	}

	private anchorAt(time: number): number {
		const anchor = this.anchors.filter((moment) => moment <= time).at(-1) ?? this.anchors[0];
		return existing(anchor, 'the moment a verdict is named by');
	}

	private place(ad: string, value: string, anchor: number): string {
		return `${ad} ${value === 'partly rejected' ? 'rejected' : value} ${anchor}`;
	}

	/** Of a change seen in the state, which lies after the last anchor. */
	ofState(ad: string, value: string): readonly unknown[] {
		return this.next(this.place(ad, value, this.anchorAt(Infinity)), 0);
	}

	/** Of the log's entry, or null where the state has told this one. */
	ofLog(ad: string, value: string, time: number): readonly unknown[] | null {
		const placeAt = (moment: number): string => this.place(ad, value, this.anchorAt(moment));
		const ownPlace = placeAt(time);
		const knownPlace = [ownPlace, placeAt(time - CLOCK_SLACK), placeAt(time + CLOCK_SLACK)].find((place) =>
			this.isOpen(place),
		);
		if (knownPlace === undefined) return this.next(ownPlace, 1);
		const [toldCount, logChanges] = this.counts(knownPlace);
		this.verdicts[knownPlace] = [toldCount, logChanges + 1];
		return null;
	}

	private counts(place: string): readonly [told: number, logged: number] {
		return this.verdicts[place] ?? [0, 0];
	}

	/** Told by the state and not yet met in the log. */
	private isOpen(place: string): boolean {
		const [toldCount, logChanges] = this.counts(place);
		return logChanges < toldCount;
	}

	private next(place: string, logTime: number): readonly unknown[] {
		const [toldCount, met] = this.counts(place);
		this.verdicts[place] = [toldCount + 1, met + logTime];
		return ['verdict', place, toldCount];
	}
}

export interface ReviewChanges {
	readonly happenings: readonly Happening[];
	readonly reviews: Record<string, string>;
	readonly verdicts: TriggerMemory['verdicts'];
	/** Log entries that tell what no state has told. */
	readonly logged: readonly LogHappening[];
}

/**
 * What ads' states and the log's verdicts tell since the last poll. The state is there at once, where the log comes late
 * and can lack entries; what comes and goes between two polls is in the log alone.
 *
 * @param verdicts entries of the log that were not read before
 * @param first nothing is told, only remembered
 */
export function reviewChanges(
	ads: readonly GraphObject[],
	verdicts: readonly LogHappening[],
	memory: TriggerMemory,
	account: AccountFacts,
	first: boolean,
): ReviewChanges {
	const names = new VerdictNames(memory.anchors, memory.verdicts);
	const happenings: Happening[] = [];
	const reviews: Record<string, string> = {};
	for (const ad of ads) {
		const id = String(ad.id);
		const { before, wasHidden } = lastOf(memory, id);
		const review = reviewIn(ad);
		reviews[id] = review?.state ?? `${HIDDEN}${before}`;
		if (first || review === null || review.state === before) continue;
		// An approval that shows when a pause ends can be long past: the log tells it, with its time.
		if (wasHidden && review.state === 'approved') continue;
		const identity = names.ofState(id, review.state);
		happenings.push({ ...happeningOf(ad, review, account), identity, oldValue: before === '' ? null : before });
	}
	const logChanges = verdicts.flatMap((verdict) => {
		const identity = names.ofLog(verdict.objectId, String(verdict.newValue), verdict.at);
		return identity === null ? [] : [{ ...verdict, identity }];
	});
	return { happenings, reviews, verdicts: names.verdicts, logged: logChanges };
}

/** The last review state of an ad that showed; '' where none did. */
function lastOf({ reviews }: TriggerMemory, ad: string): { readonly before: string; readonly wasHidden: boolean } {
	const lastReview = reviews[ad] ?? '';
	const wasHidden = lastReview.startsWith(HIDDEN);
	return { before: wasHidden ? lastReview.slice(HIDDEN.length) : lastReview, wasHidden };
}

function happeningOf(
	ad: GraphObject,
	{ state, inWords }: Review,
	account: AccountFacts,
): Omit<Happening, 'identity' | 'oldValue'> {
	const { feedback, nextStep } = reviewOf(ad);
	const id = String(ad.id);
	const name = typeof ad.name === 'string' ? ad.name : null;
	return {
		event: 'reviewChanged',
		level: 'ad',
		summary: `${inWords} “${name ?? id}”.`,
		objectId: id,
		objectName: name,
		newValue: state,
		...nobodyKnown,
		details: feedback,
		nextStep,
		adsManagerUrl: adUrl(account.id, id),
	};
}
