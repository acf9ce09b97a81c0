import { mapValues } from 'lodash';

import type { GraphObject } from '../../shared/graph/object';
import { existing, pairLists } from '../../shared/lists';
import { facingChunks } from '../facts/increments';
import { CART_TYPE } from '../facts/fieldSets';
import { identityFields, idField } from '../facts/levels';
import { placeOfRow } from '../../meta/report/reportRecord';
import { isAboutObjects } from '../facts/objectFilters';
import { lastOf } from '../facts/some';
import type { FlatRow } from '../rows/cells';
import { columnsAreFixed } from '../rows/columns/columns';
import { actionColumn, breakdownColumns, byTypeColumn } from '../rows/columns/columnNames';
import { inCommonCurrency } from '../rows/commonCurrency';
import { CreativeRows } from '../rows/creatives/creativeRows';
import { SHOWN_FIELDS, shownIn } from '../rows/creatives/shown';
import { Flattener } from '../rows/flatten';
import { LongRows } from '../rows/longRows';
import { PeriodComparison } from '../rows/periodComparison';
import { isLong, reportColumns, shownColumns } from '../rows/columns/reportColumns';
import { keyWithoutDay } from '../rows/rowIdentity';
import { ERROR_COLUMN, previousColumn, THUMBNAIL_COLUMN } from '../rows/columns/rowNames';
import { reportFactsOf, type ReadReport } from './accountReport';
import { AdCreatives } from './adCreatives';
import { AdDetails } from './adDetails';
import { Presentation } from './presentation';

const MIXED =
	'Some rows came without any actions and without one attribution setting: Meta does not add up what ad sets count by different settings. Their purchases, leads, link clicks and values are empty, not 0. Set Level to Ad Set to get them.';

const MIXED_ADS =
	'Results, purchases, leads, link clicks and values of some creatives are empty, not 0. Their ads have different or unknown attribution settings, which cannot be added. Set Options → Conversion Window to one window, or Rows For to Each Ad.';

/** Meta gives no error when its ten are used up (Marketing API, Insights, "Best practices"): the numbers are just not there. */
const usedUp = (runOnly: string): string =>
	`Some rows came without ${runOnly}. Meta prepares only ten such reports a day for an ad account. Try again tomorrow, or drop the breakdowns.`;

/** Meta's own rows, for reports that have no other. */
export const asTheyAre = (raw: readonly GraphObject[]): FlatRow[] => raw as unknown as FlatRow[];

/** More objects than a message has lines for would only make every execution larger. */
const MOST_OBJECTS = 2_000;

/** Counts that messages show, by the columns that they are taken from. */
const messageCounts = [
	...['clicks', 'purchases', 'leads', 'link_clicks'].map((column) => ({ column, from: column })),
	{ column: 'adds_to_cart', from: actionColumn('actions', CART_TYPE) },
];

/** What a row has of some counts, now and in the period before. */
function countsIn(row: FlatRow, counts: typeof messageCounts): Record<string, number> {
	const pairs = counts.flatMap(({ column, from }) => [
		[column, row[from]],
		[previousColumn(column), row[previousColumn(from)]],
	]);
	return Object.fromEntries(pairs.filter((pair): pair is [string, number] => typeof pair[1] === 'number'));
}

/**
 * A row's results by kind, as JSON text, where its object's kinds do not tell them: a campaign that had leads on one day can have
 * purchases on the next, or several of which Meta tells none. Null where they do.
 */
function ownKinds(row: FlatRow, ofObject = ''): string | null {
	const several = row[byTypeColumn('results')];
	if (typeof several === 'string') return several;
	const own = String(row.result_type ?? '');
	if (ofObject === own || (own !== '' && !ofObject.includes(', '))) return null;
	return JSON.stringify(own === '' ? {} : { [own]: row.results ?? null });
}

/** The ad that a row is of; no text where it is of none. */
const adOf = ({ ad_id: id }: { readonly ad_id?: unknown }): string => String(id ?? '');

/** How rows of this report look, batch by batch. */
export class RowShape {
	/** Those that the rows show. */
	readonly columns: readonly string[];
	/** Those that they have, as far as that is known before the first row. */
	private readonly knownColumns: ReadonlySet<string>;
	private readonly presentation: Presentation;
	private readonly flattener: Flattener;
	private readonly long: LongRows | null;
	private readonly adCreatives: AdCreatives;
	private readonly creatives: CreativeRows | null;
	/** What Meta has of an ad, by the ad's row: a creative's numbers are added up from it. */
	private readonly ads = new Map<FlatRow, GraphObject>();
	private readonly details: AdDetails | null;
	private readonly compared: PeriodComparison | null;

