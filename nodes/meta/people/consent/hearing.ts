import { sum } from 'lodash';

import { isRecord, type Json } from '../../../shared/record';
import { AskedColumns } from './askedColumns';
import type { ColumnSeen, Scalar } from './columnTally';
import { channelNamed, type ConsentTopic } from './consentNames';
import { chosenIn } from './chosenOption';
import { fieldsInText, mayHoldFields } from './fieldsInText';
import { objectInText } from './jsonText';
import { isLeadBox, refusesByTick, tickOf } from './leadBox';
import { isAtWork, isAtRest, isListOfChannels, mayBeLeft, saidByItself } from './consentWords';
import { ANY_VALUE, type HeardStatement } from './heardStatement';
import { pairIn } from './namedValues';
import { plainValue } from '../plainValue';
import { DEEPEST, ItemPlaces, type ItemPlace } from './places';
import { SaidOfColumns } from './saidOfColumns';
import { Understanding, type HearingAsked } from './understanding';
import { Unheard } from './unheard';

/**
 * Hears what an item says of consent: every cell, however deep, whose name or value speaks of it. What is not understood is
 * kept for one refusal.
 */

const NOTHING_CHOSEN: HearingAsked = { onlyNo: false, stated: false };

/** What an object holds. One list serves all who read it: most of the time is spent on making such lists. */
export type ItemEntries = Array<[string, unknown]>;

interface Heard {
	readonly own: HeardStatement[];
	readonly other: HeardStatement[];
	/** A place that is about e-mail, or about no channel, was there, blank or not. */
	isAsked: boolean;
	/** Cells that were asked, with any answer. */
	answers: number;
	asked: AskedColumns;
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
	private readonly askedNone = AskedColumns.none();
	/** What the last item was asked. */
	asked = this.askedNone;
	private items = 0;

	constructor(
		saidOfColumns: SaidOfColumns = new SaidOfColumns([]),
		private readonly choices: HearingAsked = NOTHING_CHOSEN,
	) {
		this.places = new ItemPlaces(saidOfColumns);
		this.understanding = new Understanding(choices);
	}

	/** What stood in columns and was not understood. */
	get silent(): ColumnSeen[] {
		return [...this.places.all()].flatMap((place) => {
			const columnSeen = place.tally.seen(this.shownPathOf(place), this.items);
			return columnSeen === undefined || this.isMembers(place, columnSeen) ? [] : [columnSeen];
		});
	}

	/** A name in the data that hardly any row has can be a person's: then the whole list is asked about. */
	private shownPathOf(place: ItemPlace): string {
		if (!this.namedFields.has(place) || place.tally.count >= Math.min(this.items, SEVERAL)) return place.path;
		return place.path.slice(0, place.path.length - place.key.length - 1);
	}

	/** Where others have left, whoever is active has not. */
	private isMembers({ topic, path }: ItemPlace, { sample }: ColumnSeen): boolean {
		return topic?.kind === 'state' && this.heard.has(path) && [...sample.keys()].every(isAtWork);
	}

	/** Of the items themselves. */
	get columnNames(): string[] {
		return [...this.places.root.inner.keys()];
	}

	/** Places that have to say yes, and were there. */
	get agreements(): ItemPlace[] {
		return [...this.places.all()].filter(({ answers }) => sum(Object.values(answers)) > 0);
	}

	/**
	 * Columns of agreements of which nobody has said what a blank means: it can be a box that was not ticked. A blank among yes and no is
	 * covered by whoever says that all others have agreed.
	 */
	get blanksInDoubt(): Array<ItemPlace & { readonly missing: number }> {
		return this.agreements.flatMap((place) => {
			const { yes, no, blank } = place.answers;
			const missing = Math.max(0, this.items - sum(Object.values(place.answers)));
			const isInDoubt = yes > 0 && (missing > 0 || (blank > 0 && no === 0));
			return isInDoubt && place.said === undefined && place.topic?.channel === 'own' ? [{ ...place, missing }] : [];
		});
	}

	/** Fields of lists that are known by a name in the data. */
	private readonly namedFields = new Set<ItemPlace>();

	/** Boxes of lead forms; a row can have each in a column of its own as well. */
	readonly boxNames = new Set<string>();

