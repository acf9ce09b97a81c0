import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { columns } from '../people/columns';

/**
 * The columns of the mapping form. Without a type: values come as they are, a list of addresses stays a list. Those few
 * people have can be added to the form.
 */
export async function getContactColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return {
		fields: columns.map(({ id, label, common }) => ({ id, displayName: label, defaultMatch: false, canBeUsedToMatch: false, required: false, display: true, removed: common !== true })),
	};
}
