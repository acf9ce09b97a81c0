import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { objectId } from '../../shared/node/locators';

interface Picked {
	readonly label: string;
	/** Name of the parameter; workflows store it. */
	readonly parameter: string;
	readonly description: string;
	/** Method of `listSearch` that fills the list. */
	readonly search: string;
	readonly idExample: string;
	/** Meta lists nothing before something is typed. */
	readonly searchFirst?: boolean;
}

/** A field for something without an address in Ads Manager: chosen from a searched list, or by ID. */
export function pickedField({ label, parameter, description, search, idExample, searchFirst = false }: Picked): INodeProperties {
	const field = { displayName: label, name: parameter, type: 'resourceLocator' as const, description };
	const list = { typeOptions: { searchListMethod: search, searchable: true, ...(searchFirst ? { searchFilterRequired: true } : {}) } };
	return {
		...field,
		modes: [
			Object.assign({ displayName: 'From List', name: 'list', type: 'list' as const }, list),
			Object.assign({ displayName: 'By ID', name: 'id', type: 'string' as const }, { placeholder: `e.g. ${idExample}` }),
		],
		default: { mode: 'list', value: '' },
	};
}

/** The ID in a picker, which n8n hands over as an object where the picker lies in a collection. */
export const pickedId = z.preprocess(
	(picked) => (typeof picked === 'object' && picked !== null && 'value' in picked ? (picked.value ?? '') : picked),
	objectId,
);
