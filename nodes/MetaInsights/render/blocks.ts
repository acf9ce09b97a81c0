import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Period } from '../report/facts/dateRanges';
import { isSummary, LINK_COLUMN } from '../report/rows/rowNames';
import { figureOf, isNew, metricOf, metrics, newFigure, type Figure, type Metric, type Totals } from './figures';
import { notesOf } from './notes';
import { grainOf, type Grain } from './periods';
import { Words } from './words';

export interface RenderSettings {
	/** Column whose values name the lines of the table; `auto` takes the most detailed name the rows have. */
	readonly groupBy: string;
	/** Columns to show, in order; empty for all that the rows can fill. */
	readonly metrics: readonly string[];
	/** Column that orders the table and draws the bars. */
	readonly sortBy: string;
	readonly mostLines: number;
	readonly movers: boolean;
	/** Language and country of the numbers within sentences. */
	readonly locale: string;
}

/** One line of the table: a campaign, an ad, a day. */
export interface Line {
	readonly name: string;
	/** The days of a line that stands for some; its name is then the first of them. */
	readonly days: Period | null;
	readonly link: string | null;
	readonly figures: ReadonlyMap<string, Figure>;
	/** Part of the largest line, 0 to 1: the length of its bar. */
	readonly bar: number;
}

/** Everything of one currency: amounts of different currencies are never added. */
export interface Block {
	readonly currency: string | null;
	readonly accounts: readonly string[];
	readonly since: string | null;
	readonly until: string | null;
	readonly previous: { readonly since: string; readonly until: string } | null;
	readonly rows: number;
	readonly metrics: readonly Metric[];
	/** Metrics of the table beside the one it is sorted by. */
	readonly columns: readonly Metric[];
	readonly headline: ReadonlyMap<string, Figure>;
	readonly groupLabel: string;
	readonly sortBy: Metric;
	readonly lines: readonly Line[];
	/** Lines beyond the longest table. */
	readonly hiddenLines: number;
	/** Day, week or month: what a row is about. */
	readonly grain: Grain;
	/** One bar for each of them when the rows are not grouped by it; empty for a single one. */
	readonly periods: readonly Line[];
	readonly up: readonly Line[];
	readonly down: readonly Line[];
	/** What the reader must know of the numbers. */
	readonly notes: readonly string[];
}

const NAMES: ReadonlyArray<readonly [column: string, id: string, label: string]> = [
	['ad_name', 'ad_id', 'Ad'],
	['adset_name', 'adset_id', 'Ad Set'],
	['campaign_name', 'campaign_id', 'Campaign'],
	['account_name', 'account_id', 'Ad Account'],
];

/** More bars than these no mail shows well. */
const MOST_PERIODS = 31;
const MOST_MOVERS = 3;

const textOf = (value: unknown): string => (value === null || value === undefined || typeof value === 'object' ? '' : String(value));

/** Sorts rows by currency and makes a block of each; rows without one make a block of their own, without amounts in a currency. */
export function blocksOf(rows: readonly IDataObject[], settings: RenderSettings): Block[] {
	const byCurrency = groupBy(rows, (row) => textOf(row.account_currency).toUpperCase());
	return Object.entries(byCurrency)
		.map(([currency, own]) => blockOf(/^[A-Z]{3}$/.test(currency) ? currency : null, own, settings))
		.filter((block) => block.rows > 0);
}

function blockOf(currency: string | null, all: readonly IDataObject[], settings: RenderSettings): Block {
	const rows = all.filter((row) => !isSummary(row) && hasNumbers(row));
	const summaries = all.filter(isSummary);
	const totals = totalsOf(summaries, rows);
	const shown = shownMetrics(rows, totals, settings.metrics);
	const sortBy = shown.find(({ column }) => column === settings.sortBy) ?? shown[0] ?? metrics[0];
	const group = groupOf(rows, settings.groupBy);
	const lines = linesOf(rows, group, shown, sortBy);
	const { grain, bars } = barsOf(rows, group, shown, sortBy);
	const drawn = bars.slice(-MOST_PERIODS);
	const moved = settings.movers ? moversOf(lines, sortBy) : { up: [], down: [] };
	const previous = periodOf(rows, 'previous_');
	return {
		currency,
		accounts: [...new Set(rows.map((row) => textOf(row.account_name) || textOf(row.account_id)).filter(Boolean))],
		...periodOf(rows),
		previous: previous.since && previous.until ? { since: previous.since, until: previous.until } : null,
		rows: rows.length,
		metrics: shown,
		columns: columnsOf(shown, sortBy, settings.metrics.length > 0),
		headline: figuresOf(rows, shown, totals),
		groupLabel: group === PERIOD ? grain : group.label,
		sortBy,
		lines: lines.slice(0, settings.mostLines),
		hiddenLines: Math.max(0, lines.length - settings.mostLines),
		grain,
		periods: drawn,
		...moved,
		notes: notesOf({
			rows,
			totals,
			isCompared: previous.since !== null,
			shown: [sortBy, ...shown],
			drawn: { grain, shown: drawn.length, all: bars.length },
			words: new Words(settings.locale, currency),
		}),
	};
}

