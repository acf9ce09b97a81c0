import { AdAccount } from 'facebook-nodejs-business-sdk';

import { imageFields } from '../../nodes/MetaAds/image/imageRow.ts';
import type { Intent } from './intents.mts';
import { ACCOUNT, HASH, PICTURE } from './ours.mts';

/** Images, videos and creatives, in our form and in the SDK's words. */

const account = () => new AdAccount(ACCOUNT);
const limit = 50;

const images: Intent[] = [
	{
		operation: 'image.upload',
		title: 'of a file',
		form: { source: 'binary' },
		sdk: async () => await account().createAdImage([], { bytes: PICTURE.toString('base64') }),
	},
	{
		operation: 'image.upload',
		title: 'from another account',
		form: { source: 'account', sourceAccount: '1002', imageHash: HASH },
		sdk: async () => await account().createAdImage([], { copy_from: { source_account_id: '1002', hash: HASH } }),
	},
	{
		operation: 'image.getMany',
		title: 'with filters',
		form: { limit, filters: { hashes: HASH, minWidth: 600 } },
		sdk: async () => await account().getAdImages(imageFields, { hashes: [HASH], minwidth: 600, limit }),
	},
	{
		operation: 'image.delete',
		title: 'of one',
		form: { imageHash: HASH },
		sdk: async () => {
			await account().getAdImages(imageFields, { hashes: [HASH] });
			await account().deleteAdImages({ hash: HASH });
		},
	},
];

export const media: readonly Intent[] = [...images];
