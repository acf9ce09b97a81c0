import { z } from 'zod';

import { field } from '../../shared/form/field';
import { problem } from '../../shared/form/words';

/** Meta shows hashes as 32 hexadecimal digits; how long they are is not documented. */
export const imageHash = z
	.string()
	.trim()
	.superRefine((hash, context) => {
		if (hash === '') {
			const advice = 'Enter the imageHash that Image → Upload gave, or look it up with Image → Get Many.';
			problem(context, [], 'is empty', advice);
		} else if (!/^[0-9a-z]{8,128}$/i.test(hash)) {
			const advice =
				'A hash has only letters and digits, such as 02bee5277ec507b6fd0f9b9ff2f22d9c. A file name or an address does not do.';
			problem(context, [], 'is not an image hash', advice);
		}
	});

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
