import { groupBy, sumBy } from 'lodash';

import type { GraphRequest } from '../request';
import { CallHealth } from './health';
import { ChangePace } from './pace';
import { POINTS, Score } from './score';
import { UsageBoard, type Usage } from './usage';

/** Which of several requests leave now. */
export interface Departure<One> {
	readonly leaving: readonly One[];
	/** If none leaves: in how many milliseconds to ask again. */
	readonly afterMs: number;
	/** Whether that is for a limit of Meta's; keeping pace is none. */
	readonly forLimit: boolean;
	/** To be called when the answer has come, or will not come any more. */
	readonly answered: () => void;
}

const stay = (afterMs: number, forLimit: boolean): Departure<never> => ({
	leaving: [],
	afterMs,
	forLimit,
	answered: () => undefined,
});

const isChange = ({ method }: GraphRequest): boolean => method !== 'GET';

const pointsOf = (request: GraphRequest): number => (isChange(request) ? POINTS.change : POINTS.read);

/**
 * What this process draws on ad accounts' quotas: what it heard of them, what it sent itself, and what may leave when.
 * All of it is a hint, never the truth: other workers and tools draw on the same quotas.
 */
export class Drawing {
	private readonly board: UsageBoard;
	private readonly pace: ChangePace;
	private readonly scores = new Map<string, Score>();
	/** Of the app: a credential's token is one app's. */
	readonly health: CallHealth;

	constructor(private readonly now: () => number) {
		this.board = new UsageBoard(now);
		this.pace = new ChangePace(now);
		this.health = new CallHealth(now);
	}

	/**
	 * Chooses those that may leave now, of each account the first ones, and takes their places.
	 *
	 * @param accountOf whose quota a request draws on, in the caller's words
	 * @param isPatient if not, limits hold nobody back: Meta decides
	 */
	depart<One extends { readonly request: GraphRequest }>(
		open: readonly One[],
		accountOf: (request: GraphRequest) => string,
		isPatient: boolean,
	): Departure<One> {
		const accounts = groupBy(open, ({ request }) => accountOf(request));
		const departures = Object.entries(accounts).map(([account, waiting]) =>
			this.ofAccount(account, waiting, isPatient),
		);
		const leaving = departures.flatMap((departure) => departure.leaving);
		if (leaving.length === 0)
			return departures.reduce((first, other) => (other.afterMs < first.afterMs ? other : first));
		return { ...stay(0, false), leaving, answered: () => departures.forEach(({ answered }) => answered()) };
	}

	private ofAccount<One extends { readonly request: GraphRequest }>(
		account: string,
		waiting: readonly One[],
		isPatient: boolean,
	): Departure<One> {
		const score = this.score(account);
		const rest = this.board.rest(account);
		if (isPatient && rest > 0) return stay(rest, true);
		// Requests of no account draw on no account's score.
		const { count, afterMs } =
			isPatient && waiting[0]?.request.account !== undefined
				? score.allowed(waiting.map(({ request }) => pointsOf(request)))
				: { count: waiting.length, afterMs: 0 };
		if (count === 0) return stay(afterMs, true);
		const atOnce = this.pace.atOnce(account, score.isShared);
		let changes = 0;
		const leaving = waiting.slice(0, count).filter(({ request }) => !isChange(request) || ++changes <= atOnce);
		const hold = this.pace.take(account, Math.min(changes, atOnce), score.isShared);
		if (hold > 0) return stay(hold, false);
		const noteAnswer = score.spend(sumBy(leaving, ({ request }) => pointsOf(request)));
		return { ...stay(0, false), leaving, answered: noteAnswer };
	}

	/** @param leftAt when the request left whose answer brought these */
	hear(account: string, usages: readonly Usage[], leftAt: number): void {
		this.board.note(account, usages);
		this.score(account).hear(usages, leftAt);
	}

	/** Meta has refused changes because too many came at once. */
	tooFast(account: string): void {
		this.pace.refused(account);
	}

	private score(account: string): Score {
		const score = this.scores.get(account) ?? new Score(this.now);
		this.scores.set(account, score);
		return score;
	}
}
