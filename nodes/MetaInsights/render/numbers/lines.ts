import { difference, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { lengthOf, type ReportPeriod } from '../../facts/dateRanges';
import type { Some } from '../../facts/some';
import { ADS_MANAGER_COLUMN, THUMBNAIL_COLUMN } from '../../rows/columns/rowNames';
import { lastDay, textOfCell } from './cells';
import { withChance } from './chance';
import { rowsWithoutPlace } from './daysBefore';
import { figureOf, isNew, newFigure, type ComparedFigure, type RenderMetric } from './figures';
import { keyIn, nameIn, PERIOD, type LineGroup } from './grouping';
import { grainOf, type Grain } from './periods';

/** One line of the table: a campaign, an ad, a day. */
export interface Line {
	readonly name: string;
	/** The days of a line that stands for some; its name is then the first of them. */
	readonly days: ReportPeriod | null;
	readonly link: string | null;
	/** Address of an ad's picture. */
	readonly picture: string | null;
	readonly figures: ReadonlyMap<string, ComparedFigure>;
	/** Part of the largest line, 0 to 1: the length of its bar. */
	readonly bar: number;
}

/** Metrics of lines, the main one apart: it orders them and draws the bars. */
export interface LineMetrics {
	readonly shown: readonly RenderMetric[];
	readonly sortBy: RenderMetric;
	/** Days that the rows are of; null where nobody knows. */
	readonly days: number | null;
}

/** Rows by what they are about. */
function groupRows(rows: readonly IDataObject[], by: LineGroup): Map<string, Some<IDataObject>> {
	const groups = new Map<string, [IDataObject, ...IDataObject[]]>();
	for (const row of rows) {
		const key = keyIn(row, by);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}

/** The figures of some rows, by column. */
export const figuresOf = (
	metricsShown: readonly RenderMetric[],
	figure: (metric: RenderMetric) => ComparedFigure,
): Map<string, ComparedFigure> => new Map(metricsShown.map((metric) => [metric.column, figure(metric)]));

function lineOf(key: string, rows: Some<IDataObject>, group: LineGroup, metrics: LineMetrics): Line {
	const isPeriod = group.column === PERIOD.column;
	// A day is never new: what has no day before it had nothing to show on that day.
	const isFirst = !isPeriod && isNew(rows);
	const ownDays = isPeriod && key !== '' ? daysIn(rows, key) : null;
	// One day stands beside one day: those before that have no day now count in sums only.
	const facing = isPeriod ? difference(rows, rowsWithoutPlace(rows)) : rows;
	const figure = (metric: RenderMetric): ComparedFigure =>
		isFirst ? newFigure(figureOf(rows, metric), metric) : figureOf(facing, metric);
	return {
		name: rows.map((one) => nameIn(one, group)).find(Boolean) ?? (key || '(none)'),
		days: ownDays,
		link: linkOf(rows, group),
		picture: group.id === 'ad_id' ? (rows.map(pictureOf).find(Boolean) ?? null) : null,
		figures: figuresOfLine(figure, isPeriod ? { ...metrics, days: ownDays && lengthOf(ownDays) } : metrics),
		bar: 0,
	};
}

/** Null where rows do not tell their last day: a week is not its Monday. */
function daysIn(rows: readonly IDataObject[], since: string): ReportPeriod | null {
	const until = lastDay(rows, 'date_stop');
	return until === null ? null : { since: since.slice(0, 10), until };
}

/** Only Ads Manager's own addresses become links. */
function linkIn(row: IDataObject): string | null {
	const url = textOfCell(row[ADS_MANAGER_COLUMN]);
	return url.startsWith('https://adsmanager.facebook.com/') ? url : null;
}

/**
 * The one link of rows, if it leads to what they are a line for. An ad's link is not its campaign's, nor its country's.
 */
function linkOf(rows: Some<IDataObject>, { id }: LineGroup): string | null {
	if (id === undefined) return null;
	const [link = null, ...others] = uniq(rows.map(linkIn));
	const own = textOfCell(rows[0][id]);
	return others.length === 0 && own !== '' && link?.includes(own) ? link : null;
}

/**
 * Only what Meta itself serves is shown: an address of anybody else would tell them who opens the mail, and when.
 * UNCONFIRMED 101: that thumbnails of all creatives are on these hosts; what is not has no picture.
 */
const META_PICTURES = /^https:\/\/(?:[\w-]+\.)+(?:fbcdn\.net|cdninstagram\.com|fbsbx\.com|facebook\.com)\//;

function pictureOf(row: IDataObject): string | null {
	const url = textOfCell(row[THUMBNAIL_COLUMN]);
	return META_PICTURES.test(url) ? url : null;
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

type Order = (one: Line, other: Line) => number;

export const linesByName: Order = (one, other) => compareText(one.name, other.name);

const valueIn = (line: Line, { column }: RenderMetric): number => line.figures.get(column)?.now ?? 0;

const byValue =
	(metric: RenderMetric): Order =>
	(one, other) =>
		valueIn(other, metric) - valueIn(one, metric) || linesByName(one, other);

/** Rows that a line was made of. */
export interface LineOfRows extends Line {
	readonly rows: readonly IDataObject[];
}

/** A line for each thing that rows are about, the largest first. */
export function linesOf(
	rows: readonly IDataObject[],
	group: LineGroup,
	lineMetrics: LineMetrics,
	order = byValue(lineMetrics.sortBy),
): LineOfRows[] {
	const { sortBy } = lineMetrics;
	const lines = [...groupRows(rows, group)].map(([key, own]) => ({
		...lineOf(key, own, group, lineMetrics),
		rows: own,
	}));
	const largest = lines.reduce((most, line) => Math.max(most, valueIn(line, sortBy)), 0);
	const partOf = (line: Line): number => (largest > 0 ? Math.max(0, valueIn(line, sortBy)) / largest : 0);
	return lines.map((line) => ({ ...line, bar: partOf(line) })).sort(order);
}

/** The main figure alone has a color. People cannot be told for a single line. */
const figuresOfLine = (
	figure: (metric: RenderMetric) => ComparedFigure,
	{ shown, sortBy, days }: LineMetrics,
): Line['figures'] =>
	figuresOf(
		shown.filter(({ totalsOnly }) => !totalsOnly),
		(metric) => (metric === sortBy ? withChance(figure, days) : figure)(metric),
	);

/** Several lines as one: their rows added up again, so that rates are those of the sums. */
export const unitedLine = (name: string, rows: readonly IDataObject[], lineMetrics: LineMetrics): Line => ({
	name,
	days: null,
	link: null,
	picture: null,
	figures: figuresOfLine((metric) => figureOf(rows, metric), lineMetrics),
	bar: 0,
});

/** A bar for each period of the rows; none where the lines are the periods, or there is only one. */
export function barsOf(
	rows: readonly IDataObject[],
	groups: readonly LineGroup[],
	lineMetrics: LineMetrics,
): { readonly grain: Grain; readonly bars: readonly Line[] } {
	const periods = linesOf(rows, PERIOD, lineMetrics, linesByName);
	const grain = grainOf(periods.flatMap(({ days }) => days ?? []));
	return { grain, bars: groups.includes(PERIOD) || periods.length === 1 ? [] : periods };
}

const MOST_MOVERS = 3;

/** Lines whose main figure moved most, in its own unit: a doubled cent is no news. */
export function moversOf(lines: readonly Line[], { column }: RenderMetric): { up: Line[]; down: Line[] } {
	const step = (line: Line): number => {
		const figure = line.figures.get(column);
		return figure === undefined || figure.now === null || figure.before === null ? 0 : figure.now - figure.before;
	};
	// In a short table everybody sees them anyway.
	if (lines.length <= MOST_MOVERS) return { up: [], down: [] };
	const up = lines.filter((line) => step(line) > 0).sort((one, other) => step(other) - step(one));
	const down = lines.filter((line) => step(line) < 0).sort((one, other) => step(one) - step(other));
	return { up: up.slice(0, MOST_MOVERS), down: down.slice(0, MOST_MOVERS) };
}
