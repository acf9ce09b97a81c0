import { z } from 'zod';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import { ACCOUNTS, CREATIVES } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';

/** Reports of any size need ads that have delivered for some time: the seed is small on purpose. */
export const moreAdsSchema = z.object({
	account: z.string().default(ACCOUNTS.usd),
	/** More than one account has; a slip of the pen would fill this machine. */
	ads: z.number().int().positive().max(100_000),
	/** Since when they deliver. */
	daysAgo: z.number().int().positive().max(3_660).default(120),
	adsPerAdSet: z.number().int().positive().default(20),
	objective: z.string().default('OUTCOME_SALES'),
	/** Days of the click windows of the ad sets, in turn; with several the campaign's attribution setting is mixed. */
	clickWindows: z.array(z.union([z.literal(1), z.literal(7)])).optional(),
	name: z.string().default('Large'),
});
export type MoreAds = z.input<typeof moreAdsSchema>;

/** Adds one campaign with its ad sets and ads, all active; answers the ids of the ads. */
export function addAds(world: World, more: MoreAds): string[] {
	const { account: accountId, ads, daysAgo, adsPerAdSet, objective, clickWindows, name } = moreAdsSchema.parse(more);
	const account = world.get('AdAccount', accountId);
	const createdTime = world.clock.now() - daysAgo * 86_400_000;
	const common = { account, status: 'ACTIVE', labels: [], issues: [], createdTime, updatedTime: createdTime } as const;
	const campaign: Campaign = world.add({
		...common,
		labels: [],
		kind: 'Campaign',
		id: world.newId('Campaign'),
		name,
		objective,
		buyingType: 'AUCTION',
		specialAdCategories: [],
		specialAdCategoryCountry: [],
		dailyBudget: 100_000,
		bidStrategy: 'LOWEST_COST_WITHOUT_CAP',
		spent: 0,
		startTime: createdTime,
		pacingType: ['standard'],
	});
	const newAds: Ad[] = [];
	for (let first = 0; first < ads; first += adsPerAdSet) {
		const days = clickWindows?.[(first / adsPerAdSet) % clickWindows.length];
		const adSet: AdSet = world.add({
			...common,
			labels: [],
			issues: [],
			kind: 'AdSet',
			id: world.newId('AdSet'),
			campaign,
			name: `${name} ${first / adsPerAdSet + 1}`,
			spent: 0,
			optimizationGoal: objective === 'OUTCOME_SALES' ? 'OFFSITE_CONVERSIONS' : 'LINK_CLICKS',
			billingEvent: 'IMPRESSIONS',
			destinationType: 'WEBSITE',
			...(days && { attributionSpec: [{ event_type: 'CLICK_THROUGH', window_days: days }] }),
			targeting: { geo_locations: { countries: ['US'] } },
			startTime: createdTime,
			pacingType: ['standard'],
			isDynamicCreative: false,
			more: {},
		});
		for (let index = first; index < Math.min(ads, first + adsPerAdSet); index += 1) {
			const ad = { ...common, labels: [], issues: [], campaign, adSet, creativeId: CREATIVES.usdCup };
			const id = world.newId('Ad');
			newAds.push(world.add({ ...ad, kind: 'Ad', id, name: `${name} ad ${index + 1}`, review: { state: 'APPROVED' } }));
		}
	}
	world.activeSpans.assume([campaign, ...world.all('AdSet').filter((adSet) => adSet.campaign === campaign), ...newAds]);
	return newAds.map(({ id }) => id);
}
