import { channelNamed, type ConsentTopic } from './consentNames';
import {
	agreementIn,
	isCross,
	leavingTag,
	objectionInWord,
	saidByItself,
	stateIn,
	wordIn,
	type WordAnswer,
} from './consentWords';
import { ANY_VALUE, type HeardStatement } from './heardStatement';
import type { ItemPlace } from './places';
import type { SaidOfColumn } from './saidOfColumns';

/** How a value is understood in its place: by the place's name, the tables of words, and the form. */

/** By what a form goes. */
export interface HearingAsked {
	/** Only a no counts, but for columns of which the form says more. */
	readonly onlyNo: boolean;
	/** Somebody has said that all have agreed who do not object. */
	readonly stated: boolean;
}

/** Words a place may remember. */
const REMEMBERED = 200;

export class Understanding {
	constructor(private readonly choices: HearingAsked) {}

	/** What a value comes to in a place; null where it says nothing. */
	of(value: unknown, place: ItemPlace): HeardStatement | null {
		const earlier = place.statements.get(value);
		if (earlier !== undefined) return earlier;
		const statement = this.interpreted(value, place);
		if (place.statements.size < REMEMBERED) place.statements.set(value, statement);
		return statement;
	}

	private interpreted(value: unknown, place: ItemPlace): HeardStatement | null {
		const word = wordOf(value, place);
		if (word === null) return null;
		const answer = byWords(answerIn(word, value, place), word, place.topic?.kind, place.said);
		// What only a no is heard in has no other words to be understood.
		if (answer === null || (answer === 'foreign' && isOnlyNo(place.topic))) return null;
		const column = this.columnOf(place);
		if (answer === 'yes' && column === 'otherConsent') return null;
		const saying = answer === 'foreign' ? '' : place.topic?.kind === 'since' ? ANY_VALUE : shownWord(word);
		return { column, from: place.path, answer, word: saying, ...(answer === 'foreign' && { raw: value }) };
	}

	columnOf({ topic, said }: ItemPlace): HeardStatement['column'] {
		if (topic === null || topic.kind === 'objection' || topic.kind === 'since') return 'optOut';
		if (said !== undefined) return 'consent';
		return topic.kind === 'switch' || this.choices.onlyNo ? 'otherConsent' : 'consent';
	}
}

/**
 * A word of the form's own beats the tables, and they still count beside it. What is in neither is no yes in an opt-in column, and no
 * opt-out in the other, since the form lists those.
 */
export function byWords<A extends WordAnswer | null>(
	answer: A,
	word: string,
	kind: ConsentTopic['kind'] | undefined,
	saidOfIt: SaidOfColumn | undefined,
): A | WordAnswer {
	const words = saidOfIt?.words ?? null;
	if (words === null || word === '') return answer;
	const tags = word.split(TAGS_PART);
	if (kind === 'objection') {
		if ([word, ...tags].some((tag) => words.has(tag))) return 'no';
		return answer === 'foreign' && !isCross(word) ? 'blank' : answer;
	}
	if (kind !== 'agreement' || (answer !== 'foreign' && !words.has(word))) return answer;
	const answers = words.has(word) ? ['yes'] : tags.map((tag) => (words.has(tag) ? 'yes' : agreementIn(tag)));
	return answers.includes('no') ? 'no' : answers.every((one) => one === 'yes') ? 'yes' : 'unclear';
}

const TAGS_PART = / ?[,;|] ?/;

const isOnlyNo = (topic: ConsentTopic | null): boolean =>
	topic === null || topic.kind === 'switch' || topic.kind === 'state';

const shownWord = (word: string): string => (/\d{4}/.test(word) ? 'a day' : word);

/** Of several tags in one text only the one that says no: the others can be a person's. */
function wordOf(value: unknown, { topic, said }: ItemPlace): string | null {
	const word = wordIn(value);
	return (
		(word !== null && (topic?.kind === 'state' || said !== undefined) ? leavingTag(word, isOfOtherChannel) : null) ??
		word
	);
}

const isOfOtherChannel = (rest: string): boolean => channelNamed(rest) === 'other';

function answerIn(word: string, value: unknown, { topic, path, said }: ItemPlace): WordAnswer | null {
	const codeAnswer = CODES.find(([end]) => end.test(path))?.[1][word];
	if (codeAnswer !== undefined) return codeAnswer;
	if (US_PRIVACY.test(path)) return usPrivacy(String(value));
	switch (topic?.kind) {
		case 'agreement': {
			const answer = agreementIn(word);
			return answer === 'foreign' && said !== undefined ? (stateIn(word) ?? answer) : answer;
		}
		case 'objection':
			return objectionInWord(word, value);
		case 'since':
			return word === '' || word === '0' || word === 'false' ? 'blank' : 'no';
		case 'switch': {
			const answer = agreementIn(word);
			return answer === 'no' ? 'no' : null;
		}
		case 'state':
			return stateIn(word);
		case undefined:
			return saidByItself(word) === 'no' ? 'no' : null;
	}
}

/** Numbers and words that mean something in one place only, as the tools' pages list them; null where it is no answer. */
const CODES: ReadonlyArray<readonly [RegExp, Readonly<Record<string, WordAnswer | null>>]> = [
	// ActiveCampaign API, Contact lists.
	[/contactLists(?:\[\])?\.status$/i, { 0: 'unclear', 1: 'yes', 2: 'no', 3: 'no' }],
	// Freshsales API, Contacts.
	[/subscription_status$/i, { 1: 'yes', 2: 'no', 3: 'no', 4: 'no' }],
	// Brevo, category attributes: 1 is the first of their values, Yes.
	[/DOUBLE_OPT-IN$/, { 1: 'yes', 2: 'no' }],
	// Keap REST API v1 and v2, who has ended it: `email_status`, `email_opt_status`.
	[/email_(?:opt_)?status$/i, { manual: 'no', admin: 'no', system: 'no', feedback: 'no', lockdown: 'no' }],
	// Ontraport API, Contacts: 0 is a contact who gets bills and the like only, below it are addresses that failed.
	[/(?:^|\.)bulk_mail$/i, { 0: 'no', 1: 'yes', 2: 'yes', '-1': 'no', '-2': 'no', '-5': 'no' }],
	// listmonk API: how a list asks, and not what the subscriber has said.
	[/lists\[\]\.optin$/, { single: null, double: null }],
	// Elastic Email API, Contact: whether opens may be counted, which nobody has asked most.
	[/Consent\.ConsentTracking$/, { unknown: null }],
];

const US_PRIVACY = /us_?privacy(?:_?string)?$/i;

/** The third mark says whether somebody has opted out of the sale of their data (IAB, US Privacy String). */
const usPrivacy = (text: string): WordAnswer =>
	/^1[yn-]y[yn-]$/i.test(text.trim()) ? 'no' : /^(?:1[yn-]{3})?$/i.test(text.trim()) ? 'blank' : 'foreign';
