import type { INodeProperties } from 'n8n-workflow';

import { pageField } from '../asset/fields';
import { pickedField } from '../asset/pickedId';
import { fromLongList } from '../../shared/node/longLists';
import { callsToAction, formats, ownStory, type Format } from './choices';

export { labelsField } from '../../shared/adObject/fields';

const when = (...shown: readonly Format[]): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { format: [...shown] } } });

/** The same inside of a collection, which looks for the field from the top of the form. */
const whenInCollection = (...shown: readonly Format[]): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { '/format': [...shown] } } });

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Autumn sale, warm light, square',
	description: 'What the creative is called in lists. People do not see it.',
};

export const instagramField = pickedField({
	label: 'Instagram Account',
	parameter: 'instagramAccount',
	description: 'Who the ad is from on Instagram. The list shows the accounts connected to the ad account.',
	search: 'searchInstagramAccounts',
	idExample: '17841400000000000',
});

const imagePicker = (label: string, parameter: string, description: string): INodeProperties =>
	pickedField({ label, parameter, description, search: 'searchImages', idExample: '02bee5277ec507b6fd0f9b9ff2f22d9c' });

const videoPicker = pickedField({
	label: 'Video',
	parameter: 'video',
	description: 'A video that is ready: its videoId from Video → Upload. The list shows the videos of the chosen ad account.',
	search: 'searchVideos',
	idExample: '1234567890123456',
});

export const primaryTextField: INodeProperties = {
	displayName: 'Primary Text',
	name: 'primaryText',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'The text above the picture',
};

export const headlineField: INodeProperties = { displayName: 'Headline', name: 'headline', type: 'string', default: '', description: 'The bold line below the picture' };

export const descriptionField: INodeProperties = { displayName: 'Description', name: 'description', type: 'string', default: '', description: 'A line below the headline, where there is room for it' };

export const linkField: INodeProperties = {
	displayName: 'Link',
	name: 'link',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/offer',
	description: 'Where people land',
};

export const callToActionField: INodeProperties = { displayName: 'Call to Action', name: 'callToAction', type: 'options', options: callsToAction, default: 'LEARN_MORE', description: 'The button' };

export const urlTagsField: INodeProperties = {
	displayName: 'URL Tags',
	name: 'urlTags',
	type: 'string',
	default: '',
	placeholder: 'e.g. utm_source=meta&utm_campaign={{campaign.name}}',
	description: 'Added to every link. Meta fills in {{campaign.name}}, {{adset.name}}, {{ad.name}} and {{placement}}.',
};

/** Text with one entry a line, or a list from an expression. */
const lines = (displayName: string, name: string, description: string): INodeProperties => ({ displayName, name, type: 'string', typeOptions: { rows: 3 }, default: '', description });

const cardsField: INodeProperties = {
	displayName: 'Cards',
	name: 'cards',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Card',
	default: {},
	description: 'Two to ten, in this order',
	...{
		options: [
			{
				displayName: 'Card',
				name: 'rows',
				values: [
					imagePicker('Image', 'image', 'The picture, or the thumbnail of the video'),
					headlineField,
					descriptionField,
					{ ...linkField, description: 'Where this card leads, if not to the link of the carousel' },
					{ ...videoPicker, description: 'Only for a card with a video' },
				],
			},
		],
	},
};

/**
 * What each format shows at first sight, in the order of the form. None is marked as required: where an expression chooses
 * the format, n8n would demand the fields of all formats. The checks demand those of the chosen one.
 */
