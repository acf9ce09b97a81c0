import { upperFirst } from 'lodash';

import { conversionColumn, conversionCostColumn } from '../../../meta/assets/chosenConversion';
import { entryOf } from '../../../shared/record';
import { breakdown } from '../../breakdowns/table';
import { kindOf } from '../../facts/fieldKinds';
import { fixedTypes } from '../../facts/fieldSets';
import { actionColumn } from './columnNames';
import { wantedFields, type ColumnSettings } from './columnSettings';
import { ADS_MANAGER_COLUMN, changeColumn, ERROR_COLUMN, previousColumn } from './rowNames';

/** Columns in the words of Ads Manager (Meta Business Help Centre, “Glossary of ad metrics"). */
const names: Readonly<Record<string, string>> = {
	account_id: 'Account ID',
	account_name: 'Account Name',
	campaign_id: 'Campaign ID',
	campaign_name: 'Campaign Name',
	adset_id: 'Ad Set ID',
	adset_name: 'Ad Set Name',
	ad_id: 'Ad ID',
	ad_name: 'Ad Name',
	date_start: 'Reporting Starts',
	date_stop: 'Reporting Ends',
	previous_date_start: 'Compared From',
	previous_date_stop: 'Compared To',
	spend: 'Amount Spent',
	clicks: 'Clicks (All)',
	cpc: 'CPC (All)',
	cpm: 'CPM',
	cpp: 'Cost per 1,000 People Reached',
	ctr: 'CTR (All)',
	roas: 'Purchase ROAS',
	purchase_value: 'Purchases Conversion Value',
	inline_link_click_ctr: 'CTR (Link)',
	result_type: 'Result Indicator',
	result_name: 'Result Type',
	row_key: 'Row Key',
	[ERROR_COLUMN]: 'Error',
	[ADS_MANAGER_COLUMN]: 'Ads Manager',
	grouped_by: 'Grouped By',
	grouped_id: 'Grouped ID',
	ad_count: 'Ads',
	creative_id: 'Creative ID',
	thumbnail_url: 'Thumbnail',
};

/** What is counted, in words; Meta counts one thing under several names, which say where. */
const typeNames: Readonly<Record<string, string>> = {
	omni_purchase: 'Purchases',
	purchase: 'Purchases (All Named)',
	'offsite_conversion.fb_pixel_purchase': 'Purchases (Website)',
	'app_custom_event.fb_mobile_purchase': 'Purchases (App)',
	'onsite_conversion.purchase': 'Purchases (on Meta)',
	lead: 'Leads',
	'onsite_conversion.lead_grouped': 'Leads (Forms)',
	'offsite_conversion.fb_pixel_lead': 'Leads (Website)',
	link_click: 'Link Clicks',
	outbound_click: 'Outbound Clicks',
	landing_page_view: 'Landing Page Views',
	omni_landing_page_view: 'Landing Page Views (All)',
	omni_add_to_cart: 'Adds to Cart',
	'offsite_conversion.fb_pixel_add_to_cart': 'Adds to Cart (Website)',
	omni_initiated_checkout: 'Checkouts Initiated',
	'offsite_conversion.fb_pixel_initiate_checkout': 'Checkouts Initiated (Website)',
	omni_view_content: 'Content Views',
	omni_complete_registration: 'Registrations Completed',
	'offsite_conversion.fb_pixel_complete_registration': 'Registrations Completed (Website)',
	'onsite_conversion.messaging_conversation_started_7d': 'Messaging Conversations Started',
	post_engagement: 'Post Engagements',
	page_engagement: 'Page Engagements',
	post_reaction: 'Post Reactions',
	video_view: '3-Second Video Plays',
	mobile_app_install: 'App Installs',
	omni_app_install: 'App Installs (All)',
};

/** Lists by action: how the head of one of its types reads. */
const lists: Readonly<Record<string, (noun: string) => string>> = {
	actions: (noun) => noun,
	action_values: (noun) => `${noun}: Value`,
	cost_per_action_type: (noun) => `Cost per ${noun.replace(/s( |$)/, '$1')}`,
	purchase_roas: (noun) => `ROAS: ${noun}`,
	website_purchase_roas: (noun) => `Website ROAS: ${noun}`,
};

/** Words that are written otherwise than with a capital in front. */
const spellings: Readonly<Record<string, string>> = {
	...{ by: 'by', per: 'per', to: 'to', of: 'of', on: 'on' },
	...{ ctr: 'CTR', cpc: 'CPC', id: 'ID', roas: 'ROAS', url: 'URL' },
};

