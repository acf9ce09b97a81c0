import type { INodePropertyMode } from 'n8n-workflow';

import type { Field, Path } from '../../form/field';
import { InputProblem } from '../../form/problem';
import { isRecord } from '../../record';
import { checkValue } from '../../form/words';
import { adAccountId, objectId, type IdCheck } from './ids';

/** How one kind of object is chosen: from a searched list, by its Ads Manager link, or by ID. */
export interface Locator {
	readonly label: string;
	/** Name of the parameter; workflows store it. */
	readonly parameter: string;
	readonly description: string;
	/** Method of `listSearch` that fills the list. */
	readonly search: string;
	/** Takes the ID out of an Ads Manager address. Anchored: otherwise every `http` in it would be a place to begin. */
	readonly urlPattern: string;
	readonly urlExample: string;
	readonly idExample: string;
	/** What the list of a new step has chosen already. */
	readonly chosen?: { readonly value: string; readonly cachedResultName: string };
}

const urlMessage = 'Copy the address from Ads Manager while the object is selected there';

/** A field that chooses one such object. */
export const locator = <const Name extends string>(
	kind: Locator & { readonly parameter: Name },
	check: IdCheck = objectId,
): Field<Name, string> => ({
	name: kind.parameter,
	property: {
		displayName: kind.label,
		name: kind.parameter,
		type: 'resourceLocator',
		required: true,
		description: kind.description,
		modes: [
			mode('From List', 'list', fromList(kind)),
			mode('By URL', 'url', byUrl(kind)),
			mode('By ID', 'id', byId(kind.idExample)),
		],
		default: { mode: 'list', value: '', ...kind.chosen },
	},
	read: (raw, at) => checkValue(check, idIn(raw, at, kind.urlPattern), at),
});

/** Ads Manager's addresses are some hundred characters long. */
const LONGEST_URL = 4_000;

/**
 * What a locator holds: n8n stores how the object was chosen beside its value. An expression can give the value alone.
 */
function idIn(raw: unknown, at: Path, urlPattern?: string): unknown {
	if (!isRecord(raw) || !('value' in raw)) return raw;
	if (raw.mode !== 'url' || urlPattern === undefined || typeof raw.value !== 'string' || raw.value === '')
		return raw.value;
	const id = raw.value.length > LONGEST_URL ? undefined : new RegExp(urlPattern).exec(raw.value)?.[1];
	if (id === undefined)
		throw new InputProblem(at, 'is not an address that names it', `${urlMessage}, or enter the ID.`);
	// Ads Manager writes all that are selected there into one address, separated by commas.
	if (new RegExp(`=${id}(?:,|%2C|\\w)`, 'i').test(raw.value))
		throw new InputProblem(at, 'is an address that names several', `${urlMessage}, and nothing else is.`);
	return id;
}

interface Picked<Name extends string> {
	readonly label: string;
	/** Name of the parameter; workflows store it. */
	readonly parameter: Name;
	readonly description: string;
	/** Method of `listSearch` that fills the list. */
	readonly search: string;
	readonly idExample: string;
	/** Meta lists nothing before something is typed. */
	readonly searchFirst?: boolean;
}

/** A field for something without an address in Ads Manager: chosen from a searched list, or by ID. */
export function picker<const Name extends string>(
	{ label, parameter, description, search, idExample, searchFirst = false }: Picked<Name>,
	check: IdCheck = objectId,
): Field<Name, string> {
	const list = {
		typeOptions: { searchListMethod: search, searchable: true, ...(searchFirst ? { searchFilterRequired: true } : {}) },
	};
	return {
		name: parameter,
		property: {
			displayName: label,
			name: parameter,
			type: 'resourceLocator',
			required: true,
			description,
			modes: [mode('From List', 'list', { type: 'list', ...list }), mode('By ID', 'id', byId(idExample))],
			default: { mode: 'list', value: '' },
		},
		read: (raw, at) => checkValue(check, idIn(raw, at), at),
	};
}

