import type { IDataObject } from 'n8n-workflow';

import type { Job } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { columnNamed, columns, labels } from '../people/columns';
import { ContactReader, type Cells, type Contact } from '../people/contact';
import { consentValues } from '../people/consent';
import type { MemberParams } from './fields';

const ids = new Set(columns.map(({ id }) => id));

export interface ReadContacts {
	readonly contacts: readonly Contact[];
	/** Which of the input's columns was taken for what, in words; null where the form itself says so. */
	readonly recognised: string | null;
}

/**
 * Reads the contacts of all items.
 *
 * @throws InputProblem when no column tells who people are, or none tells of their consent
 */
export function readContacts(session: Session, jobs: ReadonlyArray<Job<MemberParams>>): ReadContacts {
	const { columns: mapping, consent, consentValues: yes, defaultCountry, options } = jobs[0].params;
	const reader = new ContactReader({
		defaultCountry,
		dateOrder: options.birthDateOrder ?? '',
		keepSpaces: options.keepSpaces,
		consent: consent === 'column' ? consentValues(yes) : null,
	});
	const auto = mapping.mappingMode !== 'defineBelow';
	const names = new Names();
	const input = auto ? session.n8n.getInputData() : [];
	const seen = new Set<string>();
	const contacts = jobs.map(({ index, params }) => {
		const cells = auto ? names.cells(input[index].json) : mappedCells(params.columns.value);
		for (const [column] of cells) seen.add(column);
		return reader.read(cells);
	});
	const blank = [...seen].every((column) => column === 'consent' || column === 'country');
	if (blank) throw noColumn(auto, 'name nobody');
	if (consent === 'column' && !seen.has('consent')) throw noColumn(auto, 'have no consent column', 'consent');
	return { contacts, recognised: auto ? names.inWords() : null };
}

const mappedCells = (value: MemberParams['columns']['value']): Cells => Object.entries(value ?? {}).filter(([id, cell]) => ids.has(id) && cell !== null && cell !== undefined && cell !== '');

function noColumn(auto: boolean, what: string, missing?: string): InputProblem {
	const map = auto ? 'switch Mapping Column Mode to Map Each Column Manually and choose it' : 'map it';
	return missing === undefined
		? new InputProblem(['columns'], what, `No column was recognised as an email, a phone or another identifier. Rename the column, or ${map}.`)
		: new InputProblem(['columns'], what, `Consent is set to “In a Column”, and no column tells it. Rename the column to “consent”, ${map}, or choose Everybody Has Consented if all of them have.`);
}

/** Recognises columns by their names; each name once, however many items have it. */
class Names {
	private readonly known = new Map<string, string | undefined>();

	/** The cells of one item; those of objects inside it (HubSpot’s `properties`) too, one level deep. */
	cells(json: IDataObject): Cells {
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

	/** "E-Mail → Email, PLZ → Postal Code". */
	inWords(): string {
		return [...this.known].flatMap(([name, column]) => (column === undefined ? [] : [`${name} → ${labels.get(column)}`])).join(', ');
	}

	private column(name: string): string | undefined {
		if (!this.known.has(name)) this.known.set(name, columnNamed(name));
		return this.known.get(name);
	}
}
