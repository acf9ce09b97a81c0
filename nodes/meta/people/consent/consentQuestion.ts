import { groupBy, partition, sumBy, uniqBy } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import type { Json } from '../../../shared/record';
import { isOfContact } from '../namesOfContacts';
import { isStateName } from '../normalise/state';
import { consentTopic, isObjectionName, NO_SURROUNDINGS } from './consentNames';
import { questionsIn, type SeenColumn } from './answerColumns';
import type { ColumnSeen } from './columnTally';
import type { ConsentReader, ConsentReaders } from './consentReader';
import { isTriggerColumn } from './otherMeanings';
import { ConsentHearing } from './hearing';
import type { ItemPlace } from './places';
import { groupsOf, lineOf, groupsInWords, pasted, type ColumnGroup } from './questionWords';
import { columnKey, SaidOfColumns, type ColumnSays } from './saidOfColumns';
import { shownPath } from './unheard';

/** What keeps a run from being sent as far as consent goes: what the form says wrongly, and what a person has to be asked. */

/** What a column is, by the last part of its path and what stands before it; null where it is understood in another way. */
export type ColumnOf = (name: string, path: string) => string | undefined | null;

export interface ReadInput {
	/** Items of the run, read once more where nothing is known of consent. */
	readonly items: () => Iterable<Json>;
	/** Columns that the form uses for something. */
	readonly usedColumns?: readonly string[];
	readonly columnOf: ColumnOf;
}

/** @returns null where nothing keeps it */
export function consentQuestion(readers: ConsentReaders, input: ReadInput): InputProblem | null {
	const wrong = readers.all.map(wrongInForm).find((problem) => problem !== null);
	if (wrong !== undefined) return wrong;
	const isAsked = readers.all.some(({ rule }) => !rule.stated);
	const isTold = readers.all.some((reader) => reader.isTold);
	return allOf([
		questions(
			openQuestions(readers, input),
			readers.all.some(({ hearing }) => hearing.columnNames.some(isOfContact)),
		),
		isAsked && !isTold ? nobodyAgreed(input) : nothingUnderstood(readers.all),
	]);
}

const refusal = (message: string, advice: string): InputProblem =>
	new InputProblem(['whatColumnsSay'], message, advice);

/** Names no column: an expression can have put somebody's data in its place. */
function wrongInForm({ rule: { said }, hearing, mappedColumns }: ConsentReader): InputProblem | null {
	if (said.contradictions.length > 0)
		return refusal('says two different things of one column', 'Leave each column in one line only.');
	const there = new Set([...hearing.seenPaths, ...mappedColumns].map(columnKey));
	const problems = said.speaking.map(([path, says]) =>
		there.has(path) ? polarityProblem(path, says) : refusal(...NOT_THERE),
	);
	return problems.find((problem) => problem !== null) ?? null;
}

const NOT_THERE = [
	'names a column that no row has',
	'Write it as the input shows it; inside an object with a point, as in properties.no_ads. A name with a comma in it goes in quotes.',
] as const;

function polarityProblem(path: string, says: ColumnSays): InputProblem | null {
	const name = path.slice(path.lastIndexOf('.') + 1);
	if (says !== 'optOut' && isObjectionName(name)) {
		const advice = 'Leave it out of the list: it counts by itself, and whoever has opted out there is left out.';
		return refusal('calls an opt-out column an opt-in', advice);
	}
	if (says === 'optOut' && consentTopic(name, NO_SURROUNDINGS)?.kind === 'agreement') {
		const advice = 'Leave it out of the list: a no in it counts by itself.';
		return refusal('calls an opt-in column an opt-out', advice);
	}
	return null;
}

