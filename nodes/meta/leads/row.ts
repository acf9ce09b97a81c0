import type { GenericValue, IDataObject } from 'n8n-workflow';

import { idOf, textCell } from '../../shared/reading/cells';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { knownId, type GraphObject } from '../../shared/graph/object';
import { answersOf, regionOf, usable, type AnswerColumn, type LeadAnswer } from './answers';
import type { LeadFormFacts } from './forms';
import { fullNames } from './names';

/** How rows of leads are asked for. */
export interface LeadRowChoices {
	/** Answers and consent boxes in one column each, or each under its own name. */
	readonly answersAs: 'object' | 'columns';
	/** Country of numbers without a country code, two letters in lowercase; '' for none. */
	readonly defaultCountry: string;
	readonly allColumns: boolean;
}

/** Where a lead comes from. */
export interface LeadSource {
	readonly page: string;
	/** Undefined where the form cannot be read: then only Meta's usual keys are understood. */
	readonly form: LeadFormFacts | undefined;
}

/** What people see of a lead, in reading order, unless they want all columns. */
export const mainLeadColumns = [
	...['lead_id', 'created_time', 'full_name', 'first_name', 'last_name', 'email', 'phone', 'company'],
	...['answers', 'consents', 'form_name', 'campaign_name'],
] as const;

const ownColumns: readonly AnswerColumn[] = [
	...(['full_name', 'first_name', 'last_name', 'email', 'phone', 'company'] as const),
	...(['job_title', 'work_email', 'work_phone', 'whatsapp_number', 'street_address', 'city', 'state', 'zip'] as const),
	...(['country', 'date_of_birth', 'gender', 'website'] as const),
];

/** Meta's time with a colon in its offset, as every other tool reads it: 2026-05-12T10:45:01+00:00. */
const withColon = (time: unknown): string | null => textCell(time)?.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') ?? null;

/**
 * A lead as a flat row: the same columns for forms in any language, by the kinds of their questions. What no column takes is
 * under its label in `answers`; nothing that somebody answered is left out.
 */
export function leadRow(lead: GraphObject, { page, form }: LeadSource, choices: LeadRowChoices): IDataObject {
	const leadAnswers = answersOf(lead, form);
	const { columns, others } = sortAnswers(leadAnswers, regionOf(leadAnswers, choices.defaultCountry));
	const answers = labelled(others.map(({ label, values }) => [label, values.length === 1 ? values[0] : [...values]]));
	const consents = labelled(consentsIn(lead, form));
	const row: IDataObject = {
		lead_id: knownId(lead),
		created_time: withColon(lead.created_time),
		...Object.fromEntries(ownColumns.map((column) => [column, columns.get(column) ?? null])),
		...fullNames(columns, form?.locale ?? null),
		answers,
		consents,
		...placeOf(lead, page, form),
	};
	return withChosenColumns(row, answers, consents, choices);
}

function placeOf(lead: GraphObject, page: string, form: LeadFormFacts | undefined): IDataObject {
	const isOrganic = typeof lead.is_organic === 'boolean' ? lead.is_organic : null;
	return {
		form_id: idOf(lead.form_id) ?? form?.id ?? null,
		form_name: form?.name ?? null,
		form_locale: form?.locale ?? null,
		page_id: page,
		campaign_id: idOf(lead.campaign_id),
		campaign_name: textCell(lead.campaign_name),
		adset_id: idOf(lead.adset_id),
		adset_name: textCell(lead.adset_name),
		ad_id: idOf(lead.ad_id),
		ad_name: textCell(lead.ad_name),
		is_organic: isOrganic,
		platform: textCell(lead.platform),
	};
}

interface Sorted {
	readonly columns: ReadonlyMap<AnswerColumn, string>;
	readonly others: readonly LeadAnswer[];
}

/** The first usable answer to each of Meta's kinds, and all the others. */
function sortAnswers(leadAnswers: readonly LeadAnswer[], region: string): Sorted {
	const columns = new Map<AnswerColumn, string>();
	const others = leadAnswers.filter(({ column, values }) => {
		const [first = ''] = values;
		const value = column === undefined || values.length > 1 ? undefined : usable(column, first, region);
		if (column === undefined || value === undefined || columns.has(column)) return true;
		if (value !== '') columns.set(column, value);
		return false;
	});
	const workEmail = columns.get('work_email');
	if (workEmail !== undefined && !columns.has('email')) columns.set('email', workEmail);
	return { columns, others };
}

/** "1" is checked, "" is not (Meta: guides/lead-ads/retrieving); anything else is not known. */
function consentsIn(lead: GraphObject, form: LeadFormFacts | undefined): Array<[string, GenericValue]> {
	return entriesOf(lead.custom_disclaimer_responses).map((entry) => {
		const { checkbox_key: key, is_checked: state } = recordOf(entry);
		const name = idOf(key) ?? '';
		const isChecked = [true, '1', 'true'].includes(state as string)
			? true
			: [false, '', '0', 'false'].includes(state as string)
				? false
				: null;
		return [form?.consents.get(name) ?? name, isChecked];
	});
}

/** Equal labels are numbered: none takes the other's place. */
function labelled(entries: ReadonlyArray<readonly [label: string, value: GenericValue | GenericValue[]]>): IDataObject {
	const byName = new Map<string, GenericValue | GenericValue[]>();
	for (const [label, value] of entries)
		byName.set(
			freeName(label.trim() || 'unnamed', (name) => byName.has(name)),
			value,
		);
	return Object.fromEntries(byName) as IDataObject;
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
	if (!isTaken(name)) return name;
	for (let number = 2; ; number++) if (!isTaken(`${name} (${number})`)) return `${name} (${number})`;
}

/** A name like a number would stand before all others: JavaScript puts those first. */
const isIndex = (name: string): boolean => /^\d+$/.test(name);

function withChosenColumns(
	row: IDataObject,
	answers: IDataObject,
	consents: IDataObject,
	choices: LeadRowChoices,
): IDataObject {
	const { answersAs, allColumns } = choices;
	const names: readonly string[] = allColumns ? Object.keys(row) : mainLeadColumns;
	const isSpread = (name: string): boolean => answersAs === 'columns' && (name === 'answers' || name === 'consents');
	const cells = names.filter((name) => !isSpread(name)).map((name) => [name, row[name]] as const);
	if (answersAs === 'object') return Object.fromEntries(cells) as IDataObject;
	// A question may be called like a column of ours: its answer then says that it is one.
	const spread = new Map<string, unknown>(cells);
	for (const [label, value] of [...Object.entries(answers), ...Object.entries(consents)]) {
		const name = label in row || isIndex(label) ? `${label} (answer)` : label;
		spread.set(
			freeName(name, (other) => spread.has(other)),
			value,
		);
	}
	return Object.fromEntries(spread) as IDataObject;
}
