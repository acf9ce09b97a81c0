import type { GraphObject } from '../../graph/object';
import type { GraphParam, GraphRequest } from '../../graph/request';
import type { SideCalls } from '../../graph/writes/change';
import { formatMoney } from '../../money';
import type { AccountFacts } from '../../node/session/session';
import { isRecord } from '../../record';
import { sayable } from '../../words';
import { list as listed, textCell } from '../../reading/cells';
import { instantOf } from '../../reading/instants';
import { showsWanted } from '../../reading/shown';
import { entriesOf } from '../../reading/json';

/** One value an object should have: how to set it, how to tell that it is there, how to say it. */
export interface WantedValue {
	/** Graph's name of the field. */
	readonly field: string;
	/** What to call it in a sentence. */
	readonly label: string;
	readonly value: GraphParam;
	/** Whether the object shows it. */
	readonly shownBy: (object: GraphObject) => boolean;
	/** How an object's value reads in a row: "20.00 USD". */
	readonly inWords: (object: GraphObject) => string;
	/** It goes by calls of its own, with the write of the object. */
	readonly sideCalls?: (target: Pick<GraphRequest, 'path' | 'account'>) => SideCalls;
	/** Meta takes it and shows it nowhere: it is sent each time, and nothing proves it. */
	readonly unreadable?: true;
}

export const wantedText = (field: string, label: string, value: GraphParam): WantedValue => ({
	field,
	label,
	value,
	shownBy: (object) => showsWanted(object[field], value ?? null),
	inWords: (object) => valueInWords(object[field]),
});

/** A value of Meta's in a sentence. */
const valueInWords = (value: unknown): string => {
	if (value === undefined || value === null || value === '') return 'none';
	return typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value)
		? String(value)
		: 'cannot be read';
};

const moneyInWords = (shownValue: unknown, currency: string): string =>
	/^-?\d{1,30}$/.test(String(shownValue)) ? formatMoney(String(shownValue), currency) : 'cannot be read';

/** @param minor whole number of Meta's minor units, as text */
export const wantedMoney = (field: string, label: string, minor: string, { currency }: AccountFacts): WantedValue => ({
	...wantedText(field, label, minor),
	inWords: ({ [field]: shownValue }) => (shownValue === undefined ? 'none' : moneyInWords(shownValue, currency)),
});

/** Two spellings of one instant are the same time: Meta answers in the account's offset of that day. */
export const wantedTime = (field: string, label: string, moment: string): WantedValue => ({
	...wantedText(field, label, moment),
	shownBy: ({ [field]: shownValue }) => {
		const at = instantOf(shownValue);
		return at !== null && at === instantOf(moment);
	},
});

/** A list without order. Meta keeps NONE as an empty list. */
export const wantedSet = (field: string, label: string, names: readonly string[]): WantedValue => ({
	...wantedText(field, label, names),
	shownBy: (object) => showsNames(object[field], names),
	inWords: (object) => listed(object[field]) || 'none',
});

function showsNames(shownValue: unknown, names: readonly string[]): boolean {
	const namesIn = (list: readonly unknown[]): unknown[] => list.filter((name) => name !== 'NONE');
	return showsWanted(namesIn(entriesOf(shownValue)), namesIn(names), 'anyOrder');
}

export const labelNames = (labels: unknown): string[] =>
	Array.isArray(labels) ? labels.filter(isRecord).flatMap(({ name }) => textCell(name) ?? []) : [];

/** What labels are called in a sentence. */
export const LABELS = 'Labels';

export const wantedLabels = (names: readonly string[]): WantedValue => ({
	...wantedText(
		'adlabels',
		LABELS,
		names.map((name) => ({ name })),
	),
	shownBy: ({ adlabels }) => showsNames(labelNames(adlabels), names),
	inWords: ({ adlabels }) => labelNames(adlabels).join(', ') || 'none',
});

export const wantedStatus = (status: string): WantedValue => ({
	...wantedText('status', 'Status', status),
	inWords: (object) => sayable(object.status).toLowerCase(),
});

/** A kind, read with what Meta shows of further wanted values. */
export const readWith = <Kind extends { readonly fields: readonly string[] }>(
	kind: Kind,
	wantedValues: readonly WantedValue[] = [],
): Kind => ({
	...kind,
	fields: [...kind.fields, ...wantedValues.flatMap(({ field, unreadable }) => (unreadable ? [] : [field]))],
});
