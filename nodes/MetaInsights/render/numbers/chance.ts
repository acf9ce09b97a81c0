import { isEvidentStep, rateStep } from '../../../meta/evidence/rateStep';
import { roas, type ComparedFigure, type RenderMetric } from './figures';

type FigureOf = (metric: RenderMetric) => ComparedFigure;

const sumIn = (column: string): RenderMetric => ({ column, label: '', unit: 'count', source: { sumOf: column } });

/** The columns that say how much chance is in a cost of something, or in ROAS: purchases, not their value, come by chance. */
function evidenceColumns({
	column,
	source,
}: RenderMetric): { readonly results: string; readonly spend: string } | null {
	if ('sumOf' in source || (source.times ?? 1) !== 1) return null;
	const [over, under] = source.ratio;
	return column === roas.column ? { results: 'purchases', spend: under } : { results: under, spend: over };
}

/** Figures that say whether their change may be chance. Where that cannot be told, it may. */
export function withChance(figure: FigureOf, days: number | null): FigureOf {
	return (metric) => {
		const [own, columns] = [figure(metric), evidenceColumns(metric)];
		if (own.change === null || columns === null) return own;
		const [results, spend] = [figure(sumIn(columns.results)), figure(sumIn(columns.spend))];
		const isKnown = [results.now, results.before, spend.now, spend.before].every((value) => value !== null);
		const step = rateStep(
			{ results: results.now ?? 0, spend: spend.now ?? 0 },
			{ results: results.before ?? 0, spend: spend.before ?? 0 },
			days ?? 0,
		);
		return { ...own, mayBeChance: !isKnown || !isEvidentStep(step) };
	};
}
