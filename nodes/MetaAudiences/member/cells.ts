import type { IDataObject } from 'n8n-workflow';

import { columns } from '../../meta/people/columns/columns';
import { mappedCells } from '../../meta/people/columns/mappedColumns';
import type { Cells, ColumnNames } from '../../meta/people/columns/recognise';
import type { ItemEntries } from '../../meta/people/consent/hearing';
import { aboutConsent, type MappedConsent } from '../../meta/people/consent/consentReader';
import type { ContactForm } from './form/contactItem';

const ids = new Set(columns.map(({ id }) => id));

export const isAuto = ({ columns: { mappingMode } }: ContactForm): boolean => mappingMode === 'autoMapInputData';

/** The cells of one item, by the names of its columns or by its form. */
export const cellsOf = (form: ContactForm, json: IDataObject, names: ColumnNames, entries?: ItemEntries): Cells =>
	isAuto(form) ? names.cells(json, entries) : mappedCells(form.columns, ids);

/** What the form itself maps to a column about consent; null where columns are recognised by their names. */
export const mappedConsent = (form: ContactForm, cells: Cells): MappedConsent | null =>
	isAuto(form) ? null : cells.filter(([column]) => aboutConsent.has(column));
