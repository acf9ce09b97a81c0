import { minBy } from 'lodash';

import { isRecord, type Json } from '../../../shared/record';
import { plainValue } from '../plainValue';
import type { AskedColumns } from './askedColumns';
import type { AskedConsent, ConsentRule } from './consentRule';
import { standOf, type ConsentStand } from './consentStand';
import { agreementIn, isListOfChannels, objectionInWord, wordIn } from './consentWords';
import type { HeardStatement } from './heardStatement';
import { ConsentHearing, type ItemEntries } from './hearing';
import { byWords } from './understanding';
import { shownPath } from './unheard';

/**
 * Columns that tell what a person has agreed to, and nothing of who it is. `otherConsent` is one in which only a no is heard.
 */
export const aboutConsent: ReadonlySet<string> = new Set(['consent', 'optOut', 'otherConsent']);

/** What a form maps by hand to one of these columns. */
export type MappedConsent = ReadonlyArray<readonly [column: string, value: unknown, from?: string]>;

/** What an item says of consent, and how its contact stands by it. */
export interface ConsentHeard {
	readonly statements: readonly HeardStatement[];
	readonly stand: ConsentStand;
	/** The columns of agreements that it has; null where consent is no question. */
	readonly asked: AskedColumns | null;
}

/** Where consent is no question. */
export const NOBODY_ASKS: ConsentHeard = { statements: [], stand: 'yes', asked: null };

/** Reads what the items of a run say of consent, each by its own form. */
export class ConsentReaders {
	private readonly readers = new Map<string, ConsentReader>();
	private last: { readonly rule: AskedConsent; readonly onlyNo: boolean; readonly reader: ConsentReader } | undefined;

	/**
	 * @param mapped null where columns are recognised by their names
	 */
	read(rule: ConsentRule, json: Json, mapped: MappedConsent | null, entries?: ItemEntries): ConsentHeard {
		if (rule === 'notAsked') return NOBODY_ASKS;
		// Whoever names or maps a consent has chosen one: of the others, only a no counts.
		const isChosen = !rule.stated && rule.said.hasOptIn;
		const onlyNo = isChosen || (mapped !== null && (!rule.stated || mapped.some(isConsent)));
		return this.of(rule, onlyNo).read(json, mapped ?? [], entries);
	}

	/** Items of a run mostly have one rule. */
	private of(rule: AskedConsent, onlyNo: boolean): ConsentReader {
		const { last } = this;
		if (last?.rule === rule && last.onlyNo === onlyNo) return last.reader;
		const name = `${rule.name} ${onlyNo}`;
		const reader = this.readers.get(name) ?? new ConsentReader(rule, onlyNo);
		this.readers.set(name, reader);
		this.last = { rule, onlyNo, reader };
		return reader;
	}

	get all(): readonly ConsentReader[] {
		return [...this.readers.values()];
	}

	/** What has said something, by its place. */
	get heard(): ReadonlyMap<string, HeardStatement['column']> {
		return new Map(this.all.flatMap(({ hearing }) => [...hearing.heard]));
	}

	/** Columns that speak of consent and were there, as they are shown. */
	get seen(): ReadonlySet<string> {
		return new Set(this.all.flatMap(({ hearing }) => Array.from(hearing.seenPaths, shownPath)));
	}
}

const isConsent = ([column]: MappedConsent[number]): boolean => column === 'consent';

/** Reads items of one rule. */
export class ConsentReader {
	readonly hearing: ConsentHearing;
	/** What the form maps by hand. */
	readonly mappedColumns = new Set<string>();
	/** Some item has a column that tells who has agreed. */
	isTold = false;

	constructor(
		readonly rule: AskedConsent,
		onlyNo: boolean,
	) {
		this.hearing = new ConsentHearing(rule.said, { stated: rule.stated, onlyNo });
	}

	read(json: Json, mapped: MappedConsent, entries?: ItemEntries): ConsentHeard {
		const statements = this.hearing.statementsIn(json, entries);
		for (const [column, value, from = column] of mapped) {
			if (column === 'consent' || column === 'optOut')
				statements.push(this.statementOfMapped(column, value, from, json));
		}
		this.isTold ||= statements.some(({ column }) => column === 'consent');
		return { statements, stand: standOf(statements, this.rule.stated), asked: this.hearing.asked };
	}

	/** What a column says that the form maps by hand. */
	private statementOfMapped(column: 'consent' | 'optOut', cell: unknown, from: string, json: Json): HeardStatement {
		const value = unwrapped(plainValue(cell));
		const saidOfIt = this.rule.said.of(from);
		this.mappedColumns.add(from);
		const answers = listIn(value).map((one): readonly [HeardStatement['answer'], string] => {
			const word = wordIn(one);
			if (word === null) return ['foreign', ''];
			const answer = column === 'consent' ? agreementIn(word) : objectionInWord(word, one);
			return [byWords(answer, word, column === 'consent' ? 'agreement' : 'objection', saidOfIt), word];
		});
		// A list says the worst of what is in it.
		const [answer, word] = minBy(answers, ([one]) => WORST_FIRST.indexOf(one)) ?? ['blank', ''];
		if (answer === 'foreign') this.hearing.note(from, value, json);
		return { column, from, answer, word: answer === 'foreign' ? '' : word };
	}
}

const unwrapped = (cell: unknown): unknown => {
	if (!isRecord(cell)) return cell;
	return plainValue('value' in cell ? cell.value : 'state' in cell ? cell.state : cell);
};

const WORST_FIRST: ReadonlyArray<HeardStatement['answer']> = ['no', 'foreign', 'unclear', 'yes', 'blank'];

const listIn = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? (isListOfChannels(value) ? [value.join(', ')] : Array.from(value, plainValue)) : [value];
