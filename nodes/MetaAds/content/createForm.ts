import { pageField } from '../../meta/assets/fields';
import { leadFormField } from '../../meta/leads/fields';
import { ifItExistsOption } from '../../shared/adObject/ifItExists/option';
import { collection, rows } from '../../shared/form/collections';
import { assumeDefault, field, mayBeEmpty, rewordField, shownWhen, type Field } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, json, listedChoices, text, toggle } from '../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { objectId } from '../../shared/node/pickers/ids';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { fromLongList } from '../../shared/node/pickers/longLists';
import { parametersOnly } from '../adObjects/otherParameters';
import { jsonObject } from '../../shared/form/jsonObject';
import { knownFeatures, lines, postId } from './checks';
import { formats, ownStory, type Format } from './choices';
import { shopDestinationField } from './destination';
import {
	buttonOrMessengersField,
	linkDescriptionField,
	headlineField,
	hashes,
	imagePicker,
	instagramField,
	labelsField,
	linesField,
	linkField,
	creativeNameField,
	primaryTextField,
	urlTagsField,
	videoIds,
	videoPicker,
} from './fields';
import { utmField } from './urlTags';

/** What some formats show at first sight. */
const inFormats = <F extends Field>(inTheseFormats: readonly Format[], one: F) =>
	shownWhen({ format: inTheseFormats }, one);

/** The same inside of a collection, which looks for the format from the top of the form. */
const moreInFormats = <F extends Field>(inTheseFormats: readonly Format[], one: F) =>
	shownWhen({ '/format': inTheseFormats }, one);

const withPage: readonly Format[] = ['carousel', 'dynamic', 'instagramMedia', 'singleImage', 'singleVideo'];

const cardsField = rows(
	{
		displayName: 'Cards',
		name: 'cards',
		placeholder: 'Add Card',
		typeOptions: { sortable: true },
		description: 'Two to ten, in this order',
		row: { name: 'rows', displayName: 'Card' },
	},
	[
		mayBeEmpty(imagePicker('Image', 'image', 'The picture, or the thumbnail of the video')),
		mayBeEmpty(headlineField),
		mayBeEmpty(linkDescriptionField),
		rewordField(mayBeEmpty(linkField), { description: 'Where this card leads, if not to the link of the carousel' }),
		rewordField(mayBeEmpty(videoPicker), { description: 'Only for a card with a video' }),
	],
);

const postIdField = field(
	{
		displayName: 'Post ID',
		name: 'postId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567890_9876543210',
		description:
			'The ID of the page, an underscore, and the ID of the post. Ads Manager shows it where a post is chosen.',
	},
	postId,
);

const instagramMediaField = field(
	{
		displayName: 'Instagram Post ID',
		name: 'instagramMediaId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 17900000000000000',
		description: 'The media ID of the post, as the Instagram API gives it',
	},
	objectId,
);

const creativeJsonField = json(
	{
		displayName: 'Creative (JSON)',
		name: 'creativeJson',
		typeOptions: { rows: 8 },
		default: '{\n\t"object_story_spec": {}\n}',
		description:
			'Parameters of a creative as in Meta’s reference of Ad Creative: object_story_spec, asset_feed_spec and others',
	},
	jsonObject.superRefine(parametersOnly),
);

const featuresField = <const Name extends string>(displayName: string, name: Name, description: string) =>
	assumeDefault(
		listedChoices({ displayName, name, description, ...fromLongList('getCreativeFeatures') }, knownFeatures),
	);

