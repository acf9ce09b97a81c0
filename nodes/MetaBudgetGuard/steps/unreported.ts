import { GraphFailure } from '../../shared/graph/error';
import type { AccountFacts, Session } from '../../shared/node/session';
import type { Reason } from '../policy/decide';
import type { Named } from '../state/objects';
import { readSpendOf } from '../state/spend';
import type { SpendByDay } from '../target/pace';
import type { Ready } from './step';

/** A campaign's budget that is decided by the numbers of some of its ad sets. */
interface Part {
	readonly index: number;
	/** Ad sets that can spend it and that no item names. */
	readonly others: readonly Named[];
	/** First and last day of the numbers. */
	readonly since: string;
	readonly until: string;
}

/** Where an item names the campaign itself, its numbers are those of all ad sets. */
function partialOf({ index, target, step: { request } }: Ready, located: readonly Ready[]): Part[] {
	const { id, kind } = target.state;
	if (request.wish.kind !== 'target' || kind !== 'campaign') return [];
	const named = new Set(located.filter((one) => one.target.state.id === id).map(({ step }) => step.named.id));
	const others = named.has(id) ? [] : target.spentBy.filter((other) => !named.has(other));
	if (others.length === 0) return [];
	const days = request.wish.reported.flatMap(({ since, until }) => [since, until]).sort();
	const [since, until] = [days[0], days.at(-1)];
	if (since === undefined || until === undefined) return [];
	return [{ index, others: others.map((other) => ({ kind: 'adSet', id: other })), since, until }];
}

/**
 * Why steps of campaigns' budgets must not be taken: other ad sets spent of them on the days of the numbers, and
 * none of the run's items has theirs. A whole report has a row of each ad set that spent.
 *
 * @param located all items of the account, before those of one object were joined
 * @returns by index of the step
 */
export async function unreportedIn(
	session: Session,
	account: AccountFacts,
	ready: readonly Ready[],
	located: readonly Ready[],
): Promise<ReadonlyMap<number, Reason>> {
	const partial = ready.flatMap((one) => partialOf(one, located));
	if (partial.length === 0) return new Map();
	const others = partial.flatMap((one) => one.others);
	const first = partial.map(({ since }) => since).reduce((one, other) => (other < one ? other : one));
	const spent = await readSpendOf(session, account, others, first).catch(asFailure);
	return new Map(
		partial.flatMap((one) => {
			const sentence = spent instanceof GraphFailure ? unread(spent) : sentenceOf(one, spent);
			return sentence === null ? [] : [[one.index, { guard: 'leftOut', effect: 'held', sentence }] as const];
		}),
	);
}

function asFailure(thrown: unknown): GraphFailure {
	if (thrown instanceof GraphFailure) return thrown;
	throw thrown;
}

const unread = ({ message }: GraphFailure): string =>
	`Whether all ad sets that spend this campaign’s budget have a row could not be read: ${message}.`;

function sentenceOf({ others, since, until }: Part, spent: ReadonlyMap<string, SpendByDay>): string | null {
	const spending = others.filter(({ id }) =>
		[...(spent.get(id) ?? [])].some(([date, amount]) => amount > 0 && date >= since && date <= until),
	);
	if (spending.length === 0) return null;
	const [which, spend] =
		spending.length === 1 ? ['1 other ad set', 'spends'] : [`${spending.length} other ad sets`, 'spend'];
	const example = spending[0]?.id ?? '';
	return (
		`The budget is the campaign’s, and ${which} (such as ${example}) ${spend} it without a row among these items. ` +
		'Pass the rows of all its ad sets, or choose the campaign.'
	);
}