function seenColumns(hearing: ConsentHearing, { columnOf, usedColumns = [] }: Omit<ReadInput, 'items'>): SeenColumn[] {
	const { columnNames } = hearing;
	const ownColumns = new Set(usedColumns.map(columnKey));
	const columnsByName = hearing.silent.map((columnSeen) => {
		const at = columnSeen.path.lastIndexOf('.') + 1;
		return { columnSeen, columnNamed: columnOf(columnSeen.path.slice(at), columnSeen.path.slice(0, at)) };
	});
	const isPlaced = columnsByName.some(({ columnNamed }) => BESIDE_A_STATE.has(columnNamed ?? ''));
	return columnsByName.flatMap(({ columnSeen, columnNamed }) => {
		const isState = isPlaced || [...columnSeen.sample.keys()].every((value) => isStateAlone(String(value)));
		const isOther = (columnNamed === 'state' && !isState) || (columnNamed === 'value' && !isWorth(columnSeen));
		const column = isOther ? undefined : columnNamed;
		const [top = ''] = columnSeen.path.split(/[.[]/);
		const isBox = hearing.boxNames.has(columnSeen.path.replace(/ \(answer\)$/, ''));
		if (isBox || isTriggerColumn(columnSeen.path, columnNames)) return [];
		const isUnderstood = column === null || columnOf(top, '') === null || ownColumns.has(columnKey(columnSeen.path));
		return isUnderstood ? [] : [{ ...columnSeen, column }];
	});
}

/** What stands with the federal state of an address. */
const BESIDE_A_STATE: ReadonlySet<string> = new Set(['city', 'zip', 'country']);

/** What a customer is worth is an amount; a field of a list can be called “value” as well. */
const isWorth = ({ sample }: ColumnSeen): boolean =>
	[...sample.keys()].filter((value) => isAmount(String(value))).length * 2 >= sample.size;

const isAmount = (text: string): boolean =>
	/^\p{Lu}{3}\s?\d/u.test(text) || (/\d/.test(text) && /^\P{L}+(?:\p{Lu}{3})?$/u.test(text));

/** “CA”, “NSW”, “Ontario”. Another state without a place can be how somebody stands: “active”. */
const isStateAlone = (text: string): boolean => /^[A-Z]{2,3}$/.test(text) || isStateName(text);

/** What has to be asked of the items of one rule. */
export interface OpenQuestions {
	/** Columns that look like an answer, and nobody has understood any of it. */
	readonly columns: readonly ColumnGroup[];
	/** Columns that say something of consent, with words that nobody has understood. */
	readonly words: readonly string[];
	/** Columns of agreements that some rows lack. */
	readonly blanks: ReadonlyArray<ItemPlace & { readonly missing: number }>;
}

/** Those of all items: a column is asked about once, however many items have a rule of their own. */
export function openQuestions({ all }: ConsentReaders, input: Omit<ReadInput, 'items'>): OpenQuestions {
	const each = all.map((reader) => questionsOf(reader, input));
	return {
		columns: uniqBy(
			each.flatMap(({ columns }) => columns),
			'path',
		),
		words: each.flatMap(({ words }) => words),
		blanks: uniqBy(
			each.flatMap(({ blanks }) => blanks),
			'path',
		),
	};
}

function questionsOf({ hearing, rule }: ConsentReader, input: Omit<ReadInput, 'items'>): OpenQuestions {
	const columnsSeen = rule.stated ? seenColumns(hearing, input) : [];
	const understood = [
		...hearing.seenPaths,
		...columnsSeen.flatMap(({ path, column }) => (column === undefined ? [] : [path])),
	];
	const [speaking, silent] = partition(questionsIn(columnsSeen), ({ path }) => hearing.heard.has(path));
	return {
		columns: groupsOf(silent, understood),
		words: [...hearing.unheard.inWords(), ...groupsOf(speaking, understood).map(lineOf)],
		blanks: rule.stated ? hearing.blanksInDoubt : [],
	};
}

/** All that has to be asked, at once. */
function questions({ columns, words, blanks }: OpenQuestions, isHeaderless: boolean): InputProblem | null {
	if (columns.length + words.length + blanks.length === 0) return null;
	// A table without a header has its first contact in the place of the names.
	if (columns.length > 0 && isHeaderless)
		return refusal(
			`does not say what ${columns.length} columns mean. They are not named here: some of their names look like contact data`,
			'Nobody was sent. Give the table a first row with the names of its columns.',
		);
	const message = [
		columns.length > 0 && `does not say what these columns mean: ${groupsInWords(columns)}`,
		words.length > 0 && `does not say what these words mean, and this step does not know them: ${words.join('; ')}`,
		blanks.length > 0 && `does not say what a blank means: ${blanks.map(blankInWords).join('; ')}`,
	];
	const advice = [
		'Nobody was sent.',
		columns.length > 0 &&
			`Each of these columns may say who wants no ads. Add those that do as Opt-Out or Opt-In, and all the others as Nothing About Consent: ${pasted(columns)}.`,
		words.length > 0 && 'Add a column with unknown words as Opt-In or Opt-Out, with the words that count in Words.',
		blanks.length > 0 &&
			'If a blank means no, add the column as Opt-In. If it is fine, add it as Opt-In, Blank Is Fine.',
	];
	return refusal(
		message.filter((part) => part !== false).join('. It '),
		advice.filter((part) => part !== false).join(' '),
	);
}

const blankInWords = ({ path, answers: { yes, no, blank }, missing }: ItemPlace & { missing: number }): string => {
	const parts = [
		`yes (${yes})`,
		no > 0 && `no (${no})`,
		blank > 0 && `blank (${blank})`,
		missing > 0 && `missing (${missing})`,
	];
	return `${shownPath(path)}: ${parts.filter((part) => part !== false).join(', ')}`;
};

/** Columns that look like an answer are named: one of them can be the consent. */
function nobodyAgreed(input: ReadInput): InputProblem {
	const hearing = new ConsentHearing(new SaidOfColumns([]), { stated: true, onlyNo: false });
	for (const json of input.items()) hearing.statementsIn(json);
	const columns = groupsOf(questionsIn(seenColumns(hearing, input)), [...hearing.seenPaths]);
	const candidates = columns.length === 0 ? '' : `One of these may be it: ${groupsInWords(columns)}. `;
	return new InputProblem(
		['consent'],
		'is set to “Only People With Opt-In”, and no consent column was found',
		`${candidates}Add the consent column to What Columns Say as Opt-In, or choose “Everyone Except Opt-Outs” if all others have agreed.`,
	);
}

/** What is not understood would leave everybody out, and look like a good end. */
function nothingUnderstood(readers: readonly ConsentReader[]): InputProblem | null {
	const askedPlaces = readers.flatMap(({ rule, hearing }) => (rule.stated ? [] : hearing.agreements));
	const unread = Object.entries(groupBy(askedPlaces, 'path'))
		.map(([path, places]) => ({
			path,
			answered: sumBy(places, ({ answers: { yes, no } }) => yes + no),
			unclear: sumBy(places, ({ answers: { unclear } }) => unclear),
		}))
		.find(({ answered, unclear }) => answered === 0 && unclear > 0);
	if (unread === undefined) return null;
	const { path, unclear } = unread;
	const values = unclear === 1 ? 'the one value' : `all ${unclear.toLocaleString('en')} values`;
	return refusal(
		`leaves ${values} of the consent column “${shownPath(path)}” neither yes nor no`,
		'Nobody was sent. Add the column as Opt-In, with the words that mean yes in Words.',
	);
}
