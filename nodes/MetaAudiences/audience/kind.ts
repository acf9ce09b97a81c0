import type { IDataObject } from 'n8n-workflow';

import { idOf, linkTo, list, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { audienceUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import { audienceLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts } from '../../shared/node/session/session';
import { customAudienceSpec } from '../../shared/spec';
import { inPlainWords } from '../../shared/words';
import { instantOf, momentText } from '../../shared/reading/instants';
import { shownLookalike, tierInWords, type ShownLookalike } from './shownLookalike';
import { audienceState } from './status';
import { entryOf } from '../../shared/record';
import { countOf } from '../../shared/reading/numbers';

/** `approximate_count_lower_bound` is a field only audiences have. */
const fields = [
	'id',
	'account_id',
	'name',
	'approximate_count_lower_bound',
	'approximate_count_upper_bound',
	'subtype',
	'description',
	'operation_status',
	'delivery_status',
	'fields_violating_integrity_policy',
	'customer_file_source',
	'opt_out_link',
	'is_value_based',
	'retention_days',
	'pixel_id',
	'lookalike_spec',
	'lookalike_audience_ids',
	'delete_time',
	'time_created',
	'time_updated',
	'time_content_updated',
];

/** Types in the words of Ads Manager; another one is shown as Meta names it. */
export const audienceTypes = [
	{ name: 'App Activity', value: 'APP' },
	{ name: 'Customer List', value: 'CUSTOM' },
	{ name: 'Engagement', value: 'ENGAGEMENT' },
	{ name: 'Lookalike', value: 'LOOKALIKE' },
	{ name: 'Offline Activity', value: 'OFFLINE_CONVERSION' },
	{ name: 'Video Views', value: 'VIDEO' },
	{ name: 'Website Visitors', value: 'WEBSITE' },
] as const;

const types = Object.fromEntries(audienceTypes.map(({ name, value }) => [value, name.toLowerCase()]));

const sources: Readonly<Record<string, string>> = {
	BOTH_USER_AND_PARTNER_PROVIDED: 'customers and partners',
	PARTNER_PROVIDED_ONLY: 'partners',
	USER_PROVIDED_ONLY: 'customers',
};

const inWords = (value: unknown, words: Readonly<Record<string, string>>): string | null => {
	const name = textCell(value);
	return name === null ? null : (entryOf(words, name) ?? inPlainWords(name));
};

/** None where people do not leave the audience by themselves. */
const days = (value: unknown): number | null => countOf(value) || null;

/** Audiences have their times in seconds since 1970; a row has them as every other row, by the account's clock. */
const time = (value: unknown, { timeZone }: AccountFacts): string | null => momentText(instantOf(value), timeZone);

const percentOfRatio = (ratio: unknown): number | null => {
	const share = countOf(ratio);
	return share === null ? null : Math.round(share * 100);
};

/** "1%" or "1–3%" of the people in a place. */
function shareOf({ ratio, startingRatio }: ShownLookalike): string | null {
	const to = percentOfRatio(ratio);
	return to === null ? null : tierInWords({ from: percentOfRatio(startingRatio) ?? 0, to });
}

function lookalikeColumns(audience: GraphObject): IDataObject {
	const lookalike = shownLookalike(audience);
	return {
		lookalikeOf: lookalike.origins.flatMap(({ id, name }) => textCell(name) ?? idOf(id) ?? []).join(', ') || null,
		lookalikeSize: shareOf(lookalike),
		lookalikeCountries: list(lookalike.targetCountries) || textCell(lookalike.country),
	};
}

/** An audience as one flat row; the same columns for every type. */
export function audienceRow(audience: GraphObject, account: AccountFacts): IDataObject {
	const { status, usable, statusDetail } = audienceState(audience);
	const id = idOf(audience.id);
	return {
		id,
		name: textCell(audience.name),
		status,
		usable,
		statusDetail,
		sizeFrom: countOf(audience.approximate_count_lower_bound),
		sizeTo: countOf(audience.approximate_count_upper_bound),
		type: inWords(audience.subtype, types),
		description: textCell(audience.description),
		source: inWords(audience.customer_file_source, sources),
		valueBased: audience.is_value_based === true,
		retentionDays: days(audience.retention_days),
		pixelId: textCell(audience.pixel_id),
		...lookalikeColumns(audience),
		lookalikeIds: list(audience.lookalike_audience_ids),
		flaggedFields: list(audience.fields_violating_integrity_policy),
		deleteTime: time(audience.delete_time, account),
		createdTime: time(audience.time_created, account),
		updatedTime: time(audience.time_updated, account),
		contentUpdatedTime: time(audience.time_content_updated, account),
		accountId: account.id,
		adsManagerUrl: linkTo(id, (audienceId) => audienceUrl(account.id, audienceId)),
	};
}

export const audienceKind: AdObjectKind = {
	noun: 'audience',
	plural: 'audiences',
	locator: audienceLocator,
	edge: 'customaudiences',
	fields,
	allFields: customAudienceSpec.Fields,
	comparable: [
		{ name: 'Content Updated Time', value: 'time_content_updated', holds: 'text' },
		{ name: 'Created Time', value: 'time_created', holds: 'text' },
		{ name: 'Name', value: 'name', holds: 'text' },
		{ name: 'Size', value: 'approximate_count_lower_bound', holds: 'text' },
		{ name: 'Updated Time', value: 'time_updated', holds: 'text' },
	],
	row: audienceRow,
	mainColumns: [
		'name',
		'type',
		'status',
		'usable',
		'statusDetail',
		'sizeFrom',
		'sizeTo',
		'retentionDays',
		'contentUpdatedTime',
		'id',
		'accountId',
		'adsManagerUrl',
	],
	url: audienceUrl,
	checkedHere: true,
	whereIsTheId:
		'Enter the ID of the audience itself: in Ads Manager, open Audiences, add the column Audience ID and copy the ' +
		'number there.',
};
