import { pageField } from '../../../meta/assets/fields';
import { collection } from '../../../shared/form/collections';
import { mayBeEmpty, rewordField, shownWhen } from '../../../shared/form/field';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { choice } from '../../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../../shared/node/commonFields';
import { adAccountLocator, adSetLocator } from '../../../shared/node/pickers/locators';
import { callToActionField, instagramField, linkField, urlTagsField } from '../../content/fields';
import { adNameField } from '../fields';
import { ifAdExistsField } from '../newAd/ifAdExists';
import { postField } from './postField';

export const createFromPostForm = formOf(
	adAccountLocator,
	rewordField(adSetLocator, {
		description: 'The ad set the ad goes into. The list shows the ad sets of the chosen ad account.',
	}),
	choice({
		displayName: 'Post On',
		name: 'postOn',
		options: [
			{ name: 'Facebook', value: 'facebook', description: 'A post of a page, with its likes and comments' },
			{ name: 'Instagram', value: 'instagram', description: 'A post of an Instagram account' },
		],
		default: 'facebook',
		description: 'Where the post was published',
	}),
	shownWhen({ postOn: ['instagram'] }, instagramField),
	rewordField(mayBeEmpty(pageField), {
		description: 'The page of the post, or the page behind the Instagram account. The list of posts needs it.',
	}),
	postField,
	rewordField(mayBeEmpty(adNameField), {
		displayName: 'Ad Name',
		description: 'The name of the ad and its creative. If empty, the beginning of the post and its number.',
	}),
	shownWhen(
		{ postOn: ['instagram'] },
		rewordField(mayBeEmpty(linkField), { description: 'Where the button leads, if the ad gets one' }),
	),
	shownWhen(
		{ postOn: ['instagram'] },
		rewordField(callToActionField, {
			description: 'The button. For several messengers in one ad, use Create From File.',
		}),
	),
	ifAdExistsField,
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [urlTagsField]),
	optionsField(
		rewordField(validateOnlyOption, {
			description: 'Whether to only check the post, the ad set and the page, without creating anything',
		}),
	),
);

export type FromPostParams = ParamsIn<typeof createFromPostForm>;
