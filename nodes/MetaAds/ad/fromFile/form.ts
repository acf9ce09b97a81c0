import { pageField } from '../../../meta/assets/fields';
import { collection } from '../../../shared/form/collections';
import { mayBeEmpty, rewordField, runWide } from '../../../shared/form/field';
import { formOf, type ParamsIn, type SettingsIn } from '../../../shared/form/form';
import { choice } from '../../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../../shared/node/commonFields';
import { binaryField } from '../../../shared/node/files/binary';
import { adAccountLocator, adSetLocator } from '../../../shared/node/pickers/locators';
import {
	callToActionField,
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

export const createFromFileForm = formOf(
	adAccountLocator,
	rewordField(adSetLocator, {
		description: 'The ad set the ads go into. The list shows the ad sets of the chosen ad account.',
	}),
	runWide(
		choice({
			displayName: 'Make',
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
			description: 'What to make of the files',
		}),
	),
	rewordField(mayBeEmpty(binaryField), {
		default: '',
		placeholder: 'e.g. data',
		hint: 'The name of the input field that holds the file; empty for every file of the item',
		description: 'Where the step before put the image or video. Separate several names by commas.',
	}),
	rewordField(mayBeEmpty(adNameField), {
		displayName: 'Ad Name',
		description: 'What the ad and its creative are called; the name of the file if left empty',
	}),
	pageField,
	mayBeEmpty(primaryTextField),
	mayBeEmpty(headlineField),
	linkField,
	callToActionField,
	ifAdExistsField,
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		mayBeEmpty(linkDescriptionField),
		instagramField,
		urlTagsField,
	]),
	optionsField(
		rewordField(validateOnlyOption, {
			description: 'Whether to only check files, ad set and page, without uploading or creating anything',
		}),
		rewordField(waitUpToOption, {
			description:
				'How long to wait until Meta has processed the videos. After that their items fail; a retry goes on waiting and uploads nothing again.',
		}),
	),
);

export type FromFileParams = ParamsIn<typeof createFromFileForm>;
export type FromFileSettings = SettingsIn<typeof createFromFileForm>;
