import type { IDataObject } from 'n8n-workflow';

import { customConversionPicker } from '../../meta/assets/customConversions';
import type { AdObjectKind } from '../../shared/adObject/kind';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { isRecord } from '../../shared/record';
import { idOf, linkTo, textCell } from '../../shared/reading/cells';
import { instantOf, momentText } from '../../shared/reading/instants';
import { inPlainWords } from '../../shared/words';
import { ruleInWords } from './conversionRule';

/** `custom_event_type` is a field only custom conversions have. */
const fields = [
	'id',
	'account_id',
	'name',
	'description',
	'custom_event_type',
	'default_conversion_value',
	'rule',
	'pixel',
	'creation_time',
	'first_fired_time',
	'last_fired_time',
	'is_archived',
	'is_unavailable',
];

/** Spec object CustomConversion. */
const allFields = [
	...fields,
	...['aggregation_rule', 'business', 'data_sources', 'event_source_type', 'offline_conversion_data_set'],
	'retention_days',
];

const conversionUrl = (account: string, id: string): string =>
	`https://business.facebook.com/events_manager2/list/custom_conversion/${id}?act=${account.replace(/^act_/, '')}`;

function conversionRow(conversion: GraphObject, { id: account, timeZone }: AccountFacts): IDataObject {
	const id = idOf(conversion.id);
	const at = (value: unknown): string | null => momentText(instantOf(value), timeZone);
	const type = textCell(conversion.custom_event_type);
	const value = Number(conversion.default_conversion_value ?? 0);
	return {
		id,
		name: textCell(conversion.name),
		type: type === null ? null : inPlainWords(type),
		rule: ruleInWords(conversion.rule),
		value: Number.isFinite(value) ? value : null,
		blocked: conversion.is_unavailable === true,
		archived: conversion.is_archived === true,
		lastEventTime: at(conversion.last_fired_time),
		datasetId: isRecord(conversion.pixel) ? idOf(conversion.pixel.id) : null,
		// The column of its results in a report (Marketing API, Ads Action Stats).
		actionType: id === null ? null : `offsite_conversion.custom.${id}`,
		accountId: account,
		eventsManagerUrl: linkTo(id, (conversionId) => conversionUrl(account, conversionId)),
		description: textCell(conversion.description),
		createdTime: at(conversion.creation_time),
		firstEventTime: at(conversion.first_fired_time),
	};
}

export const customConversionKind: AdObjectKind = {
	noun: 'custom conversion',
	plural: 'custom conversions',
	locator: customConversionPicker,
	edge: 'customconversions',
	listedById: false,
	fields,
	allFields,
	comparable: [
		{ name: 'Created Time', value: 'creation_time', holds: 'text' },
		{ name: 'Last Event Time', value: 'last_fired_time', holds: 'text' },
		{ name: 'Name', value: 'name', holds: 'text' },
	],
	row: conversionRow,
	mainColumns: [
		...['id', 'name', 'type', 'rule', 'value', 'blocked', 'archived', 'lastEventTime', 'datasetId', 'actionType'],
		...['accountId', 'eventsManagerUrl'],
	],
	url: conversionUrl,
	checkedHere: true,
	whereIsTheId: 'Enter the ID of the custom conversion itself: Events Manager shows it under Custom Conversions.',
};
