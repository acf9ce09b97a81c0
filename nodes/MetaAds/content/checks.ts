import { z } from 'zod';

import { messengersNamed } from '../adObjects/messengers';
import { problem } from '../../shared/form/words';
import { adCreativeFeaturesSpec, adCreativeSpec } from '../../shared/spec';

/** Buttons by Meta's names: expressions may use more than the list offers. */
const isButton = (value: string): boolean => (adCreativeSpec.CallToActionType as readonly string[]).includes(value);

const among = (isKnown: (value: string) => boolean) =>
	z.string().superRefine((value, context) => {
		if (isKnown(value)) return;
		problem(
			context,
			[],
			value === '' ? 'is empty' : `cannot be “${value}”`,
			'Choose one from the list, or use a name Meta knows, such as LEARN_MORE.',
		);
	});

export const knownButton = among(isButton);

export const buttonOrMessengers = among((value) => isButton(value) || messengersNamed(value) !== undefined);

/** Where people land: a web page, or what a button such as Call Now needs. */
export const landingAddress = z
	.string()
	.trim()
	// People copy addresses without their beginning, as browsers show them.
	.transform((link) => (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(?=[/?#]|$)/i.test(link) ? `https://${link}` : link))
	.superRefine((link, context) => {
		if (link === '')
			problem(context, [], 'is empty', 'Enter the whole address people are taken to, starting with https://.');
		else if (!/^(https?:\/\/[^\s/][^\s/.]*\.[^\s]+|tel:\+?[\d -]{3,}|fb:\/\/\S+)$/i.test(link)) {
			problem(
				context,
				[],
				'is not an address',
				'Enter the whole address, such as https://example.com/offer. For Call Now, enter tel: and the number.',
			);
		}
	});

/** `<page>_<post>`, as Meta and Ads Manager name a post of a page. */
export const postId = z
	.string()
	.trim()
	.superRefine((id, context) => {
		if (id === '') problem(context, [], 'is empty', 'Enter the ID of the page, an underscore, and the ID of the post.');
		else if (!/^\d{5,}_\d{5,}$/.test(id)) {
			problem(
				context,
				[],
				'is not the ID of a post',
				'It is the ID of the page, an underscore, and the ID of the post, such as 1234567890_9876543210.',
			);
		}
	});

const features = adCreativeFeaturesSpec.Fields as readonly string[];

export const knownFeatures = z.array(z.string()).superRefine((names, context) => {
	const unknown = names.find((name) => !features.includes(name));
	if (unknown !== undefined)
		problem(context, [], `has a feature Meta does not know: ${unknown}`, 'Choose features from the list.');
});

/** A list as the form gives it, or as text with one entry a line. */
export const lines = (most: number, label: string) =>
	z
		.union([z.array(z.string()), z.string()])
		.transform((value) =>
			(Array.isArray(value) ? value : value.split('\n')).map((line) => line.trim()).filter((line) => line !== ''),
		)
		.superRefine((lines, context) => {
			if (lines.length > most)
				problem(context, [], `has ${lines.length} entries`, `Meta combines at most ${most} ${label}. Leave some out.`);
		});
