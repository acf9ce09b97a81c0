import { difference, groupBy, partition, union, uniq } from 'lodash';

import { accountDay, daysFrom } from '../../../shared/accountTime';
import { GraphFailure } from '../../../shared/graph/error';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import type { Reason } from '../../policy/decide';
import type { NamedObject } from '../../state/objects';
import { readSpendOf } from '../../state/spend/spend';
import type { SpendByDay } from '../../target/plan/pace';
import { dayInWords, type ReportWindow } from '../../target/windows';
import type { FoundStep } from '../../record/step';

/** A campaign's budget that is decided by the numbers of its ad sets. */
interface Part {
	readonly index: number;
	/** Those that can spend it or that an item names, and that have no numbers of some days. */
	readonly adSets: readonly Covered[];
	/** First and last day of all numbers. */
	readonly since: string;
	readonly until: string;
}

type Days = Pick<ReportWindow, 'since' | 'until'>;

interface Covered extends NamedObject {
	/** Days of which there are numbers. */
	readonly days: readonly Days[];
}

const hasNumbers = ({ days }: Covered, date: string): boolean =>
	days.some(({ since, until }) => since <= date && until >= date);

const reportedIn = ({ step: { request } }: FoundStep): readonly ReportWindow[] =>
	request.wish.kind === 'target' ? request.wish.reported : [];

/**
 * The ad sets that the numbers of a campaign's step are of, also those with nothing to report. It is undefined for any
 * other step. Where an item names the campaign itself, its numbers are those of all.
 */
export function restsOn({ step, target }: FoundStep, foundSteps: readonly FoundStep[]): readonly string[] | undefined {
	const { id, kind } = target.state;
	if (step.request.wish.kind !== 'target' || kind !== 'campaign') return undefined;
	const namedIds = foundSteps.filter((one) => one.target.state.id === id).map((one) => one.step.named.id);
	return namedIds.includes(id) ? target.adSets : union(namedIds, target.spentBy);
}

/** @param today by the account's calendar: nothing was spent on days to come */
function partialOf(one: FoundStep, foundSteps: readonly FoundStep[], today: string): Part[] {
	const { id, kind } = one.target.state;
	const dates = reportedIn(one)
		.filter(({ since }) => since <= today)
		.flatMap(({ since, until }) => [since, until < today ? until : today])
		.sort();
	const [since, until] = [dates[0], dates.at(-1)];
	if (kind !== 'campaign' || since === undefined || until === undefined) return [];
	const items = groupBy(
		foundSteps.filter(({ target }) => target.state.id === id),
		({ step }) => step.named.id,
	);
	if (id in items) return [];
	const all = daysFrom(since, until);
	const adSets = uniq([...Object.keys(items), ...one.target.spentBy])
		.map((adSet): Covered => ({ kind: 'adSet', id: adSet, days: (items[adSet] ?? []).flatMap(reportedIn) }))
		.filter((adSet) => !all.every((date) => hasNumbers(adSet, date)));
	return adSets.length === 0 ? [] : [{ index: one.index, adSets, since, until }];
}

/**
 * Why steps of campaigns' budgets must not be taken: ad sets spent of these budgets on days that the numbers cover.
 * None of the run's items has the ad sets' own numbers for those days. A whole report has a row of each ad set and day
 * with spend.
 *
 * @param foundSteps all items of the account, before those of one object were joined
 * @param now milliseconds since 1970
 * @returns by index of the step
 */
export async function unreportedIn(
	session: Session,
	account: AccountFacts,
	ready: readonly FoundStep[],
	foundSteps: readonly FoundStep[],
	now: number,
): Promise<ReadonlyMap<number, Reason>> {
	const additions = ready.flatMap(addedSince);
	const today = accountDay(now, account.timeZone);
	const partial = ready.flatMap((one) => partialOf(one, foundSteps, today));
	if (partial.length === 0) return new Map(additions);
	const adSets = partial.flatMap((one) => one.adSets);
	const since = partial.map((one) => one.since).reduce((one, other) => (other < one ? other : one));
	const until = partial.map((one) => one.until).reduce((one, other) => (other > one ? other : one));
	const spendById = await readSpendOf(session, account, adSets, { since, until }).catch(asFailure);
	const untold = partial.flatMap((one) => {
		const sentence = spendById instanceof GraphFailure ? unread(spendById) : sentenceOf(one, spendById);
		return sentence === null ? [] : [heldAt(one.index, sentence)];
	});
	return new Map([...additions, ...untold]);
}

const heldAt = (index: number, sentence: string): [number, Reason] => [
	index,
	{ guard: 'leftOut', effect: 'held', sentence },
];

/** What was approved rests on the numbers of the ad sets that were there then. */
function addedSince({ index, step: { request }, target }: FoundStep): Array<[number, Reason]> {
	const { restsOn: approvedRest } = request.approved ?? {};
	const [first, ...more] = approvedRest === undefined ? [] : difference(target.spentBy, approvedRest);
	if (first === undefined) return [];
	const [which, are] = more.length === 0 ? ['1 ad set', 'is'] : [`${more.length + 1} ad sets`, 'are'];
	const sentence =
		`Since it was proposed ${which} (such as ${first}) can spend the campaign’s budget as well, and ${are} not in the numbers ` +
		'it rests on. Make a new proposal.';
	return [heldAt(index, sentence)];
}

function asFailure(thrown: unknown): GraphFailure {
	if (thrown instanceof GraphFailure) return thrown;
	throw thrown;
}

const unread = ({ message }: GraphFailure): string =>
	`Whether all ad sets that spend this campaign’s budget have their rows could not be read: ${message}.`;

/** An ad set that spent on a day of which it has no numbers. */
interface Untold {
	readonly id: string;
	readonly date: string;
	/** It has some of other days. */
	readonly partly: boolean;
}

const untoldIn = ({ adSets, since, until }: Part, spendById: ReadonlyMap<string, SpendByDay>): Untold[] =>
	adSets.flatMap((adSet) => {
		const days = [...(spendById.get(adSet.id) ?? [])].filter(
			([date, amount]) => amount > 0 && !hasNumbers(adSet, date),
		);
		const spendDay = days.find(([date]) => date >= since && date <= until);
		return spendDay === undefined ? [] : [{ id: adSet.id, date: spendDay[0], partly: adSet.days.length > 0 }];
	});

function sentenceOf(part: Part, spendById: ReadonlyMap<string, SpendByDay>): string | null {
	const [partly, wholly] = partition(untoldIn(part, spendById), (one) => one.partly);
	const [some, other] = [partly[0], wholly[0]];
	if (other !== undefined) {
		const [which, spend] =
			wholly.length === 1 ? ['1 other ad set', 'spends'] : [`${wholly.length} other ad sets`, 'spend'];
		return (
			`The budget is the campaign’s, and ${which} (such as ${other.id}) ${spend} it without a row among these items. ` +
			'Pass the rows of all its ad sets, or choose the campaign.'
		);
	}
	if (some === undefined) return null;
	const [which, has] = partly.length === 1 ? ['1 ad set', 'has'] : [`${partly.length} ad sets`, 'have'];
	return (
		`The budget is the campaign’s, and ${which} ${has} no row for days with spend (such as ${some.id} on ` +
		`${dayInWords(some.date)}). Pass the rows of all days, those without results too, or choose the campaign.`
	);
}
