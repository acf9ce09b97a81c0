import { fieldSets } from '../../../nodes/MetaInsights/facts/fieldSets.ts';
import { columnsOf } from '../../../nodes/MetaInsights/rows/columns/columns.ts';
import { readableNames } from '../../../nodes/MetaInsights/rows/columns/readableNames.ts';
import { columnSettings } from '../../support/columnSettings.mts';

/** Writes docs/columns.md: every column of a report of ads with all Metric Groups, from the code that makes the rows. */

const BEGIN = '<!-- columns: written by npm run update -->';

/** What a column means where Ads Manager does not say it. Lists by action are explained above the table. */
const meanings: Readonly<Record<string, string>> = {
	date_start: 'First day of the row',
	date_stop: 'Last day of the row',
	purchases: 'Purchases, counted once',
	cost_per_purchase: 'Spend divided by purchases',
	purchase_value: 'Value of the purchases',
	leads: 'Leads, counted once',
	cost_per_lead: 'Spend divided by leads',
	cost_per_link_click: 'Spend divided by link clicks',
	roas: 'Purchase value divided by spend, as Meta reports it',
	results: 'Results for the ad set’s goal',
	result_type: 'Meta’s name for the goal',
	result_name: 'The goal in plain words',
	results_by_type: 'Results for each goal, as JSON',
	cost_per_result: 'Spend divided by results, as Meta reports it',
	cost_per_result_by_type: 'Cost per result for each goal, as JSON',
	account_currency: 'Currency of all amounts in the row',
	account_timezone: 'Time zone of the days in the row',
	day_complete: 'Whether the last day ended at least three hours ago',
	settled: 'Whether the numbers are final, because the last day is more than 28 days ago',
	environment: 'Whether the numbers come from Meta or are made up by the emulator',
	row_key: 'An ID for the row, so a later report can replace the row',
	clicks: 'All clicks on the ad, including on names, likes and comments',
};

const groupsOf = (column: string): string =>
	fieldSets
		.filter(({ value }) => columnsOf(columnSettings('ad', [value])).includes(column))
		.map(({ name }) => name)
		.join(', ');

function rowOf(column: string, name: string, everywhere: boolean): string {
	// A column that means the same as in Ads Manager has a blank meaning.
	const groups = everywhere ? 'Always' : groupsOf(column);
	return `| \`${column}\` | ${name} | ${meanings[column] ?? ''} | ${groups} |`.replace(/ {2,}/g, ' ');
}

export function withColumns(page: string): string {
	const [written = ''] = page.split(BEGIN);
	const settings = columnSettings(
		'ad',
		fieldSets.map(({ value }) => value),
	);
	const columns = columnsOf(settings);
	const names = readableNames(columns, settings, null);
	const everywhere = new Set(columnsOf(columnSettings('ad', [])));
	const rows = columns.map((column) => rowOf(column, names.get(column) ?? column, everywhere.has(column)));
	const head = ['| Column | Name in Ads Manager | Meaning | Metric groups |', '|---|---|---|---|'];
	return [written.trimEnd(), BEGIN, [...head, ...rows].join('\n')].join('\n\n').concat('\n');
}
