import { entryOf } from '../../shared/record';
import type { Condition, ConditionMetric } from './condition';

/** What a metric can be at all, and how people enter it. Amounts and counts can be anything. */
interface Range {
	/** Below it, above zero, no number of this metric is asked for in earnest. */
	readonly least: number;
	readonly most: number;
	/** After the number. */
	readonly unit: string;
	/** "a CTR in percent". */
	readonly what: string;
}

const ranges: Readonly<Partial<Record<ConditionMetric, Range>>> = {
	ctr: { least: 0.05, most: 100, unit: ' %', what: 'a CTR in percent' },
	frequency: { least: 1, most: 100, unit: '', what: 'a frequency, the times that one person saw it' },
	roas: { least: 0, most: 100, unit: '', what: 'a ROAS, the return per unit spent' },
};

/** People take a share for a percentage, and the other way around. */
const HUNDRED = 100;

/** What is entered instead is a number of everyday life, or nobody knows what was meant. */
const USUAL = { least: 0.1, most: 20 };

/** 1.2 and not 1.2000000000000002. */
const plain = (value: number): number => Number(value.toPrecision(12));

/**
 * That a value of a rule can only be a mistake of its unit: the end of a sentence that begins with its field. Null where it can
 * be meant. Such a rule is met always or never, and would go on moving a budget.
 */
export function unitMistake({ metric, value }: Pick<Condition, 'metric' | 'value'>): string | null {
	const range = entryOf(ranges, metric);
	if (range === undefined || value === 0 || (value >= range.least && value <= range.most)) return null;
	const meant = plain(value < range.least ? value * HUNDRED : value / HUNDRED);
	const isUsual = meant >= Math.max(range.least, USUAL.least) && meant <= USUAL.most;
	return `is ${value}${range.unit}, for ${range.what}${isUsual ? `: did you mean ${meant}?` : ''}`;
}
