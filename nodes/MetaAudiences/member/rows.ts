import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { existing } from '../../shared/lists';
import type { Session } from '../../shared/node/session';
import { columns } from '../people/columns';
import { ContactReader, type Cells, type Contact } from '../people/contact';
import { aboutConsent, consentValues, DEFAULT_CONSENT_VALUES } from '../people/consent';
import type { ConsentRule, ContactItem } from './form/contactItem';
import type { Mapping } from './form/fields';
import { Names } from './recognise';

const ids = new Set(columns.map(({ id }) => id));

/** One item, read. */
export interface ReadItem {
	/** Index of the input item. */
	readonly index: number;
	readonly contact: Contact;
	/** The form says that everybody has agreed, and a consent column of this one does not. */
	readonly overruled: boolean;
	/** Checked only. */
	readonly dryRun: boolean;
}

export interface ReadContacts {
	/** Of each item, in order. */
	readonly read: readonly ReadItem[];
	/** Which of the input's columns was taken for what, in words; null where the form itself says so. */
	readonly recognised: string | null;
	/** Names of the input's columns that are for nothing; null where the form says which are for what. */
	readonly unused: string | null;
}

/**
 * Reads the contacts of all items, each by its own settings.
 *
 * @throws InputProblem when no column tells who people are, or none tells of the consent of those it has to
 */
export function readContacts(session: Session, items: readonly ContactItem[]): ReadContacts {
	const readers = new Readers(new Date(session.now()).getUTCFullYear());
	const names = new Names();
	const found = new ColumnsFound();
	const input = session.n8n.getInputData();
	const read = items.map((item): ReadItem => {
		const cells = isAuto(item) ? names.cells(inputOf(input, item.index)) : mappedCells(item.columns.value);
		const contact = readers.of(item).read(cells);
		found.note(item, cells, contact);
		return {
			index: item.index,
			contact,
			overruled: item.consent === 'everybody' && !contact.consent,
			dryRun: item.dryRun || session.dryRun,
		};
	});
	const missing = found.problem();
	if (missing) throw missing;
	return { read, recognised: names.inWords(), unused: names.unusedInWords() };
}

/**
 * Contacts of the items whose own form could not be read, in the mode that goes on: none of them is sent, and a no that
 * stands in one still keeps the person out. What their settings would have been nobody knows, so they are read by what the
 * other items agree on.
 */
export function readUnusable(session: Session, items: readonly ContactItem[]): Contact[] {
	const [first] = items;
	const input = session.n8n.getInputData();
	if (first === undefined || items.length === input.length) return [];
	const readable = new Set(items.map(({ index }) => index));
	const agreed = items.every(({ defaultCountry }) => defaultCountry === first.defaultCountry);
	const reader = new Readers(new Date(session.now()).getUTCFullYear()).of({
		...first,
		defaultCountry: agreed ? first.defaultCountry : '',
	});
	const names = new Names();
	return input.flatMap(({ json }, index) => {
		if (readable.has(index)) return [];
		return [reader.read(isAuto(first) ? names.cells(json) : mappedCells(mappingOf(session, index)))];
	});
}

/** What the form maps for an item of which another field cannot be read; null where it is the mapping itself. */
function mappingOf({ n8n }: Session, index: number): Mapping['value'] {
	try {
		return n8n.getNodeParameter('columns.value', index) as Mapping['value'];
	} catch {
		return null;
	}
}

const isAuto = ({ columns: { mappingMode } }: ContactItem): boolean => mappingMode === 'autoMapInputData';

const inputOf = (input: readonly INodeExecutionData[], index: number): IDataObject =>
	existing(input[index], `input item ${index}`).json;

const mappedCells = (value: Mapping['value']): Cells =>
	Object.entries(value ?? {}).filter(([id, cell]) => ids.has(id) && cell !== null && cell !== undefined && cell !== '');

/** Whether the columns of all items together can tell what they have to. */
class ColumnsFound {
	private tellWho = false;
	private consentAsked = false;
	private tellConsent = false;
	private allAuto = true;
	/** Consent cells that hold something, and those of them that are a yes or a no. */
	private answers = 0;
	private understood = 0;

	note(item: ContactItem, cells: Cells, { answers }: Contact): void {
		const asked = typeof item.consent === 'object';
		this.allAuto &&= isAuto(item);
		this.consentAsked ||= asked;
		for (const [column] of cells) {
			this.tellWho ||= !aboutConsent.has(column) && column !== 'country';
			this.tellConsent ||= asked && column === 'consent';
		}
		this.answers += answers.filter((answer) => answer !== 'blank').length;
		this.understood += answers.filter((answer) => answer === 'yes' || answer === 'no').length;
	}

	problem(): InputProblem | null {
		const map = this.allAuto ? 'switch Mapping Column Mode to Map Each Column Manually and choose it' : 'map it';
		if (!this.tellWho) {
			return new InputProblem(
				['columns'],
				'name nobody',
				`No column was recognised as an email, a phone or another identifier. Rename the column, or ${map}.`,
			);
		}
		if (!this.consentAsked || this.tellConsent) return this.notUnderstood();
		return new InputProblem(
			['columns'],
			'have no consent column',
			`Consent is set to “In a Column”, and no column tells it. Rename the column to “consent”, ${map}, or choose ` +
				'Everybody Has Consented if all of them have.',
		);
	}

	/** A column in words that nobody has listed would leave everybody out, and look like a good end. */
	private notUnderstood(): InputProblem | null {
		if (this.answers === 0 || this.understood > 0) return null;
		const values = this.answers === 1 ? 'the one value' : `all ${this.answers.toLocaleString('en')} values`;
		const unknown = `${values} in the consent column ${this.answers === 1 ? 'means' : 'mean'} neither yes nor no`;
		if (this.consentAsked) {
			return new InputProblem(
				['consentValues'],
				`is a list by which ${unknown}`,
				'Nobody was sent. List the words that mean yes in your data, separated by commas.',
			);
		}
		return new InputProblem(
			['consent'],
			`is set to “Everybody Has Consented”, but ${unknown}`,
			'Nobody was sent. Choose In a Column and list the words that mean yes, or leave the column out.',
		);
	}
}

/** Readers, one for all items whose settings are the same: what it has hashed for one of them it knows for the next. */
class Readers {
	private readonly known = new Map<string, ContactReader>();

	constructor(private readonly thisYear: number) {}

	of({ defaultCountry, birthDateOrder, keepSpaces, consent }: ContactItem): ContactReader {
		const yes = wordsForYes(consent);
		// None of the others has a space in it, so the words for yes cannot be taken for one of them.
		const asked = typeof consent === 'object' ? `column ${consent.yes}` : consent;
		const key = `${defaultCountry} ${birthDateOrder} ${keepSpaces} ${asked}`;
		const known = this.known.get(key);
		if (known !== undefined) return known;
		const reader = new ContactReader({
			defaultCountry,
			dateOrder: birthDateOrder,
			keepSpaces,
			consent: yes === null ? null : consentValues(yes),
			stated: consent === 'everybody',
			thisYear: this.thisYear,
		});
		this.known.set(key, reader);
		return reader;
	}
}

/** The words by which a consent column is read; null where it is not. */
function wordsForYes(consent: ConsentRule): string | null {
	if (consent === 'notAsked') return null;
	return consent === 'everybody' ? DEFAULT_CONSENT_VALUES : consent.yes;
}
