import { InputProblem } from '../../shared/form/problem';
import { ACTION_TYPE, breakdown, breakdownsThat, quotedBreakdowns, type KnownBreakdown } from './table';

/**
 * Which breakdowns Meta combines. Source: Marketing API, Insights, "Breakdowns" (table of combinations, and the limits
 * around it). Breakdowns outside that table are left to Meta unless a rule below names them.
 */

type Combination = readonly KnownBreakdown[];

const HOURLY = breakdownsThat(({ group }) => group === 'hourly');
const ASSETS = breakdownsThat(({ group }) => group === 'asset');
const CAROUSEL = breakdownsThat(({ group }) => group === 'carousel');

/** Marked with an asterisk in Meta's table: the joinable ones may come along. */
const starredCombinations: readonly Combination[] = [
	[],
	['action_device'],
	['action_device', 'impression_device'],
	['action_device', 'publisher_platform'],
	['action_device', 'publisher_platform', 'impression_device'],
	['action_device', 'publisher_platform', 'platform_position'],
	['action_device', 'publisher_platform', 'platform_position', 'impression_device'],
	['age'],
	['gender'],
	['age', 'gender'],
	['country'],
	['region'],
	['publisher_platform'],
	['publisher_platform', 'impression_device'],
	['publisher_platform', 'platform_position'],
	['publisher_platform', 'platform_position', 'impression_device'],
	['product_id'],
	...HOURLY.map((hourly) => [hourly]),
];

const people: readonly Combination[] = [[], ['age'], ['gender'], ['age', 'gender']];

const plain: readonly Combination[] = [
	['action_reaction'],
	['app_id', 'skan_conversion_id'],
	...[...CAROUSEL, ...ASSETS].flatMap((first) => people.map((more) => [first, ...more])),
	...CAROUSEL.flatMap((first): Combination[] => [
		[first, 'impression_device'],
		[first, 'country'],
	]),
];

const listedNames = new Set<string>([...starredCombinations, ...plain].flat());

const isJoinable = (name: string): boolean => breakdown(name).group === 'joinable';

const isHourly = (name: string): boolean => breakdown(name).group === 'hourly';

/** What decides about a combination. */
const coreOf = (names: readonly string[]): string[] => names.filter((name) => !isJoinable(name));

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
	one.length === other.length && one.every((name) => other.includes(name));

/** Whether Meta's table has this combination. `action_type` is always there. */
function isListed(names: readonly string[]): boolean {
	const core = coreOf(names);
	const isJoined = names.some((name) => isJoinable(name) && name !== ACTION_TYPE);
	return (
		starredCombinations.some((combination) => sameSet(combination, core)) ||
		(!isJoined && plain.some((combination) => sameSet(combination, core)))
	);
}

/** Part of a listed combination. */
const couldBelong = (names: readonly string[]): boolean =>
	[...starredCombinations, ...plain].some((combination) =>
		names.every((name) => isJoinable(name) || combination.some((one) => one === name)),
	);

/** Whether Meta offers these together, as far as its table tells. */
function isOffered(names: readonly string[]): boolean {
	const offeredNames = names.filter((name) => listedNames.has(name) || isJoinable(name));
	// An hour goes with nothing else, whether the table knows the other or not.
	if (names.some(isHourly) && offeredNames.length < names.length) return false;
	// With one Meta's table does not know, only what the table forbids in itself is refused.
	return (
		offeredNames.length <= 1 ||
		isListed(offeredNames) ||
		(offeredNames.length < names.length && couldBelong(offeredNames))
	);
}

/** As few of the chosen ones as can be left out for the others to go together. */
function smallestDrop(names: readonly string[], isAllowed: (rest: readonly string[]) => boolean): readonly string[] {
	for (let size = 1; size < names.length; size++) {
		const drop = subsets(names, size).find((some) => isAllowed(names.filter((name) => !some.includes(name))));
		if (drop !== undefined) return drop;
	}
	return names;
}

function subsets(names: readonly string[], size: number): string[][] {
	if (size === 0) return [[]];
	return names.flatMap((name, index) => subsets(names.slice(index + 1), size - 1).map((rest) => [name, ...rest]));
}

/** A breakdown whose own companion is not there: what is wrong, and how to mend it, or null. */
function whatIsAmiss(names: readonly string[]): readonly [message: string, advice: string] | null {
	const core = coreOf(names);
	for (const name of names) {
		const { needs, notAlone } = breakdown(name);
		if (needs !== undefined && !names.includes(needs))
			return [
				`${quotedBreakdowns([name])} needs ${quotedBreakdowns([needs])} with it`,
				'Add the one, or drop the other.',
			];
		if (notAlone !== undefined && sameSet(core, [name])) {
			return [
				`${quotedBreakdowns([name])} cannot stand alone`,
				`Add ${quotedBreakdowns([notAlone.add])}, or use ${quotedBreakdowns([notAlone.instead])} instead.`,
			];
		}
	}
	return null;
}

/** What to leave out of breakdowns that are not offered together. */
function adviceFor(names: readonly string[]): string {
	const drop = smallestDrop(names, isOffered);
	const rest = names.filter((name) => !drop.includes(name));
	if (rest.length === 0) return 'Choose one of them.';
	return `Drop ${quotedBreakdowns(drop)}, or make two reports: one by ${quotedBreakdowns(rest)}, one by ${quotedBreakdowns(drop)}.`;
}

/**
 * Why Meta would refuse these breakdowns together, with what to leave out, or null.
 *
 * @param breakdowns of the rows
 * @param actionBreakdowns of the action lists
 */
export function combinationProblem(
	breakdowns: readonly string[],
	actionBreakdowns: readonly string[],
): InputProblem | null {
	const all = [...new Set([...breakdowns, ...actionBreakdowns])];
	const path = breakdowns.length > 0 ? ['breakdowns'] : ['options', 'actionBreakdowns'];
	const amiss = whatIsAmiss(all);
	if (amiss !== null) return new InputProblem(path, ...amiss);
	return isOffered(all)
		? null
		: new InputProblem(path, `Meta does not offer ${quotedBreakdowns(all)} together`, adviceFor(all));
}
