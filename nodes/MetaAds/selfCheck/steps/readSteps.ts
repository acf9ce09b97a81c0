import { sortBy } from 'lodash';

import { assetTypes } from '../../../meta/assets/assetTypes';
import { few, reads, withFirst, type CheckStep } from './step';

/** Pages come first: lead forms belong to one. */
const assets = sortBy(assetTypes, ({ value }) => value !== 'pages').map(({ value }) =>
	reads(
		'metaAds.asset.getMany',
		value === 'catalogs' ? 3 : 2,
		value === 'leadForms'
			? withFirst('page', (page) => ({ ...few, assetType: value, page }))
			: () => ({ ...few, assetType: value }),
		{ what: value, ...(value === 'pages' ? { learns: 'page' } : {}) },
	),
);

const formats = ['MOBILE_FEED_STANDARD'];

/** Every operation of Meta Ads that only reads, once, with small limits. What has to be found first stands before what needs it. */
export const readSteps: readonly CheckStep[] = [
	reads('metaAds.account.checkAccess', 3),
	reads('metaAds.account.get', 1),
	reads('metaAds.account.getMany', 1, () => few),
	reads('metaAds.account.getActivities', 1, () => few),
	reads('metaAds.account.getMinimumBudgets', 1, undefined, { learns: 'minimum' }),
	reads('metaAds.campaign.getMany', 1, () => ({ returnAll: false, limit: 25 }), { learns: 'campaign' }),
	reads('metaAds.campaign.getMany', 2, () => ({ ...few, filters: { nameContains: 'a' } }), { what: 'by name' }),
	reads(
		'metaAds.campaign.get',
		1,
		withFirst('campaign', (campaign) => ({ campaign })),
	),
	reads(
		'metaAds.budgetSchedule.getMany',
		1,
		withFirst('campaign', (campaign) => ({ ...few, level: 'campaign', campaign })),
	),
	reads('metaAds.adSet.getMany', 1, () => few, { learns: 'ad set' }),
	reads(
		'metaAds.adSet.get',
		1,
		withFirst('ad set', (adSet) => ({ adSet })),
	),
	reads('metaAds.ad.getMany', 1, () => few, { learns: 'ad' }),
	reads(
		'metaAds.ad.get',
		1,
		withFirst('ad', (ad) => ({ ad })),
	),
	reads(
		'metaAds.ad.checkReview',
		2,
		withFirst('ad', (ad) => ({ ad })),
	),
	reads(
		'metaAds.ad.preview',
		2,
		withFirst('ad', (ad) => ({ ad, formats })),
	),
	reads('metaAds.creative.getMany', 1, () => few, { learns: 'creative' }),
	reads(
		'metaAds.creative.get',
		1,
		withFirst('creative', (creative) => ({ creative })),
	),
	reads(
		'metaAds.creative.preview',
		2,
		withFirst('creative', (creative) => ({ creative, formats })),
	),
	...assets,
	reads('metaAds.image.getMany', 1, () => few),
	reads('metaAds.video.getMany', 1, () => few, { learns: 'video' }),
	reads(
		'metaAds.video.get',
		1,
		withFirst('video', (video) => ({ video })),
	),
	reads(
		'metaAds.video.getThumbnails',
		1,
		withFirst('video', (video) => ({ video })),
	),
	reads('metaAds.targeting.search', 1, () => ({ targetingType: 'interests', query: 'coffee', limit: 5 })),
	reads('metaAds.targeting.estimate', 1, () => ({
		estimateFor: 'targeting',
		targeting: '{"geo_locations": {"countries": ["US"]}}',
	})),
];