	constructor(
		private readonly report: ReadReport,
		private readonly isFile = false,
	) {
		const { session, asked, choices, account, asOf } = report;
		this.flattener = new Flattener(asked.columns, reportFactsOf(session, account, asked, asOf));
		this.long = isLong(choices) ? new LongRows(asked.columns) : null;
		const thumbnails = choices.adDetails ? [THUMBNAIL_COLUMN] : [];
		const creativeFields = choices.byCreative ? SHOWN_FIELDS : [];
		this.adCreatives = new AdCreatives(session.graph, account.id, [...thumbnails, ...creativeFields]);
		this.creatives = choices.byCreative ? this.creativeRows() : null;
		this.details = choices.adDetails ? this.adDetails() : null;
		this.compared = choices.compare ? this.comparison() : null;
		this.knownColumns = new Set(reportColumns(choices, asked.columns, isFile));
		const columns = shownColumns(choices, asked.columns, isFile);
		this.presentation = new Presentation(
			choices,
			asked.columns,
			asked.common?.currency ?? account.currency,
			columns,
			this.knownColumns,
		);
		this.columns = this.presentation.columns;
	}

	/**
	 * Reads what rows of creatives need to know of their ads.
	 *
	 * @throws GraphFailure where Meta cannot tell it now: such an ad would have a row, and a key, of its own until the next run
	 */
	async look(rows: readonly FlatRow[]): Promise<void> {
		if (this.creatives === null) return;
		const { output, tell } = this.report;
		const failures = await this.adCreatives.read(rows.map(adOf));
		const [failure] = failures;
		if (failure === undefined) return;
		if (output.onIncomplete === 'fail') throw failure;
		const ads =
			failures.length === 1
				? 'ad has a row of its own, because its creative'
				: 'ads have rows of their own, because their creatives';
		tell(`${failures.length} ${ads} could not be read: ${failure.message}. ${failure.advice}`);
	}

	/**
	 * Rows of a page as far as they need no other rows. Meta's own can be let go then: the two together hold twice as much.
	 */
	rows(raw: readonly GraphObject[]): FlatRow[] {
		const rows = raw.map((row) => this.flattener.flatten(row));
		if (this.flattener.mixed) this.report.tell(MIXED);
		const { runOnly, query } = this.report.asked;
		if (runOnly !== undefined && query.fields.includes('reach') && raw.some(({ reach }) => reach === undefined))
			this.report.tell(usedUp(runOnly));
		if (this.creatives !== null) for (const [one, row] of pairLists(raw, rows)) this.ads.set(row, one);
		const { long } = this;
		return long === null ? rows : pairLists(raw, rows).flatMap(([one, flat]) => long.rowsOf(one, flat));
	}

	/** Rows that are made of several of those, and rows beside those of the period before. */
	together(rows: FlatRow[]): FlatRow[] {
		if (this.creatives === null) return this.compared === null ? rows : this.compared.rows(rows);
		const raw = rows.map((row) => existing(this.ads.get(row), 'an ad of a creative'));
		const mergedRows = this.creatives.rowsOf(raw, rows);
		if (this.creatives.mixed) this.report.tell(MIXED_ADS);
		return mergedRows;
	}

	/** Rows of a comparison for what had numbers in the period before only; known once the report has been read to its end. */
	rest(): FlatRow[] {
		return this.compared?.rest() ?? [];
	}

	/** Asks for what rows show of their ads, for those that are completed piece by piece: each piece would be calls of its own. */
	async foresee(rows: ReadonlyArray<{ readonly ad_id?: unknown }>): Promise<void> {
		await this.details?.read(rows.map(adOf));
	}

	/** Adds to rows what has to be asked for, and whether their report is complete. */
	async complete(rows: readonly FlatRow[]): Promise<void> {
		const { choices, complete } = this.report;
		await this.details?.add(rows);
		if (this.isFile) return;
		if (choices.tellsComplete) for (const row of rows) row.report_complete = complete();
		if (choices.several) for (const row of rows) row[ERROR_COLUMN] = null;
	}

	/** Rows as people are to see them; nothing can be added to these. */
	shown(rows: readonly FlatRow[]): FlatRow[] {
		const shownRows = this.presented(rows);
		return this.report.output.emptyText === true
			? shownRows.map((row) => mapValues(row, (cell) => cell ?? ''))
			: shownRows;
	}

