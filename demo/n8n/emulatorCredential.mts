import { ACCOUNTS } from '../../emulator/world/seedIds.mts';
import type { StoredCredential } from './n8nCli.mts';

export const CREDENTIAL_TYPE = 'metaAdsApi';

/** No secret: the emulator is spoken to with a fixed dummy token that the credential knows. */
export const emulatorCredential = (emulatorUrl: string): StoredCredential => ({
	id: 'localEmulator',
	name: 'Local emulator',
	type: CREDENTIAL_TYPE,
	data: { environment: 'emulator', emulatorUrl, apiVersion: 'v26.0', defaultAdAccount: ACCOUNTS.usd },
});
