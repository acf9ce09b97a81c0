import { z } from 'zod';

import { ALLOWED_MS } from '../decisions.mts';
import { table } from '../markdown.mts';
import { FIRST_USE_MS, FILE_PEAK_MB, KB, LOADING_MS, MB, OF_THE_BOUND, PICKER_MS } from '../n8n/report.mts';
import { ofTheSlower, OF_THE_SLOWER, MILLION_MB } from '../people/report.mts';
import type { Measured } from '../measured.mts';
import { ROWS_A_SECOND } from '../flattening.mts';

/** What a figure has to reach, and what it is compared with in the same run. */
interface Goal {
	readonly row: string;
	readonly unit: string;
	readonly bound: number;
	/** Whether the figure may be at most, or has to be at least, the bound. */
	readonly side: 'at most' | 'at least';
	readonly figure: (measurements: Partial<Measured>) => number;
	/** What the figure is compared with: measured in the same run. */
	readonly anchor: (measurements: Partial<Measured>) => string;
}

const most = (numbers: readonly number[]): number => (numbers.length === 0 ? Number.NaN : Math.max(...numbers));
const least = (numbers: readonly number[]): number => (numbers.length === 0 ? Number.NaN : Math.min(...numbers));
const first = <T,>([one]: readonly T[]): T | undefined => one;

const ofTheirs =
	(of: (measurements: Partial<Measured>) => number | undefined, what: string, digits = 1) =>
	(measurements: Partial<Measured>): string => {
		const figure = of(measurements);
		return `${what}: ${figure === undefined || Number.isNaN(figure) ? 'not measured' : figure.toFixed(digits)}`;
	};

const inUnits = (bytes: number | undefined, unit: number): number | undefined => bytes && bytes / unit;

const goals: readonly Goal[] = [
	{
		row: '1,000 campaign updates, seconds',
		unit: 's',
		bound: 23,
		side: 'at most',
		figure: ({ updates = [] }) => first(updates)?.seconds ?? Number.NaN,
		anchor: ofTheirs(({ updates = [] }) => updates[1]?.seconds, 'n8n’s node'),
	},
	{
		row: 'Contacts sent, of the slower part',
		unit: '×',
		bound: OF_THE_SLOWER,
		side: 'at most',
		figure: ({ uploads = [] }) => most(uploads.map((upload) => ofTheSlower(upload))),
		anchor: ofTheirs(({ contacts }) => contacts?.sdk, 'contacts a second of the SDK’s hashing alone', 0),
	},
	{
		row: 'A million contacts, MB held',
		unit: 'MB',
		bound: MILLION_MB,
		side: 'at most',
		figure: ({ million }) => million?.most ?? Number.NaN,
		anchor: ofTheirs(({ million }) => million?.forms, 'their forms alone', 0),
	},
	{
		row: 'Loading all descriptions, ms',
		unit: 'ms',
		bound: LOADING_MS,
		side: 'at most',
		figure: ({ loadings = [] }) => first(loadings)?.ms ?? Number.NaN,
		anchor: ofTheirs(({ loadings = [] }) => loadings[1]?.ms, 'n8n’s three Facebook nodes'),
	},
	{
		row: 'Descriptions of all nodes, KB',
		unit: 'KB',
		bound: 550,
		side: 'at most',
		figure: ({ loadings = [] }) => (first(loadings)?.json ?? Number.NaN) / KB,
		anchor: ofTheirs(({ loadings = [] }) => inUnits(loadings[1]?.json, KB), 'n8n’s three Facebook nodes', 0),
	},
	{
		row: 'The largest description, KB',
		unit: 'KB',
		bound: 300,
		side: 'at most',
		figure: ({ loadings = [] }) => most(first(loadings)?.each ?? []) / KB,
		anchor: ofTheirs(({ loadings = [] }) => most(loadings[1]?.each ?? []) / KB, 'n8n’s largest Facebook node', 0),
	},
	{
		row: 'First use of a node, ms',
		unit: 'ms',
		bound: FIRST_USE_MS,
		side: 'at most',
		figure: ({ uses = [] }) => most(uses.map(({ ms }) => ms)),
		anchor: ofTheirs(({ uses = [] }) => least(uses.map(({ ms }) => ms)), 'the quickest of ours', 0),
	},
	{
		row: 'A list of the editor, ms',
		unit: 'ms',
		bound: PICKER_MS,
		side: 'at most',
		figure: ({ pickers = [] }) => most(pickers.filter(({ theirs }) => !theirs).map(({ ms }) => ms)),
		anchor: ofTheirs(
			({ pickers = [] }) => pickers.find(({ theirs }) => theirs)?.ms,
			'the first list of n8n’s Grafana node',
			0,
		),
	},
	{
		row: 'A large report into a file, of its bound',
		unit: '×',
		bound: OF_THE_BOUND,
		side: 'at most',
		figure: ({ files = [] }) => most(files.map(({ seconds, bound = Number.NaN }) => seconds / bound)),
		anchor: ofTheirs(({ files = [] }) => files.at(-1)?.bound, 'seconds of its bound'),
	},
	{
		row: 'A million rows into a file, MB at most',
		unit: 'MB',
		bound: FILE_PEAK_MB,
		side: 'at most',
		figure: ({ files = [], peaks = [] }) => most([...files.slice(-1), ...peaks].map(({ peak }) => peak)) / MB,
		anchor: ofTheirs(({ files = [] }) => inUnits(first(files)?.peak, MB), 'a tenth of the rows', 0),
	},
	{
		row: 'A report as items, times as fast as HTTP Request',
		unit: '×',
		bound: 3.5,
		side: 'at least',
		figure: ({ items = [] }) => (items[1]?.seconds ?? Number.NaN) / (items[0]?.seconds ?? Number.NaN),
		anchor: ofTheirs(({ items = [] }) => items[1]?.seconds, 'seconds of HTTP Request and Split Out'),
	},
	{
		row: 'A report as items, memory of HTTP Request’s',
		unit: '×',
		bound: 1,
		side: 'at most',
		figure: ({ items = [] }) => (items[0]?.peak ?? Number.NaN) / (items[1]?.peak ?? Number.NaN),
		anchor: ofTheirs(({ items = [] }) => inUnits(items[2]?.peak, MB), 'MB of a node that only makes the items', 0),
	},
	{
		row: 'Rows made flat a second',
		unit: '',
		bound: ROWS_A_SECOND,
		side: 'at least',
		figure: ({ flattenings = [] }) => least(flattenings.map(({ rowsPerSecond }) => rowsPerSecond)),
		anchor: () => 'one core',
	},
	{
		row: '10,000 decisions of the guard, ms',
		unit: 'ms',
		bound: ALLOWED_MS,
		side: 'at most',
		figure: ({ decisions }) => decisions?.ms ?? Number.NaN,
		anchor: () => 'one core',
	},
	{
		row: 'One event beside 200,000 remembered',
		unit: '×',
		bound: 1.5,
		side: 'at most',
		figure: ({ records = [] }) => (records[1]?.ms ?? Number.NaN) / (records[0]?.ms ?? Number.NaN),
		anchor: ofTheirs(({ records = [] }) => records[0]?.ms, 'ms beside none', 0),
	},
	{
		row: 'A million events, each taken once',
		unit: '',
		bound: 1_000_000,
		side: 'at least',
		figure: ({ millionEvents }) => millionEvents?.taken ?? Number.NaN,
		anchor: ofTheirs(({ millionEvents }) => millionEvents?.events, 'sent', 0),
	},
];

