import { sum } from 'lodash';

import { labels } from '../../meta/people/columns/columns';
import { aboutConsent } from '../../meta/people/consent/consentReader';
import type { Answer } from '../../meta/people/consent/consentWords';
import type { Cells } from '../../meta/people/columns/recognise';
import type { Heard } from './contact';
import { OWN_PHONE, type Drafted } from './draft';
import type { Key } from './rows/keys';
import { mask } from '../../meta/people/mask';
import { textOf } from '../../meta/people/normalise/value';
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
	readonly said: Partial<Record<Answer, number>>;
	filled: number;
	usable: number;
}

/** What each column of the input comes to, in numbers and shapes: never a value, and never a hash. */
export class Preview {
	private readonly columns = new Map<string, Seen>();
	private contacts = 0;

	/** @param drafted what each of the contact's cells comes to by itself */
	note(cells: Cells, drafted: readonly Drafted[], { problems, said }: Heard): void {
		this.contacts += 1;
		const isOwnPhone = problems.some(({ reason }) => reason === OWN_PHONE);
		cells.forEach(([column, value, from = column], index) => {
			const seen = this.seen(from, column);
			if (aboutConsent.has(column) || isBlank(value)) return;
			const { members = [], problems: own = [] } = drafted[index] ?? {};
			const keys = occurring(members);
			const refused = column === 'externalId' && isOwnPhone ? OWN_PHONE : own[0]?.reason;
			noteCell(seen, value, keys, refused ?? (keys.length === 0 ? SAYS_NOTHING : undefined));
		});
		for (const { from, column, answer } of said) {
			const seen = this.seen(from, column);
			seen.said[answer] = (seen.said[answer] ?? 0) + 1;
		}
	}

	/** A line for each column: what it is taken for, how much of it can be used, why the rest cannot, and what it looks like. */
	lines(): string[] {
		return [...this.columns].map(([from, seen]) => {
			const told = aboutConsent.has(seen.column) ? saidInWords(seen) : cellsInWords(seen, this.contacts);
			return `${nameOf(from, seen)}${inBrackets([...seen.keys])}: ${told}`;
		});
	}

	/** "E-Mail → Email 118 of 120, Telefon → Phone 97 of 120"; '' where no column holds anything about who people are. */
	inOneLine(): string {
		const columns = [...this.columns].filter(([, { column }]) => !aboutConsent.has(column));
		const told = columns
			.slice(0, IN_A_LINE)
			.map(([from, seen]) => `${nameOf(from, seen)} ${seen.usable} of ${seen.filled}`);
		const rest = columns.length - IN_A_LINE;
		return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
	}

	private seen(from: string, column: string): Seen {
		const known = this.columns.get(from);
		if (known !== undefined) return known;
		const fresh: Seen = {
			column,
			keys: new Set(),
			samples: new Set(),
			reasons: new Map(),
			said: {},
			filled: 0,
			usable: 0,
		};
		this.columns.set(from, fresh);
		return fresh;
	}
}

const isBlank = (value: unknown): boolean => (Array.isArray(value) ? value.every(isBlank) : textOf(value) === '');

function noteCell(seen: Seen, value: unknown, keys: readonly Key[], reason: string | undefined): void {
	seen.filled += 1;
	for (const key of keys) seen.keys.add(key);
	if (reason === undefined) {
		seen.usable += 1;
		if (seen.samples.size < SAMPLES) seen.samples.add(mask(value));
		return;
	}
	const known = seen.reasons.get(reason);
	if (known) known.count += 1;
	else seen.reasons.set(reason, { like: mask(value), count: 1 });
}

const nameOf = (from: string, { column }: Seen): string => {
	const label = labels.get(column) ?? 'Consent';
	return from === column ? label : `${from} → ${label}`;
};

const inBrackets = (words: readonly string[]): string => (words.length === 0 ? '' : ` (${words.join(', ')})`);

function cellsInWords({ filled, usable, samples, reasons }: Seen, contacts: number): string {
	const sorted = [...reasons].sort(([, one], [, other]) => other.count - one.count);
	const rest = sum(sorted.slice(REASONS).map(([, { count }]) => count));
	const blank = contacts - filled;
	return [
		`${usable} of ${filled} usable${samples.size > 0 ? `, such as ${[...samples].join(' or ')}` : ''}`,
		...sorted.slice(0, REASONS).map(([reason, { count, like }]) => `${count} × ${reason} (${like})`),
		...(rest > 0 ? [`${rest} × for other reasons`] : []),
		...(blank > 0 ? [`${blank} blank`] : []),
	].join('; ');
}

function saidInWords({ column, said }: Seen): string {
	const { yes = 0, no = 0, blank = 0, unclear = 0 } = said;
	if (column !== 'consent') return `${no + unclear} say no`;
	const told = [`${yes} yes`, `${no} no`, ...(blank > 0 ? [`${blank} blank`] : [])];
	return [...told, ...(unclear > 0 ? [`${unclear} not understood`] : [])].join(', ');
}
