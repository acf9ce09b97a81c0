import { z } from 'zod';

import { nameField as nameOf } from '../../shared/adObject/fields';
import { field, rewordField, type Field } from '../../shared/form/field';
import { listedChoice, text } from '../../shared/form/kinds';
import { objectId } from '../../shared/node/pickers/ids';
import { picker } from '../../shared/node/pickers/locators';
import { imageHash } from '../image/imageHash';
import { buttonOrMessengers, knownButton, landingAddress, lines } from './checks';
import { buttonsAndMessengers, callsToAction } from './choices';
import { urlTagsCheck } from './urlTags';

export { labelsField } from '../../shared/adObject/fields';

export const creativeNameField = rewordField(nameOf('e.g. Autumn sale, warm light, square', 'creative'), {
	description: 'The creative’s name in lists. People do not see it.',
});

export const instagramField = picker({
	label: 'Instagram Account',
	parameter: 'instagramAccount',
	description: 'The Instagram account the ad is from. The list shows the accounts connected to the ad account.',
	search: 'searchInstagramAccounts',
	idExample: '17841400000000000',
});

export const imagePicker = <const Name extends string>(label: string, parameter: Name, description: string) =>
	picker(
		{ label, parameter, description, search: 'searchImages', idExample: '02bee5277ec507b6fd0f9b9ff2f22d9c' },
		imageHash,
	);

export const videoPicker = picker({
	label: 'Video',
	parameter: 'video',
	description:
		'A video that is ready: its videoId from Video → Upload. The list shows the videos of the chosen ad account.',
	search: 'searchVideos',
	idExample: '1234567890123456',
});

/** Text with one entry a line, or a list from an expression. */
export const linesField = <const Name extends string, Value>(
	displayName: string,
	name: Name,
	description: string,
	check: z.ZodType<Value, z.ZodTypeDef, unknown>,
): Field<Name, Value> =>
	field({ displayName, name, type: 'string', typeOptions: { rows: 3 }, default: '', description }, check);

/** Types said where zod's own get lost on the way into a field. */
type Listed = z.ZodType<string[], z.ZodTypeDef, unknown>;

export const hashes: Listed = lines(10, 'images').pipe(z.array(imageHash));
export const videoIds: Listed = lines(10, 'videos').pipe(z.array(objectId));

export const primaryTextField = text({
	displayName: 'Primary Text',
	name: 'primaryText',
	typeOptions: { rows: 3 },
	description: 'The text above the picture',
});

export const headlineField = text({
	displayName: 'Headline',
	name: 'headline',
	description: 'The bold line below the picture',
});

export const linkDescriptionField = text({
	displayName: 'Description',
	name: 'description',
	description: 'A line below the headline, where there is room for it',
});

export const linkField = field(
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/offer',
		description: 'Where people land',
	},
	landingAddress,
);

export const callToActionField = listedChoice(
	{
		displayName: 'Call to Action',
		name: 'callToAction',
		options: callsToAction,
		default: 'LEARN_MORE',
		description: 'The button',
	},
	knownButton,
);

/** Where the creative is made here, it can open several messengers, too. */
export const buttonOrMessengersField = listedChoice(
	{
		displayName: 'Call to Action',
		name: 'callToAction',
		options: buttonsAndMessengers,
		default: 'LEARN_MORE',
		description: 'The button',
	},
	buttonOrMessengers,
);

export const urlTagsField = field(
	{
		displayName: 'URL Parameters',
		name: 'urlTags',
		type: 'string',
		default: '',
		placeholder: 'e.g. utm_source=meta&utm_campaign={{campaign.name}}',
		description: 'Added to every link. Meta fills in {{campaign.name}}, {{adset.name}}, {{ad.name}} and {{placement}}.',
	},
	urlTagsCheck,
);
