import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import { z } from 'zod';

import { field, type ValueOf } from '../../../shared/form/field';
import { conversionColumns } from '../columns/eventColumns';

export const columnsField = field(
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		required: true,
		description:
			'Which columns to use. Automatic mapping knows column names in many languages. A hint shows the match.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getEventColumns',
				mode: 'add',
				valuesLabel: 'Event',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	},
	z.object({ mappingMode: z.enum(['autoMapInputData', 'defineBelow']), value: z.record(z.unknown()).nullable() }),
);

export type EventMapping = ValueOf<typeof columnsField>;

/** The columns of the mapping form, without a type: values come as they are. */
export async function getEventColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return {
		fields: conversionColumns.map(({ id, label, common }) => ({
			id,
			displayName: label,
			defaultMatch: false,
			canBeUsedToMatch: false,
			required: false,
			display: true,
			removed: common !== true,
		})),
	};
}
