import { groupBy, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/** What a message may say at its top of what came of the money, from sums of Meta's own rows. */

export interface SpentFor {
	readonly spend: number;
	readonly results: number;
}

export interface Sales {
	readonly value: number;
	readonly spend: number;
}

export interface VerdictTruth {
	readonly currency: string;
	/** Null where the message compares nothing, or unlike periods. */
	readonly spend: { readonly now: number; readonly before: number } | null;
	/** What was bought for the spend; null where the message does not show it. */
	readonly sales: { readonly now: Sales; readonly before: Sales | null } | null;
	readonly goals: ReadonlyMap<string, { readonly now: SpentFor; readonly before: SpentFor | null }>;
	/** By the name of what the lines are; null where they are periods, or parts of objects. */
	readonly lines: ReadonlyMap<string, ReadonlyMap<string, SpentFor>> | null;
	/** Whether the last day is over for sure: yesterday is from three in the morning on. */
	readonly isOver: boolean;
	readonly isSettled: boolean;
	readonly days: number;
}

/** Ads Manager's words for the goals of the emulator's accounts. */
const goalWords: Record<string, string> = {
	'actions:link_click': 'link clicks',
	'actions:offsite_conversion.fb_pixel_purchase': 'purchases (website)',
	'actions:onsite_conversion.lead_grouped': 'leads (on-facebook)',
	'actions:post_engagement': 'post engagements',
	'actions:page_engagement': 'page engagements',
};

const numberIn = (row: IDataObject, column: string): number => Number(row[column] ?? 0);

const sumsOf = (rows: readonly IDataObject[]): SpentFor => ({
	spend: sumBy(rows, (row) => numberIn(row, 'spend')),
	results: sumBy(rows, (row) => numberIn(row, 'results')),
});

/** Spend and results by goal; a row without one goal belongs to none. */
export function goalsOf(rows: readonly IDataObject[]): Map<string, SpentFor> {
	const byKind = groupBy(
		rows.filter(({ result_type: kind }) => typeof kind === 'string' && kind !== '' && !kind.includes(', ')),
		'result_type',
	);
	return new Map(Object.entries(byKind).map(([kind, own]) => [goalWords[kind] ?? kind, sumsOf(own)]));
}

/** The same by goal and by the name of what a row is about. */
export const linesOf = (rows: readonly IDataObject[], nameColumn: string): Map<string, Map<string, SpentFor>> =>
	new Map(
		[...goalsOf(rows).keys()].map((goal) => {
			const own = rows.filter(({ result_type: kind }) => (goalWords[String(kind)] ?? kind) === goal);
			const byName = groupBy(own, nameColumn);
			return [goal, new Map(Object.entries(byName).map(([name, some]) => [name, sumsOf(some)]))];
		}),
	);

/** Standard deviations of one side's results above its part; days vary by 0.3 of their level squared. */
function stepOf(one: SpentFor, other: SpentFor, days: number): number {
	const results = one.results + other.results;
	const part = one.spend / (one.spend + other.spend);
	if (results < 10 || one.spend <= 0 || other.spend <= 0) return 0;
	const chance = results * part * (1 - part);
	return (one.results - results * part) / Math.sqrt(chance + (0.6 * chance * chance) / days);
}

/** What a normal distribution leaves beyond, on one side. */
function tail(step: number): number {
	let sum = 0;
	for (let at = step; at < step + 12; at += 0.001) sum += Math.exp((-at * at) / 2) * 0.001;
	return sum / Math.sqrt(2 * Math.PI);
}

const closeTo = (one: number, other: number): boolean => Math.abs(one - other) < 1e-9 * Math.max(1, Math.abs(other));

export const NOT_FINAL = 'Not final: Meta can still change these numbers for up to 28 days.';

/** The lines at the top of a message, between its days and its figures. */
export function verdictIn(text: string): string[] {
	const lines = text.split('\n').map((line) => line.trim());
	const about = lines.findIndex((line) => line.includes(' · ') && /\d{4}/.test(line));
	const after = lines.slice(about + 1).filter((line) => line !== NOT_FINAL);
	const first = after[0] === '' ? 1 : 0;
	const end = after.findIndex((line, index) => index >= first && !line.endsWith('.'));
	return after.slice(first, end);
}

/** What in the lines at the top is not so. */
export function verdictFlaws(text: string, truth: VerdictTruth): string[] {
	const money = (value: number): string =>
		new Intl.NumberFormat('en-US', { style: 'currency', currency: truth.currency }).format(value);
	const moneyOf =
		(decimals: number) =>
		(value: number): string =>
			new Intl.NumberFormat('en-US', {
				...({ style: 'currency', currency: truth.currency } as const),
				...{ minimumFractionDigits: decimals, maximumFractionDigits: decimals },
			}).format(value);
	const count = (value: number): string => new Intl.NumberFormat('en-US').format(value);
	const each = ({ spend, results }: SpentFor): string[] =>
		[1 - 1e-9, 1 + 1e-9].map((part) => money((spend / results) * part));
	const percent = (change: number): string =>
		new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 }).format(Math.abs(change));
	const isChange = (words: string, change: number): boolean =>
		words === `${percent(change)} ${change < 0 ? 'less' : 'more'}` ||
		(words.startsWith('over 999% more') && change > 9.99);

	const spendIsTrue = ([, now, against, before]: RegExpExecArray): boolean => {
		if (truth.spend === null) return false;
		const change = (truth.spend.now - truth.spend.before) / truth.spend.before;
		const isTrue =
			against === 'against nothing'
				? truth.spend.before === 0
				: against === 'about the same as'
					? Math.abs(change) <= 0.05
					: Math.abs(change) > 0.05 && isChange(against!.replace(/ than$/, ''), change);
		return isTrue && now === money(truth.spend.now) && before === money(truth.spend.before);
	};
	const judgementIsTrue = (words: string, now: SpentFor, before: SpentFor): boolean => {
		const [cost, costBefore] = [now.spend / now.results, before.spend / before.results];
		const change = now.results > 0 && before.results > 0 ? cost / costBefore - 1 : null;
		const isShownAlike = each(now).some((shown) => each(before).includes(shown));
		if (words === 'the cost is about the same')
			return change !== null && (Math.abs(change) <= 0.05 + 1e-9 || isShownAlike);
		if (change !== null && (Math.abs(change) < 0.05 - 1e-9 || isShownAlike)) return false;
		const isEvident = Math.abs(stepOf(now, before, truth.days)) >= 1.96;
		const areFew = Math.abs(stepOf(now, before, Infinity)) < 1.96;
		if (words === `with ${count(now.results)} against ${count(before.results)} this may be chance`) return areFew;
		if (words === 'days often differ by as much, so this may be chance') return !areFew && !isEvident;
		if (words === 'that is more than chance explains') return isEvident && change === null;
		const costs = /^one costs (.+) now$/.exec(words);
		return costs !== null && isEvident && change !== null && isChange(costs[1]!, change);
	};
	/** A goal that one of several lines has alone bears its name, and no other does. */
	const isNamed = (goal: string, name: string | undefined): boolean => {
		if (truth.lines === null) return true;
		const own = [...(truth.lines.get(goal)?.keys() ?? [])];
		const isAlone = own.length === 1 && new Set([...truth.lines.values()].flatMap((some) => [...some.keys()])).size > 1;
		return isAlone ? name === own[0] : name === undefined;
	};
	const salesAreTrue = ([, value, soFar, spend, back, one, before]: RegExpExecArray): boolean => {
		if (truth.sales === null) return false;
		const perOne = ({ value: sold, spend: cost }: Sales): string[] =>
			[1 - 1e-9, 1 + 1e-9].map((part) => moneyOf(2)((sold / cost) * part));
		return (
			value === money(truth.sales.now.value) &&
			spend === money(truth.sales.now.spend) &&
			(soFar !== undefined) !== truth.isSettled &&
			one === moneyOf(0)(1) &&
			perOne(truth.sales.now).includes(back!) &&
			(before === undefined || (truth.sales.before !== null && perOne(truth.sales.before).includes(before)))
		);
	};
	const goalIsTrue = (match: RegExpExecArray): boolean => {
		const [, name, spend, goal, results, soFar, cost, , resultsBefore, costBefore, judgement] = match;
		const sums = truth.goals.get(goal!);
		if (sums === undefined || (soFar !== undefined) === truth.isSettled || !isNamed(goal!, name)) return false;
		const isNow =
			spend === money(sums.now.spend) &&
			results === (sums.now.results === 0 ? 'none' : count(sums.now.results)) &&
			(cost === undefined ? sums.now.results === 0 : each(sums.now).includes(cost));
		if (resultsBefore === undefined) return isNow;
		if (sums.before === null || truth.spend === null) return false;
		const isBefore =
			resultsBefore === count(sums.before.results) &&
			(costBefore === undefined ? sums.before.results === 0 : each(sums.before).includes(costBefore));
		return isNow && isBefore && (judgement === undefined || judgementIsTrue(judgement, sums.now, sums.before));
	};
	/** A line that is best or worst by more than chance, with as many lines as there are. */
	const lineIsTrue = ([, which, , goal, among, name, amount, isNone]: RegExpExecArray): boolean => {
		if (truth.lines === null) return true;
		const own = truth.lines.get(goalOf(goal!));
		const line = own?.get(name!);
		if (own === undefined || line === undefined || own.size < 2) return false;
		const others = [...own].filter(([other]) => other !== name).map(([, sums]) => sums);
		const step = stepOf(line, { spend: sumBy(others, 'spend'), results: sumBy(others, 'results') }, truth.days);
		const isAmount =
			isNone === undefined ? each(line).includes(amount!) : line.results === 0 && amount === money(line.spend);
		const cost = ({ spend, results }: SpentFor): number => spend / Math.max(results, 1);
		const isBeyond = others.some((other) => (which === 'Best' ? cost(other) < cost(line) : cost(other) > cost(line)));
		if (isBeyond !== (among !== undefined)) return false;
		return isAmount && (which === 'Best' ? step > 0 : step < 0) && tail(Math.abs(step)) <= 0.025 / own.size + 1e-6;
	};
	const goalOf = (one: string): string =>
		[...truth.goals.keys()].find((goal) => goal.replace(/s(?= |$)/, '') === one) ?? one;
	const goalsWithLines = (): number[] => [...(truth.lines ?? new Map()).values()].map((own) => own.size);

	const kinds: ReadonlyArray<[RegExp, (match: RegExpExecArray) => boolean]> = [
		[/^(\S+) was spent, (about the same as|against nothing|.+ than) before \((\S+)\)\.$/, spendIsTrue],
		[
			/^(?:“(.+)”: )?(\S+) went into ads for (.+?) and brought (\S+?)( so far)?(?:, (\S+) each)?\.( Before: (\S+?)(?: at (\S+?) each)?(?:; (.+))?\.)?$/,
			goalIsTrue,
		],
		[
			/^The ads brought (\S+) in purchases( so far)? and cost (\S+): (\S+) back for each (\S+) spent(?: \(before: (\S+)\))?\.$/,
			salesAreTrue,
		],
		[
			/^(Best|Worst) ([\w ]+) by the cost of a (.+?)(, among those with enough results)?: “(.+)”, (\S+?)( without any)?\.$/,
			lineIsTrue,
		],
		[
			/^By the cost of a (.+), no ([\w ]+) is clearly better or worse than the others\.$/,
			([, goal]) => truth.lines === null || (truth.lines.get(goalOf(goal!))?.size ?? 0) > 1,
		],
		[
			/^The [\w ]+ have different goals, so their costs can't be compared\.$/,
			() => truth.lines !== null && goalsWithLines().length > 1 && goalsWithLines().every((size) => size === 1),
		],
	];
	const lines = verdictIn(text);
	return [
		...lines.flatMap((line) => {
			const found = kinds
				.map(([pattern, isTrue]) => ({ match: pattern.exec(line), isTrue }))
				.find(({ match }) => match);
			if (found?.match == null) return [`nobody has read back “${line}”`];
			return found.isTrue(found.match) ? [] : [`not so: ${line}`];
		}),
		...(truth.spend === null || !truth.isOver || lines.some((line) => line.includes(' was spent, '))
			? []
			: ['no word of the spend before']),
		...salesDropped(lines, truth),
	];
}

