import type { GraphFailure } from '../../../shared/graph/error';

/** What became of one request's events as a whole. */
export type PartAnswer =
	| { readonly kind: 'taken' }
	| Refusal
	/** `unknown`: the answer was lost. `stopped`: any other would fare the same. */
	| { readonly kind: 'unknown' | 'stopped'; readonly failure: GraphFailure };

/** One of the events is why, and none was taken. */
interface Refusal {
	readonly kind: 'refused';
	readonly failure: GraphFailure;
	/** The place of the event that Meta blames, counted from 0 in its request; null where the answer names none. */
	readonly blamedPlace: number | null;
}

/** What became of one event. `unsent`: it was not tried. */
export type EventFate =
	| { readonly kind: 'sent' }
	| { readonly kind: 'refused' | 'unknown' | 'unsent'; readonly failure: GraphFailure };

/** Sends some events in one request. */
type SendGroup<E> = (group: readonly E[]) => Promise<PartAnswer>;

/** Bad ones from which on their number says how many a group may have. */
const TELLING = 3;

/**
 * Sends events of which single ones may be bad, until each is known: Meta takes all of a request or none.
 *
 * Where an answer names a bad event, those before it go first, then it goes alone: three requests more for each bad one.
 * Where none is named, the group is halved until one bad event stands alone, at one request a halving. When the first
 * half is taken, the bad one is in the other. What that leaves untried goes as one group again, and once several are
 * known, in groups of the size that holds one. One unnamed bad event of 1,000 costs eleven requests more.
 *
 * @param whyEnd asked after each bad one: why nothing more is tried, or null
 * @returns what became of each, in order
 */
export async function sendHalved<E>(
	events: readonly E[],
	send: SendGroup<E>,
	whyEnd: () => GraphFailure | null = () => null,
): Promise<EventFate[]> {
	return await new Halving(events, send, whyEnd).carryOut();
}

class Halving<E> {
	private readonly fates: EventFate[];
	/** Events before this place have their fate. */
	private at = 0;
	private bad = 0;
	/** Whether Meta named the bad event found last: then large groups stay cheap. */
	private isNamed = false;

	constructor(
		private readonly events: readonly E[],
		private readonly send: SendGroup<E>,
		private readonly whyEnd: () => GraphFailure | null,
	) {
		this.fates = new Array<EventFate>(events.length);
	}

	async carryOut(): Promise<EventFate[]> {
		while (this.at < this.events.length) {
			const to = this.at + this.groupSize();
			const answer = await this.tryTo(to);
			if (answer.kind === 'refused') await this.isolate(to, answer);
		}
		return this.fates;
	}

	/** Sends the events up to a place; all but refused ones have their fate then. */
	private async tryTo(to: number): Promise<PartAnswer> {
		const answer = await this.send(this.events.slice(this.at, to));
		if (answer.kind === 'taken') this.settle(to, { kind: 'sent' });
		else if (answer.kind === 'unknown') this.settle(to, { kind: 'unknown', failure: answer.failure });
		else if (answer.kind === 'stopped') this.settle(this.events.length, { kind: 'unsent', failure: answer.failure });
		return answer;
	}

	/** Among the events up to `end` one is bad: finds the first. */
	private async isolate(end: number, refusal: Refusal): Promise<void> {
		let [to, why, namedPlace] = [end, refusal, this.placeNamedIn(refusal)];
		while (to - this.at > 1) {
			const part = this.placeToSplit(to, namedPlace);
			const answer = await this.tryTo(part);
			if (answer.kind === 'refused') [to, why, namedPlace] = [part, answer, this.placeNamedIn(answer)];
			// What was lost tells nothing of the other part.
			else if (answer.kind !== 'taken') return;
		}
		this.settle(to, { kind: 'refused', failure: why.failure });
		this.bad += 1;
		this.isNamed = why.blamedPlace !== null;
		const reason = this.whyEnd();
		if (reason !== null) this.settle(this.events.length, { kind: 'unsent', failure: reason });
	}

	/** The named event's place among all: its request began at the first event without a fate. */
	private placeNamedIn({ blamedPlace }: Refusal): number | null {
		return blamedPlace === null ? null : this.at + blamedPlace;
	}

	/** Before the named event, then behind it. Half of the group where none is named, or where the name proved wrong. */
	private placeToSplit(to: number, namedPlace: number | null): number {
		if (namedPlace !== null && namedPlace > this.at && namedPlace < to) return namedPlace;
		if (namedPlace === this.at) return this.at + 1;
		return this.at + Math.floor((to - this.at) / 2);
	}

	private settle(to: number, fate: EventFate): void {
		this.fates.fill(fate, this.at, to);
		this.at = to;
	}

	/** All that is left while few bad ones are known or Meta names them; then as many as hold one by what was seen. */
	private groupSize(): number {
		const left = this.events.length - this.at;
		if (this.bad < TELLING || this.isNamed) return left;
		const expected = Math.max(1, (this.bad * left) / this.at);
		return Math.min(left, 2 ** Math.ceil(Math.log2(left / expected)));
	}
}