export const contentFields: readonly INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: formats,
		default: 'singleImage',
		description: 'What people see',
	},
	nameField,
	{ ...pageField, ...when('carousel', 'dynamic', 'instagramMedia', 'singleImage', 'singleVideo') },
	{ ...imagePicker('Image', 'image', 'An image of the ad account: its imageHash from Image → Upload, or one from the list'), ...when('singleImage') },
	{ ...videoPicker, ...when('singleVideo') },
	{ ...cardsField, ...when('carousel') },
	{ ...lines('Images', 'images', 'Hashes of images, one a line, ten at most'), ...when('dynamic') },
	{ ...lines('Videos', 'videos', 'IDs of videos, one a line, ten at most'), ...when('dynamic') },
	{ ...primaryTextField, ...when(...ownStory) },
	{ ...lines('Primary Texts', 'primaryTexts', 'One a line, five at most'), ...when('dynamic') },
	{ ...headlineField, ...when('singleImage', 'singleVideo') },
	{ ...lines('Headlines', 'headlines', 'One a line, five at most'), ...when('dynamic') },
	{
		displayName: 'Post ID',
		name: 'postId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567890_9876543210',
		description: 'The ID of the page, an underscore, and the ID of the post. Ads Manager shows it where a post is chosen.',
		...when('existingPost'),
	},
	{ ...instagramField, ...when('instagramMedia') },
	{
		displayName: 'Instagram Post ID',
		name: 'instagramMediaId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 17900000000000000',
		description: 'The media ID of the post, as the Instagram API gives it',
		...when('instagramMedia'),
	},
	{
		displayName: 'Creative (JSON)',
		name: 'creativeJson',
		type: 'json',
		typeOptions: { rows: 8 },
		default: '{\n\t"object_story_spec": {}\n}',
		description: 'Parameters of a creative as in Meta’s reference of Ad Creative: object_story_spec, asset_feed_spec and others',
		...when('json'),
	},
	{ ...linkField, ...when('carousel', 'dynamic', 'instagramMedia', 'singleImage', 'singleVideo') },
	{ ...callToActionField, ...when('carousel', 'dynamic', 'instagramMedia', 'singleImage', 'singleVideo') },
];

const featuresField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	default: [],
	description,
	...fromLongList('getCreativeFeatures'),
});

/** In the order of their labels. */
export const moreFields: INodeProperties[] = [
	featuresField('Advantage+ Features Off', 'featuresOff', 'Changes Meta must not make to this creative'),
	featuresField('Advantage+ Features On', 'featuresOn', 'Changes Meta may make to this creative for some people. What is in neither list is up to Meta and the ad account.'),
	{ ...descriptionField, ...whenInCollection('singleImage', 'singleVideo') },
	{ ...lines('Descriptions', 'descriptions', 'One a line, five at most'), ...whenInCollection('dynamic') },
	{
		displayName: 'Display Link',
		name: 'displayLink',
		type: 'string',
		default: '',
		placeholder: 'e.g. example.com',
		description: 'The address people see in place of the whole link',
		...whenInCollection('carousel', 'dynamic', 'singleImage'),
	},
	{
		displayName: 'End Card',
		name: 'endCard',
		type: 'boolean',
		default: true,
		description: 'Whether to end the carousel with a card of the page',
		...whenInCollection('carousel'),
	},
	{ ...instagramField, ...whenInCollection('carousel', 'dynamic', 'singleImage', 'singleVideo') },
	{ displayName: 'Labels', name: 'labels', type: 'string', default: '', placeholder: 'e.g. spring, shop', description: 'Names of ad labels, separated by commas' },
	{
		displayName: 'Lead Form ID',
		name: 'leadForm',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567890123456',
		description: 'The instant form that the button opens, for lead ads. Asset → Get Many lists the forms of a page.',
		...whenInCollection('carousel', 'singleImage', 'singleVideo'),
	},
	{
		displayName: 'Optimize Order',
		name: 'optimizeOrder',
		type: 'boolean',
		default: true,
		description: 'Whether Meta may show the best cards first',
		...whenInCollection('carousel'),
	},
	{
		displayName: 'Other Parameters (JSON)',
		name: 'otherParameters',
		type: 'json',
		default: '{}',
		description: 'Further parameters of Meta’s Ad Creative. They take the place of what the form makes, name by name.',
	},
	{ ...imagePicker('Thumbnail Image', 'thumbnail', 'The picture before the video starts; one that Meta takes from the video if you choose none'), ...whenInCollection('singleVideo') },
	urlTagsField,
];
