import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { declarations } from '../../../nodes/MetaAds/adSet/declared/declarations.ts';

/** Names of the notices and fields that n8n shows beside these countries. */
const shown = (countries: INodeParameters[string]): string[] =>
	declarations
		.filter(({ property }) => NodeHelpers.displayParameter({ countries }, property, null, null))
		.map(({ name }) => name);

const europe = ['europeNotice', 'beneficiary', 'payor'];

it.each([
	['none', [], []],
	['one that wants nothing declared', ['US'], []],
	['one in the European Union among others', ['US', 'DE'], europe],
	['one that wants a declaration of its own', ['SG'], ['regionsNotice']],
	['both', ['AT', 'BR'], [...europe, 'regionsNotice']],
	['an expression, which may name any', '={{ $json.countries }}', [...europe, 'regionsNotice']],
])('countries: %s', (_what, countries, notices) => {
	expect(shown(countries)).toEqual(notices);
});
