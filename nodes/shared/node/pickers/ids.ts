import { z } from 'zod';

export type IdCheck = z.ZodType<string, z.ZodTypeDef, unknown>;

const notChosen = {
	params: {
		advice:
			'Choose one from the list, or enter its ID. If an expression fills the field, it came out empty for this item.',
	},
};

const notDigits = {
	params: {
		advice:
			'An ID has only digits, as in your Ads Manager URL. Wrap it in quotes where a table may turn it into a rounded number.',
	},
};

/** Meta's IDs are longer than numbers are exact: the last digits of one that came as a number are somebody else's. */
const lostDigits = (value: string | number): boolean =>
	typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);

/** An ID as text, whatever it came as. */
export const idText = z
	.union([z.string(), z.number()])
	.refine((value) => !lostDigits(value), {
		message: 'is a number too long to be exact, so its last digits are no longer right',
		params: { advice: 'Pass the ID as text: in quotes, or from a text column.' },
	})
	.transform((value) => String(value).trim());

/** IDs as a list, or in one text with commas or spaces between; nothing in between counts. */
export const idTexts = z.preprocess(
	(value) => (typeof value === 'string' ? value.split(/[\s,;]+/) : typeof value === 'number' ? [value] : value),
	z.array(idText).transform((ids) => ids.filter((id) => id !== '')),
);

/** An object's ID. A number that lost digits on its way (`1.2021e17`) is refused here. */
export const objectId = idText
	.refine((id) => id !== '', { message: 'is empty', ...notChosen })
	.refine((id) => /^\d+$/.test(id) && id.length >= 5, { message: 'is not an ID', ...notDigits });

/** An ad account's ID with its `act_`, which may be missing on the way in. */
export const adAccountId = idText
	.refine((id) => id !== '', { message: 'is empty', ...notChosen })
	.transform((id) => id.replace(/^act_/i, ''))
	.refine((id) => /^\d+$/.test(id), { message: 'is not an ad account ID', ...notDigits })
	.transform((digits) => `act_${digits}`);
