import { fieldSets } from '../../../nodes/MetaInsights/facts/fieldSets.ts';
import { columnsOf } from '../../../nodes/MetaInsights/rows/columns/columns.ts';
import { readableNames } from '../../../nodes/MetaInsights/rows/columns/readableNames.ts';
import { columnSettings } from '../../support/columnSettings.mts';

/** Writes docs/columns.md: every column of a report of ads with all Metric Groups, from the code that makes the rows. */

const BEGIN = '<!-- columns: written by npm run update -->';

/** Meanings of the columns that are more than one of Meta's fields. */
const meanings: Readonly<Record<string, string>> = {
	date_start: 'First day of the row',
	date_stop: 'Last day of the row',
	purchases: 'Purchases, counted once',
	cost_per_purchase: 'Spend divided by purchases',
	purchase_value: 'Value of the purchases',
	leads: 'Leads, counted once',
	cost_per_lead: 'Spend divided by leads',
	link_clicks: 'Clicks on links',
	cost_per_link_click: 'Spend divided by link clicks',
	roas: 'Purchase value divided by spend, from Meta',
	results: 'Results for the goal of the ad set',
	result_type: 'The goal, in Meta’s words',
	result_name: 'The goal, in plain words',
	results_by_type: 'Results of each goal, as JSON',
	cost_per_result: 'Spend divided by results, from Meta',
	cost_per_result_by_type: 'Cost per result of each goal, as JSON',
	account_currency: 'Currency of all money in the row',
	account_timezone: 'Time zone of all days in the row',
	attribution_setting: 'Attribution setting of the ad set',
	day_complete: 'Whether the last day ended at least three hours ago',
	settled: 'Whether the numbers are final: the last day is more than 28 days ago',
	environment: 'Meta, or the emulator with invented numbers',
	row_key: 'Names the row, so that a later report can replace it',
	spend: 'Money spent',
	clicks: 'All clicks, also on names, likes and comments',
	reach: 'Number of people who saw the ads',
	frequency: 'Average times each person saw the ads',
};

/** Lists by action: one column for each type. */
const lists: ReadonlyArray<readonly [prefix: string, field: string, meaning: string]> = [
	['actions_', 'actions', ''],
	['action_values_', 'action_values', ''],
	['cost_per_action_type_', 'cost_per_action_type', ''],
	['purchase_roas_', 'purchase_roas', 'ROAS by this action type'],
	['website_purchase_roas_', 'website_purchase_roas', 'ROAS by this action type'],
];

const sources: Readonly<Record<string, string>> = {
	...{ purchases: 'actions', purchase_value: 'action_values', leads: 'actions', link_clicks: 'actions' },
	...{ cost_per_purchase: 'spend, actions', cost_per_lead: 'spend, actions', cost_per_link_click: 'spend, actions' },
	...{ roas: 'purchase_roas', result_type: 'results', result_name: 'results', results_by_type: 'results' },
	...{ cost_per_result_by_type: 'cost_per_result', account_timezone: 'ad account', day_complete: 'this node' },
	...{ settled: 'this node', environment: 'this node', row_key: 'this node' },
};

const groupsOf = (column: string): string =>
	fieldSets
		.filter(({ value }) => columnsOf(columnSettings('ad', [value])).includes(column))
		.map(({ name }) => name)
		.join(', ');

function rowOf(column: string, name: string, everywhere: boolean): string {
	const list = lists.find(([prefix]) => column.startsWith(prefix));
	const video = /^(.*)_(?:video_view|outbound_click)$/.exec(column);
	const source = sources[column] ?? list?.[1] ?? video?.[1] ?? column;
	// What has the same meaning in Ads Manager, or the same name at Meta, is left blank.
	const meaning = meanings[column] ?? list?.[2] ?? '';
	const groups = everywhere ? 'always' : groupsOf(column);
	const origin = source === column ? '' : source.replace(/^(?!this node|ad account).*/, '`$&`');
	return `| \`${column}\` | ${name} | ${meaning} | ${origin} | ${groups} |`.replace(/ {2,}/g, ' ');
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
	const head = [
		'| Column | Name in Ads Manager | Meaning | Meta’s field | Metric Groups |',
		'| --- | --- | --- | --- | --- |',
	];
	return [written.trimEnd(), BEGIN, [...head, ...rows].join('\n')].join('\n\n').concat('\n');
}
