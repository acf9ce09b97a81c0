import type { AdObjectIdentity } from '../shared/adObject/kind';
import { adSetUrl, campaignUrl } from '../shared/adsManager';
import { adSetLocator, campaignLocator } from '../shared/node/pickers/locators';

/** Kinds of objects that several nodes work on, apart from how their rows look. */

export const campaignIdentity: AdObjectIdentity = {
	noun: 'campaign',
	plural: 'campaigns',
	locator: campaignLocator,
	edge: 'campaigns',
	url: campaignUrl,
	whereIsTheId:
		'Enter the ID of the campaign itself: in Ads Manager, open the Campaigns tab and copy the number in the column Campaign ID.',
};

export const adSetIdentity: AdObjectIdentity = {
	noun: 'ad set',
	plural: 'ad sets',
	locator: adSetLocator,
	edge: 'adsets',
	url: adSetUrl,
	whereIsTheId:
		'Enter the ID of the ad set. In Ads Manager, open the Ad Sets tab and copy the number in the column Ad Set ID.',
};
