import { spentEnough, total, wholeTotal, type ReportWindow } from './windows';

/** Conditions of a rule on the numbers of some days. What cannot be known is neither true nor false. */

/** What a cost is divided by, apart from results: each a column of the report. */
const countedFor = { costPerClick: 'clicks', costPerLead: 'leads', costPerPurchase: 'purchases' } as const;

export type ConditionMetric =
	| keyof typeof countedFor
	| 'costPerResult'
	| 'costPerThousand'
	| 'ctr'
	| 'frequency'
	| 'results'
	| 'roas'
	| 'spend';

export interface Condition {
	readonly metric: ConditionMetric;
	readonly operator: 'above' | 'below';
	/** In the account's currency where the metric is an amount. */
	readonly value: number;
}

export interface Conditions {
	/** Whether all of them have to be met, or one is enough. */
	readonly match: 'all' | 'any';
	readonly conditions: readonly Condition[];
}

/** Null where it cannot be known. */
export type Truth = boolean | null;

/** What a metric lies between; null where nothing is known of it. */
interface Span {
	readonly low: number;
	readonly high: number;
}

const exactly = (value: number): Span | null => (Number.isFinite(value) ? { low: value, high: value } : null);

/** Without one, it costs at least what was spent. */
function costSpan(windows: readonly ReportWindow[], count: number | undefined): Span | null {
	if (!spentEnough(windows) || count === undefined) return null;
	const cost = total(windows, 'cost');
	return count === 0 ? { low: cost, high: Infinity } : exactly(cost / count);
}

/**
 * The metric over all days together. Without a result the cost of one is at least what was spent. A frequency does not
 * add up: people of one day are those of another.
 */
export function measure(windows: readonly ReportWindow[], metric: ConditionMetric): Span | null {
	const [cost, results] = [total(windows, 'cost'), total(windows, 'results')];
	switch (metric) {
		case 'spend':
			return exactly(cost);
		case 'results':
			return exactly(results);
		case 'costPerResult':
			return costSpan(windows, results);
		case 'costPerClick':
		case 'costPerLead':
		case 'costPerPurchase':
			return costSpan(windows, wholeTotal(windows, countedFor[metric]));
		case 'costPerThousand':
			return spentEnough(windows) ? exactly((cost / (wholeTotal(windows, 'impressions') ?? NaN)) * 1_000) : null;
		case 'ctr':
			return exactly(((wholeTotal(windows, 'clicks') ?? NaN) / (wholeTotal(windows, 'impressions') ?? NaN)) * 100);
		case 'roas':
			if (!spentEnough(windows) || windows.some(({ value }) => value === undefined)) return null;
			return exactly(total(windows, 'value') / cost);
		case 'frequency':
			return windows.length === 1 ? exactly(windows[0]?.frequency ?? NaN) : null;
	}
}

/** Above and below are strict: what is just there meets neither. */
function isMet({ operator, value }: Condition, span: Span | null): Truth {
	if (span === null) return null;
	const { low, high } = span;
	if (operator === 'below') return high < value ? true : low >= value ? false : null;
	return low > value ? true : high <= value ? false : null;
}

/** Whether the numbers meet the conditions: null where one that it hangs on cannot be known. */
export function areMet({ match, conditions }: Conditions, windows: readonly ReportWindow[]): Truth {
	const truths = conditions.map((condition) => isMet(condition, measure(windows, condition.metric)));
	const decisive = match === 'any';
	if (truths.includes(decisive)) return decisive;
	return truths.includes(null) ? null : !decisive;
}

/** The metrics of conditions that cannot be known. */
export const unknownIn = ({ conditions }: Conditions, windows: readonly ReportWindow[]): ConditionMetric[] =>
	conditions
		.filter((condition) => isMet(condition, measure(windows, condition.metric)) === null)
		.map(({ metric }) => metric);
