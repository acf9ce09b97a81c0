import { isRecord, type Json } from '../../../shared/record';
import { ConsentMeanings } from './consentMeanings';
import {
	channelNamed,
	consentTopic,
	insideOf,
	NO_SURROUNDINGS,
	type ConsentSurroundings,
	type ConsentTopic,
} from './consentNames';
import {
	agreementIn,
	isListOfChannels,
	mayBeLeft,
	objectionInWord,
	saidByItself,
	stateIn,
	wordIn,
	type WordAnswer,
} from './consentWords';
import { pairIn } from './namedValues';
import { Unheard } from './unheard';

/**
 * Hears what an item says of consent: every cell, however deep, whose name or value speaks of it. What is not understood is
 * kept for one refusal.
 */

/** What one of a contact's cells says. */
export interface HeardStatement {
	/** `otherConsent` is one in which only a no is heard: its yes is nobody's consent, or another column was chosen. */
	readonly column: 'consent' | 'optOut' | 'otherConsent';
	/** Where it stands: a path, without the names and values of people. */
	readonly from: string;
	readonly answer: WordAnswer;
	/** As it is counted: of a table or of the form, so never a person's. */
	readonly word: string;
	/** What stands there, where it was not understood. */
	readonly raw?: unknown;
}

/** Nobody nests deeper. */
const DEEPEST = 40;

/** What is known of one path of all items of a run. */
interface Place {
	readonly path: string;
	readonly topic: ConsentTopic | null;
	readonly around: ConsentSurroundings;
	readonly isIgnored: boolean;
	readonly inner: Map<string, Place>;
	/** What stood first, second … in the last object: most have the same keys in the same order. */
	readonly order: Array<readonly [key: string, inner: Place]>;
	/** What its words came to. */
	readonly known: Map<unknown, HeardStatement | null>;
}

/** Words a place may remember. */
const REMEMBERED = 200;

/** By what a form goes. */
interface HearingAsked {
	/** The path of the column that the form names: it is not heard here. */
	readonly chosen: string | null;
	/** Only a no counts. */
	readonly onlyNo: boolean;
	/** The form's own words for yes; null for those of the table. */
	readonly yes: ReadonlySet<string> | null;
}

const NOTHING_CHOSEN: HearingAsked = { chosen: null, onlyNo: false, yes: null };

/** What an object holds. One list serves all who read it: most of the time is spent on making such lists. */
export type ItemEntries = Array<[string, unknown]>;

interface Heard {
	readonly own: HeardStatement[];
	readonly other: HeardStatement[];
	/** A place that is about e-mail, or about no channel, was there, blank or not. */
	isAsked: boolean;
}

/** Hears the items of one run. */
export class ConsentHearing {
	readonly unheard = new Unheard();
	/** Places that have said something, with what they are. */
	readonly heard = new Map<string, HeardStatement['column']>();
	private readonly root: Place;

	/** @param meanings what the form says of words that are in no table */
	constructor(
		private readonly meanings: ConsentMeanings = new ConsentMeanings([]),
		private readonly asked: HearingAsked = NOTHING_CHOSEN,
	) {
		this.root = {
			path: '',
			topic: null,
			around: NO_SURROUNDINGS,
			isIgnored: false,
			inner: new Map(),
			order: [],
			known: new Map(),
		};
	}

	/** What the cells of an item say; of a place without a name for consent only what is clear by itself. */
	said(json: Json, entries: ItemEntries = Object.entries(json)): HeardStatement[] {
		const heard: Heard = { own: [], other: [], isAsked: false };
		this.inside(heard, json, this.root, 0, entries);
		const counted = heard.isAsked || heard.other.length === 0 ? heard.own : [...heard.own, ...heard.other];
		for (const { from, column, answer, raw } of counted) {
			if (this.heard.get(from) !== column) this.heard.set(from, column);
			if (answer === 'foreign') this.note(from, raw, json);
		}
		return counted;
	}

	private inside(heard: Heard, object: Json, place: Place, depth: number, entries = Object.entries(object)): void {
		// Keys alone would have the engine keep a list of them with each item.
		let position = 0;
		for (const [key, value] of entries) {
			const inner = this.placeAt(place, position++, key);
			if (value === undefined || value === null) this.blank(heard, inner);
			else if (inner.topic !== null || typeof value !== 'string' || mayBeLeft(value))
				this.cell(heard, value, inner, object, depth);
		}
	}

