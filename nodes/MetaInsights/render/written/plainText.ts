import type { Block } from '../blocks';
import { comparedDaysInWords } from '../numbers/days';
import { figureIn, type RenderMetric } from '../numbers/figures';
import { allLines } from '../numbers/groupTables';
import type { Line } from '../numbers/lines';
import { NO_NUMBERS } from '../notes/nothing';
import { accountNames } from './accountNames';
import { NOT_FINAL, TO_ADS_MANAGER, type Page } from './page';
import { nameOf } from '../numbers/periods';
import { Words } from '../numbers/words';
import { resultsBehind } from './results';

/** The same report for readers without HTML: every number of the page's head and main column. */
export function plainTextOf({ title, introduction, locale, blocks, notes, nothing = NO_NUMBERS }: Page): string {
	const parts =
		blocks.length === 0
			? [oneLine(nothing)]
			: blocks.map((block) => blockText(block, new Words(locale, block.currency)));
	return `${[oneLine(title), introduction.trim(), ...parts, oneLine(notes.join(' '))].filter(Boolean).join('\n\n')}\n`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function blockText(block: Block, words: Words): string {
	const about = [oneLine(accountNames(block)), comparedDaysInWords(block, words)].filter(Boolean).join(' · ');
	const valueOf = (figures: Line['figures'], metric: RenderMetric): string => {
		const figure = figureIn(figures, metric);
		const change = words.changeWithBefore(figure, metric);
		return `${words.value(figure.now, metric)}${change && ` (${change})`}`;
	};
	const figures = block.metrics.map((metric): [string, string] => [metric.label, valueOf(block.headline, metric)]);
	const main = (line: Line): [string, string] => [
		oneLine(nameOf(line, block, words)),
		valueOf(line.figures, block.sortBy),
	];
	const mainAndResults = (line: Line): [string, string] => {
		const [name, value] = main(line);
		return [name, `${value}${resultsBehind(line, block, words)}`];
	};
	return [
		block.isFinal ? about : `${about}\n${NOT_FINAL}`,
		block.verdict.map(oneLine).join('\n'),
		columns(figures),
		list(`${block.sortBy.label} by ${block.grain.toLowerCase()}`, block.periods.map(main)),
		...block.tables.map((ownTable) =>
			list(`${block.sortBy.label} by ${ownTable.label.toLowerCase()}`, allLines(ownTable).map(mainAndResults)),
		),
		list('Biggest moves', [...block.up, ...block.down].map(main)),
		block.adsManager === null ? '' : `${TO_ADS_MANAGER}: ${block.adsManager}`,
		block.notes.join(' '),
	]
		.filter(Boolean)
		.join('\n\n');
}

const list = (title: string, lines: ReadonlyArray<[string, string]>): string =>
	lines.length === 0 ? '' : `${title.toUpperCase()}\n${columns(lines)}`;

/** Two columns, the second to the right of the longest of the first. */
function columns(lines: ReadonlyArray<[string, string]>): string {
	const width = Math.min(48, Math.max(0, ...lines.map(([name]) => name.length)));
	return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
