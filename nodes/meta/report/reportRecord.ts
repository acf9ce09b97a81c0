import { isPlainObject } from 'lodash';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const period = z.object({ since: day, until: day });

const recordShape = z.object({
	account: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
	/** Of the rows' money. */
	currency: z.string(),
	/** Where money was converted: from which currency, and by which rate. */
	converted: z.object({ from: z.string(), rate: z.number() }).nullable(),
	environment: z.string(),
	level: z.enum(['account', 'campaign', 'adset', 'ad']),
	/** The column with the ID of a row's object. */
	idColumn: z.string(),
	increment: z.union([z.literal('total'), z.literal('month'), z.literal('week'), z.number()]),
	periods: z.array(period).min(1),
	/** The days of each row, where those are several. */
	rowPeriods: z.array(period),
	previous: z.array(period),
	/** The instant of the numbers, in ms. */
	asOf: z.number(),
	isComplete: z.boolean(),
	/** How many rows there may be at most; null for all of them. */
	limit: z.number().nullable(),
	rowCount: z.number(),
	/** What words leave out of the question, such as which IDs were chosen: that of another report is another. */
	question: z.string().optional(),
	/** What a row must meet to be in the report, in words. */
	filters: z.array(z.string()),
	/** Whether Meta may leave out rows of archived and deleted objects, since nobody asked for them. */
	mayLackGone: z.boolean().default(false),
	/** Whether rows may tell a part of their objects only: a Limit was reached, or a filter looks at more than the objects. */
	isPartial: z.boolean(),
	/** What the results of each object are, by its ID: Meta's names, several of them joined. Null where nobody knows. */
	kinds: z.record(z.string(), z.string()).nullable(),
	/** Results of several kinds in one row, by the row's place (`placeOfRow`): JSON text of a number for each kind. */
	byType: z.record(z.string(), z.string()),
	/** Counts that rows have no column for, by the row's place and by column. */
	counts: z.record(z.string(), z.record(z.string(), z.number())),
	breakdowns: z.array(z.string()),
	/** What each row shows in these columns, as a mark; null where rows name their account (`rowMarksOf`). */
	rowMarks: z
		.object({ columns: z.array(z.string()), marks: z.array(z.string()) })
		.nullable()
		.default(null),
	/** Columns by the names that rows show; empty where rows show the columns themselves. */
	names: z.record(z.string(), z.string()),
});

/** What a report was asked for and what came of it, for the steps behind it: what rows have no column for. Plain data. */
export type ReportRecord = Readonly<z.infer<typeof recordShape>>;

/**
 * What tells a row of one report from every other: its object, its first day, the day it is compared with and its breakdowns'
 * values. A 31st that has no day in the later month stands on that month's last day, next to the row of that day itself.
 */
export const placeOfRow = (row: Readonly<Record<string, unknown>>, id: string, breakdowns: readonly string[]): string =>
	[id, 'date_start', 'previous_date_start', ...breakdowns].map((column) => String(row[column] ?? '')).join('|');

/** Where in n8n's context of an execution. */
const PLACE = 'metaInsightsReports';

/** A loop can get far more reports than anybody shows in one message. */
const MOST_RECORDS = 200;

/**
 * The records of an execution, by the node that got the report and by the report. They are in n8n's context of the execution
 * (`getContext('flow')`): n8n keeps it with the execution, also over a Wait, and shows it to nobody. Items have no such place:
 * n8n's Code node refuses keys that it does not know, and every step gets new pairs. A single step that is executed alone in the
 * editor gets an empty context. Null where n8n gives none: it throws where an execution has no data of its own.
 */
function placeIn(n8n: IExecuteFunctions): Record<string, unknown> | null {
	try {
		const context = n8n.getContext('flow');
		const place: unknown = context[PLACE];
		if (isRecords(place)) return place;
		const newPlace: Record<string, unknown> = {};
		context[PLACE] = newPlace;
		return newPlace;
	} catch {
		return null;
	}
}

const isRecords = (value: unknown): value is Record<string, unknown> => isPlainObject(value);

const keyOf = (record: ReportRecord): string => {
	const { account, currency, level, increment, periods, filters, breakdowns, limit, question } = record;
	return JSON.stringify([account.id, currency, level, increment, periods, filters, breakdowns, limit, question]);
};

/** Writes a report down. One that is got again takes the place of the one before. */
export function keepRecord(n8n: IExecuteFunctions, record: ReportRecord): void {
	const place = placeIn(n8n);
	if (place === null) return;
	const { name } = n8n.getNode();
	const ownRecords = isRecords(place[name]) ? place[name] : {};
	const others = Object.entries(ownRecords).filter(([key]) => key !== keyOf(record));
	place[name] = Object.fromEntries([...others, [keyOf(record), record]].slice(-MOST_RECORDS));
}

/** The reports that steps before this one have got in this execution. What cannot be read there counts as nothing. */
export function recordsBefore(n8n: IExecuteFunctions): ReportRecord[] {
	const place = placeIn(n8n);
	if (place === null) return [];
	return parentsOf(n8n).flatMap((name) => {
		const ownRecords = place[name];
		return isRecords(ownRecords) ? Object.values(ownRecords).flatMap(readRecord) : [];
	});
}

/** Names of the steps before this one; none where n8n does not tell. */
function parentsOf(n8n: IExecuteFunctions): string[] {
	try {
		return n8n.getParentNodes(n8n.getNode().name).map(({ name }) => name);
	} catch {
		return [];
	}
}

function readRecord(value: unknown): ReportRecord[] {
	const read = recordShape.safeParse(value);
	return read.success ? [read.data] : [];
}

const UNTOLD =
	'This step knows of the report only what its rows say: it was executed alone, or the rows are not of this execution. ' +
	'Execute the whole workflow, so that it also knows which days, filters and kinds of results were asked for.';

/** Says above the table that rows of Meta Insights came without their report. */
export function sayUntold(
	n8n: IExecuteFunctions,
	items: readonly IDataObject[],
	records: readonly ReportRecord[],
): void {
	if (records.length > 0 || !items.some((item) => typeof item.row_key === 'string')) return;
	n8n.addExecutionHints({ message: UNTOLD, location: 'outputPane', type: 'info' });
}