	private cell(heard: Heard, value: unknown, place: Place, parent: Json, depth: number): void {
		if (place.isIgnored || place.path === this.asked.chosen) return;
		if (typeof value !== 'object') this.answer(heard, value, place, parent);
		else if (depth >= DEEPEST || value === null) return;
		else if (Array.isArray(value)) this.list(heard, value, place, parent, depth);
		else if (isRecord(value)) {
			// Tools wrap a value, and put its history beside it (HubSpot CRM API, Contacts).
			if (place.topic !== null && 'value' in value && typeof value.value !== 'object')
				this.answer(heard, value.value, place, parent);
			else this.inside(heard, value, place, depth + 1);
		}
	}

	/** Keeps what was not understood. */
	note(path: string, value: unknown, json: Json): void {
		this.unheard.note(path, value, () => this.textsBeside(json, path));
	}

	/** The contact's own texts: what stands where nothing speaks of consent. */
	private textsBeside(json: Json, path: string): string {
		const texts: string[] = [];
		const collect = (value: unknown, place: Place, depth: number): void => {
			if (typeof value === 'string') {
				const isPlain = place.topic === null || place.topic.kind === 'state';
				if (isPlain && place.path !== path) texts.push(value);
			} else if (Array.isArray(value)) {
				for (const one of value) collect(one, this.placeIn(place, '[]', ''), depth + 1);
			} else if (isRecord(value) && depth < DEEPEST) {
				for (const [key, one] of Object.entries(value)) collect(one, this.placeIn(place, key, '.'), depth + 1);
			}
		};
		collect(json, this.root, 0);
		return texts.join('\n');
	}

	private list(heard: Heard, values: readonly unknown[], place: Place, parent: Json, depth: number): void {
		if (values.length === 0) return this.blank(heard, place);
		if (place.topic?.kind === 'agreement' && isListOfChannels(values))
			return this.answer(heard, values.join(', '), place, parent);
		for (const one of values) {
			if (!isRecord(one)) {
				this.cell(heard, one, place, parent, depth + 1);
				continue;
			}
			const pair = pairIn(one);
			const named = pair === null ? null : this.placeIn(place, pair.name, '.');
			// Of a name that says nothing of consent it is not known whether it is a person's.
			if (pair !== null && named !== null && named.topic !== null && named.topic.kind !== 'state')
				this.cell(heard, pair.value, named, one, depth + 1);
			else if (place.topic?.kind === 'objection') this.entry(heard, one, place);
			else this.inside(heard, one, this.placeIn(place, '[]', ''), depth + 1);
		}
	}

	/** An entry in a list of those who left is a no, whatever it says, unless it is about another channel (Mautic `doNotContact`). */
	private entry(heard: Heard, entry: Json, { path, topic }: Place): void {
		const channel = typeof entry.channel === 'string' ? channelNamed(entry.channel) : (topic?.channel ?? 'own');
		const said: HeardStatement = { column: 'optOut', from: path, answer: 'no', word: ANY };
		if (channel === 'own') heard.isAsked = true;
		(channel === 'own' ? heard.own : heard.other).push(said);
	}

	private blank(heard: Heard, { topic, path, isIgnored }: Place): void {
		if (topic === null || isIgnored || path === this.asked.chosen) return;
		const { kind, channel } = topic;
		if (kind === 'state' || kind === 'switch') return;
		heard.isAsked ||= channel === 'own';
		if (kind === 'agreement' && !this.asked.onlyNo)
			listOf(heard, topic).push({ column: 'consent', from: path, answer: 'blank', word: '' });
	}

	private answer(heard: Heard, value: unknown, place: Place, parent: Json): void {
		const { topic } = place;
		if (topic === null && typeof value !== 'string') return;
		const said = this.understood(value, place);
		if (said === null) return;
		if (said.answer === 'blank') return this.blank(heard, place);
		if (topic?.kind === 'state' && saidByItself(said.word) === null && isBusiness(parent)) return;
		if (topic?.channel === 'own' && topic.kind !== 'switch') heard.isAsked = true;
		listOf(heard, topic).push(said);
	}

	/** What a value comes to in a place; null where it says nothing. */
	private understood(value: unknown, place: Place): HeardStatement | null {
		const known = place.known.get(value);
		if (known !== undefined) return known;
		const said = this.interpreted(value, place);
		if (place.known.size < REMEMBERED) place.known.set(value, said);
		return said;
	}