	/** What the cells of an item say; of a place without a name for consent only what is clear by itself. */
	statementsIn(json: Json, entries: ItemEntries = Object.entries(json)): HeardStatement[] {
		const heard: Heard = { own: [], other: [], isAsked: false, answers: 0, asked: this.askedNone };
		this.items += 1;
		this.inside(heard, json, this.places.root, 0, entries);
		this.asked = heard.asked;
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
			else if (inner.topic !== null || typeof value !== 'string' || mayBeLeft(value) || mayHoldFields(value))
				this.cell(heard, value, inner, object, depth);
			else this.silence(value, inner, object);
		}
	}

	private cell(heard: Heard, value: unknown, place: ItemPlace, parent: Json, depth: number): void {
		if (place.isIgnored) return;
		if (typeof value !== 'object') {
			const inText = objectInText(value);
			if (inText !== null) return this.cell(heard, inText, place, parent, depth + 1);
			if (isOpenText(place)) this.fields(heard, fieldsInText(value), place, depth);
			return this.answer(heard, value, place, parent);
		}
		if (value === null) return;
		if (depth >= DEEPEST) return this.tooDeep(value, place);
		// Whatever is in it, the item has this column.
		this.asks(heard, place);
		if (Array.isArray(value)) return this.list(heard, value, place, parent, depth);
		if (isRecord(value)) {
			const plain = plainValue(value);
			if (plain !== value) return this.cell(heard, plain, place, parent, depth + 1);
			if (isLeadBox(value)) return this.box(heard, value, place);
			// Jotform API, submissions: each answer is an object with its question, by a number.
			if (place.topic === null && 'answer' in value) return this.list(heard, [value], place, parent, depth + 1);
			const choice = place.topic === null || this.places.speaks(value) ? undefined : chosenIn(value);
			if (choice !== undefined) this.answer(heard, choice, place, parent);
			else this.object(heard, value, place, depth);
		}
	}

	/** Somebody may have written their names. */
	private fields(heard: Heard, fields: Json | null, place: ItemPlace, depth: number): void {
		if (fields === null || depth > DEEPEST) return;
		for (const [name, value] of Object.entries(fields)) {
			if (place.inner.size >= MOST_FIELDS && !place.inner.has(name)) continue;
			const inner = this.places.placeNamed(place, name);
			this.namedFields.add(inner);
			this.cell(heard, value, inner, fields, depth + 1);
		}
	}

	/** What nobody looks into may be a no. */
	private tooDeep(value: unknown, { path }: ItemPlace): void {
		const [top = path] = path.split(/[.[]/);
		if (this.choices.stated) this.unheard.note(top, value, () => '');
	}

	/** Where somebody may have left, an object is no blank only because nothing in it has a name for it. */
	private object(heard: Heard, value: Json, place: ItemPlace, depth: number): void {
		const before = heard.answers;
		this.inside(heard, value, place, depth + 1);
		const { topic, path } = place;
		if (heard.answers !== before || topic === null || !isAboutLeaving(place)) return;
		if (!Object.values(value).some(isFilled)) return;
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
			if (isLeadBox(one)) {
				this.box(heard, one, this.places.placeNamed(place, String(one.checkbox_key)));
				continue;
			}
			const pair = pairIn(one);
			const pairPlace = pair === null ? null : this.places.placeNamed(place, pair.name);
			// Of a name that says nothing of consent it is not known whether it is a person's.
			if (pair !== null && pairPlace !== null && pairPlace.topic !== null && pairPlace.topic.kind !== 'state') {
				this.cell(heard, pair.value, pairPlace, one, depth + 1);
				if (this.places.speaks(one)) this.inside(heard, one, this.places.entryOf(place), depth + 1);
			} else if (isAboutLeaving(place)) this.entry(heard, one, place);
			else {
				if (pair !== null && pairPlace !== null) this.silentPair(pair.value, pairPlace, one);
				this.inside(heard, one, this.places.entryOf(place), depth + 1);
			}
		}
	}

	/** A yes is one to what the box says, which its name may tell. */
	private box(heard: Heard, box: Json, place: ItemPlace): void {
		const { path, topic } = place;
		const isTicked = tickOf(box);
		this.boxNames.add(path.slice(path.lastIndexOf('.') + 1));
		this.see(heard, path);
		if (isTicked === null) return this.blank(heard, place);
		const refuses = refusesByTick(place);
		if (refuses !== false && isTicked) {
			const answer = refuses === true ? 'no' : 'foreign';
			heard.own.push({ column: 'optOut', from: path, answer, word: 'ticked', raw: 'ticked' });
			return;
		}
		// Whoever has called the box a refusal has said what it is to leave it.
		if (refuses === true && place.said !== undefined) return;
		const speaks = this.asks(heard, place);
		if (speaks) place.answers[isTicked ? 'yes' : 'no'] += 1;
		if (!isTicked) heard.own.push({ column: 'optOut', from: path, answer: 'no', word: 'unticked' });
		else if (speaks) listOf(heard, topic).push({ column: 'consent', from: path, answer: 'yes', word: 'ticked' });
	}

	/** An entry in a list of those who left is a no, whatever it says, unless it is about another channel (Mautic `doNotContact`). */
	private entry(heard: Heard, entry: Json, { path, topic }: ItemPlace): void {
		const channel = typeof entry.channel === 'string' ? channelNamed(entry.channel) : (topic?.channel ?? 'own');
		const statement: HeardStatement = { column: 'optOut', from: path, answer: 'no', word: ANY_VALUE };
		this.see(heard, path);
		if (channel === 'own') heard.isAsked = true;
		(channel === 'own' ? heard.own : heard.other).push(statement);
	}

	private blank(heard: Heard, place: ItemPlace): void {
		const { topic, path, isIgnored } = place;
		if (topic === null || isIgnored) return;
		this.see(heard, path);
		const { kind, channel } = topic;
		if (kind === 'state' || kind === 'switch') return;
		heard.isAsked ||= channel === 'own';
		if (!this.asks(heard, place)) return;
		place.answers.blank += 1;
		// Whoever has named a column of agreements and not its blanks has said that a blank is no yes.
		const isNoYes = this.choices.stated && place.said?.says === 'optIn';
		if (place.said?.says === 'optInOrBlank') return;
		listOf(heard, topic).push({
			column: 'consent',
			from: path,
			answer: isNoYes ? 'unclear' : 'blank',
			word: isNoYes ? 'blank' : '',
		});
	}

	/** Whether a place has to say yes; then it is noted that the item has it. */
	private asks(heard: Heard, place: ItemPlace): boolean {
		const { topic, path, said } = place;
		if (topic?.kind !== 'agreement' || this.understanding.columnOf(place) !== 'consent') return false;
		const isNeeded = this.choices.stated ? said?.says === 'optIn' : said?.says !== 'optInOrBlank';
		if (isNeeded && topic.channel === 'own') heard.asked = heard.asked.with(path);
		return true;
	}

	/** Counts what nobody has understood: at the end it may look like an answer. */
	private silence(cell: unknown, { tally, isIgnored, ofOthers, key }: ItemPlace, parent: Json): void {
		const value = typeof cell === 'bigint' ? String(cell) : cell;
		if (!this.choices.stated || isIgnored || value === '' || !isScalar(value)) return;
		// The contact itself can be the owner of a record.
		if (!(ofOthers && SOMEBODYS.some((name) => name in parent)) || this.places.isNear(key)) tally.note(value);
	}

	/** A field by its name: its answers would be lost among the values of all the others. */
	private silentPair(value: unknown, place: ItemPlace, parent: Json): void {
		this.namedFields.add(place);
		for (const one of Array.isArray(value) ? value : [value]) this.silence(plainValue(one), place, parent);
	}

	private answer(heard: Heard, value: unknown, place: ItemPlace, parent: Json): void {
		const { topic } = place;
		if (topic === null && typeof value !== 'string') return this.silence(value, place, parent);
		if (topic !== null) this.see(heard, place.path);
		const statement = this.understanding.of(value, place);
		if (statement === null) return topic?.kind === 'agreement' ? undefined : this.silence(value, place, parent);
		if (statement.answer === 'blank') return this.blank(heard, place);
		if (topic?.kind === 'state' && saidByItself(statement.word) === null && isOfOthers(statement.word, parent))
			return this.silence(value, place, parent);
		if (topic?.channel === 'own' && topic.kind !== 'switch') heard.isAsked = true;
		if (this.asks(heard, place)) place.answers[statement.answer] += 1;
		listOf(heard, topic).push(statement);
	}
}

const isScalar = (value: unknown): value is Scalar =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Names in the texts of a column. A tool writes fewer, and people write any. */
const MOST_FIELDS = 100;

/** Where a text says nothing by its column. */
const isOpenText = ({ topic }: ItemPlace): boolean => topic === null || topic.kind === 'state';

/** Rows of a name that is a tool's. */
const SEVERAL = 3;

/** What an object has that is a person of the tool's own. */
const SOMEBODYS = ['email', 'name'];

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
