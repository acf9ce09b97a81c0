import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { mappedColumnsField, mappedColumnsNotice, mapperFieldsOf } from '../../../meta/people/columns/mappedColumns';
import { conversionColumns } from './eventColumns';

const eventColumnsField = mappedColumnsField({
	displayName: 'Columns',
	description: 'Which columns to use. Automatic mapping knows column names in many languages. A hint shows the match.',
	method: 'getEventColumns',
	row: 'Event',
});

export const eventColumnsFields = [
	eventColumnsField,
	mappedColumnsNotice('Order No., total_price, Bestelldatum and Email', 'A hint shows how each column was used.'),
] as const;

export async function getEventColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return mapperFieldsOf(conversionColumns);
}