/** The time that rows cover, as far as they tell. */
const periodOf = (rows: readonly IDataObject[], prefix: '' | 'previous_' = '') => ({ since: first(rows, `${prefix}date_start`), until: last(rows, `${prefix}date_stop`) });

/** A bar for each period of the rows; none where the lines are the periods, or there is only one. */
function barsOf(rows: readonly IDataObject[], group: Group, shown: readonly Metric[], sortBy: Metric): { grain: Grain; bars: Line[] } {
	const periods = linesOf(rows, PERIOD, shown, sortBy, 'name');
	return { grain: grainOf(periods.flatMap(({ days }) => days ?? [])), bars: group === PERIOD || periods.length === 1 ? [] : periods };
}

const hasNumbers = (row: IDataObject): boolean => metrics.some(({ column }) => row[column] !== null && row[column] !== undefined && row[column] !== '');

/**
 * People of two reports may be the same people, so totals count only where there is one, and no rows of another account or
 * of other days.
 */
function totalsOf(summaries: readonly IDataObject[], rows: readonly IDataObject[]): Totals | undefined {
	if (summaries.length !== 1) return undefined;
	const [{ account_id: account, date_start: since, date_stop: until }] = summaries;
	const differs = (one: unknown, other: unknown): boolean => textOf(one) !== '' && textOf(other) !== '' && textOf(one) !== textOf(other);
	const isOther = (row: IDataObject): boolean =>
		differs(row.account_id, account) ||
		(differs(row.date_start, since) && textOf(row.date_start) < textOf(since)) ||
		(differs(row.date_stop, until) && textOf(row.date_stop) > textOf(until));
	if (rows.some(isOther)) return undefined;
	const part = (value: unknown): IDataObject | null => (typeof value === 'object' && value !== null ? (value as IDataObject) : null);
	return { now: part(summaries[0].totals), before: part(summaries[0].previous_totals) };
}

function shownMetrics(rows: readonly IDataObject[], totals: Totals | undefined, chosen: readonly string[]): Metric[] {
	const wanted = chosen.length > 0 ? chosen.flatMap((column) => metricOf(column) ?? []) : metrics;
	const mixesResults = new Set([...rows, totals?.now, totals?.before].map((row) => textOf(row?.result_type)).filter(Boolean)).size > 1;
	return wanted
		// Results of different kinds (leads, purchases) are not one number.
		.filter(({ column }) => !(mixesResults && (column === 'results' || column === 'cost_per_result')))
		.filter((metric) => figureOf(rows, metric, totals).now !== null)
		.filter(({ column }) => chosen.length > 0 || isWorthShowing(column, rows, totals));
}

/** Conversions nobody has are left out unless they were asked for. */
function isWorthShowing(column: string, rows: readonly IDataObject[], totals: Totals | undefined): boolean {
	const metric = metricOf(column);
	if (!metric || !/^(leads|purchases|purchase_value|results|roas)$/.test(column)) return true;
	const { now, before } = figureOf(rows, metric, totals);
	return (now ?? 0) !== 0 || (before ?? 0) !== 0;
}

/** Columns of the table beside the name and the main figure: more make a mail too wide. */
const MOST_COLUMNS = 4;
/** What people look for first in a line, when they did not choose. */
const TELLING = ['results', 'cost_per_result', 'purchases', 'roas', 'leads', 'cost_per_lead', 'impressions', 'clicks', 'ctr', 'cpc'];

function columnsOf(shown: readonly Metric[], sortBy: Metric, isChosen: boolean): Metric[] {
	const rank = ({ column }: Metric): number => (TELLING.indexOf(column) + TELLING.length + 1) % (TELLING.length + 1);
	const own = shown.filter((metric) => metric !== sortBy && !metric.totalsOnly);
	return (isChosen ? own : [...own].sort((one, other) => rank(one) - rank(other))).slice(0, MOST_COLUMNS);
}

