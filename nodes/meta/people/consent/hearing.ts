import { isRecord, type Json } from '../../../shared/record';
import { ConsentMeanings } from './consentMeanings';
import { channelNamed, type ConsentTopic } from './consentNames';
import { chosenIn } from './chosenOption';
import { isAtRest, isListOfChannels, mayBeLeft, saidByItself } from './consentWords';
import { ANY_VALUE, type HeardStatement } from './heardStatement';
import { pairIn } from './namedValues';
import { plainValue } from '../plainValue';
import { DEEPEST, ItemPlaces, type ItemPlace } from './places';
import { Understanding, type HearingAsked } from './understanding';
import { Unheard } from './unheard';

/**
 * Hears what an item says of consent: every cell, however deep, whose name or value speaks of it. What is not understood is
 * kept for one refusal.
 */

const NOTHING_CHOSEN: HearingAsked = { chosen: null, onlyNo: false, yes: null };

/** What an object holds. One list serves all who read it: most of the time is spent on making such lists. */
export type ItemEntries = Array<[string, unknown]>;

interface Heard {
	readonly own: HeardStatement[];
	readonly other: HeardStatement[];
	/** A place that is about e-mail, or about no channel, was there, blank or not. */
	isAsked: boolean;
	/** Cells that were asked, with any answer. */
	answers: number;
}

/** Hears the items of one run. */
export class ConsentHearing {
	readonly unheard = new Unheard();
	/** Places that have said something, with what they are. */
	readonly heard = new Map<string, HeardStatement['column']>();
	/** Places that speak of consent and were there, blank or not. */
	readonly seenPaths = new Set<string>();
	/** What was said last: most contacts say the same. */
	private last: HeardStatement | undefined;
	private readonly places: ItemPlaces;
	private readonly understanding: Understanding;

	/** @param meanings what the form says of words that are in no table */
	constructor(
		meanings: ConsentMeanings = new ConsentMeanings([]),
		private readonly choices: HearingAsked = NOTHING_CHOSEN,
	) {
		this.places = new ItemPlaces(meanings);
		this.understanding = new Understanding(meanings, choices);
	}

	/** What the cells of an item say; of a place without a name for consent only what is clear by itself. */
	statementsIn(json: Json, entries: ItemEntries = Object.entries(json)): HeardStatement[] {
		const heard: Heard = { own: [], other: [], isAsked: false, answers: 0 };
		this.inside(heard, json, this.places.root, 0, entries);
		const statements = heard.isAsked || heard.other.length === 0 ? heard.own : [...heard.own, ...heard.other];
		for (const statement of statements) {
			if (statement !== this.last) this.count(statement);
			if (statement.answer === 'foreign') this.note(statement.from, statement.raw, json);
		}
		return statements;
	}

	private inside(heard: Heard, object: Json, place: ItemPlace, depth: number, entries = Object.entries(object)): void {
		// Keys alone would have the engine keep a list of them with each item.
		let position = 0;
		for (const [key, value] of entries) {
			const inner = this.places.at(place, position++, key);
			if (value === undefined || value === null) this.blank(heard, inner);
			else if (inner.topic !== null || typeof value !== 'string' || mayBeLeft(value))
				this.cell(heard, value, inner, object, depth);
		}
	}

	private cell(heard: Heard, value: unknown, place: ItemPlace, parent: Json, depth: number): void {
		if (place.isIgnored || place.path === this.choices.chosen) return;
		if (typeof value !== 'object') this.answer(heard, value, place, parent);
		else if (depth >= DEEPEST || value === null) return;
		else if (Array.isArray(value)) this.list(heard, value, place, parent, depth);
		else if (isRecord(value)) {
			const plain = plainValue(value);
			if (plain !== value) return this.cell(heard, plain, place, parent, depth + 1);
			// Jotform API, submissions: each answer is an object with its question, by a number.
			if (place.topic === null && 'answer' in value) return this.list(heard, [value], place, parent, depth + 1);
			const choice = place.topic === null || this.places.speaks(value) ? undefined : chosenIn(value);
			if (choice !== undefined) this.answer(heard, choice, place, parent);
			else this.object(heard, value, place, depth);
		}
	}

	/** Where somebody may have left, an object is no blank only because nothing in it has a name for it. */
	private object(heard: Heard, value: Json, place: ItemPlace, depth: number): void {
		const { choices } = this;
		const before = heard.answers;
		this.inside(heard, value, place, depth + 1);
		const { topic, path } = place;
		if (heard.answers !== before || topic === null || !isAboutLeaving(place)) return;
		if (path === choices.chosen || !Object.values(value).some(isFilled)) return;
		const answer = topic.kind === 'since' ? 'no' : 'foreign';
		heard.isAsked ||= topic.channel === 'own';
		const word = answer === 'no' ? ANY_VALUE : '';
		listOf(heard, topic).push({
			column: 'optOut',
			from: path,
			answer,
			word,
			...(answer === 'foreign' && { raw: value }),
		});
	}