	private presented(rows: readonly FlatRow[]): FlatRow[] {
		const { common, query } = this.report.asked;
		if (common === undefined) return this.presentation.rows(rows);
		const about = new Set([...identityFields(query.level), 'row_key', ...breakdownColumns(query.breakdowns)]);
		return this.presentation.rows(rows.map((row) => inCommonCurrency(row, common, about)));
	}

	/** What the results of each object are, before columns are chosen; null for more objects than a record holds. */
	kinds(rows: readonly FlatRow[]): Record<string, string> | null {
		const id = idField(this.report.asked.query.level);
		const kindsOfObjects = new Map<string, Set<string>>();
		for (const row of rows) {
			const object = String(row[id] ?? '');
			const ownKinds = kindsOfObjects.get(object) ?? new Set<string>();
			kindsOfObjects.set(object, ownKinds);
			for (const kind of String(row.result_type ?? '').split(', ')) if (kind !== '') ownKinds.add(kind);
			if (kindsOfObjects.size > MOST_OBJECTS) return null;
		}
		return Object.fromEntries([...kindsOfObjects].map(([object, ownKinds]) => [object, [...ownKinds].join(', ')]));
	}

	/** Results by kind, by the row's place: of rows with several kinds, and of those whose object has more than they. */
	byType(rows: readonly FlatRow[]): Record<string, string> {
		const { level, breakdowns } = this.report.asked.query;
		const kinds = this.kinds(rows);
		const kindsByPlace = rows.flatMap((row): Array<[string, string]> => {
			const own = ownKinds(row, kinds?.[String(row[idField(level)] ?? '')]);
			return own === null ? [] : [[placeOfRow(row, idField(level), breakdowns), own]];
		});
		return Object.fromEntries(kindsByPlace.slice(0, MOST_OBJECTS));
	}

	/** Counts of actions that rows have and do not show, by the row's place: messages show them by choice. */
	counts(rows: readonly FlatRow[]): Record<string, Record<string, number>> {
		const { level, breakdowns } = this.report.asked.query;
		const lacking = messageCounts.filter(({ from }) => !this.columns.includes(from));
		if (lacking.length === 0 || rows.length > MOST_OBJECTS) return {};
		return Object.fromEntries(rows.map((row) => [placeOfRow(row, idField(level), breakdowns), countsIn(row, lacking)]));
	}

	/** Columns by the names that these rows show. */
	names([row = {}]: readonly FlatRow[]): Record<string, string> {
		return this.presentation.namesOf(row);
	}

	private creativeRows(): CreativeRows {
		return new CreativeRows(this.report.asked.columns, this.flattener, (ad) => shownIn(this.adCreatives.of(ad), ad));
	}

	private adDetails(): AdDetails {
		const { asked, account, tell } = this.report;
		const adsOf = (row: FlatRow): readonly string[] => this.creatives?.adsOf(row) ?? [adOf(row)];
		return new AdDetails(this.adCreatives, account.id, asked.query.level, adsOf, tell);
	}

	private comparison(): PeriodComparison {
		const { asked, before, complete } = this.report;
		const { periods, previous, query } = asked;
		const object = (row: FlatRow): string => String(row[idField(query.level)]);
		const report = {
			periods,
			increment: query.increment,
			chunks: facingChunks(periods, previous, query.increment),
			columns: this.flattener.columns,
			isFixed: columnsAreFixed(asked.columns),
			breakdowns: query.breakdowns,
			fields: query.fields,
			identityFields: [...identityFields(query.level), 'account_currency'],
			flatten: (row: GraphObject) => this.flattener.flatten(row),
			identity: (row: FlatRow) => keyWithoutDay(String(row.row_key)),
			object,
			isWhole: () => complete() && query.filtering.every(isAboutObjects),
		};
		return new PeriodComparison(report, before);
	}

	empty(): FlatRow {
		const { asked, account, choices, complete } = this.report;
		const row: FlatRow = {
			...Object.fromEntries([...this.knownColumns].map((column) => [column, null])),
			...this.flattener.empty(),
		};
		const [period] = asked.periods;
		const empty = {
			...row,
			account_id: account.id.replace(/^act_/, ''),
			date_start: period.since,
			date_stop: lastOf(asked.periods).until,
			...(choices.tellsComplete && !this.isFile ? { report_complete: complete() } : {}),
		};
		return this.shown([empty])[0] ?? empty;
	}
}
