import type { Block } from '../blocks';
import { figureIn, type RenderMetric } from '../numbers/figures';
import { countInWords } from '../numbers/kinds';
import type { Line } from '../numbers/lines';
import type { Words } from '../numbers/words';

/** The results of a line in Meta's words, a text for each kind: `464 link clicks`. */
function resultsOfLine({ figures }: Line, { kinds }: Pick<Block, 'kinds'>, words: Words): string[] {
	return kinds.flatMap((kind) => {
		const { now } = figureIn(figures, kind.results);
		return now === null ? [] : [countInWords(words.value(now, kind.results), kind)];
	});
}

/** What one of a line's results costs, a text for each kind. */
const costsOfLine = ({ figures }: Line, { kinds }: Pick<Block, 'kinds'>, words: Words): string[] =>
	kinds.flatMap(({ results, cost }) => {
		if (figureIn(figures, results).now === null) return [];
		return [words.value(figureIn(figures, cost).now, cost)];
	});

/** What a line's cell of a metric shows: one text, or one for each kind of results. */
export function cellTexts(line: Line, metric: RenderMetric, block: Pick<Block, 'kinds'>, words: Words): string[] {
	const isOwn = metric.column === 'results' || metric.column === 'cost_per_result';
	const texts = !isOwn ? [] : (metric.unit === 'count' ? resultsOfLine : costsOfLine)(line, block, words);
	return texts.length > 0 ? texts : [words.value(figureIn(line.figures, metric).now, metric)];
}

/** A line's results behind its main figure: ` · 464 link clicks, $0.59 each`; nothing where they are the main figure. */
export function resultsBehind(line: Line, block: Pick<Block, 'kinds' | 'sortBy'>, words: Words): string {
	if (['results', 'cost_per_result'].includes(block.sortBy.column)) return '';
	return block.kinds
		.flatMap((kind) => {
			const [{ now }, cost] = [figureIn(line.figures, kind.results), figureIn(line.figures, kind.cost)];
			if (now === null) return [];
			const each = cost.now === null ? '' : `, ${words.value(cost.now, kind.cost)} each`;
			return [` · ${countInWords(words.value(now, kind.results), kind)}${each}`];
		})
		.join('');
}
