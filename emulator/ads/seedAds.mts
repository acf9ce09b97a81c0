import type { Ad, Review } from '../world/adObjectModel.mts';
import type { Status } from '../world/basics.mts';
import { AD_SETS, ADS, CREATIVES, PIXELS } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';
import { REVIEW_SECONDS } from './reviewScript.mts';

const DAY = 86_400_000;

type AdRow = [id: string, adSetId: string, name: string, status: Status, creativeId: string, more?: Partial<Ad>];

const disapproved: Review = {
	state: 'DISAPPROVED',
	feedback: {
		global: {
			'Unacceptable business practices':
				'Ads must not promote products, services, schemes or offers using deceptive or misleading practices.',
		},
		placement_specific: {
			facebook: {
				'Low quality or disruptive content': 'The page the ad leads to must not have an unexpected experience.',
			},
			instagram: {
				'Third-party infringement': 'Ads must not contain content that infringes the rights of a third party.',
			},
		},
	},
};

export function seedAds(world: World, now: number): void {
	const lamp = CREATIVES.eurLamp;
	const review = (state: Review['state']): Partial<Ad> => ({ review: { state } });
	const rows: AdRow[] = [
		[ADS.usdCboA1, AD_SETS.usdCboA, 'Steaming cup', 'ACTIVE', CREATIVES.usdCup],
		[ADS.usdCboA2, AD_SETS.usdCboA, 'Bag of beans', 'PAUSED', CREATIVES.usdBeans],
		[ADS.usdCboB1, AD_SETS.usdCboB, 'Come back', 'ACTIVE', CREATIVES.usdCup],
		[ADS.usdNoBudgetA1, AD_SETS.usdNoBudgetA, 'Opening hours', 'ACTIVE', CREATIVES.usdBeans],
		[ADS.jpyNoBudget1, AD_SETS.jpyNoBudget, 'Tea field', 'ACTIVE', CREATIVES.jpyField],
		[ADS.eurNoBudget1, AD_SETS.eurNoBudget, 'Stehlampe', 'ACTIVE', lamp],
		[ADS.eurPaused, AD_SETS.eurNoBudget, 'Tischlampe', 'PAUSED', lamp],
		[ADS.eurAdSetPaused, AD_SETS.eurPaused, 'Leuchtkette', 'ACTIVE', lamp],
		[ADS.eurCampaignPaused, AD_SETS.eurCampaignPaused, 'Adventsstern', 'ACTIVE', lamp],
		[
			ADS.eurPendingReview,
			AD_SETS.eurBidCap,
			'Deckenlampe',
			'ACTIVE',
			lamp,
			{ review: { state: 'PENDING_REVIEW', dueAt: now + REVIEW_SECONDS * 1000, verdict: { state: 'APPROVED' } } },
		],
		[ADS.eurDisapproved, AD_SETS.eurBidCap, 'Wunderlampe', 'ACTIVE', CREATIVES.eurShelf, { review: disapproved }],
		[ADS.eurPreapproved, AD_SETS.eurCostCap, 'Regal', 'ACTIVE', CREATIVES.eurShelf, review('PREAPPROVED')],
		[ADS.eurPendingBilling, AD_SETS.eurCostCap, 'Wandlampe', 'ACTIVE', lamp, review('PENDING_BILLING_INFO')],
		[ADS.eurInProcess, AD_SETS.eurMinRoas, 'Spiegellampe', 'ACTIVE', lamp, review('IN_PROCESS')],
		[
			ADS.eurWithIssues,
			AD_SETS.eurMinRoas,
			'Gartenlampe',
			'ACTIVE',
			lamp,
			{
				issues: [
					{
						level: 'AD',
						error_code: 1815869,
						error_summary: 'Post is unavailable',
						error_message: 'The post of this ad was deleted or cannot be shown.',
						error_type: 'HARD_ERROR',
					},
				],
			},
		],
		[ADS.eurArchived, AD_SETS.eurNoBudget, 'Alte Lampe', 'ARCHIVED', lamp],
		[ADS.eurDeleted, AD_SETS.eurNoBudget, 'Kaputte Lampe', 'DELETED', lamp],
	];
	for (const row of rows) addAd(world, now - 80 * DAY, row);
}

function addAd(world: World, createdTime: number, [id, adSetId, name, status, creativeId, more]: AdRow): void {
	const adSet = world.get('AdSet', adSetId);
	const { account, campaign } = adSet;
	const isEur = account.currency === 'EUR';
	const ad: Ad = world.add({
		kind: 'Ad',
		id,
		account,
		campaign,
		adSet,
		name,
		status,
		creativeId,
		trackingSpecs: isEur ? [{ 'action.type': ['offsite_conversion'], fb_pixel: [PIXELS.eur] }] : undefined,
		labels: [],
		review: { state: 'APPROVED' },
		issues: [],
		createdTime,
		updatedTime: createdTime,
		...more,
	});
	if (ad.review.state === 'PENDING_REVIEW') world.inReview.add(ad);
}
