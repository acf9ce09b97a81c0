import { chunk, times } from 'lodash';

import type { Markup } from '../../../meta/markup';
import type { Block } from '../blocks';
import {
	bar,
	changeMarkup,
	comparedMarkup,
	markup,
	nameMarkup,
	openTable,
	pictureMarkup,
	styleOf,
	styledAs,
	table,
} from './elements';
import { figureIn, type RenderMetric } from '../numbers/figures';
import type { GroupTable } from '../numbers/groupTables';
import type { Line } from '../numbers/lines';
import { nameOf } from '../numbers/periods';
import type { Words } from '../numbers/words';
import { cellTexts } from './results';

/** Figures side by side at the top. */
const TILES_PER_LINE = 3;
const MOST_TILES = 12;
const TILE_WIDTH = `${Math.floor(100 / TILES_PER_LINE)}%`;

/** The metrics of the figures at the top. */
export const tileMetrics = ({ metrics, isChosen }: Block): readonly RenderMetric[] =>
	metrics.slice(0, isChosen ? undefined : MOST_TILES);

/** The figures at the top. */
export function tiles(block: Block, words: Words): Markup {
	const filler = markup`<td class="m-wide" width="${TILE_WIDTH}"></td>`;
	const rows = chunk(tileMetrics(block), TILES_PER_LINE).map((line) => {
		const lineTiles = line.map((metric) => tile(metric, block, words));
		return markup`<tr>${lineTiles}${times(TILES_PER_LINE - line.length, () => filler)}</tr>`;
	});
	return markup`${openTable('100%', markup`style="border-collapse:collapse"`, 'm-tiles')}${rows}</table>`;
}

function tile(metric: RenderMetric, block: Block, words: Words): Markup {
	const figure = figureIn(block.headline, metric);
	const style = `padding:8px 12px 10px 0;width:${TILE_WIDTH}`;
	const label = markup`<div ${styleOf('tileLabel')}>${metric.label}</div>`;
	const value = markup`<div ${styledAs('figure', 'tileFigure')}>${words.value(figure.now, metric)}</div>`;
	const change = comparedMarkup(figure, metric, words);
	return markup`<td class="m-tile" width="${TILE_WIDTH}" valign="top" style="${style}">${label}${value}${change}</td>`;
}

/** A bar for each day, week or month. */
export function periodBars(block: Block, words: Words): Markup {
	const { periods, sortBy } = block;
	return table(
		periods.map((period) => {
			const name = nameOf(period, block, words);
			const value = words.value(figureIn(period.figures, sortBy).now, sortBy);
			const cells = [
				markup`<td width="24%" ${styleOf('periodName')}>${name}</td>`,
				markup`<td style="padding:3px 0">${bar(period.bar)}</td>`,
				markup`<td width="22%" align="right" ${styleOf('periodFigure')}>${value}</td>`,
			];
			return markup`<tr>${cells}</tr>`;
		}),
	);
}

/** A line for each campaign, ad or day. On a narrow screen only the name and the main figure stay. */
export function lineTable(ownTable: GroupTable, block: Block, words: Words): Markup {
	const rows = [
		headOf(ownTable, block),
		...ownTable.lines.map((line) => lineRow(line, block, words)),
		ownTable.others && sumRow(ownTable.others, block, words),
		ownTable.total && sumRow(ownTable.total, block, words),
	];
	return table(rows.flatMap((row) => row ?? []));
}

function headOf({ label }: GroupTable, { sortBy, columns }: Block): Markup {
	const cells = [
		markup`<th align="left" width="34%" ${styledAs('name', 'headName')}>${label}</th>`,
		markup`<th align="right" ${styleOf('headMetric')}>${sortBy.shortLabel ?? sortBy.label}</th>`,
		...columns.map(
			(metric) => markup`<th align="right" ${styledAs('wide', 'headMetric')}>${metric.shortLabel ?? metric.label}</th>`,
		),
	];
	return markup`<tr>${cells}</tr>`;
}

function lineRow(line: Line, block: Block, words: Words): Markup {
	const picture = pictureMarkup(line);
	const nameCell = markup`${nameMarkup(line, block, words)}<div style="margin-top:5px">${bar(line.bar)}</div>`;
	const beside = markup`<td width="50" valign="top">${picture}</td><td valign="top">${nameCell}</td>`;
	const name = picture === null ? nameCell : table(markup`<tr>${beside}</tr>`);
	const cells = [markup`<td valign="top" ${styleOf('lineName')}>${name}</td>`, ...figureCells(line, block, words)];
	return markup`<tr>${cells}</tr>`;
}

/** Lines added up: no bar, which would be longer than all of them. */
const sumRow = (line: Line, block: Block, words: Words): Markup =>
	markup`<tr><td valign="top" ${styleOf('sumName')}>${line.name}</td>${figureCells(line, block, words)}</tr>`;

const figureCells = (line: Line, block: Block, words: Words): Markup[] => [
	mainCell(line, block.sortBy, words),
	...block.columns.map((metric) => {
		const texts = cellTexts(line, metric, block, words).map(
			(text, index) => markup`${index > 0 && markup`<br>`}${text}`,
		);
		return markup`<td align="right" valign="top" ${styledAs('wide', 'lineFigure')}>${texts}</td>`;
	}),
];

function mainCell(line: Line, metric: RenderMetric, words: Words): Markup {
	const figure = figureIn(line.figures, metric);
	const change = comparedMarkup(figure, metric, words, 12);
	const value = markup`${words.value(figure.now, metric)}${change && markup`<br>${change}`}`;
	return markup`<td align="right" valign="top" ${styleOf('lineFigure')}>${value}</td>`;
}

/** The lines that rose and fell most. */
export const movers = (block: Block, words: Words): Markup =>
	table([...block.up, ...block.down].map((line) => moverRow(line, block, words)));

function moverRow(line: Line, block: Block, words: Words): Markup {
	const { sortBy } = block;
	const figure = figureIn(line.figures, sortBy);
	const arrow = figure.change !== null && figure.change < 0 ? '▼' : '▲';
	const [before, now] = [words.value(figure.before, sortBy), words.value(figure.now, sortBy)];
	const name = nameMarkup(line, block, words);
	const change = changeMarkup(figure, sortBy, words);
	const cells = [
		markup`<td ${styledAs('stack', 'moverName')}>${arrow} ${name}</td>`,
		markup`<td align="right" ${styledAs('stack', 'moverFigures')}>${before} → ${now} ${change}</td>`,
	];
	return markup`<tr>${cells}</tr>`;
}
