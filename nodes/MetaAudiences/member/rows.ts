import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { columnNamed, columns, labels } from '../people/columns';
import { ContactReader, type Cells, type Contact } from '../people/contact';
import { consentValues } from '../people/consent';
import type { ContactItem } from './contactItem';
import type { Mapping } from './fields';

const ids = new Set(columns.map(({ id }) => id));

/** One item, read. */
export interface ReadItem {
	/** Index of the input item. */
	readonly index: number;
	readonly contact: Contact;
	/** Checked only. */
	readonly dryRun: boolean;
}

export interface ReadContacts {
	/** Of each item, in order. */
	readonly read: readonly ReadItem[];
	/** Which of the input's columns was taken for what, in words; null where the form itself says so. */
	readonly recognised: string | null;
}

/**
 * Reads the contacts of all items, each by its own settings.
 *
 * @throws InputProblem when no column tells who people are, or none tells of the consent of those it has to
 */
export function readContacts(session: Session, items: readonly ContactItem[]): ReadContacts {
	const readers = new Readers();
	const names = new Names();
	const input = session.n8n.getInputData();
	let [someName, someAsked, someTold, allAuto] = [false, false, false, true];
	const read = items.map((item): ReadItem => {
		const auto = item.columns.mappingMode === 'autoMapInputData';
		const cells = auto ? names.cells(input[item.index].json) : mappedCells(item.columns.value);
		const asked = typeof item.consent === 'object';
		allAuto &&= auto;
		someAsked ||= asked;
		for (const [column] of cells) {
			someName ||= column !== 'consent' && column !== 'country';
			someTold ||= asked && column === 'consent';
		}
		return { index: item.index, contact: readers.of(item).read(cells), dryRun: item.dryRun || session.dryRun };
	});
	if (!someName) throw noColumn(allAuto, 'name nobody');
	if (someAsked && !someTold) throw noColumn(allAuto, 'have no consent column', 'consent');
	return { read, recognised: names.inWords() };
}

/** Readers, one for all items whose settings are the same: what it has hashed for one of them it knows for the next. */
class Readers {
	private readonly known = new Map<string, ContactReader>();

	of({ defaultCountry, birthDateOrder, keepSpaces, consent }: ContactItem): ContactReader {
		// None of the others has a space in it, so the words for yes cannot be taken for one of them.
		const key = `${defaultCountry} ${birthDateOrder} ${keepSpaces} ${typeof consent === 'object' ? `column ${consent.yes}` : consent}`;
		const known = this.known.get(key);
		if (known !== undefined) return known;
		const reader = new ContactReader({ defaultCountry, dateOrder: birthDateOrder, keepSpaces, consent: typeof consent === 'object' ? consentValues(consent.yes) : null });
		this.known.set(key, reader);
		return reader;
	}
}

const mappedCells = (value: Mapping['value']): Cells => Object.entries(value ?? {}).filter(([id, cell]) => ids.has(id) && cell !== null && cell !== undefined && cell !== '');

function noColumn(auto: boolean, what: string, missing?: string): InputProblem {
	const map = auto ? 'switch Mapping Column Mode to Map Each Column Manually and choose it' : 'map it';
	return missing === undefined
		? new InputProblem(['columns'], what, `No column was recognised as an email, a phone or another identifier. Rename the column, or ${map}.`)
		: new InputProblem(['columns'], what, `Consent is set to “In a Column”, and no column tells it. Rename the column to “consent”, ${map}, or choose Everybody Has Consented if all of them have.`);
}

/** Recognises columns by their names; each name once, however many items have it. */
class Names {
	private readonly known = new Map<string, string | undefined>();
	private asked = false;

	/** The cells of one item; those of objects inside it (HubSpot’s `properties`) too, one level deep. */
	cells(json: IDataObject): Cells {
		this.asked = true;
		const cells: Array<[string, unknown]> = [];
		for (const [name, value] of Object.entries(json)) {
			const column = this.column(name);
			if (column !== undefined) cells.push([column, value]);
			else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
				for (const [inner, cell] of Object.entries(value)) {
					const nested = this.column(inner);
					if (nested !== undefined) cells.push([nested, cell]);
				}
			}
		}
		return cells;
	}

	/** "E-Mail → Email, PLZ → Postal Code"; null if no name was asked for. */
	inWords(): string | null {
		if (!this.asked) return null;
		return [...this.known].flatMap(([name, column]) => (column === undefined ? [] : [`${name} → ${labels.get(column)}`])).join(', ');
	}

	private column(name: string): string | undefined {
		if (!this.known.has(name)) this.known.set(name, columnNamed(name));
		return this.known.get(name);
	}
}
