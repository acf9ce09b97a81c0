import { sum } from 'lodash';

import { columnLabels } from '../../meta/people/columns/columns';
import { aboutConsent } from '../../meta/people/consent/consentReader';
import type { WordAnswer } from '../../meta/people/consent/consentWords';
import type { Cells } from '../../meta/people/columns/recognise';
import type { Heard } from './contact';
import { OWN_PHONE, type ContactDraft } from './draft';
import type { Key } from './rows/keys';
import { mask } from '../../meta/people/mask';
import { cellText } from '../../meta/people/normalise/value';
import { occurring } from './rows/payload';

/** Reasons and samples that are told of one column. */
const REASONS = 3;
const SAMPLES = 2;

/** Columns that fit into one sentence. */
const IN_A_LINE = 8;

const SAYS_NOTHING = 'says nothing that Meta compares';

interface Reason {
	readonly like: string;
	count: number;
}

/** What has been seen of one column. */
interface Seen {
	readonly column: string;
	readonly keys: Set<Key>;
	readonly samples: Set<string>;
	readonly reasons: Map<string, Reason>;
	readonly answerCounts: Partial<Record<WordAnswer, number>>;
	filled: number;
	usable: number;
}

/** What each column of the input comes to, in numbers and shapes: never a value, and never a hash. */
export class ContactPreview {
	private readonly columns = new Map<string, Seen>();
	private contacts = 0;

	/** @param drafts what each of the contact's cells comes to by itself */
	note(cells: Cells, drafts: readonly ContactDraft[], { problems, statements }: Heard): void {
		this.contacts += 1;
		const isOwnPhone = problems.some(({ reason }) => reason === OWN_PHONE);
		cells.forEach(([column, value, from = column], index) => {
			const columnSeen = this.seenIn(from, column);
			if (aboutConsent.has(column) || isBlank(value)) return;
			const { members = [], problems: ownProblems = [] } = drafts[index] ?? {};
			const keys = occurring(members);
			const refusal = column === 'externalId' && isOwnPhone ? OWN_PHONE : ownProblems[0]?.reason;
			noteCell(columnSeen, value, keys, refusal ?? (keys.length === 0 ? SAYS_NOTHING : undefined));
		});
		for (const { from, column, answer } of statements) {
			const columnSeen = this.seenIn(from, column);
			columnSeen.answerCounts[answer] = (columnSeen.answerCounts[answer] ?? 0) + 1;
		}
	}

	/**
	 * A line for each column: how it is read and what it looks like. It also says how much of the column can be
	 * used, and why the rest cannot.
	 */
	lines(): string[] {
		return [...this.columns].map(([from, ofColumn]) => {
			const columnWords = aboutConsent.has(ofColumn.column)
				? saidInWords(ofColumn)
				: cellsInWords(ofColumn, this.contacts);
			return `${nameOf(from, ofColumn)}${inBrackets([...ofColumn.keys])}: ${columnWords}`;
		});
	}

	/** "E-Mail → Email 118 of 120, Telefon → Phone 97 of 120"; '' where no column holds anything about who people are. */
	inOneLine(): string {
		const columns = [...this.columns].filter(([, { column }]) => !aboutConsent.has(column));
		const columnWords = columns
			.slice(0, IN_A_LINE)
			.map(([from, ofColumn]) => `${nameOf(from, ofColumn)} ${ofColumn.usable} of ${ofColumn.filled}`);
		const rest = columns.length - IN_A_LINE;
		return [...columnWords, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
	}

	private seenIn(from: string, column: string): Seen {
		const columnSeen = this.columns.get(from);
		if (columnSeen !== undefined) return columnSeen;
		const fresh: Seen = {
			column,
			keys: new Set(),
			samples: new Set(),
			reasons: new Map(),
			answerCounts: {},
			filled: 0,
			usable: 0,
		};
		this.columns.set(from, fresh);
		return fresh;
	}
}

const isBlank = (value: unknown): boolean => (Array.isArray(value) ? value.every(isBlank) : cellText(value) === '');

function noteCell(columnSeen: Seen, value: unknown, keys: readonly Key[], reason: string | undefined): void {
	columnSeen.filled += 1;
	for (const key of keys) columnSeen.keys.add(key);
	if (reason === undefined) {
		columnSeen.usable += 1;
		if (columnSeen.samples.size < SAMPLES) columnSeen.samples.add(mask(value));
		return;
	}
	const reasonCount = columnSeen.reasons.get(reason);
	if (reasonCount) reasonCount.count += 1;
	else columnSeen.reasons.set(reason, { like: mask(value), count: 1 });
}

const nameOf = (from: string, { column }: Seen): string => {
	const label = columnLabels.get(column) ?? 'Consent';
	return from === column ? label : `${from} → ${label}`;
};

const inBrackets = (words: readonly string[]): string => (words.length === 0 ? '' : ` (${words.join(', ')})`);

function cellsInWords({ filled, usable, samples, reasons }: Seen, contacts: number): string {
	const sortedReasons = [...reasons].sort(([, one], [, other]) => other.count - one.count);
	const rest = sum(sortedReasons.slice(REASONS).map(([, { count }]) => count));
	const blank = contacts - filled;
	return [
		`${usable} of ${filled} usable${samples.size > 0 ? `, such as ${[...samples].join(' or ')}` : ''}`,
		...sortedReasons.slice(0, REASONS).map(([reason, { count, like }]) => `${count} × ${reason} (${like})`),
		...(rest > 0 ? [`${rest} × for other reasons`] : []),
		...(blank > 0 ? [`${blank} blank`] : []),
	].join('; ');
}

function saidInWords({ column, answerCounts }: Seen): string {
	const { yes = 0, no = 0, blank = 0, unclear = 0 } = answerCounts;
	if (column !== 'consent') return `${no + unclear} say no`;
	const answerWords = [`${yes} yes`, `${no} no`, ...(blank > 0 ? [`${blank} blank`] : [])];
	return [...answerWords, ...(unclear > 0 ? [`${unclear} not understood`] : [])].join(', ');
}
