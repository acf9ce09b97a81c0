import type { AccessTier, Usage } from './usage';

/**
 * Meta's score of an app at an ad account (Marketing API, "Rate limiting"). It says what a request costs, how many
 * points there are for a tier, and for how long a point counts. Above the most, everything is refused for minutes.
 */
export const POINTS = { read: 1, change: 3 } as const;
const MOST: Readonly<Record<AccessTier, number>> = { development_access: 60, standard_access: 9000 };
const COUNTED_MS = 300_000;

/** Meta throttles at 100 percent: one change less than that is all that is used. */
const LEFT_OVER = POINTS.change;
/** Percentages are rounded: what is less than this is nobody's. */
const ROUNDING = 0.5;
/** Where others draw on the score, what was heard longer ago is old: each of them may send several calls a second. */
const FRESH_MS = 500;
/** Where others draw on it, what is under way takes this part of the room; after a silence the smaller one. */
const PART = { fresh: 12, silent: 48 } as const;
/** As many may send such a call at the same moment, and one of them a read before it: so much stays free. */
const ROOM_FOR = 4;
/** What stays free where nothing was heard for longer than `FRESH_MS`: what others have sent since. */
const FREE_AFTER_SILENCE = 18;
/** When our own calls under way hold the room, their answers will tell. */
const UNDER_WAY_MS = 200;
/** In how many parts points are spread of which it is not known when they came. */
const SPREAD = 10;
/** Nobody else was heard of for so long: then nobody else is there. */
const ALONE_AFTER_MS = 2_000;

/** Points that left this process. They count from when Meta takes them, which is at the latest when it answers. */
interface Own {
	readonly points: number;
	answeredAt: number | null;
}

interface Others {
	points: number;
	readonly until: number;
}

export interface AllowedChanges {
	/** How many of the requests may leave now, in their order. */
	readonly count: number;
	/** If none may: in how many milliseconds the first one may. */
	readonly afterMs: number;
}

const sum = (entries: ReadonlyArray<{ readonly points: number }>): number =>
	entries.reduce((total, { points }) => total + points, 0);

/**
 * What is known of one account's score. Workers do not know each other, and Meta tells each the sum only: what is in it
 * and did not leave here is others'. A hint like all that is remembered, it may delay a call and never forbids one.
 */
export class Score {
	private own: Own[] = [];
	private others: Others[] = [];
	/** When the first of all these ends. A list of 20,000 pages would look through all of them 20,000 times. */
	private firstEnd = Infinity;
	/** Unknown until a header names the tier. */
	private most?: number;
	private heardAt = -Infinity;
	/** Since when it has been heard of without a pause. */
	private knownSince = -Infinity;

	constructor(private readonly now: () => number) {}

	/** Whether somebody else draws on it at present. */
	get isShared(): boolean {
		this.forget();
		return sum(this.others) > ROUNDING;
	}

	/** @returns to be called when the answer has come, or will not come any more */
	spend(points: number): () => void {
		const spending: Own = { points, answeredAt: null };
		this.own.push(spending);
		return () => {
			spending.answeredAt = this.now();
			this.endsAt(spending.answeredAt + COUNTED_MS);
		};
	}

	/** @param leftAt when the request left whose answer brought these: all that was answered before is in them */
	hear(usages: readonly Usage[], leftAt: number): void {
		const now = this.now();
		const isNews = now - this.heardAt > COUNTED_MS;
		if (isNews) this.knownSince = now;
		this.heardAt = now;
		const usage = usages.find(({ source, tier }) => source === 'account' && tier !== undefined);
		if (usage?.tier === undefined) return;
		this.most = MOST[usage.tier];
		// Whether counting starts anew after a block is not documented (UNCONFIRMED 86): the first answer after it tells.
		if (usage.percent >= 100) return this.startAnew();
		this.forget();
		const total = (usage.percent / 100) * this.most;
		const countedSpendings = this.own.filter(({ answeredAt }) => answeredAt !== null && answeredAt <= leftAt);
		const newOfOthers = total - sum(this.own) - sum(this.others);
		if (newOfOthers > ROUNDING) {
			// An account that is busy when we come: its points came over all the time that counts.
			const isOld = isNews && newOfOthers > this.most / 2;
			const come = isOld ? spread(newOfOthers, now) : [{ points: newOfOthers, until: now + COUNTED_MS }];
			this.others.push(...come);
			this.endsAt(come[0]?.until ?? Infinity);
		}
		const surplus = shortenOthers(this.others, sum(countedSpendings) + sum(this.others) - total);
		// Where even our own is more than the sum, Meta counts less than we do, or has forgotten sooner.
		if (surplus > ROUNDING)
			this.own = this.own
				.filter((spending) => !countedSpendings.includes(spending))
				.concat(lastOf(countedSpendings, total));
	}

