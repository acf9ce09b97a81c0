import { difference, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { idOf, textCell } from '../../shared/reading/cells';
import { knownId, type GraphObject } from '../../shared/graph/object';
import { answersOf, regionOf, usable, type AnswerColumn, type LeadAnswer } from './answers';
import { consentsOf } from './consents';
import type { LeadFormFacts } from './forms';
import { fullNames } from './names';

/** How rows of leads are asked for. */
export interface LeadRowChoices {
	/** Answers that are no contact's details in one column, or each in a column of its own, as well as consent boxes. */
	readonly answersAs: 'object' | 'columns';
	/** Country of numbers without a country code, two letters in lowercase; '' for none. */
	readonly defaultCountry: string;
	/** With IDs, and the names of the ad and the ad set. */
	readonly allColumns: boolean;
}

/** Where a lead comes from. */
export interface LeadSource {
	readonly page: string;
	/** Undefined where the form cannot be read: then only Meta's usual keys are understood. */
	readonly form: LeadFormFacts | undefined;
	/** Null where it is not known. */
	readonly isTest: boolean | null;
}

/** In every row. Meta's other kinds of questions have a column in the rows of forms that ask them. */
const CONTACT: readonly AnswerColumn[] = ['full_name', 'first_name', 'last_name', 'email', 'phone'];

/** What the trigger adds to a row. */
const OF_TRIGGER = ['event', 'eventId'];

/** Meta's time with a colon in its offset, as every other tool reads it: 2026-05-12T10:45:01+00:00. */
const withColon = (time: unknown): string | null => textCell(time)?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') ?? null;

/**
 * A lead as a flat row. All leads of a form have the same columns; forms in any language have the same for Meta's own kinds of
 * questions. What no column takes is under its label in `answers`: nothing that somebody answered is left out.
 */
export function leadRow(lead: GraphObject, { page, form, isTest }: LeadSource, choices: LeadRowChoices): IDataObject {
	const leadAnswers = answersOf(lead, form);
	const { columns, labelled, rest } = sortAnswers(leadAnswers, regionOf(leadAnswers, choices.defaultCountry));
	const kinds = uniq(leadAnswers.flatMap(({ column, isAsked }) => (isAsked && column ? column : [])));
	const contact: IDataObject = {
		lead_id: knownId(lead),
		created_time: withColon(lead.created_time),
		...Object.fromEntries([...CONTACT, ...difference(kinds, CONTACT)].map((name) => [name, columns.get(name) ?? null])),
		...fullNames(columns, form?.locale ?? null),
	};
	const boxes = consentsOf(lead, form);
	const ids = idsOf(lead, page, form);
	const others: IDataObject = {
		answers: byName([...labelled, ...rest].map(({ label, values }) => [label, cellOf(values)])),
		consents: byName(boxes.map(({ name, box }) => [name, { ...box }])),
		form_name: form?.name ?? null,
		campaign_name: textCell(lead.campaign_name),
		is_test: isTest,
		...(choices.allColumns && ids),
	};
	if (choices.answersAs === 'object') return { ...contact, ...others };
	const formBoxes = boxes.filter(({ isAsked }) => isAsked);
	const spread = byName(
		[...labelled.map(inTable), ...formBoxes.map(({ name, box }) => [name, box.is_checked] as const)],
		new Set([...Object.keys({ ...contact, ...others, ...ids }), ...OF_TRIGGER]),
	);
	return { ...contact, ...spread, ...others, answers: rest.map((one) => inTable(one).join(': ')).join('; ') || null };
}

function idsOf(lead: GraphObject, page: string, form: LeadFormFacts | undefined): IDataObject {
	return {
		form_id: idOf(lead.form_id) ?? form?.id ?? null,
		form_locale: form?.locale ?? null,
		page_id: page,
		campaign_id: idOf(lead.campaign_id),
		adset_id: idOf(lead.adset_id),
		adset_name: textCell(lead.adset_name),
		ad_id: idOf(lead.ad_id),
		ad_name: textCell(lead.ad_name),
		is_organic: typeof lead.is_organic === 'boolean' ? lead.is_organic : null,
		platform: textCell(lead.platform),
	};
}

interface Sorted {
	readonly columns: ReadonlyMap<AnswerColumn, string>;
	/** Questions that have a place under their own label, answered or not. */
	readonly labelled: readonly LeadAnswer[];
	/** What was answered and has no place: a column cannot use it, or no form asks for it. */
	readonly rest: readonly LeadAnswer[];
}

/** A column has the first usable answer to a question of its kind; further questions of the kind have their label. */
function sortAnswers(leadAnswers: readonly LeadAnswer[], region: string): Sorted {
	const columns = new Map<AnswerColumn, string>();
	const earlierColumns = new Set<AnswerColumn>();
	const [labelled, rest]: [LeadAnswer[], LeadAnswer[]] = [[], []];
	for (const answer of leadAnswers) {
		const { column, isAsked, values } = answer;
		const isTaken = take(columns, answer, region);
		if (isAsked && (column === undefined || earlierColumns.has(column))) labelled.push(answer);
		else if (!isTaken && values.length > 0) rest.push(answer);
		if (column !== undefined) earlierColumns.add(column);
	}
	const workEmail = columns.get('work_email');
	if (workEmail !== undefined && !columns.has('email')) columns.set('email', workEmail);
	return { columns, labelled, rest };
}

function take(columns: Map<AnswerColumn, string>, { column, isAsked, values }: LeadAnswer, region: string): boolean {
	const [first, ...others] = values;
	if (column === undefined || first === undefined || others.length > 0 || columns.has(column)) return false;
	if (!isAsked && !CONTACT.includes(column)) return false;
	const value = usable(column, first, region);
	if (value !== undefined && value !== '') columns.set(column, value);
	return value !== undefined;
}

const cellOf = (values: readonly string[]): string | string[] | null =>
	values.length > 1 ? [...values] : (values[0] ?? null);

const inTable = ({ label, values }: LeadAnswer) => [label, values.join(', ') || null] as const;

/**
 * Equal names are numbered: none takes the other's place. What is called like a column of ours says that it is an answer. So does
 * what is called like a number, since JavaScript puts numbers before all other names.
 *
 * @param ownColumns empty where names stand alone
 */
function byName(
	entries: ReadonlyArray<readonly [name: string, value: unknown]>,
	ownColumns: ReadonlySet<string> = new Set(),
): IDataObject {
	const cells = new Map<string, unknown>();
	const isTaken = (name: string): boolean => cells.has(name) || ownColumns.has(name);
	for (const [label, value] of entries) {
		const name = label.trim() || 'unnamed';
		const isMarked = ownColumns.has(name) || (ownColumns.size > 0 && /^\d+$/.test(name));
		cells.set(freeName(isMarked ? `${name} (answer)` : name, isTaken), value);
	}
	return Object.fromEntries(cells) as IDataObject;
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
	if (!isTaken(name)) return name;
	for (let number = 2; ; number++) if (!isTaken(`${name} (${number})`)) return `${name} (${number})`;
}