/** Figures by their row, the latest last: what an earlier run of this program found. */
export const pastRuns = z.array(z.object({ day: z.string(), figures: z.record(z.string(), z.number().nullable()) }));
export type PastRuns = z.infer<typeof pastRuns>;

/** Earlier runs that the table shows. */
const SHOWN_RUNS = 3;

/** Runs that are kept. */
const KEPT_RUNS = 10;

const inShort = (figure: number | null | undefined, unit: string): string => {
	if (figure === null || figure === undefined || Number.isNaN(figure)) return 'none';
	const text = figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(figure < 10 ? 2 : 1);
	return unit === '' ? text : `${text} ${unit}`;
};

/** A figure that could not be had has not reached its goal. */
const isReached = ({ side, bound }: Goal, figure: number): boolean =>
	side === 'at most' ? figure <= bound : figure >= bound;

export function goalsReport(measurements: Partial<Measured>, past: PastRuns): string {
	const rows = goals.map((goal) => {
		const { row, unit, bound, side, figure, anchor } = goal;
		const earlierFigures = past.slice(-SHOWN_RUNS).map(({ figures }) => inShort(figures[row], unit));
		const now = figure(measurements);
		return [
			isReached(goal, now) ? row : `**${row}**`,
			`${side} ${inShort(bound, unit)}`,
			inShort(now, unit),
			isReached(goal, now) ? 'yes' : '**no**',
			anchor(measurements),
			earlierFigures.join(', ') || 'none',
		];
	});
	return `## Goals

One figure for each goal: the worst of its kind in this run. A goal that is not reached is **marked**. What it is compared with is
measured in the same run. The last column shows earlier runs, the latest last.

${table(['figure', 'goal', 'now', 'reached', 'compared with', 'earlier runs'], rows)}`;
}

/** The runs to keep, this one included. */
export const withRun = (measurements: Partial<Measured>, past: PastRuns, day: string): PastRuns =>
	[
		...past,
		{
			day,
			figures: Object.fromEntries(
				goals.map(({ row, figure }) => [row, Number.isFinite(figure(measurements)) ? figure(measurements) : null]),
			),
		},
	].slice(-KEPT_RUNS);