type ModeRest = Omit<INodePropertyMode, 'displayName' | 'name'>;

const mode = (label: string, name: string, rest: ModeRest): INodePropertyMode =>
	Object.assign({ displayName: label, name }, rest);

const fromList = ({ search }: Locator): ModeRest => ({
	type: 'list',
	typeOptions: { searchListMethod: search, searchable: true },
});

const byUrl = ({ urlPattern, urlExample }: Locator): ModeRest => ({
	type: 'string',
	placeholder: urlExample,
	extractValue: { type: 'regex', regex: urlPattern },
	validation: [{ type: 'regex', properties: { regex: urlPattern, errorMessage: urlMessage } }],
});

const byId = (idExample: string): ModeRest => ({ type: 'string', placeholder: `e.g. ${idExample}` });

const byAddressOrId = {
	urlPattern: '^\\s*https?://.*[?&]act=([0-9]+).*',
	urlExample: 'https://…?act=1234567890',
	idExample: 'act_1234567890',
};

/** What the list of ad accounts begins with: the one the credential names (see `node/defaultAccount`). */
export const fromCredential = { value: 'credential', cachedResultName: 'From Credential' } as const;

export const adAccountLocator = locator(
	{
		...byAddressOrId,
		label: 'Ad Account',
		parameter: 'adAccount',
		description: 'The ad account to work in. From Credential is the Default Ad Account of the credential.',
		search: 'searchWorkingAccounts',
		chosen: fromCredential,
	},
	adAccountId,
);

/** An ad account besides the one that is worked in. */
export const otherAccountLocator = <const Name extends string>(
	texts: Pick<Locator, 'label' | 'description'> & { readonly parameter: Name },
): Field<Name, string> => locator({ ...byAddressOrId, ...texts, search: 'searchAdAccounts' }, adAccountId);

export const campaignLocator = locator({
	label: 'Campaign',
	parameter: 'campaign',
	description: 'The campaign to work on. The list shows the campaigns of the chosen ad account.',
	search: 'searchCampaigns',
	urlPattern: '^\\s*https?://.*[?&]selected_campaign_ids=([0-9]+).*',
	urlExample: 'https://…&selected_campaign_ids=120210000000000',
	idExample: '120210000000000',
});

export const adSetLocator = locator({
	label: 'Ad Set',
	parameter: 'adSet',
	description: 'The ad set to work on. The list shows the ad sets of the chosen ad account.',
	search: 'searchAdSets',
	urlPattern: '^\\s*https?://.*[?&]selected_adset_ids=([0-9]+).*',
	urlExample: 'https://…&selected_adset_ids=120210000000000',
	idExample: '120210000000000',
});

export const adLocator = locator({
	label: 'Ad',
	parameter: 'ad',
	description: 'The ad to work on. The list shows the ads of the chosen ad account.',
	search: 'searchAds',
	urlPattern: '^\\s*https?://.*[?&]selected_ad_ids=([0-9]+).*',
	urlExample: 'https://…&selected_ad_ids=120210000000000',
	idExample: '120210000000000',
});

const anyAudience = {
	label: 'Audience',
	parameter: 'audience',
	description: 'The audience to work on. The list shows the audiences of the chosen ad account.',
	search: 'searchAudiences',
	urlPattern: '^\\s*https?://.*[?&]selected_audience_ids=([0-9]+).*',
	urlExample:
		'https://adsmanager.facebook.com/adsmanager/audiences?act=1234567890&selected_audience_ids=120210000000000',
	idExample: '120210000000000',
} as const;

export const audienceLocator = locator(anyAudience);

/** One whose people are sent to it. */
export const customerListLocator = locator({
	...anyAudience,
	description: 'The customer list to work on. The list shows those of the chosen ad account.',
	search: 'searchCustomerLists',
});
