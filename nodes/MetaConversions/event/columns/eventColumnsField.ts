import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { mappedColumnsField, mapperFieldsOf } from '../../../meta/people/columns/mappedColumns';
import { conversionColumns } from './eventColumns';

export const eventColumnsField = mappedColumnsField({
	displayName: 'Columns',
	description: 'Which columns to use. Automatic mapping knows column names in many languages. A hint shows the match.',
	method: 'getEventColumns',
	row: 'Event',
});

export async function getEventColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return mapperFieldsOf(conversionColumns);
}
