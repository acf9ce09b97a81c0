import { isRecord, type Json } from './record';

/**
 * What a person has answered to a question that a workflow asked, as the item brings it. All steps of n8n that send a
 * message and wait give `data.approved` (Gmail, Send Email, Slack, Telegram, Microsoft Teams, Discord, WhatsApp, Google
 * Chat). Their forms, and n8n's Form, give a column by the question.
 */
export interface PersonsAnswer {
	/** Two answers that differ are a no, and one beside an unreadable one is unreadable. */
	readonly answer: 'yes' | 'no' | 'missing' | 'unreadable';
	/** Where it stands; '' where it is missing. */
	readonly from: string;
}

const wordsIn = (words: string): ReadonlySet<string> => new Set(words.split(',').map((word) => word.trim()));

const YES = wordsIn(
	`true, yes, y, 1, ok, okay, approve, approved, accept, accepted, confirm, confirmed, allow, allowed, agree, agreed, go, ja, genehmigen,
	genehmigt, freigeben, freigegeben, zustimmen, oui, approuver, approuve, si, aprobar, aprobado, approva, approvato, akkoord, goedkeuren,
	goedgekeurd, tak, zatwierdz, zatwierdzam, sim, aprovar, aprovado, godkann, godkand, godkend, godkendt, godkjenn, kylla, hyvaksy`,
);

const NO = wordsIn(
	`false, no, n, 0, decline, declined, reject, rejected, deny, denied, disapprove, disapproved, refuse, refused, cancel, cancelled, stop,
	not approved, dont approve, do not approve, nein, ablehnen, abgelehnt, non, refuser, rechazar, rechazado, rifiuta, rifiutato, nee, afwijzen, afgewezen,
	nie, odrzuc, odrzucam, nao, recusar, recusado, nej, avvisa, afvis, nei, avslag, ei, hylkaa`,
);

/** Names of a column that holds such an answer, by how they begin without marks. */
const ASKS =
	/^(?:doyou|mayi|maywe|shouldwe|shalli)?(?:approv|disapprov|decision|yourdecision|youranswer|genehmig|freigabe|freigeb|zustimm|approu|aprob|aprov|goedkeur|akkoord|zatwierdz|godkan|godken|godkjen|hyvaks)/;

/** Where an answer stands whatever the question was. */
const PLACES: ReadonlyArray<readonly string[]> = [
	['data', 'approved'],
	['approved'],
	['body', 'approved'],
	['query', 'approved'],
	['callback_query', 'data'],
	['body', 'callback_query', 'data'],
	['payload', 'actions', '0', 'value'],
	['body', 'payload', 'actions', '0', 'value'],
];

const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[’'!.?✅❌👍👎]/gu, '')
		.replace(/[\s_-]+/g, ' ')
		.trim();

function readAnswer(value: unknown): 'yes' | 'no' | 'unreadable' {
	const first: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	const text = ['string', 'boolean', 'number'].includes(typeof first) ? plain(String(first)) : '';
	return YES.has(text) ? 'yes' : NO.has(text) ? 'no' : 'unreadable';
}

function valueAt(json: Json, path: readonly string[]): unknown {
	let value: unknown = json;
	for (const key of path) {
		if (!(isRecord(value) || Array.isArray(value)) || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** Columns of a form, at the top and in `data`. */
const questionsIn = (json: unknown, path: string): Array<readonly [string, unknown]> =>
	isRecord(json)
		? Object.entries(json).flatMap(([key, value]) =>
				key !== 'approved' && ASKS.test(plain(key).replace(/[^a-z]/g, '')) ? [[`${path}${key}`, value] as const] : [],
			)
		: [];

export function personsAnswerIn(json: Json): PersonsAnswer {
	const atPlaces = PLACES.flatMap((path) => {
		const value = valueAt(json, path);
		return value === undefined ? [] : [[path.join('.'), value] as const];
	});
	const all = [...atPlaces, ...questionsIn(json, ''), ...questionsIn(json.data, 'data.')];
	const answers = all.map(([from, value]): PersonsAnswer => ({ answer: readAnswer(value), from }));
	const worst = (answer: PersonsAnswer['answer']): PersonsAnswer | undefined =>
		answers.find((one) => one.answer === answer);
	return worst('no') ?? worst('unreadable') ?? worst('yes') ?? { answer: 'missing', from: '' };
}

/** Whether a person has declined what n8n asked, in the one shape that means nothing else. */
export const isDeclined = (json: Json): boolean => {
	const value = valueAt(json, ['data', 'approved']);
	return value !== undefined && readAnswer(value) !== 'yes';
};
