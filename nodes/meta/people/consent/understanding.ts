import type { ConsentMeanings } from './consentMeanings';
import { channelNamed, type ConsentTopic } from './consentNames';
import {
	agreementIn,
	leavingTag,
	objectionInWord,
	saidByItself,
	stateIn,
	wordIn,
	type WordAnswer,
} from './consentWords';
import { ANY_VALUE, type HeardStatement } from './heardStatement';
import type { ItemPlace } from './places';

/** How a value is understood in its place: by the place's name, the tables of words, and the form. */

/** By what a form goes. */
export interface HearingAsked {
	/** The path of the column that the form names: it is not heard here. */
	readonly chosen: string | null;
	/** Only a no counts. */
	readonly onlyNo: boolean;
	/** The form's own words for yes; null for those of the table. */
	readonly yes: ReadonlySet<string> | null;
}

/** Words a place may remember. */
const REMEMBERED = 200;

export class Understanding {
	/** @param meanings what the form says of words that are in no table */
	constructor(
		private readonly meanings: ConsentMeanings,
		private readonly choices: HearingAsked,
	) {}

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
		const answer = word === null ? null : this.answerInList(answerIn(word, value, place), word, place);
		if (word === null || answer === null) return null;
		const column = this.columnOf(place.topic);
		const meaning = answer === 'foreign' || answer === 'unclear' ? this.meanings.of(place.path, word) : null;
		if (meaning === 'nothing') return null;
		// What only a no is heard in has no other words to be understood.
		if (answer === 'foreign' && meaning === null && isOnlyNo(place.topic)) return null;
		const verdict = meaning ?? answer;
		if (verdict === 'yes' && column === 'otherConsent') return null;
		const saying =
			answer === 'foreign' && meaning === null ? '' : place.topic?.kind === 'since' ? ANY_VALUE : shownWord(word);
		return { column, from: place.path, answer: verdict, word: saying, ...(verdict === 'foreign' && { raw: value }) };
	}

	/** By a list of the form's own, everything that is not in it is no yes. */
	private answerInList(answer: WordAnswer | null, word: string, { topic }: ItemPlace): WordAnswer | null {
		const { yes } = this.choices;
		if (yes === null || topic?.kind !== 'agreement' || answer === 'blank') return answer;
		return yes.has(word) ? 'yes' : answer === 'no' ? 'no' : 'unclear';
	}

	private columnOf(topic: ConsentTopic | null): HeardStatement['column'] {
		if (topic === null || topic.kind === 'objection' || topic.kind === 'since') return 'optOut';
		return topic.kind === 'switch' || this.choices.onlyNo ? 'otherConsent' : 'consent';
	}
}

const isOnlyNo = (topic: ConsentTopic | null): boolean =>
	topic === null || topic.kind === 'switch' || topic.kind === 'state';

const shownWord = (word: string): string => (/\d{4}/.test(word) ? 'a day' : word);

/** Of several tags in one text only the one that says no: the others can be a person's. */
function wordOf(value: unknown, { topic }: ItemPlace): string | null {
	const word = wordIn(value);
	return (word !== null && topic?.kind === 'state' ? leavingTag(word, isOfOtherChannel) : null) ?? word;
}

const isOfOtherChannel = (rest: string): boolean => channelNamed(rest) === 'other';

function answerIn(word: string, value: unknown, { topic, path }: ItemPlace): WordAnswer | null {
	const codeAnswer = CODES.find(([end]) => end.test(path))?.[1][word];
	if (codeAnswer !== undefined) return codeAnswer;
	switch (topic?.kind) {
		case 'agreement':
			return agreementIn(word);
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
	// listmonk API: how a list asks, and not what the subscriber has said.
	[/lists\[\]\.optin$/, { single: null, double: null }],
	// Elastic Email API, Contact: whether opens may be counted, which nobody has asked most.
	[/Consent\.ConsentTracking$/, { unknown: null }],
];
