import { field } from '../../shared/form/field';
import { imageHash } from './checks';

export const imageHashField = field(
	{
		displayName: 'Image Hash',
		name: 'imageHash',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 02bee5277ec507b6fd0f9b9ff2f22d9c',
		description: 'The hash of the image, as Image → Upload and Get Many show it',
	},
	imageHash,
);
