import { field } from '../shared/form/field';
import { objectId } from '../shared/node/pickers/ids';

export const leadIdField = field(
	{
		displayName: 'Lead ID',
		name: 'lead',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 24810000000000001',
		description: 'Meta’s ID of the lead, such as lead_id of a row',
	},
	objectId,
);
