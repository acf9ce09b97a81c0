import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { z } from 'zod';

/** How one kind of object is chosen: from a searched list, by its Ads Manager link, or by ID. */
export interface Locator {
	readonly label: string;
	/** Name of the parameter; workflows store it. */
	readonly parameter: string;
	readonly description: string;
	/** Method of `listSearch` that fills the list. */
	readonly search: string;
	/** Takes the ID out of an Ads Manager address. */
	readonly urlPattern: string;
	readonly urlExample: string;
	readonly idExample: string;
}

const urlMessage = 'Copy the address from Ads Manager while the object is selected there';

export function locator(kind: Locator): INodeProperties {
	const field = { displayName: kind.label, name: kind.parameter, type: 'resourceLocator' as const, required: true };
	return {
		...field,
		description: kind.description,
		modes: [mode('From List', 'list', fromList(kind)), mode('By URL', 'url', byUrl(kind)), mode('By ID', 'id', byId(kind))],
		default: { mode: 'list', value: '' },
	};
}

type ModeRest = Omit<INodePropertyMode, 'displayName' | 'name'>;

const mode = (label: string, name: string, rest: ModeRest): INodePropertyMode => Object.assign({ displayName: label, name }, rest);

const fromList = ({ search }: Locator): ModeRest => ({ type: 'list', typeOptions: { searchListMethod: search, searchable: true } });

const byUrl = ({ urlPattern, urlExample }: Locator): ModeRest => ({
	type: 'string',
	placeholder: urlExample,
	extractValue: { type: 'regex', regex: urlPattern },
	validation: [{ type: 'regex', properties: { regex: urlPattern, errorMessage: urlMessage } }],
});

const byId = ({ idExample }: Locator): ModeRest => ({ type: 'string', placeholder: `e.g. ${idExample}` });

export const adAccountLocator = locator({
	label: 'Ad Account',
	parameter: 'adAccount',
	description: 'The ad account to work in',
	search: 'searchAdAccounts',
	urlPattern: 'https?://.*[?&]act=([0-9]+).*',
	urlExample: 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1234567890',
	idExample: 'act_1234567890',
});

export const campaignLocator = locator({
	label: 'Campaign',
	parameter: 'campaign',
	description: 'The campaign to work on. The list shows the campaigns of the chosen ad account.',
	search: 'searchCampaigns',
	urlPattern: 'https?://.*[?&]selected_campaign_ids=([0-9]+).*',
	urlExample: 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1234567890&selected_campaign_ids=120210000000000',
	idExample: '120210000000000',
});

export const adSetLocator = locator({
	label: 'Ad Set',
	parameter: 'adSet',
	description: 'The ad set to work on. The list shows the ad sets of the chosen ad account.',
	search: 'searchAdSets',
	urlPattern: 'https?://.*[?&]selected_adset_ids=([0-9]+).*',
	urlExample: 'https://adsmanager.facebook.com/adsmanager/manage/adsets?act=1234567890&selected_adset_ids=120210000000000',
	idExample: '120210000000000',
});

export const adLocator = locator({
	label: 'Ad',
	parameter: 'ad',
	description: 'The ad to work on. The list shows the ads of the chosen ad account.',
	search: 'searchAds',
	urlPattern: 'https?://.*[?&]selected_ad_ids=([0-9]+).*',
	urlExample: 'https://adsmanager.facebook.com/adsmanager/manage/ads?act=1234567890&selected_ad_ids=120210000000000',
	idExample: '120210000000000',
});

export const audienceLocator = locator({
	label: 'Audience',
	parameter: 'audience',
	description: 'The audience to work on. The list shows the audiences of the chosen ad account.',
	search: 'searchAudiences',
	urlPattern: 'https?://.*[?&]selected_audience_ids=([0-9]+).*',
	urlExample: 'https://adsmanager.facebook.com/adsmanager/audiences?act=1234567890&selected_audience_ids=120210000000000',
	idExample: '120210000000000',
});

const notChosen = { params: { advice: 'Choose one from the list, or enter its ID. If an expression fills the field, it came out empty for this item.' } };

const notDigits = {
	params: { advice: 'An ID has only digits, as in Ads Manager’s address. Wrap it in quotes where a table may turn it into a rounded number.' },
};

/** Meta's IDs are longer than numbers are exact: the last digits of one that came as a number are somebody else's. */
const lostDigits = (value: string | number): boolean => typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);

/** An ID as text, whatever it came as. */
export const idText = z
	.union([z.string(), z.number()])
	.refine((value) => !lostDigits(value), {
		message: 'is a number too long to be exact, so its last digits are no longer right',
		params: { advice: 'Pass the ID as text: in quotes, or from a column that holds text.' },
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
