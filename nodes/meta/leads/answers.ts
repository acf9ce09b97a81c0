import { country } from '../people/normalise/country';
import { email } from '../people/normalise/email';
import { phone } from '../people/normalise/phone';
import { isRefusedValue, type NormalizedValue } from '../people/normalise/value';
import { entriesOf, recordOf } from '../../shared/reading/json';
import type { GraphObject } from '../../shared/graph/object';
import { entryOf, type Json } from '../../shared/record';
import type { LeadFormFacts } from './forms';

/** Columns by Meta's kind of question, whatever its words and its language (Meta: guides/lead-ads/create, question types). */
const columnOfType = {
	EMAIL: 'email',
	EMAIL_ALIAS: 'email',
	PHONE: 'phone',
	PHONE_OTP: 'phone',
	USER_PROVIDED_PHONE_NUMBER: 'phone',
	FULL_NAME: 'full_name',
	FIRST_NAME: 'first_name',
	LAST_NAME: 'last_name',
	COMPANY_NAME: 'company',
	JOB_TITLE: 'job_title',
	WORK_EMAIL: 'work_email',
	WORK_PHONE_NUMBER: 'work_phone',
	WHATSAPP_NUMBER: 'whatsapp_number',
	STREET_ADDRESS: 'street_address',
	CITY: 'city',
	STATE: 'state',
	PROVINCE: 'state',
	ZIP: 'zip',
	POST_CODE: 'zip',
	COUNTRY: 'country',
	DOB: 'date_of_birth',
	GENDER: 'gender',
	WEBSITE: 'website',
} as const;

export type AnswerColumn = (typeof columnOfType)[keyof typeof columnOfType];

/** Keys that Meta gives questions of its own kinds in English; for an answer whose question is not known. */
const usualKeys: Readonly<Record<string, keyof typeof columnOfType>> = {
	phone_number: 'PHONE',
	company_name: 'COMPANY_NAME',
	zip_code: 'ZIP',
	date_of_birth: 'DOB',
};

/** What one question was answered. */
export interface LeadAnswer {
	readonly label: string;
	/** For Meta's own kinds: the column it belongs to. */
	readonly column?: AnswerColumn;
	/** Whole, in order; empty where nothing was answered. */
	readonly values: readonly string[];
	/** Its form asks for it, so that each lead of the form has a place for it. */
	readonly isAsked: boolean;
}

/** A lead's answers: those of each question of its form in the form's order, also of unanswered ones, then all others. */
export function answersOf(lead: GraphObject, form: LeadFormFacts | undefined): LeadAnswer[] {
	const entries = entriesOf(lead.field_data).map(recordOf);
	const answersToForm = (form?.questions ?? []).map((question): LeadAnswer => {
		// Of two questions with one key the first answer is the first one's.
		const place = entries.findIndex(({ name }) => textOf(name) === question.key);
		const [entry] = place < 0 ? [] : entries.splice(place, 1);
		const values = valuesOf(entry).map((value) => question.choices.get(value) ?? value);
		return { label: question.label, column: entryOf(columnOfType, question.type), values, isAsked: true };
	});
	const others = entries.map((entry): LeadAnswer => {
		const key = textOf(entry.name);
		const column = entryOf(columnOfType, entryOf(usualKeys, key) ?? key.toUpperCase());
		return { label: key, column, values: valuesOf(entry), isAsked: form === undefined };
	});
	return [...answersToForm, ...others.filter(({ label, values }) => label !== '' || values.length > 0)];
}

/** Meta sends a list (spec object UserLeadGenFieldData); what stands alone is one answer. */
const valuesOf = ({ values }: Json = {}): string[] =>
	(Array.isArray(values) ? values : [values]).map(textOf).filter((text) => text !== '');

/** Whatever was answered, as text; '' for nothing. */
const textOf = (value: unknown): string =>
	typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

/** A column's value as people and other tools can use it; undefined where the answer is none, which is then told as it was given. */
export function usable(column: AnswerColumn, answer: string, region: string): string | undefined {
	const text = answer.trim();
	if (text === '') return '';
	const refined = refinements[column]?.(text, region) ?? text;
	return isRefusedValue(refined) ? undefined : refined;
}

const number = (text: string, region: string): NormalizedValue => {
	const digits = phone(text, region);
	return isRefusedValue(digits) ? digits : `+${digits}`;
};

/** An address as it was typed, if it is one: mail systems may tell capitals apart. */
const address = (text: string): NormalizedValue => {
	const normalized = email(text);
	return isRefusedValue(normalized) || normalized !== text.toLowerCase() ? normalized : text;
};

const refinements: Partial<Record<AnswerColumn, (text: string, region: string) => NormalizedValue>> = {
	email: address,
	work_email: address,
	phone: number,
	work_phone: number,
	whatsapp_number: number,
};

/** The country that national numbers belong to: the one the lead names, or the given one. Two letters; '' when it is not known. */
export function regionOf(answers: readonly LeadAnswer[], otherwise: string): string {
	const countryAnswer = answers.find(({ column }) => column === 'country')?.values[0] ?? '';
	const code = countryAnswer.trim() === '' ? '' : country(countryAnswer.trim());
	return isRefusedValue(code) || code === '' ? otherwise : code;
}
