import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { fieldSets } from '../../facts/fieldSets';
import { reportColumns } from '../../rows/columns/reportColumns';
import { columnSettings, columnsAround } from './columnsAsked';
import { getForm, type ReportForm } from '../reportForm';

const defaults = Object.fromEntries(getForm.properties.map(({ name, default: value }) => [name, value]));

const columnsOfForm = (values: object): string[] => {
	// As it is: a copy would ask for what cannot be read yet, such as the ad account.
	const form: ReportForm = getForm.examine({ ...defaults, ...values, columns: 'selected' }).params;
	return reportColumns(columnsAround(form), columnSettings(form));
};

/** What to choose from where an expression decides of what the report is made. */
const everyColumn = (): string[] => columnsOfForm({ level: 'ad', fieldSets: fieldSets.map(({ value }) => value) });

/** The columns that the report of the form can have, in the order of its rows. Asks nothing of Meta. */
export async function getReportColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const values = this.getCurrentNodeParameters() ?? {};
	let columns: string[];
	try {
		columns = columnsOfForm(values);
	} catch {
		columns = everyColumn();
	}
	return columns.map((value) => ({ name: value, value }));
}
