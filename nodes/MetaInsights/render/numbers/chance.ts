import { isEvidentStep, rateStep } from '../../../meta/evidence/rateStep';
import { purchaseValue, roas, spend, type ComparedFigure, type RenderMetric } from './figures';

type FigureOf = (metric: RenderMetric) => ComparedFigure;

const sumIn = (column: string): RenderMetric => ({ column, label: '', unit: 'count', source: { sumOf: column } });

/** Both sides had the same days. */
const EQUAL = { now: 1, before: 1 };

interface Evidence {
	/** What comes by chance. */
	readonly results: string;
	/** What it came of; null where it came of the days alone. */
	readonly effort: string | null;
}

/** Of ROAS and of sales, purchases come by chance, not their value. */
const chanceIn = (column: string): string => (column === purchaseValue.column ? 'purchases' : column);

/** What says how much chance is in a figure: a cost, a rate, ROAS or a count. */
function evidenceOf({ column, source }: RenderMetric): Evidence {
	if ('sumOf' in source) return { results: chanceIn(source.sumOf), effort: null };
	const [over, under] = source.ratio;
	// Of a rate, such as clicks by impressions, the first is counted. Of a cost it is money, and the second is counted.
	return over === spend.column
		? { results: under, effort: over }
		: { results: column === roas.column ? chanceIn(over) : over, effort: under };
}

/** Figures that say whether their change may be chance. Where that cannot be told, it may. */
export function withChance(figure: FigureOf, days: number | null): FigureOf {
	return (metric) => {
		const own = figure(metric);
		if (own.change === null || metric.better === undefined) return own;
		const evidence = evidenceOf(metric);
		const results = figure(sumIn(evidence.results));
		const effort = evidence.effort === null ? EQUAL : figure(sumIn(evidence.effort));
		const side = (at: 'now' | 'before') =>
			results[at] === null || effort[at] === null ? null : { results: results[at], spend: effort[at] };
		const [now, before] = [side('now'), side('before')];
		const step = now === null || before === null ? null : rateStep(now, before, days ?? 0);
		return { ...own, mayBeChance: !isEvidentStep(step) };
	};
}
