import { z } from 'zod';

/** Meta shows hashes as 32 hexadecimal digits; how long they are is not documented. */
export const imageHash = z
	.string()
	.trim()
	.refine((hash) => hash !== '', { message: 'is empty', params: { advice: 'Enter the imageHash that Image → Upload gave, or look it up with Image → Get Many.' } })
	.refine((hash) => /^[0-9a-z]{8,128}$/i.test(hash), {
		message: 'is not an image hash',
		params: { advice: 'A hash has only letters and digits, such as 02bee5277ec507b6fd0f9b9ff2f22d9c. A file name or an address does not do.' },
	});