const moreFields = [
	featuresField(
		'Advantage+ Features Off',
		'featuresOff',
		'Changes Meta must not make to this creative. From API version v27.0 on, the product showcase is on unless it is listed here.',
	),
	featuresField(
		'Advantage+ Features On',
		'featuresOn',
		'Changes Meta may make to this creative for some people. For features in neither list, Meta and the ad account decide.',
	),
	moreInFormats(['singleImage', 'singleVideo'], mayBeEmpty(linkDescriptionField)),
	moreInFormats(
		['dynamic'],
		linesField('Descriptions', 'descriptions', 'One per line, at most five', lines(5, 'descriptions')),
	),
	moreInFormats(
		['carousel', 'dynamic', 'singleImage'],
		text({
			displayName: 'Display Link',
			name: 'displayLink',
			placeholder: 'e.g. example.com',
			description: 'The address people see instead of the whole link',
		}),
	),
	assumeDefault(
		moreInFormats(
			['carousel'],
			toggle({
				displayName: 'End Card',
				name: 'endCard',
				default: true,
				description: 'Whether to end the carousel with a card of the page',
			}),
		),
	),
	moreInFormats(['carousel', 'dynamic', 'singleImage', 'singleVideo'], instagramField),
	labelsField,
	moreInFormats(
		['carousel', 'singleImage', 'singleVideo'],
		rewordField(leadFormField, {
			description: 'The instant form that the button opens, for lead ads. The list shows the forms of the chosen page.',
		}),
	),
	assumeDefault(
		moreInFormats(
			['carousel'],
			toggle({
				displayName: 'Optimize Order',
				name: 'optimizeOrder',
				default: true,
				description: 'Whether Meta may show the best cards first',
			}),
		),
	),
	json(
		{
			displayName: 'Other Parameters (JSON)',
			name: 'otherParameters',
			default: '{}',
			description: 'Further parameters of Meta’s Ad Creative. They replace the form’s parameters of the same name.',
		},
		jsonObject.superRefine(parametersOnly),
	),
	moreInFormats(['carousel', 'dynamic', 'singleImage', 'singleVideo'], shopDestinationField),
	moreInFormats(
		['singleVideo'],
		imagePicker(
			'Thumbnail Image',
			'thumbnail',
			'The picture before the video starts. If not set, Meta picks one from the video.',
		),
	),
	urlTagsField,
	utmField,
] as const;

export const createCreativeForm = formOf(
	adAccountLocator,
	choice({
		displayName: 'Format',
		name: 'format',
		options: formats,
		default: 'singleImage',
		description: 'What people see',
	}),
	creativeNameField,
	inFormats(withPage, pageField),
	inFormats(
		['singleImage'],
		imagePicker(
			'Image',
			'image',
			'An image of the ad account: its imageHash from Image → Upload, or one from the list',
		),
	),
	inFormats(['singleVideo'], videoPicker),
	inFormats(['carousel'], cardsField),
	inFormats(['dynamic'], linesField('Images', 'images', 'Hashes of images, one per line, at most ten', hashes)),
	inFormats(['dynamic'], linesField('Videos', 'videos', 'IDs of videos, one per line, at most ten', videoIds)),
	inFormats(ownStory, mayBeEmpty(primaryTextField)),
	inFormats(
		['dynamic'],
		linesField('Primary Texts', 'primaryTexts', 'One per line, at most five', lines(5, 'primary texts')),
	),
	inFormats(['singleImage', 'singleVideo'], mayBeEmpty(headlineField)),
	inFormats(['dynamic'], linesField('Headlines', 'headlines', 'One per line, at most five', lines(5, 'headlines'))),
	inFormats(['existingPost'], postIdField),
	inFormats(['instagramMedia'], instagramField),
	inFormats(['instagramMedia'], instagramMediaField),
	inFormats(['json'], creativeJsonField),
	// A post of Instagram and several messengers do without a link; all else cannot (see `creativeProblem`).
	inFormats(withPage, mayBeEmpty(linkField)),
	inFormats(withPage, buttonOrMessengersField),
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, moreFields),
	optionsField(
		ifItExistsOption({
			one: 'a creative',
			where: 'the ad account',
			update: 'Change its labels. Its content has to be the same, because it cannot be changed.',
		}),
		validateOnlyOption,
	),
);

export type CreativeParams = ParamsIn<typeof createCreativeForm>;
