import { sortBy } from 'lodash';

import { assetTypes } from '../../../meta/assets/assetTypes';
import { withFirst, type Step } from './step';

const few = { returnAll: false, limit: 5 };

const reads = (
	operation: string,
	points: number,
	values: Step['values'] = () => ({}),
	more: Partial<Step> = {},
): Step => ({
	operation: `metaAds.${operation}`,
	level: 'readOnly',
	points,
	values,
	...more,
});

/** Pages come first: lead forms belong to one. */
const assets = sortBy(assetTypes, ({ value }) => value !== 'pages').map(({ value }) =>
	reads(
		'asset.getMany',
		value === 'catalogs' ? 3 : 2,
		value === 'leadForms'
			? withFirst('page', (page) => ({ ...few, assetType: value, page }))
			: () => ({ ...few, assetType: value }),
		{ what: value, ...(value === 'pages' ? { learns: 'page' } : {}) },
	),
);

const formats = ['MOBILE_FEED_STANDARD'];

/** Every operation of Meta Ads that only reads, once, with small limits. What has to be found first stands before what needs it. */
export const readSteps: readonly Step[] = [
	reads('account.checkAccess', 3),
	reads('account.get', 1),
	reads('account.getMany', 1, () => few),
	reads('account.getActivities', 1, () => few),
	reads('account.getMinimumBudgets', 1, undefined, { learns: 'minimum' }),
	reads('campaign.getMany', 1, () => ({ returnAll: false, limit: 25 }), { learns: 'campaign' }),
	reads('campaign.getMany', 2, () => ({ ...few, filters: { nameContains: 'a' } }), { what: 'by name' }),
	reads(
		'campaign.get',
		1,
		withFirst('campaign', (campaign) => ({ campaign })),
	),
	reads(
		'budgetSchedule.getMany',
		1,
		withFirst('campaign', (campaign) => ({ ...few, level: 'campaign', campaign })),
	),
	reads('adSet.getMany', 1, () => few, { learns: 'ad set' }),
	reads(
		'adSet.get',
		1,
		withFirst('ad set', (adSet) => ({ adSet })),
	),
	reads('ad.getMany', 1, () => few, { learns: 'ad' }),
	reads(
		'ad.get',
		1,
		withFirst('ad', (ad) => ({ ad })),
	),
	reads(
		'ad.checkReview',
		2,
		withFirst('ad', (ad) => ({ ad })),
	),
	reads(
		'ad.preview',
		2,
		withFirst('ad', (ad) => ({ ad, formats })),
	),
	reads('creative.getMany', 1, () => few, { learns: 'creative' }),
	reads(
		'creative.get',
		1,
		withFirst('creative', (creative) => ({ creative })),
	),
	reads(
		'creative.preview',
		2,
		withFirst('creative', (creative) => ({ creative, formats })),
	),
	...assets,
	reads('image.getMany', 1, () => few),
	reads('video.getMany', 1, () => few, { learns: 'video' }),
	reads(
		'video.get',
		1,
		withFirst('video', (video) => ({ video })),
	),
	reads('targeting.search', 1, () => ({ targetingType: 'interests', query: 'coffee', limit: 5 })),
	reads('targeting.estimate', 1, () => ({
		estimateFor: 'targeting',
		targeting: '{"geo_locations": {"countries": ["US"]}}',
	})),
];
