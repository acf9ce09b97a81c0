import { mapKeys, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../shared/record';
import { CART_TYPE } from '../../facts/fieldSets';
import { actionColumn, byTypeColumn } from '../../rows/columns/columnNames';
import { resultName } from '../../rows/columns/readableNames';
import { previousColumn, RESULT_NAME } from '../../rows/columns/rowNames';
import { textOfCell } from './cells';
import type { RenderMetric } from './figures';

/** One kind of result: how many there are of it, and what one costs. */
export interface ResultKind {
	/** In Ads Manager's words, such as `Link Clicks`. */
	readonly label: string;
	readonly results: RenderMetric;
	readonly cost: RenderMetric;
	/** What ads with this goal spent. */
	readonly spend: RenderMetric;
}

/** One of several, as a label has it: `Adds to Cart` are of an `Add to Cart`. */
export const singular = (label: string): string => label.replace(/s(?= |$)/, '');

/** `464 link clicks`, `1 lead`. */
export const countInWords = (count: string, { label }: Pick<ResultKind, 'label'>): string =>
	`${count} ${lowerLabel(count === '1' ? singular(label) : label)}`;

/** A label within a sentence. */
export const lowerLabel = (label: string): string => label.toLowerCase().replace(/\bmeta\b/, 'Meta');

const columnOf = (kind: string): string => `results of ${kind}`;
const spendOf = (kind: string): string => `spend on ${kind}`;

/** Meta's name of a kind in words; a report with readable names has the words themselves. */
export const kindLabel = (kind: string): string => (/^[a-z_]+(?::|$)/.test(kind) ? resultName(kind) : kind);

function kindOf(kind: string): ResultKind {
	const [label, column] = [kindLabel(kind), columnOf(kind)];
	return {
		label,
		results: { column, label, unit: 'count', better: 'higher', source: { sumOf: column }, kind },
		cost: {
			column: `cost of ${kind}`,
			label: `Cost per ${singular(label)}`,
			unit: 'money',
			better: 'lower',
			source: { ratio: [spendOf(kind), column] },
			kind,
		},
		spend: { column: spendOf(kind), label: `Spend on ${label}`, unit: 'money', source: { sumOf: spendOf(kind) }, kind },
	};
}

/** The results of a row by kind, where Meta tells several. */
function resultsByType(row: IDataObject): Record<string, unknown> {
	try {
		const read: unknown = JSON.parse(textOfCell(row[byTypeColumn('results')]) || '{}');
		return isRecord(read) ? read : {};
	} catch {
		// Somebody's own text is no list of kinds.
		return {};
	}
}

/** The kinds of a row's results. */
export const kindsOfRow = (row: IDataObject): string[] =>
	(textOfCell(row.result_type) || textOfCell(row[RESULT_NAME])).split(', ').filter(Boolean);

/** Cells of a row for its own kinds: spend is divided among several by nobody. */
function cellsOf(row: IDataObject): IDataObject {
	const kinds = kindsOfRow(row);
	const [only, ...others] = kinds;
	if (only === undefined) return {};
	if (others.length > 0) {
		const values = resultsByType(row);
		// A row can tell its kinds in words, and how many there are of each under Meta's names.
		const byLabel = mapKeys(values, (_, kind) => kindLabel(kind));
		return Object.fromEntries(
			kinds.flatMap((kind) => [
				[columnOf(kind), textOfCell(values[kind] ?? byLabel[kind])],
				[spendOf(kind), ''],
			]),
		);
	}
	return {
		[columnOf(only)]: row.results,
		[previousColumn(columnOf(only))]: row[previousColumn('results')],
		[spendOf(only)]: row.spend,
		[previousColumn(spendOf(only))]: row[previousColumn('spend')],
	};
}

/** Whether a row has several kinds of results, and one spend for all of them. */
export const sharesSpend = (row: IDataObject): boolean => kindsOfRow(row).length > 1;

/** Whether a row has several kinds of results and does not tell how many there are of each. */
export const isMixedRow = (row: IDataObject): boolean =>
	sharesSpend(row) && Object.keys(resultsByType(row)).length === 0;

/** Rows with a column for each kind of result, and the kinds; none where a row with results does not tell its kind. */
export function withKinds(rows: readonly IDataObject[]): {
	readonly rows: IDataObject[];
	readonly kinds: readonly ResultKind[];
} {
	const isUntold = rows.some((row) => textOfCell(row.results) !== '' && kindsOfRow(row).length === 0);
	if (isUntold) return { rows: [...rows], kinds: [] };
	return {
		rows: rows.map((row) => ({ ...row, ...cellsOf(row) })),
		kinds: uniq(rows.flatMap(kindsOfRow)).sort().map(kindOf),
	};
}

/**
 * Meta's total with the cells of its kind, where it has one: then results and their cost are told of all that the total is about.
 * With several, what each of them cost is told by rows alone, and so is how many there are.
 */
export const withOnlyKind = (total: IDataObject | null): IDataObject | null =>
	total === null || kindsOfRow(total).length !== 1 ? total : { ...total, ...cellsOf(total) };

/**
 * Clicks of rows that have impressions and CTR only: Meta's CTR has six decimals, so their product is a whole number. Where it is
 * none, as with a CTR that was rounded, no row gets clicks: a cost of a click would be one of a part.
 */
export function withClicks(rows: readonly IDataObject[]): IDataObject[] {
	const clicksByRow = rows.map((row) => ['', previousColumn('')].map((suffix) => clicksOf(row, suffix)));
	if (clicksByRow.flat().includes('unreadable')) return [...rows];
	return rows.map((row, index) => {
		const [now, before] = clicksByRow[index] ?? [];
		return {
			...row,
			...(typeof now === 'number' ? { clicks: now } : {}),
			...(typeof before === 'number' ? { [previousColumn('clicks')]: before } : {}),
		};
	});
}

/** Null where a row has clicks itself, or does not tell what they are made of. */
function clicksOf(row: IDataObject, suffix: string): number | 'unreadable' | null {
	if ('clicks' in row || !('ctr' in row) || !('impressions' in row)) return null;
	const count = (Number(row[`ctr${suffix}`] ?? NaN) * Number(row[`impressions${suffix}`] ?? NaN)) / 100;
	if (Number.isNaN(count)) return null;
	return Math.abs(count - Math.round(count)) < WHOLE ? Math.round(count) : 'unreadable';
}

const CART = actionColumn('actions', CART_TYPE);

/** Adds to cart under their short name, of rows that have them under Meta's. */
export const withCartAdds = (rows: readonly IDataObject[]): IDataObject[] =>
	rows.map((row) =>
		CART in row
			? { ...row, adds_to_cart: row[CART], [previousColumn('adds_to_cart')]: row[previousColumn(CART)] }
			: row,
	);

/** How far a whole number may be off by the decimals of its rate. */
const WHOLE = 0.05;
