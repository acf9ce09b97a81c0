import { AdPreview as SdkAdPreview } from 'facebook-nodejs-business-sdk';
import { define } from '../graph/handlers/nodeType.mts';

export const previewType = define('AdPreview', {
	sdkFields: SdkAdPreview.Fields,
	defaults: ['body'],
	hasId: false,
	readers: { body: ({ body }) => body },
});
