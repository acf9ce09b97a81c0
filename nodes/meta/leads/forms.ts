import type { GraphClient } from '../../shared/graph/client';
import { knownId, titleOf, type GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { idOf, textCell } from '../../shared/reading/cells';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { readPagesRows, sendAsPage } from './pageAccess';

/** One question of a form. */
export interface Question {
	/** Under which a lead has its answers: Meta's word for the kind, or what somebody typed. */
	readonly key: string;
	/** Meta's kind: EMAIL, PHONE, CUSTOM … */
	readonly type: string;
	/** As people read it. */
	readonly label: string;
	/** Texts of its choices, by what a lead has in their place. */
	readonly choices: ReadonlyMap<string, string>;
}

/** A form, as far as its leads need it. */
export interface LeadFormFacts {
	readonly id: string;
	readonly name: string;
	/** ACTIVE, ARCHIVED … */
	readonly status: string | null;
	/** `de_DE`. */
	readonly locale: string | null;
	readonly questions: readonly Question[];
	/** Names of its consent boxes, by key. */
	readonly consents: ReadonlyMap<string, string>;
	/** What its three counters say: whatever happens to its leads changes one of them. Null where Meta does not tell. */
	readonly counters: string | null;
	readonly leadsCount: number | null;
}

/** What is read of a form that leads are read of. */
export const leadFormFields = fieldList([
	...['id', 'name', 'status', 'locale', 'questions', 'tracking_parameters', 'legal_content', 'page_id'],
	...['leads_count', 'organic_leads_count', 'expired_leads_count'],
]);

const count = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

export function leadFormFacts(form: GraphObject): LeadFormFacts {
	const counts = [form.leads_count, form.organic_leads_count, form.expired_leads_count].map(count);
	return {
		id: knownId(form),
		name: titleOf(form),
		status: textCell(form.status),
		locale: textCell(form.locale),
		questions: [...entriesOf(form.questions).flatMap(questionsIn), ...trackingIn(form)],
		consents: consentsOf(form),
		counters: counts[0] === null ? null : counts.join('/'),
		leadsCount: counts[0] ?? null,
	};
}

/**
 * A question and those that follow from its answer (spec object LeadGenConditionalQuestionsGroupQuestions). By which name their
 * answers come is UNCONFIRMED 162.
 */
function questionsIn(entry: unknown): Question[] {
	const question = recordOf(entry);
	const following = entriesOf(question.dependent_conditional_questions).map((one) => {
		const { field_key: key, name: label, ...rest } = recordOf(one);
		return questionOf({ key, label, ...rest });
	});
	return [questionOf(question), ...following];
}

function questionOf({ key, type, label, options }: GraphObject): Question {
	const choices = entriesOf(options).flatMap((entry) => {
		const choice = recordOf(entry);
		const choiceText = textCell(choice.value);
		return choiceText === null ? [] : [[textCell(choice.key) ?? choiceText, choiceText] as const];
	});
	const name = textCell(key) ?? textCell(label) ?? '';
	return { key: name, type: textCell(type) ?? 'CUSTOM', label: textCell(label) ?? name, choices: new Map(choices) };
}

/**
 * Each lead has them among its answers (Meta: guides/lead-ads/create, "Tracking parameters"). A form is created with an object;
 * the spec object LeadgenForm reads a list of maps. Which of them comes is UNCONFIRMED 160.
 */
const trackingIn = ({ tracking_parameters: parameters }: GraphObject): Question[] =>
	[parameters].flat().flatMap((map) => {
		const { key, ...rest } = recordOf(map);
		const names = textCell(key) === null ? Object.keys(recordOf(map)) : 'value' in rest ? [String(key)] : [];
		return names.map((name) => ({ key: name, type: 'TRACKING', label: name, choices: new Map<string, string>() }));
	});

/** By its key where somebody gave it one; Meta's own are numbers, which tell nothing: then by its text. */
function consentsOf({ legal_content: legal }: GraphObject): ReadonlyMap<string, string> {
	const boxes = entriesOf(recordOf(recordOf(legal).custom_disclaimer).checkboxes);
	return new Map(
		boxes.flatMap((entry) => {
			const { key, text: boxText } = recordOf(entry);
			const name = idOf(key);
			return name === null ? [] : [[name, /^\d+$/.test(name) ? (textCell(boxText) ?? name) : name] as const];
		}),
	);
}

/** All forms of a page, archived ones too: they still get leads from ads that run (Meta: guides/lead-ads/create). */
export const leadFormsOf = (page: string, fields: string): GraphRequest => ({
	method: 'GET',
	path: `${page}/leadgen_forms`,
	params: { fields },
	effect: 'read',
});

export const readLeadFormFacts = async (graph: GraphClient, page: string): Promise<LeadFormFacts[]> =>
	(await readPagesRows(graph, page, leadFormsOf(page, leadFormFields), Infinity)).map(leadFormFacts);

export const readOneForm = async (graph: GraphClient, page: string, form: string): Promise<GraphObject> =>
	await sendAsPage(graph, page, { method: 'GET', path: form, params: { fields: leadFormFields }, effect: 'read' });
