import { upperFirst } from 'lodash';
import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	adAccountSpec,
	adCreativeFeaturesSpec,
	adCreativeSpec,
	adPreviewSpec,
	adSetSpec,
	adSpec,
	campaignSpec,
	customAudienceSpec,
} from '../../spec';
import { featureInWords } from '../../spec/featureWords';
import { formatInWords } from '../../spec/formatWords';
import { byName } from '../../words';

/**
 * Lists of fixed names that are too long for the node's description, which every editor loads whole. The editor asks
 * for them when the field is opened. None of them calls Meta.
 */

type LongList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const listOf = (make: () => INodePropertyOptions[]): LongList =>
	async function () {
		return make();
	};

const namesOf = (list: readonly string[]): LongList => listOf(() => list.map((name) => ({ name, value: name })));

/** Countries by name. The codes are Meta's own list, as its SDK carries it. */
export const getCountries = listOf(() => {
	const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
	const countries = campaignSpec.SpecialAdCategoryCountry;
	return countries.map((code) => ({ name: `${names.of(code) ?? code} (${code})`, value: code as string })).sort(byName);
});

/** For a field that may stay empty: n8n marks an empty choice that is not in the list as a mistake. */
export const getDefaultCountries: LongList = async function () {
	return [{ name: 'None', value: '' }, ...(await getCountries.call(this))];
};

export const getAccountFields = namesOf(adAccountSpec.Fields);
export const getCampaignFields = namesOf(campaignSpec.Fields);
export const getAdSetFields = namesOf(adSetSpec.Fields);
export const getAdFields = namesOf(adSpec.Fields);
export const getAudienceFields = namesOf(customAudienceSpec.Fields);

export const getCreativeFields = namesOf(adCreativeSpec.Fields);

/** Advantage+ creative features, in Meta's words: `image_touchups` is Image touchups. */
export const getCreativeFeatures = listOf(() =>
	adCreativeFeaturesSpec.Fields.map((value) => ({
		name: featureInWords(value),
		value: value as string,
	})).sort(byName),
);

/** Places an ad can be shown in. */
export const getPreviewFormats = listOf(() =>
	adPreviewSpec.AdFormat.map((value) => ({ name: formatInWords(value), value: value as string })).sort(byName),
);

type ListName =
	| 'getCountries'
	| 'getDefaultCountries'
	| 'getPreviewFormats'
	| 'getCreativeFeatures'
	| 'getCreativeFields'
	| 'getAccountFields'
	| 'getCampaignFields'
	| 'getAdSetFields'
	| 'getAdFields'
	| 'getAudienceFields';

/** Makes a field take its options from one of these lists. */
export const fromLongList = (loadOptionsMethod: ListName): Pick<INodeProperties, 'typeOptions'> => ({
	typeOptions: { loadOptionsMethod },
});

/** The list of an object's fields, by the name of its locator: `adSet` → `getAdSetFields`. */
export const fieldsListOf = (parameter: string): ListName => `get${upperFirst(parameter)}Fields` as ListName;
