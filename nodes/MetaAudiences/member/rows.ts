import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { existing } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';
import { ContactReader, withoutConsent, type Contact } from '../people/contact';
import type { AskedColumns } from '../../meta/people/consent/askedColumns';
import { columnsInForm } from '../../meta/people/consent/columnsInForm';
import { consentQuestion } from '../../meta/people/consent/consentQuestion';
import { ConsentReaders } from '../../meta/people/consent/consentReader';
import { ConsentCauses, type ConsentCause } from '../../meta/people/consent/consentTally';
import { Packer } from '../people/rows/packer';
import { ContactPreview } from '../people/preview';
import { cellsOf, isAuto, mappedConsent } from './cells';
import { ColumnsFound } from './columnsFound';
import type { ContactForm, ContactItem } from './form/contactItem';
import type { ColumnMapping } from '../../meta/people/columns/mappedColumns';
import { ColumnNames } from '../../meta/people/columns/recognise';

/** One item, read. */
export interface ReadItem {
	/** Index of the input item. */
	readonly index: number;
	readonly contact: Contact;
	/** How it stands to being sent, and why. */
	readonly consent: ConsentCause;
	/** Nothing stands in a column of consents, and the form says that everybody has agreed. */
	readonly isCovered: boolean;
	/** Checked only. */
	readonly dryRun: boolean;
}

export interface ReadContacts {
	/** Of each item, in order. */
	readonly read: readonly ReadItem[];
	/** No column tells who people are, none tells of the consent of those it has to, or what one says is not understood. */
	readonly problem: InputProblem | null;
	/** Which of the input's columns was taken for what, in words; null where the form itself says so. */
	readonly recognised: string | null;
	/** Names of the input's columns that are for nothing; null where the form says which are for what. */
	readonly unused: string | null;
	/** Columns that speak of consent and were there. */
	readonly seenColumns: ReadonlySet<string>;
	/** What the columns of the items come to that are only checked; null where there are none. */
	readonly preview: ContactPreview | null;
}

/** Reads the contacts of all items, each by its own settings. */
export function readContacts(session: Session, items: readonly ContactItem[]): ReadContacts {
	const readers = new Readers(new Date(session.now()).getUTCFullYear());
	const names = new ColumnNames();
	const consents = new ConsentReaders();
	const causes = new ConsentCauses();
	const columnsFound = new ColumnsFound();
	const input = session.n8n.getInputData();
	const preview = new ContactPreview();
	const packer = new Packer();
	const askedColumns: Array<AskedColumns | null> = [];
	const read = items.map(({ index, form }): ReadItem => {
		const json = inputOf(input, index);
		const reader = readers.of(form);
		const entries = Object.entries(json);
		const cells = cellsOf(form, json, names, entries);
		const consent = consents.read(form.consent, json, mappedConsent(form, cells), entries);
		const contact = reader.read(cells, consent);
		const dryRun = form.dryRun || session.dryRun;
		columnsFound.note(form, cells);
		if (dryRun) preview.note(cells, reader.eachCell(cells), contact);
		// What was said is not kept.
		const isCovered = contact.consent && consent.statements.some(({ answer }) => answer === 'blank');
		askedColumns.push(consent.asked);
		return { index, contact: packer.packed(contact), consent: causes.of(consent), isCovered, dryRun };
	});
	const inputRead = {
		items: () => items.map(({ index }) => inputOf(input, index)),
		usedColumns: columnsInForm(session.n8n.getNode().parameters),
		columnOf: names.vocabulary.columnOf,
	};
	return {
		read: read.map((item, position) => unlessLacking(item, askedColumns[position]?.lacking[0], causes)),
		problem: allOf([columnsFound.problem(), consentQuestion(consents, inputRead)]),
		recognised: names.inWords(consents.heard),
		unused: names.unusedInWords(consents.heard),
		seenColumns: consents.seen,
		preview: read.some(({ dryRun }) => dryRun) ? preview : null,
	};
}

/** A contact that lacks a column in which others say yes has not said it. */
const unlessLacking = (item: ReadItem, lacking: string | undefined, causes: ConsentCauses): ReadItem =>
	lacking === undefined || item.consent.stand !== 'yes'
		? item
		: { ...item, contact: withoutConsent(item.contact), consent: causes.lacking(lacking), isCovered: false };

/** Contacts of other groups of a run who have said no. */
export const refusedElsewhere = (
	reads: ReadonlyMap<readonly ContactItem[], ReadContacts>,
	own: readonly ContactItem[],
): Contact[] =>
	[...reads].flatMap(([group, { read }]) =>
		group === own ? [] : read.filter(({ consent }) => consent.stand === 'no').map(({ contact }) => contact),
	);

/**
 * Contacts of the items whose own form could not be read, in the mode that goes on. None of them is sent, and a no in
 * one still keeps the person out. What their settings would have been nobody knows, so they are read by what the other
 * items agree on.
 */
export function readUnusable(session: Session, items: readonly ContactItem[]): Contact[] {
	const [first] = items;
	const input = session.n8n.getInputData();
	if (first === undefined || items.length === input.length) return [];
	const readable = new Set(items.map(({ index }) => index));
	const { form } = first;
	const hasOneCountry = items.every((item) => item.form.defaultCountry === form.defaultCountry);
	const reader = new Readers(new Date(session.now()).getUTCFullYear()).of({
		...form,
		defaultCountry: hasOneCountry ? form.defaultCountry : '',
	});
	const names = new ColumnNames();
	const consents = new ConsentReaders();
	return input.flatMap(({ json }, index) => {
		if (readable.has(index)) return [];
		const { columns } = form;
		const ownForm = isAuto(form) ? form : { ...form, columns: { ...columns, value: mappingOf(session, index) } };
		const cells = cellsOf(ownForm, json, names);
		return [reader.read(cells, consents.read(form.consent, json, mappedConsent(ownForm, cells)))];
	});
}

/** What the form maps for an item of which another field cannot be read; null where it is the mapping itself. */
function mappingOf({ n8n }: Session, index: number): ColumnMapping['value'] {
	try {
		return n8n.getNodeParameter('columns.value', index) as ColumnMapping['value'];
	} catch {
		return null;
	}
}

const inputOf = (input: readonly INodeExecutionData[], index: number): IDataObject =>
	existing(input[index], `input item ${index}`).json;

/** Readers, one for all items whose settings are the same: what it has hashed for one of them it knows for the next. */
class Readers {
	private readonly readers = new Map<string, ContactReader>();
	private last: { readonly form: ContactForm; readonly reader: ContactReader } | undefined;

	constructor(private readonly thisYear: number) {}

	/** Items of a run mostly share their form. */
	of(form: ContactForm): ContactReader {
		if (this.last?.form !== form) this.last = { form, reader: this.readerFor(form) };
		return this.last.reader;
	}

	private readerFor({ defaultCountry, birthDateOrder, keepSpaces }: ContactForm): ContactReader {
		const key = `${defaultCountry} ${birthDateOrder} ${keepSpaces}`;
		const consentReader = this.readers.get(key);
		if (consentReader !== undefined) return consentReader;
		const reader = new ContactReader({
			defaultCountry,
			dateOrder: birthDateOrder,
			keepSpaces,
			thisYear: this.thisYear,
		});
		this.readers.set(key, reader);
		return reader;
	}
}