	/** Which of these may leave, by what each costs. */
	allowed(points: readonly number[]): AllowedChanges {
		this.forget();
		const now = this.now();
		if (now - this.heardAt > COUNTED_MS) return { count: 1, afterMs: 0 };
		if (this.most === undefined) return { count: points.length, afterMs: 0 };
		const [first = 0] = points;
		const isCareful = this.isShared || now - this.knownSince < ALONE_AFTER_MS;
		const room = this.most - sum(this.own) - sum(this.others);
		const isFresh = now - this.heardAt <= FRESH_MS;
		const among = isFresh ? ROOM_FOR * first + POINTS.read : first + FREE_AFTER_SILENCE;
		const pointsNeeded = isCareful ? among : first + LEFT_OVER;
		if (room < pointsNeeded) return { count: 0, afterMs: this.freeAfter(pointsNeeded - room) };
		if (!isCareful) return { count: fitting(points, room - LEFT_OVER), afterMs: 0 };
		// What is under way is part of the part: four lanes are not four workers.
		const underWay = sum(this.own.filter(({ answeredAt }) => answeredAt === null));
		const part = (room + underWay) / (isFresh ? PART.fresh : PART.silent);
		const count = fitting(points, part - underWay);
		if (count > 0) return { count, afterMs: 0 };
		return underWay > 0 ? { count: 0, afterMs: UNDER_WAY_MS } : { count: 1, afterMs: 0 };
	}

	private startAnew(): void {
		this.own = this.own.filter(({ answeredAt }) => answeredAt === null);
		this.others = [];
		this.heardAt = -Infinity;
	}

	private endsAt(moment: number): void {
		this.firstEnd = Math.min(this.firstEnd, moment);
	}

	private forget(): void {
		const now = this.now();
		if (now < this.firstEnd) return;
		this.own = this.own.filter(({ answeredAt }) => answeredAt === null || answeredAt + COUNTED_MS > now);
		this.others = this.others.filter(({ until, points }) => until > now && points > 0);
		this.firstEnd = Infinity;
		for (const { answeredAt } of this.own) if (answeredAt !== null) this.endsAt(answeredAt + COUNTED_MS);
		for (const { until } of this.others) this.endsAt(until);
	}

	/** Milliseconds until as many points as these no longer count. */
	private freeAfter(points: number): number {
		const ends = [
			...this.others.map(({ until, points: freedPoints }) => ({ until, freed: freedPoints })),
			...this.own.flatMap(({ answeredAt, points: freedPoints }) =>
				answeredAt === null ? [] : [{ until: answeredAt + COUNTED_MS, freed: freedPoints }],
			),
		].sort((one, other) => one.until - other.until);
		let freedPoints = 0;
		for (const end of ends) {
			freedPoints += end.freed;
			if (freedPoints >= points) return Math.max(1, end.until - this.now());
		}
		return UNDER_WAY_MS;
	}
}

/** Points that were there before we came: as if they had come evenly. */
const spread = (points: number, now: number): Others[] =>
	Array.from({ length: SPREAD }, (_, index) => ({
		points: points / SPREAD,
		until: now + ((index + 1) / SPREAD) * COUNTED_MS,
	}));

/** How many of the first of these together cost no more than the room. */
function fitting(points: readonly number[], room: number): number {
	let takenPoints = 0;
	const end = points.findIndex((cost) => (takenPoints += cost) > room);
	return end === -1 ? points.length : end;
}

/** Takes points off the oldest of others'. Returns what could not be taken. */
function shortenOthers(others: Others[], points: number): number {
	let left = points;
	for (const entry of others) {
		if (left <= 0) break;
		const takenPoints = Math.min(entry.points, left);
		entry.points -= takenPoints;
		left -= takenPoints;
	}
	return left;
}

/** The newest of our own that make up no more than Meta's sum. */
function lastOf(countedSpendings: readonly Own[], total: number): Own[] {
	let points = 0;
	return [...countedSpendings]
		.reverse()
		.filter((spending) => (points += spending.points) <= total + ROUNDING)
		.reverse();
}
