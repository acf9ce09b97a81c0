import type { INodeProperties, ResourceMapperFields } from 'n8n-workflow';
import { z } from 'zod';

import { field, notice, shownWhen, type ValueOf } from '../../../shared/form/field';
import type { Cells } from './recognise';

/** A column that the mapping form offers; those that few people have can be added there. */
interface MappedColumn {
	readonly id: string;
	readonly label: string;
	readonly common?: boolean;
}

/** @param words how the form names the field and one row, and which method lists the columns */
export const mappedColumnsField = (
	words: Pick<INodeProperties, 'displayName' | 'description'> & { readonly method: string; readonly row: string },
) =>
	field(
		{
			displayName: words.displayName,
			name: 'columns',
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'autoMapInputData', value: null },
			required: true,
			description: words.description,
			typeOptions: {
				resourceMapper: {
					resourceMapperMethod: words.method,
					mode: 'add',
					valuesLabel: words.row,
					fieldWords: { singular: 'column', plural: 'columns' },
					addAllFields: true,
					multiKeyMatch: false,
					supportAutoMap: true,
				},
			},
		},
		z.object({ mappingMode: z.enum(['autoMapInputData', 'defineBelow']), value: z.record(z.unknown()).nullable() }),
	);

/** n8n says above it that names have to match, for every node alike. @param examples names that match, too */
export const mappedColumnsNotice = (examples: string, match: string) =>
	shownWhen(
		{ 'columns.mappingMode': ['autoMapInputData'] },
		notice({
			name: 'columnsNotice',
			text: `n8n shows the text above in every node. Here, names like ${examples} are known too. ${match}`,
		}),
	);

export type ColumnMapping = ValueOf<ReturnType<typeof mappedColumnsField>>;

/** The columns as n8n lists them. Without a type values come as they are: a list of addresses stays a list. */
export const mapperFieldsOf = (columns: readonly MappedColumn[]): ResourceMapperFields => ({
	fields: columns.map(({ id, label, common }) => ({
		id,
		displayName: label,
		defaultMatch: false,
		canBeUsedToMatch: false,
		required: false,
		display: true,
		removed: common !== true,
	})),
});

/** What the form maps of one item, to the columns that are still offered. */
export const mappedCells = ({ value }: ColumnMapping, columnIds: ReadonlySet<string>): Cells =>
	Object.entries(value ?? {}).filter(
		([id, cell]) => columnIds.has(id) && cell !== null && cell !== undefined && cell !== '',
	);
