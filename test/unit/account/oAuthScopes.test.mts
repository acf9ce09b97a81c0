import { MetaAdsOAuth2Api } from '../../../credentials/MetaAdsOAuth2Api.credentials.ts';
import { tokenPermissions } from '../../../nodes/MetaAds/account/access/permissions.ts';

it('the sign-in asks for every permission that a node may say is missing', () => {
	const scope = new MetaAdsOAuth2Api().properties.find(({ name }) => name === 'scope')?.default;
	// As n8n evaluates it: a configuration brings its own permissions.
	const [, asked] = /^=\{\{\$self\["configurationId"\] \? "" : "(.*)"\}\}$/.exec(String(scope)) ?? [];
	expect(asked?.split(' ').sort()).toEqual(tokenPermissions.map(({ name }) => name).sort());
});