const inWords = (name: string): string =>
	upperFirst(
		name
			.split(/[^A-Za-z0-9]+/)
			.map((word) => entryOf(spellings, word) ?? upperFirst(word))
			.join(' ')
			.trim(),
	);

/** A type of action in words; one that nobody has named keeps Meta's words. */
export const typeName = (type: string): string =>
	entryOf(typeNames, type) ??
	inWords(type.replace(/^(offsite_conversion|onsite_conversion|app_custom_event|omni)[._]/, ''));

/**
 * Meta's name of what a result is (`actions:link_click`, `reach`), in words. People who did something are not how often it was
 * done: they have a name of their own, as they do not add up.
 */
export function resultName(indicator: string): string {
	const name = typeName(indicator.replace(/^\w+:/, ''));
	return /^unique_\w+:/.test(indicator) ? `Unique ${name}` : name;
}

const windowName = (window: string): string => window.replace(/^(\d+)d_(\w+)$/, '$1-Day $2').replace(/_/g, ' ');

/** Names of the columns of lists by action, which say too little of themselves, and of custom conversions. */
function listNames(settings: ColumnSettings): Map<string, string> {
	const fields = wantedFields(settings);
	const namesFound = new Map<string, string>();
	for (const conversion of settings.customConversions ?? []) {
		const name = conversion.name || `Custom Conversion ${conversion.id}`;
		namesFound.set(conversionColumn(conversion), name).set(conversionCostColumn(conversion), `Cost per ${name}`);
	}
	for (const [field, types] of fixedTypes(settings.fieldSets, settings.actionTypes, fields)) {
		if (kindOf(field) !== 'actions') continue;
		// A list of one type is what its own name says.
		const read =
			entryOf(lists, field) ?? ((noun: string) => (types.length > 1 ? `${inWords(field)}: ${noun}` : inWords(field)));
		for (const type of types) {
			namesFound.set(actionColumn(field, type), read(typeName(type)));
			for (const window of settings.windows)
				namesFound.set(actionColumn(field, type, [], window), `${read(typeName(type))}, ${windowName(window)}`);
		}
	}
	return namesFound;
}

/** What a cost or an amount of money is in. `purchase_roas` and counts are none; `…_by_type` is JSON text. */
const MONEY =
	/^(social_)?spend$|^purchase_value$|^cp[cmp]$|^cost_per_(?!.*_by_type)|^(action|conversion)_values(_|$)|^average_purchases_conversion_value/;

export const isMoney = (column: string): boolean => MONEY.test(column);

/** What one of something costs: worked out, and so with more decimals than its currency has. Amounts are Meta's own. */
export const isCost = (column: string): boolean => isMoney(column) && /^c/.test(column) && !column.startsWith('conv');

/** The name of a column that only Meta's answer tells. */
export const nameOfTold = (column: string): string => inWords(column);

/** A column without what a comparison puts behind it. */
export function withoutSuffix(column: string): [base: string, suffix: string] {
	for (const [suffix, words] of [
		[previousColumn(''), ' (Before)'],
		[changeColumn(''), ' (Change %)'],
	] as const)
		if (column.endsWith(suffix)) return [column.slice(0, -suffix.length), words];
	return [column, ''];
}

/**
 * Columns by the names people read, each of them once: beside Purchases, what Meta counts under `actions` is Purchases (Counted).
 *
 * @param currency that all money of the rows is in; null where that can be several
 */
export function readableNames(
	columns: readonly string[],
	settings: ColumnSettings,
	currency: string | null,
): ReadonlyMap<string, string> {
	const ofLists = listNames(settings);
	const takenNames = new Set<string>();
	const all = new Map<string, string>();
	for (const column of columns) {
		const [base, suffix] = withoutSuffix(column);
		const words = entryOf(names, base) ?? ofLists.get(base) ?? breakdown(base).label ?? inWords(base);
		const unit = currency !== null && isMoney(base) && suffix !== ' (Change %)' ? ` (${currency})` : '';
		const name = `${words}${unit}${suffix}`;
		const freeName = [name, `${name} (Counted)`].find((one) => !takenNames.has(one)) ?? `${name} [${column}]`;
		takenNames.add(freeName);
		all.set(column, freeName);
	}
	return all;
}
