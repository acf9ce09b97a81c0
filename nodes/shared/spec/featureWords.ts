import { upperFirst } from 'lodash';

import { entryOf } from '../record';

/** Features that go by another name than the one in the API (release notes of facebook-nodejs-business-sdk, v27.0.0). */
const featureNames: Readonly<Record<string, string>> = { product_extensions: 'Product showcase (product extensions)' };

/** `image_touchups` is “Image touchups”. */
export const featureInWords = (feature: string): string =>
	entryOf(featureNames, feature) ?? upperFirst(feature).replace(/_/g, ' ');