	private interpreted(value: unknown, place: Place): HeardStatement | null {
		const word = wordIn(value);
		const answer = word === null ? null : this.listed(answerIn(word, value, place), word, place);
		if (word === null || answer === null) return null;
		const column = this.columnOf(place.topic);
		const meant = answer === 'foreign' || answer === 'unclear' ? this.meanings.of(place.path, word) : null;
		if (meant === 'nothing') return null;
		// What only a no is heard in has no other words to be understood.
		if (answer === 'foreign' && meant === null && isOnlyNo(place.topic)) return null;
		const found = meant ?? answer;
		if (found === 'yes' && column === 'otherConsent') return null;
		const told = answer === 'foreign' && meant === null ? '' : place.topic?.kind === 'since' ? ANY : shownWord(word);
		return { column, from: place.path, answer: found, word: told, ...(found === 'foreign' && { raw: value }) };
	}

	/** By a list of the form's own, everything that is not in it is no yes. */
	private listed(answer: WordAnswer | null, word: string, { topic }: Place): WordAnswer | null {
		const { yes } = this.asked;
		if (yes === null || topic?.kind !== 'agreement' || answer === 'blank') return answer;
		return yes.has(word) ? 'yes' : answer === 'no' ? 'no' : 'unclear';
	}

	private columnOf(topic: ConsentTopic | null): HeardStatement['column'] {
		if (topic === null || topic.kind === 'objection' || topic.kind === 'since') return 'optOut';
		return topic.kind === 'switch' || this.asked.onlyNo ? 'otherConsent' : 'consent';
	}

	private placeAt(outer: Place, position: number, key: string): Place {
		const before = outer.order[position];
		if (before?.[0] === key) return before[1];
		const inner = this.placeIn(outer, key, '.');
		outer.order[position] = [key, inner];
		return inner;
	}

	private placeIn(outer: Place, key: string, joint: string): Place {
		const known = outer.inner.get(key);
		if (known !== undefined) return known;
		const path = outer.path === '' ? key : `${outer.path}${joint}${key}`;
		const isList = key === '[]';
		const fresh: Place = {
			path,
			topic: isList ? outer.topic : consentTopic(key, outer.around),
			around: isList ? outer.around : insideOf(key, outer.around),
			isIgnored: outer.isIgnored || this.meanings.isNothing(path),
			inner: new Map(),
			order: [],
			known: new Map(),
		};
		outer.inner.set(key, fresh);
		return fresh;
	}
}

const listOf = (heard: Heard, topic: ConsentTopic | null): HeardStatement[] =>
	topic?.channel === 'other' ? heard.other : heard.own;

/** What is counted where not the word matters. */
const ANY = 'any value';

const isOnlyNo = (topic: ConsentTopic | null): boolean =>
	topic === null || topic.kind === 'switch' || topic.kind === 'state';

const shownWord = (word: string): string => (/\d{4}/.test(word) ? 'a day' : word);

function answerIn(word: string, value: unknown, { topic, path }: Place): WordAnswer | null {
	const coded = CODES.find(([end]) => end.test(path))?.[1][word];
	if (coded !== undefined) return coded;
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

/** Numbers that stand for a state, as the tools' pages list them. */
const CODES: ReadonlyArray<readonly [RegExp, Readonly<Record<string, WordAnswer>>]> = [
	// ActiveCampaign API, Contact lists.
	[/contactLists(?:\[\])?\.status$/i, { 0: 'unclear', 1: 'yes', 2: 'no', 3: 'no' }],
	// Freshsales API, Contacts.
	[/subscription_status$/i, { 1: 'yes', 2: 'no', 3: 'no', 4: 'no' }],
	// Brevo, category attributes: 1 is the first of their values, Yes.
	[/DOUBLE_OPT-IN$/, { 1: 'yes', 2: 'no' }],
];

/** What an order, a deal or a ticket has: its state is not its customer's. */
const BUSINESS =
	/^(?:order|total|amount|currency|price|invoice|payment|stage|pipeline|line_?items|deal|ticket|subtotal|due_?date|plan)/i;

const isBusiness = (object: Json): boolean => Object.keys(object).some((key) => BUSINESS.test(key));
