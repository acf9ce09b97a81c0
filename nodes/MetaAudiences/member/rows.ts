import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { existing } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';
import { ContactReader, type Contact, type Heard } from '../people/contact';
import { consentValues, DEFAULT_CONSENT_VALUES } from '../../meta/people/consent';
import { Packer } from '../people/rows/packer';
import { Preview } from '../people/preview';
import { cellsOf, isAuto } from './cells';
import { ColumnsFound } from './columnsFound';
import type { ConsentRule } from '../../meta/people/consentFields';
import type { ContactForm, ContactItem } from './form/contactItem';
import type { Mapping } from './form/fields';
import { Names } from '../../meta/people/columns/recognise';

/** One item, read. */
export interface ReadItem {
	/** Index of the input item. */
	readonly index: number;
	readonly contact: Contact;
	/** The columns that say otherwise than the form, or than the column it is to go by; none where nobody is overruled. */
	readonly overruledBy: readonly string[];
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
	/** What the columns of the items come to that are only checked; null where there are none. */
	readonly preview: Preview | null;
}

/**
 * Reads the contacts of all items, each by its own settings.
 *
 * @throws InputProblem when no column tells who people are, or none tells of the consent of those it has to
 */
export function readContacts(session: Session, items: readonly ContactItem[]): ReadContacts {
	const readers = new Readers(new Date(session.now()).getUTCFullYear());
	const names = new Names();
	const unmapped = new Names();
	const found = new ColumnsFound();
	const input = session.n8n.getInputData();
	const preview = new Preview();
	const packer = new Packer();
	const read = items.map(({ index, form }): ReadItem => {
		const json = inputOf(input, index);
		const reader = readers.of(form);
		const cells = cellsOf(form, json, names, unmapped);
		const heard = reader.read(cells);
		const dryRun = form.dryRun || session.dryRun;
		found.note(form, json, cells, heard);
		if (dryRun) preview.note(cells, reader.eachCell(cells), heard);
		// What was said is not kept.
		return { index, contact: packer.packed(heard), overruledBy: objecting(form.consent, heard), dryRun };
	});
	const missing = found.problem();
	if (missing) throw missing;
	return {
		read,
		recognised: names.inWords(),
		unused: names.unusedInWords(),
		preview: read.some(({ dryRun }) => dryRun) ? preview : null,
	};
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
	const { form } = first;
	const agreed = items.every((item) => item.form.defaultCountry === form.defaultCountry);
	const reader = new Readers(new Date(session.now()).getUTCFullYear()).of({
		...form,
		defaultCountry: agreed ? form.defaultCountry : '',
	});
	const names = new Names();
	const unmapped = new Names();
	return input.flatMap(({ json }, index) => {
		if (readable.has(index)) return [];
		const { columns } = form;
		const own = isAuto(form) ? form : { ...form, columns: { ...columns, value: mappingOf(session, index) } };
		return [reader.read(cellsOf(own, json, names, unmapped))];
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

const NOBODY_OBJECTS: readonly string[] = [];

/** Columns by which somebody stays out who has agreed as far as the form asks. */
function objecting(rule: ConsentRule, { consent, said }: Heard): readonly string[] {
	if (consent) return NOBODY_OBJECTS;
	const asked = rule === 'everybody' ? [] : said.filter(({ column }) => column === 'consent');
	if (rule !== 'everybody' && (asked.length === 0 || asked.some(({ answer }) => answer !== 'yes')))
		return NOBODY_OBJECTS;
	return said.flatMap(({ answer, from }) => (answer === 'yes' || answer === 'blank' ? [] : [from]));
}

const inputOf = (input: readonly INodeExecutionData[], index: number): IDataObject =>
	existing(input[index], `input item ${index}`).json;

/** Readers, one for all items whose settings are the same: what it has hashed for one of them it knows for the next. */
class Readers {
	private readonly known = new Map<string, ContactReader>();

	constructor(private readonly thisYear: number) {}

	of({ defaultCountry, birthDateOrder, keepSpaces, consent }: ContactForm): ContactReader {
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
