import { uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isActionRow } from '../numbers/actionRows';
import { kindsOfRow, sharesSpend, type ResultKind } from '../numbers/kinds';
import { isOfAllSpend } from '../numbers/shownMetrics';
import { countsResults, figureOf, type RenderMetric, type SummaryTotals } from '../numbers/figures';

/** What the figures at the top mean, where their labels alone would leave it open. */
interface Meant {
	readonly rows: readonly IDataObject[];
	readonly totals: SummaryTotals | undefined;
	readonly shown: readonly RenderMetric[];
	readonly kinds: readonly ResultKind[];
	readonly isCompared: boolean;
}

/** Results of one kind stand as Results at the top: which they are is said once. */
function whatResultsAre({ rows, shown, kinds }: Meant): string | false {
	const [only, ...others] = kinds;
	const isOne = only !== undefined && others.length === 0 && uniq(rows.flatMap(kindsOfRow)).length === 1;
	return isOne && shown.some(countsResults) && `Results are ${only.label.toLowerCase()}.`;
}

/** Results by kind bear the names of what people do, and are not all that people did: other ads brought link clicks, too. */
function whatKindsAre({ rows, shown, kinds }: Meant): string | false {
	const labels = uniq(shown.flatMap(({ kind, unit, label }) => (kind !== undefined && unit === 'count' ? label : [])));
	if (kinds.length < 2 || labels.length === 0) return false;
	return rows.some(isActionRow)
		? 'Meta counts one action under several names, so they are not added up.'
		: `${labels.join(', ')}: results of ads with that goal only.`;
}

/** A cost of all spend next to one of the spend that was meant for it: both are right, and not the same. */
function whatCostsAre({ shown, kinds }: Meant): string | false {
	const costs = shown.filter(isOfAllSpend);
	const isByKind = kinds.length > 1 && shown.some(({ kind, unit }) => kind !== undefined && unit === 'money');
	return (
		costs.length > 0 &&
		isByKind &&
		`${costs.map(({ label }) => label).join(', ')}: the spend of all ads, also of those with another goal.`
	);
}

/** Results without a cost: what some rows spent was for others, too. */
function whatHasNoCost({ rows, totals, shown, kinds }: Meant): string | false {
	const isNamed = ({ results, cost }: ResultKind): boolean =>
		shown.some(({ column }) => column === results.column) &&
		rows.some((row) => sharesSpend(row) && kindsOfRow(row).includes(cost.kind ?? '')) &&
		(figureOf(rows, results, totals).now ?? 0) > 0;
	const labels = shown.some(({ unit }) => unit === 'money') ? kinds.filter(isNamed).map(({ label }) => label) : [];
	return (
		labels.length > 0 &&
		`No cost is shown for ${labels.join(', ')}: some days or lines had one spend for several goals.`
	);
}

/** Figures without a change, although the report has one. */
function whatHasNoChange({ rows, totals, shown, isCompared }: Meant): string | false {
	const alone = !isCompared
		? []
		: shown.filter((metric) => {
				const { now, before } = figureOf(rows, metric, totals);
				return now !== null && before === null;
			});
	return (
		alone.length > 0 &&
		`No change is shown for ${alone.map(({ label }) => label).join(', ')}: some rows do not have it in both periods.`
	);
}

export const meaningNotes = (meant: Meant): string[] =>
	[whatResultsAre, whatKindsAre, whatCostsAre, whatHasNoCost, whatHasNoChange]
		.map((note) => note(meant))
		.filter((note): note is string => note !== false);