/** Sales that a message shows and has no sentence for, or none for those before. */
function salesDropped(lines: readonly string[], { sales, isOver }: VerdictTruth): string[] {
	if (sales === null || sales.now.spend === 0) return [];
	const line = lines.find((one) => one.startsWith('The ads brought '));
	if (line === undefined) return ['no word of the sales'];
	return sales.before === null || !isOver || line.includes('(before: ') ? [] : ['no word of the sales before'];
}

/** Figures at the top whose change or value before is not so. */
export function beforeFlaws(
	text: string,
	figures: ReadonlyArray<{
		readonly label: string;
		readonly now: number;
		readonly before: number;
		readonly written: string;
	}>,
): string[] {
	return figures.flatMap(({ label, now, before, written }) => {
		const line = text
			.split('\n')
			.find((one) => new RegExp(`^${label.replace(/[()]/g, '\\$&')}(: | {2,})`).test(one.trim()));
		const [, change, was] = / \(([^()]+), was (\S+)\)$/.exec(line?.trim() ?? '') ?? [];
		if (change === undefined) return [];
		const step = new Intl.NumberFormat('en-US', {
			style: 'percent',
			maximumFractionDigits: 1,
			signDisplay: 'exceptZero',
		});
		const value = before === 0 ? 0 : now / before - 1;
		const changes = [1 - 1e-9, 1 + 1e-9].map((part) => step.format(value * part));
		const isFar = /^[<>]/.test(change) && Math.abs(value) > 9.99;
		const shownNow = /(?:: | {2,})(\S+) \(/.exec(line!)?.[1];
		const isChange =
			change === 'no change'
				? closeTo(now, before)
				: change === 'about the same'
					? !closeTo(now, before) && (shownNow === was || Math.abs(value) < 0.0005 + 1e-9)
					: changes.includes(change) || isFar || closeTo(value, 0);
		return was === written && isChange ? [] : [`${label}: ${change}, was ${was}, not ${changes[0]}, was ${written}`];
	});
}