interface Group {
	readonly column: string;
	readonly id?: string;
	readonly label: string;
}

/** Its label is told by the rows' own days. */
const PERIOD: Group = { column: 'date_start', label: '' };

function groupOf(rows: readonly IDataObject[], groupBy: string): Group {
	const known = NAMES.map(([column, id, label]): Group => ({ column, id, label }));
	if (groupBy === 'auto') return known.find(({ column }) => rows.some((row) => textOf(row[column]) !== '')) ?? PERIOD;
	return known.find(({ column }) => column === groupBy) ?? (groupBy === 'date_start' ? PERIOD : { column: groupBy, label: groupBy });
}

const figuresOf = (rows: readonly IDataObject[], shown: readonly Metric[], totals?: Totals): Map<string, Figure> =>
	new Map(shown.map((metric) => [metric.column, figureOf(rows, metric, totals)]));

const newFiguresOf = (rows: readonly IDataObject[], shown: readonly Metric[]): Map<string, Figure> =>
	new Map(shown.map((metric) => [metric.column, newFigure(figureOf(rows, metric), metric)]));

function linesOf(rows: readonly IDataObject[], { column, id }: Group, shown: readonly Metric[], sortBy: Metric, order: 'value' | 'name' = 'value'): Line[] {
	const groups = new Map<string, IDataObject[]>();
	for (const row of rows) {
		// Two campaigns may bear the same name.
		const key = id !== undefined && textOf(row[id]) !== '' ? textOf(row[id]) : textOf(row[column]);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	const perLine = shown.filter(({ totalsOnly }) => !totalsOnly);
	const lines = [...groups].map(([key, own]) => ({
		name: own.map((row) => textOf(row[column])).find(Boolean) ?? (key || '(none)'),
		days: column === PERIOD.column && key !== '' ? daysOf(own, key) : null,
		link: own.length === 1 || id === 'ad_id' ? linkOf(own[0]) : null,
		// A day is never new: what has no day before it had nothing to show on that day.
		figures: column !== PERIOD.column && isNew(own) ? newFiguresOf(own, perLine) : figuresOf(own, perLine),
		bar: 0,
	}));
	const valueOf = (line: Line): number => line.figures.get(sortBy.column)?.now ?? 0;
	const largest = lines.reduce((most, line) => Math.max(most, valueOf(line)), 0);
	return lines
		.map((line) => ({ ...line, bar: largest > 0 ? Math.max(0, valueOf(line)) / largest : 0 }))
		.sort((one, other) => (order === 'name' ? compareText(one.name, other.name) : valueOf(other) - valueOf(one) || compareText(one.name, other.name)));
}

const daysOf = (rows: readonly IDataObject[], since: string): Period => ({ since: since.slice(0, 10), until: last(rows, 'date_stop') ?? since.slice(0, 10) });

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Only Ads Manager's own addresses become links. */
function linkOf(row: IDataObject): string | null {
	const url = textOf(row[LINK_COLUMN]);
	return url.startsWith('https://adsmanager.facebook.com/') ? url : null;
}

/** Lines whose main figure moved most, in its own unit: a doubled cent is no news. */
function moversOf(lines: readonly Line[], { column }: Metric): { up: Line[]; down: Line[] } {
	const step = (line: Line): number => {
		const figure = line.figures.get(column);
		return figure === undefined || figure.now === null || figure.before === null ? 0 : figure.now - figure.before;
	};
	// In a short table everybody sees them anyway.
	const moved = lines.length > MOST_MOVERS ? lines.filter((line) => step(line) !== 0) : [];
	return {
		up: moved.filter((line) => step(line) > 0).sort((one, other) => step(other) - step(one)).slice(0, MOST_MOVERS),
		down: moved.filter((line) => step(line) < 0).sort((one, other) => step(one) - step(other)).slice(0, MOST_MOVERS),
	};
}

const dates = (rows: readonly IDataObject[], column: string): string[] => rows.map((row) => textOf(row[column]).slice(0, 10)).filter(Boolean).sort();
const first = (rows: readonly IDataObject[], column: string): string | null => dates(rows, column)[0] ?? null;
const last = (rows: readonly IDataObject[], column: string): string | null => dates(rows, column).at(-1) ?? null;