	private see(heard: Heard, path: string): void {
		heard.answers += 1;
		this.seenPaths.add(path);
	}

	private count(statement: HeardStatement): void {
		this.heard.set(statement.from, statement.column);
		this.last = statement;
	}

	/** Keeps what was not understood. */
	note(path: string, value: unknown, json: Json): void {
		this.unheard.note(path, value, () => this.places.textsBeside(json, path));
	}

	private list(heard: Heard, values: readonly unknown[], place: ItemPlace, parent: Json, depth: number): void {
		if (values.length === 0) return this.blank(heard, place);
		if (place.topic?.kind === 'agreement' && isListOfChannels(values))
			return this.answer(heard, values.join(', '), place, parent);
		for (const one of Array.from(values, plainValue)) {
			if (!isRecord(one)) {
				this.cell(heard, one, place, parent, depth + 1);
				continue;
			}
			const pair = pairIn(one);
			const pairPlace = pair === null ? null : this.places.placeNamed(place, pair.name);
			// Of a name that says nothing of consent it is not known whether it is a person's.
			if (pair !== null && pairPlace !== null && pairPlace.topic !== null && pairPlace.topic.kind !== 'state') {
				this.cell(heard, pair.value, pairPlace, one, depth + 1);
				if (this.places.speaks(one)) this.inside(heard, one, this.places.entryOf(place), depth + 1);
			} else if (isAboutLeaving(place)) this.entry(heard, one, place);
			else this.inside(heard, one, this.places.entryOf(place), depth + 1);
		}
	}

	/** An entry in a list of those who left is a no, whatever it says, unless it is about another channel (Mautic `doNotContact`). */
	private entry(heard: Heard, entry: Json, { path, topic }: ItemPlace): void {
		const channel = typeof entry.channel === 'string' ? channelNamed(entry.channel) : (topic?.channel ?? 'own');
		const statement: HeardStatement = { column: 'optOut', from: path, answer: 'no', word: ANY_VALUE };
		this.see(heard, path);
		if (channel === 'own') heard.isAsked = true;
		(channel === 'own' ? heard.own : heard.other).push(statement);
	}

	private blank(heard: Heard, { topic, path, isIgnored }: ItemPlace): void {
		if (topic === null || isIgnored || path === this.choices.chosen) return;
		this.see(heard, path);
		const { kind, channel } = topic;
		if (kind === 'state' || kind === 'switch') return;
		heard.isAsked ||= channel === 'own';
		if (kind === 'agreement' && !this.choices.onlyNo)
			listOf(heard, topic).push({ column: 'consent', from: path, answer: 'blank', word: '' });
	}

	private answer(heard: Heard, value: unknown, place: ItemPlace, parent: Json): void {
		const { topic } = place;
		if (topic === null && typeof value !== 'string') return;
		if (topic !== null) this.see(heard, place.path);
		const statement = this.understanding.of(value, place);
		if (statement === null) return;
		if (statement.answer === 'blank') return this.blank(heard, place);
		if (topic?.kind === 'state' && saidByItself(statement.word) === null && isOfOthers(statement.word, parent)) return;
		if (topic?.channel === 'own' && topic.kind !== 'switch') heard.isAsked = true;
		listOf(heard, topic).push(statement);
	}
}

const isAboutLeaving = ({ topic }: ItemPlace): boolean => topic?.kind === 'objection' || topic?.kind === 'since';

const isFilled = (value: unknown): boolean =>
	value !== null &&
	value !== undefined &&
	value !== '' &&
	!(typeof value === 'object' && Object.keys(value).length === 0);

const listOf = (heard: Heard, topic: ConsentTopic | null): HeardStatement[] =>
	topic?.channel === 'other' ? heard.other : heard.own;

/** What an order, a deal or a ticket has: its state is not its customer's. */
const BUSINESS =
	/^(?:order|total|amount|currency|price|invoice|payment|stage|pipeline|line_?items|deal|ticket|subtotal|due_?date|plan)/i;

/** What a list's member has. */
const MEMBERSHIP = /^(?:lists$|contact_?lists$|subscribed|subscription_tier|subscriber|opted_?in|opt_?in|newsletter)/i;

/** Whether a state is another thing's than a member's. */
const isOfOthers = (word: string, object: Json): boolean =>
	has(object, BUSINESS) || (isAtRest(word) && !has(object, MEMBERSHIP));

const has = (object: Json, name: RegExp): boolean => Object.keys(object).some((key) => name.test(key));
