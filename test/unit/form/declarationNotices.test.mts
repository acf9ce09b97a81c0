import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { declarationNotices } from '../../../nodes/MetaAds/adSet/declarationNotices.ts';

/** Names of the notices that n8n shows beside these countries. */
const shown = (countries: INodeParameters[string]): string[] =>
	declarationNotices
		.filter(({ property }) => NodeHelpers.displayParameter({ countries }, property, null, null))
		.map(({ name }) => name);

it.each([
	['none', [], []],
	['one that wants nothing declared', ['US'], []],
	['one in the European Union among others', ['US', 'DE'], ['europeNotice']],
	['one that wants a declaration of its own', ['SG'], ['regionsNotice']],
	['both', ['AT', 'BR'], ['europeNotice', 'regionsNotice']],
	['an expression, which may name any', '={{ $json.countries }}', ['europeNotice', 'regionsNotice']],
])('countries: %s', (_what, countries, notices) => {
	expect(shown(countries)).toEqual(notices);
});
