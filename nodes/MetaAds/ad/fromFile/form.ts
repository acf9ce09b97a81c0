import { pageField } from '../../../meta/assets/fields';
import { collection } from '../../../shared/form/collections';
import { assumeDefault, mayBeEmpty, notice, rewordField, runWide, shownWhen } from '../../../shared/form/field';
import { formOf, type ParamsIn, type SettingsIn } from '../../../shared/form/form';
import { choice } from '../../../shared/form/kinds';
import { isEmpty, type InputProblem } from '../../../shared/form/problem';
import { optionsField, validateOnlyOption } from '../../../shared/node/commonFields';
import type { Job } from '../../../shared/node/operation';
import { binaryField } from '../../../shared/node/files/binary';
import { adAccountLocator, adSetLocator, picker } from '../../../shared/node/pickers/locators';
import { countriesField } from '../../adSet/targeting/fields';
import { audiencePicker, pickedList } from '../../adSet/targeting/lists';
import {
	buttonOrMessengersField,
	linkDescriptionField,
	headlineField,
	instagramField,
	linkField,
	primaryTextField,
	urlTagsField,
} from '../../content/fields';
import { waitUpToOption } from '../../video/waitUpTo';
import { adNameField } from '../fields';
import { ifAdExistsField } from '../newAd/ifAdExists';

const moreAdSetsField = pickedList(
	{
		displayName: 'More Ad Sets',
		name: 'moreAdSets',
		placeholder: 'Add Ad Set',
		description: 'Ad sets of the same ad account that get the same ads',
	},
	picker({
		label: 'Ad Set',
		parameter: 'adSet',
		description: 'The list shows the ad sets of the chosen ad account',
		search: 'searchAdSets',
		idExample: '120210000000000',
	}),
);

const audiencesField = pickedList(
	{
		displayName: 'Audiences',
		name: 'audiences',
		placeholder: 'Add Audience',
		description: 'A new ad set is made for each',
	},
	audiencePicker,
);

const textsFromOption = choice({
	displayName: 'Texts From',
	name: 'textsFrom',
	options: [
		{
			name: 'Rows of a Sheet',
			value: 'rows',
			description:
				'Items without a file are rows, found by a column File. Columns: Primary Text, Headline, Description, Link, Ad Name.',
		},
		{ name: 'This Form', value: 'form' },
	],
	default: 'form',
	description: 'The source of the ad text. The form fills in what a row leaves empty.',
});

export const createFromFileForm = formOf(
	notice({
		name: 'pausedNotice',
		text: 'New ads are paused and spend nothing until you activate them.',
	}),
	adAccountLocator,
	rewordField(adSetLocator, {
		description: 'The ad set for the ads, or the one that new ad sets are copied from',
	}),
	choice({
		displayName: 'Ads Go Into',
		name: 'into',
		options: [
			{
				name: 'New Ad Sets, One per Audience',
				value: 'perAudience',
				description: 'Copies of the chosen ad set, one per audience',
			},
			{
				name: 'New Ad Sets, One per Country',
				value: 'perCountry',
				description: 'Copies of the chosen ad set, one per country',
			},
			{ name: 'This Ad Set', value: 'one' },
			{ name: 'This and More Ad Sets', value: 'several', description: 'The ad set chosen above, and others' },
		],
		default: 'one',
		description:
			'Each file becomes an ad in each ad set. New ad sets are paused. Those of an earlier run are used again.',
	}),
	shownWhen({ into: ['several'] }, moreAdSetsField),
	shownWhen({ into: ['perAudience'] }, audiencesField),
	shownWhen({ into: ['perCountry'] }, rewordField(countriesField, { description: 'A new ad set is made for each' })),
	runWide(
		choice({
			displayName: 'Create',
			name: 'make',
			options: [
				{ name: 'One Ad per File', value: 'adPerFile', description: 'Each image and each video becomes an ad' },
				{
					name: 'One Carousel',
					value: 'carousel',
					description: 'All files of all items become one ad with two to ten cards, in their order',
				},
			],
			default: 'adPerFile',
			description: 'What to create from the files',
		}),
	),
	rewordField(mayBeEmpty(binaryField), {
		default: '',
		placeholder: 'e.g. data',
		hint: 'Empty = every file of the item. Or the names of binary fields, separated by commas.',
		description: 'The binary field of the previous node with the image or video',
	}),
	rewordField(mayBeEmpty(adNameField), {
		displayName: 'Ad Name',
		hint: 'Empty = each file’s name',
		description: 'The name of the ad and its creative. A file’s name counts without its extension.',
	}),
	rewordField(mayBeEmpty(pageField), {
		description:
			'The Facebook page the ads are from. If empty, the page of the ad set and its ads, or the only page there is. An empty ad set has the page of the first.',
	}),
	mayBeEmpty(primaryTextField),
	mayBeEmpty(headlineField),
	mayBeEmpty(linkField),
	buttonOrMessengersField,
	ifAdExistsField,
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		mayBeEmpty(linkDescriptionField),
		instagramField,
		urlTagsField,
	]),
	optionsField(
		assumeDefault(textsFromOption),
		rewordField(validateOnlyOption, {
			description: 'Whether to only check files, ad set and page, without uploading or creating anything',
		}),
		rewordField(waitUpToOption, {
			description:
				'How long to wait until Meta has processed the videos. After that their items fail; a retry continues waiting and uploads nothing again.',
		}),
	),
);

export type FromFileParams = ParamsIn<typeof createFromFileForm>;
export type FromFileJob = Job<FromFileParams>;
export type FromFileSettings = SettingsIn<typeof createFromFileForm>;

/** Each way of choosing ad sets needs its list. */
export function goalProblem({ into, countries, audiences }: FromFileParams): InputProblem | null {
	if (into === 'perCountry' && countries?.length === 0)
		return isEmpty(['countries'], 'Choose the countries, one new ad set for each.');
	if (into === 'perAudience' && audiences?.length === 0)
		return isEmpty(['audiences'], 'Add the audiences, one new ad set for each.');
	return null;
}
