import { reviewOf } from '../meta/review/adReview';
import { adUrl } from '../shared/adsManager';
import type { GraphObject } from '../shared/graph/object';
import type { AccountFacts } from '../shared/node/session';
import type { Happening } from './event';
import type { LogHappening } from './logEvents';
import type { Memory } from './memory';

/** Meta's two clocks, the log's and the answer's, may differ by some seconds, and a poll takes some. */
const CLOCK_SLACK = 60_000;

const words: Readonly<Record<string, string>> = {
	approved: 'Meta approved the ad',
	'partly rejected': 'Meta rejected the ad for some placements:',
	rejected: 'Meta rejected the ad',
	'in review': 'Meta is reviewing the ad',
};

/** States in which the review itself shows. A pause, an issue or a missing payment hides it: they tell nothing about it. */
const stateIn = (ad: GraphObject): string | null => {
	const { state } = reviewOf(ad);
	return words[state] === undefined ? null : state;
};

/** Marks the last state of an ad whose review does not show now. */
const HIDDEN = '~';

/**
 * Gives verdicts their names. An ad's state shows a verdict at once and without its time, the log shows it hours later
 * with it, and either can miss it; to be told once, both have to come to the same name. It is made of the ad, the verdict,
 * the last anchor before it, and its number among equal ones since.
 */
class VerdictNames {
	readonly verdicts: Record<string, readonly [told: number, logged: number]>;

	constructor(
		private readonly anchors: readonly number[],
		verdicts: Memory['verdicts'],
	) {
		this.verdicts = { ...verdicts };
	}

	private anchorAt(time: number): number {
		return this.anchors.filter((anchor) => anchor <= time).at(-1) ?? this.anchors[0];
	}

	private place(ad: string, value: string, anchor: number): string {
		return `${ad} ${value === 'partly rejected' ? 'rejected' : value} ${anchor}`;
	}

	/** Of a change seen in the state, which lies after the last anchor. */
	ofState(ad: string, value: string): readonly unknown[] {
		return this.next(this.place(ad, value, this.anchors.at(-1) ?? 0), 0);
	}

	/** Of the log's entry, or null where the state has told this one. */
	ofLog(ad: string, value: string, time: number): readonly unknown[] | null {
		const places = [time, time - CLOCK_SLACK, time + CLOCK_SLACK].map((near) => this.place(ad, value, this.anchorAt(near)));
		const known = places.find((place) => this.isOpen(place));
		if (known === undefined) return this.next(places[0], 1);
		const [told, logged] = this.verdicts[known];
		this.verdicts[known] = [told, logged + 1];
		return null;
	}

	/** Told by the state and not yet met in the log. */
	private isOpen(place: string): boolean {
		const [told, logged] = this.verdicts[place] ?? [0, 0];
		return logged < told;
	}

	private next(place: string, logged: number): readonly unknown[] {
		const [told, met] = this.verdicts[place] ?? [0, 0];
		this.verdicts[place] = [told + 1, met + logged];
		return ['verdict', place, told];
	}
}

export interface ReviewChanges {
	readonly happenings: readonly Happening[];
	readonly reviews: Record<string, string>;
	readonly verdicts: Memory['verdicts'];
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
export function reviewChanges(ads: readonly GraphObject[], verdicts: readonly LogHappening[], memory: Memory, account: AccountFacts, first: boolean): ReviewChanges {
	const names = new VerdictNames(memory.anchors, memory.verdicts);
	const happenings: Happening[] = [];
	const reviews: Record<string, string> = {};
	for (const ad of ads) {
		const id = String(ad.id);
		const known = memory.reviews[id];
		const wasHidden = known?.startsWith(HIDDEN) ?? false;
		const before = wasHidden ? known.slice(HIDDEN.length) : (known ?? '');
		const state = stateIn(ad);
		reviews[id] = state ?? `${HIDDEN}${before}`;
		// An approval that shows when a pause ends can be long past: the log tells it, with its time.
		if (first || state === null || state === before || (wasHidden && state === 'approved')) continue;
		happenings.push(happeningOf(ad, before, state, names.ofState(id, state), account));
	}
	const logged = verdicts.flatMap((verdict) => {
		const identity = names.ofLog(verdict.objectId, String(verdict.newValue), verdict.at);
		return identity === null ? [] : [{ ...verdict, identity }];
	});
	return { happenings, reviews, verdicts: names.verdicts, logged };
}

function happeningOf(ad: GraphObject, before: string, state: string, identity: readonly unknown[], account: AccountFacts): Happening {
	const { feedback, nextStep } = reviewOf(ad);
	const id = String(ad.id);
	const name = typeof ad.name === 'string' ? ad.name : null;
	return {
		event: 'reviewChanged',
		level: 'ad',
		identity,
		summary: `${words[state]} “${name ?? id}”.`,
		objectId: id,
		objectName: name,
		oldValue: before === '' ? null : before,
		newValue: state,
		actorName: null,
		eventTime: null,
		details: feedback,
		nextStep,
		adsManagerUrl: adUrl(account.id, id),
	};
}
