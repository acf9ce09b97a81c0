import { get, has, minBy } from 'lodash';

import type { InputProblem } from '../../../shared/form/problem';
import { isRecord, type Json } from '../../../shared/record';
import { plainValue } from '../plainValue';
import type { AskedConsent, ConsentRule } from './consentRule';
import { standOf, type ConsentStand } from './consentStand';
import { agreementIn, isListOfChannels, objectionInWord, wordIn } from './consentWords';
import type { HeardStatement } from './heardStatement';
import { ConsentHearing, type ItemEntries } from './hearing';
import { OptOutColumns } from './optOutColumns';
import { shownPath, type Unheard } from './unheard';

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
}

/** Where consent is no question. */
export const NOBODY_ASKS: ConsentHeard = { statements: [], stand: 'yes' };

/** Reads what the items of a run say of consent, each by its own form. */
export class ConsentReaders {
	private readonly readers = new Map<string, ConsentReader>();
	private readonly optOuts = new OptOutColumns();
	private last: { readonly rule: AskedConsent; readonly onlyNo: boolean; readonly reader: ConsentReader } | undefined;

	/**
	 * @param mapped null where columns are recognised by their names
	 */
	read(rule: ConsentRule, json: Json, mapped: MappedConsent | null, entries?: ItemEntries): ConsentHeard {
		if (rule === 'notAsked') return NOBODY_ASKS;
		if (rule.optOutColumn !== undefined) this.optOuts.note(rule.optOutColumn, json);
		// Whoever maps a consent by hand has chosen one: of the others, only a no counts.
		const onlyNo = rule.column !== undefined || (mapped !== null && (!rule.stated || mapped.some(isConsent)));
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

	/** What has said something, by its place. */
	get heard(): ReadonlyMap<string, HeardStatement['column']> {
		return new Map([...this.readers.values()].flatMap(({ hearing }) => [...hearing.heard]));
	}

	/** Columns that speak of consent and were there, as they are shown. */
	get seen(): ReadonlySet<string> {
		return new Set([...this.readers.values()].flatMap(({ hearing }) => Array.from(hearing.seenPaths, shownPath)));
	}

	/** What is wrong with the opt-out columns that the forms name, once all items are read. */
	get optOutProblem(): InputProblem | null {
		return this.optOuts.problem();
	}

	get unheard(): Unheard[] {
		return [...this.readers.values()].map(({ hearing }) => hearing.unheard).filter(({ isEmpty }) => !isEmpty);
	}
}

const isConsent = ([column]: MappedConsent[number]): boolean => column === 'consent';

class ConsentReader {
	readonly hearing: ConsentHearing;

	constructor(
		private readonly rule: AskedConsent,
		onlyNo: boolean,
	) {
		this.hearing = new ConsentHearing(rule.meanings, { chosen: rule.column ?? null, onlyNo, yes: rule.yes });
	}

	read(json: Json, mapped: MappedConsent, entries?: ItemEntries): ConsentHeard {
		const statements = this.hearing.statementsIn(json, entries);
		for (const [column, value, from = column] of mapped) {
			if (column === 'consent' || column === 'optOut')
				statements.push(this.statementOfMapped(column, value, from, json));
		}
		const { column, optOutColumn, stated } = this.rule;
		if (column !== undefined) statements.push(this.statementOfChosen('consent', column, json));
		// What its name says by itself is heard as well: of the two, a no counts.
		if (optOutColumn !== undefined) statements.push(this.statementOfChosen('optOut', optOutColumn, json));
		return { statements, stand: standOf(statements, stated) };
	}

	private statementOfChosen(column: 'consent' | 'optOut', path: string, json: Json): HeardStatement {
		if (has(json, path)) this.hearing.heard.set(path, column);
		return this.statementOfMapped(column, get(json, path), path, json);
	}

	/** What a column says that the form names. */
	private statementOfMapped(column: 'consent' | 'optOut', cell: unknown, from: string, json: Json): HeardStatement {
		const value = unwrapped(plainValue(cell));
		const answers = listIn(value).map((one): readonly [HeardStatement['answer'], string] => {
			const word = wordIn(one);
			if (word === null) return ['foreign', ''];
			return [column === 'consent' ? this.agreement(word) : objectionInWord(word, one), word];
		});
		// A list says the worst of what is in it.
		const [answer, word] = minBy(answers, ([one]) => WORST_FIRST.indexOf(one)) ?? ['blank', ''];
		const meant = answer === 'foreign' || answer === 'unclear' ? this.rule.meanings.of(from, word) : null;
		const heardAnswer = meant === 'nothing' ? 'blank' : (meant ?? answer);
		if (heardAnswer === 'foreign') this.hearing.note(from, value, json);
		return { column, from, answer: heardAnswer, word: heardAnswer === 'foreign' ? '' : word };
	}

	private agreement(word: string): HeardStatement['answer'] {
		const { yes } = this.rule;
		const answer = agreementIn(word);
		return yes === null || answer === 'blank' ? answer : yes.has(word) ? 'yes' : answer === 'no' ? 'no' : 'unclear';
	}
}

const unwrapped = (cell: unknown): unknown => {
	if (!isRecord(cell)) return cell;
	return plainValue('value' in cell ? cell.value : 'state' in cell ? cell.state : cell);
};

const WORST_FIRST: ReadonlyArray<HeardStatement['answer']> = ['no', 'foreign', 'unclear', 'yes', 'blank'];

const listIn = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? (isListOfChannels(value) ? [value.join(', ')] : Array.from(value, plainValue)) : [value];
