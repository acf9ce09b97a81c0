import { get, has } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { columns } from '../../meta/people/columns/columns';
import { aboutConsent } from '../../meta/people/consent';
import type { ContactForm } from './form/contactItem';
import type { Mapping } from './form/fields';
import { valueIn, type Cells, type Names } from '../../meta/people/columns/recognise';

const ids = new Set(columns.map(({ id }) => id));

export const isAuto = ({ columns: { mappingMode } }: ContactForm): boolean => mappingMode === 'autoMapInputData';

/** The column that the form names for consent; undefined where it names none. */
export const chosenColumn = ({ consent }: ContactForm): string | undefined =>
	typeof consent === 'object' ? consent.column : undefined;

/**
 * The cells of one item, by the names of its columns or by its form.
 *
 * @param unmapped recognises what a form leaves out that maps by hand
 */
export function cellsOf(form: ContactForm, json: IDataObject, names: Names, unmapped: Names): Cells {
	const chosen = chosenColumn(form);
	if (isAuto(form)) return withChosen(names.cells(json), chosen, json, names);
	const { value } = form.columns;
	const mapped = mappedCells(value);
	if (form.consent === 'notAsked') return mapped;
	// What the form leaves out can still say no.
	const others = unmapped.cells(json).filter(([column]) => aboutConsent.has(column));
	const isChosen = form.consent !== 'everybody' || (value?.consent ?? null) !== null;
	return withChosen([...mapped, ...(isChosen ? others.map(asOther) : others)], chosen, json, names);
}

function withChosen(cells: Cells, chosen: string | undefined, json: IDataObject, names: Names): Cells {
	if (chosen === undefined) return cells;
	if (holds(json, chosen)) names.choose(chosen);
	const others = cells.filter(([column, , from]) => from !== chosen || column !== 'consent');
	return [...others.map(asOther), ['consent', valueIn(get(json, chosen), 'consent'), chosen]];
}

/** Whether an item has a column, blank or not; `get` and `has` take a name with points in it before a path. */
export const holds = (json: IDataObject, path: string): boolean => has(json, path);

/** A consent column beside the one that is chosen. */
const asOther = (cell: Cells[number]): Cells[number] => {
	const [column, value, from] = cell;
	return column === 'consent' ? ['otherConsent', value, from] : cell;
};

const mappedCells = (value: Mapping['value']): Cells =>
	Object.entries(value ?? {}).filter(([id, cell]) => ids.has(id) && cell !== null && cell !== undefined && cell !== '');
