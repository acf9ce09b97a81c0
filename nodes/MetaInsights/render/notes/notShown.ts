import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { textOfCell } from '../numbers/cells';
import { countsResults, figureOf, metricOf, type RenderMetric } from '../numbers/figures';
import { isMixedRow, sharesSpend } from '../numbers/kinds';
import { areKindsUnknown, arePartOfResults, arePeopleOfSeveral } from '../numbers/resultKinds';

/** What is to be said of the metrics that people chose. */
interface ChosenMetrics {
	/** Columns that were chosen; empty for everything there is. */
	readonly chosen: readonly string[];
	/** Metrics that stand at the top or in a line. */
	readonly shown: readonly RenderMetric[];
	readonly rows: readonly IDataObject[];
	/** Whether somebody knows of which kinds the rows' results are: then an empty cell is no result. */
	readonly areKindsTold: boolean;
}

const needsOf = ({ source }: RenderMetric): readonly string[] => ('sumOf' in source ? [source.sumOf] : source.ratio);

/** A metric that was chosen and is not there. */
export interface NotShown {
	/** Why, for those who read the message. */
	readonly note: string;
	/** What to do, for the person who makes it; nothing can be done where it is absent. */
	readonly advice?: string;
}

const TO_LEVEL = 'In Get Report, set Level to Campaign or Ad Set.';

/** Why results, or their cost, are no number; null where the report was not asked for them, or each row has a number. */
function whyNoResults({ source }: RenderMetric, rows: readonly IDataObject[], areKindsTold: boolean): string | null {
	if (rows.some(isMixedRow)) return 'some lines have results of several kinds';
	if ('ratio' in source && rows.some(sharesSpend))
		return 'some lines have results of several kinds and one spend for all';
	if (arePartOfResults(rows)) return 'on some days or lines Meta gives none, as where several goals ran';
	if (areKindsUnknown(rows)) return 'the lines may have results of several kinds';
	if (arePeopleOfSeveral(rows)) return 'results that are people are not added up';
	if (rows.some((row) => textOfCell(row.results) !== '') || !rows.some((row) => 'results' in row)) return null;
	return areKindsTold
		? 'Meta gives no results for these lines'
		: 'the lines are empty there, as where Meta gives none, or several kinds';
}

function whyNotShown(metric: RenderMetric, { rows, areKindsTold }: ChosenMetrics): NotShown {
	const begin = `${metric.label} cannot be shown:`;
	if (metric.totalsOnly)
		return {
			note: `${begin} one person can be in several lines, and would be counted several times.`,
			advice: 'In Get Report, switch on Add Totals Row (Options), for one ad account and one range.',
		};
	const ofResults = countsResults(metric) ? whyNoResults(metric, rows, areKindsTold) : null;
	if (ofResults !== null) return { note: `${begin} ${ofResults}.`, advice: TO_LEVEL };
	const lacking = needsOf(metric).filter((column) => rows.every((row) => textOfCell(row[column]) === ''));
	if (lacking.length > 0)
		return {
			note: `${begin} the report has no ${lacking.map(inWords).join(' and no ')}.`,
			advice: 'In Get Report, set Columns to “All Metrics of the Groups” and choose the group that has it.',
		};
	const isOfNothing =
		'ratio' in metric.source && figureOf(rows, { ...metric, source: { sumOf: metric.source.ratio[1] } }).now === 0;
	return {
		note:
			'ratio' in metric.source && isOfNothing
				? `${begin} there is nothing to divide by, ${inWords(metric.source.ratio[1])} are 0.`
				: `${begin} its numbers cannot be added up.`,
	};
}

const inWords = (column: string): string => column.replace(/_/g, ' ');

/** Each metric that was chosen and is neither a figure nor a column, with the reason. */
export function metricsNotShown(all: ChosenMetrics): NotShown[] {
	const { chosen, shown } = all;
	const isShown = (metric: RenderMetric): boolean =>
		shown.some((one) => one.column === metric.column) ||
		(countsResults(metric) && shown.some(({ kind, unit }) => kind !== undefined && unit === metric.unit));
	return chosen.flatMap((column) => {
		const metric = metricOf(column);
		return metric === undefined || isShown(metric) ? [] : [whyNotShown(metric, all)];
	});
}

/** Why, and what to do, of each that something can be done about. */
export const adviceInWords = (all: readonly NotShown[]): string[] =>
	uniq(all.flatMap(({ note, advice }) => (advice === undefined ? [] : [`${note} ${advice}`])));
