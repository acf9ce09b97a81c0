/**
 * Addresses of objects in Ads Manager, so that a row leads to what it tells of. Ads Manager takes account ids without
 * `act_`.
 */
const manage = (page: string, account: string, selection = ''): string =>
	`https://adsmanager.facebook.com/adsmanager/manage/${page}?act=${digitsOf(account)}${selection}`;

const digitsOf = (account: string): string => account.replace(/^act_/, '');

export const accountUrl = (account: string): string => manage('campaigns', account);

export const campaignUrl = (account: string, campaign: string): string =>
	manage('campaigns', account, `&selected_campaign_ids=${campaign}`);

export const adSetUrl = (account: string, adSet: string): string =>
	manage('adsets', account, `&selected_adset_ids=${adSet}`);

/** The list of audiences with one of them selected (seen in the field; Meta documents no addresses of Ads Manager). */
export const audienceUrl = (account: string, audience: string): string =>
	`https://adsmanager.facebook.com/adsmanager/audiences?act=${digitsOf(account)}&selected_audience_ids=${audience}`;

export const adUrl = (account: string, ad: string): string => manage('ads', account, `&selected_ad_ids=${ad}`);

/** Where a person accepts the Custom Audience terms for one ad account. */
export const audienceTermsUrl = (account: string): string =>
	`https://business.facebook.com/ads/manage/customaudiences/tos/?act=${digitsOf(account)}`;
