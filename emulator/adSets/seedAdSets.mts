import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { AdSet, Issue, Learning } from '../world/adObjectModel.mts';
import type { Status } from '../world/basics.mts';
import { AD_SETS, CAMPAIGNS, PIXELS } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';

const DAY = 86_400_000;

type AdSetRow = [id: string, campaignId: string, name: string, status: Status, more: Partial<AdSet>];

const people = (country: string, more: JsonObject = {}): JsonObject => ({
	geo_locations: { countries: [country] },
	age_min: 18,
	age_max: 65,
	targeting_automation: { advantage_audience: 1 },
	...more,
});
const germany = {
	targeting: people('DE'),
	dsaBeneficiary: 'Nordlicht Shop GmbH',
	dsaPayor: 'Nordlicht Shop GmbH',
} as const;
const sales = {
	optimizationGoal: 'OFFSITE_CONVERSIONS',
	destinationType: 'WEBSITE',
	promotedObject: { pixel_id: PIXELS.eur, custom_event_type: 'PURCHASE' },
	attributionSpec: [
		{ event_type: 'CLICK_THROUGH', window_days: 7 },
		{ event_type: 'VIEW_THROUGH', window_days: 1 },
	],
};
const issue: Issue = {
	level: 'AD_SET',
	error_code: 2238055,
	error_summary: 'Budget is too low',
	error_message: 'The budget of this ad set is lower than the minimum for its schedule.',
	error_type: 'HARD_ERROR',
};

export function seedAdSets(world: World, now: number): void {
	const learning = (status: Learning['status'], conversions: number, daysAgo: number): { learning: Learning } => ({
		learning: {
			status,
			conversions,
			lastSignificantEdit: now - daysAgo * DAY,
			attributionWindows: ['1d_view', '7d_click'],
		},
	});
	const rows: AdSetRow[] = [
		[
			AD_SETS.usdCboA,
			CAMPAIGNS.usdCbo,
			'Coffee lovers',
			'ACTIVE',
			{ ...learning('LEARNING', 21, 4), dailyMinSpend: 500, dailySpendCap: 4_000 },
		],
		[AD_SETS.usdCboB, CAMPAIGNS.usdCbo, 'Visitors of the last 30 days', 'PAUSED', {}],
		[AD_SETS.usdLifetime, CAMPAIGNS.usdLifetime, 'Ten miles around the shop', 'ACTIVE', { endTime: now + 30 * DAY }],
		[AD_SETS.usdNoBudgetA, CAMPAIGNS.usdNoBudget, 'Broad', 'ACTIVE', { dailyBudget: 1_500 }],
		[AD_SETS.usdNoBudgetB, CAMPAIGNS.usdNoBudget, 'Lookalike', 'PAUSED', { dailyBudget: 1_000 }],
		[AD_SETS.usdSharingA, CAMPAIGNS.usdSharing, 'Readers', 'ACTIVE', { dailyBudget: 2_000 }],
		[AD_SETS.usdSharingB, CAMPAIGNS.usdSharing, 'Guests', 'ACTIVE', { dailyBudget: 2_000 }],
		[
			AD_SETS.usdHousing,
			CAMPAIGNS.usdHousing,
			'Flat seekers',
			'ACTIVE',
			{
				targeting: people('US', {
					geo_locations: { cities: [{ key: '2452344', name: 'Boston', radius: 15, distance_unit: 'mile' }] },
				}),
			},
		],
		[
			AD_SETS.usdLegacy,
			CAMPAIGNS.usdLegacy,
			'Older than Advantage+',
			'PAUSED',
			{
				dailyBudget: 700,
				targeting: {
					geo_locations: { countries: ['US'], location_types: ['home', 'recent'] },
					age_min: 25,
					age_max: 54,
					genders: [2],
					flexible_spec: [{ interests: [{ id: '6003000000001', name: 'Coffee' }] }],
				},
			},
		],
		[
			AD_SETS.jpyNoBudget,
			CAMPAIGNS.jpyNoBudget,
			'Tokyo',
			'ACTIVE',
			{
				dailyBudget: 2_000,
				targeting: people('JP', { geo_locations: { regions: [{ key: '1879', name: 'Tokyo', country: 'JP' }] } }),
			},
		],
		...eurRows(now, learning),
	];
	for (const row of rows) addAdSet(world, now, row);
}

function eurRows(
	now: number,
	learning: (status: Learning['status'], conversions: number, daysAgo: number) => { learning: Learning },
): AdSetRow[] {
	const row = (id: string, name: string, status: Status, more: Partial<AdSet>): AdSetRow => [
		id,
		CAMPAIGNS.eurNoBudget,
		name,
		status,
		{ ...germany, ...more },
	];
	const hours = [{ start_minute: 8 * 60, end_minute: 20 * 60, days: [1, 2, 3, 4, 5], timezone_type: 'USER' }];
	return [
		row(AD_SETS.eurNoBudget, 'Deutschland', 'ACTIVE', { dailyBudget: 1_000, ...learning('SUCCESS', 0, 40) }),
		row(AD_SETS.eurBidCap, 'Gebotsgrenze', 'ACTIVE', {
			...sales,
			dailyBudget: 1_500,
			bidStrategy: 'LOWEST_COST_WITH_BID_CAP',
			bidAmount: 250,
			...learning('LEARNING', 17, 3),
		}),
		row(AD_SETS.eurCostCap, 'Kostenlimit', 'ACTIVE', {
			...sales,
			dailyBudget: 2_000,
			bidStrategy: 'COST_CAP',
			bidAmount: 1_200,
			...learning('FAIL', 9, 20),
		}),
		row(AD_SETS.eurMinRoas, 'Mindest-ROAS', 'ACTIVE', {
			...sales,
			optimizationGoal: 'VALUE',
			dailyBudget: 3_000,
			bidStrategy: 'LOWEST_COST_WITH_MIN_ROAS',
			bidConstraints: { roas_average_floor: 15_000 },
			...learning('SUCCESS', 0, 25),
		}),
		row(AD_SETS.eurDynamic, 'Dynamische Anzeigen', 'ACTIVE', { dailyBudget: 900, isDynamicCreative: true }),
		row(AD_SETS.eurLifetimeBudget, 'Bürozeiten', 'ACTIVE', {
			lifetimeBudget: 60_000,
			spent: 15_000,
			endTime: now + 20 * DAY,
			schedule: hours,
			pacingType: ['day_parting'],
			...learning('SUCCESS', 0, 12),
		}),
		row(AD_SETS.eurWithIssues, 'Mit Problemen', 'ACTIVE', { dailyBudget: 100, issues: [issue] }),
		row(AD_SETS.eurPaused, 'Pausiert', 'PAUSED', {
			dailyBudget: 800,
			pausedAt: now - 10 * DAY,
			...learning('SUCCESS', 0, 60),
		}),
		row(AD_SETS.eurArchived, 'Archiviert', 'ARCHIVED', { dailyBudget: 800 }),
		row(AD_SETS.eurDeleted, 'Gelöscht', 'DELETED', { dailyBudget: 800 }),
		[
			AD_SETS.eurCampaignPaused,
			CAMPAIGNS.eurLifetime,
			'Vorweihnachtszeit',
			'ACTIVE',
			{ ...germany, endTime: now + 25 * DAY },
		],
	];
}

function addAdSet(world: World, now: number, [id, campaignId, name, status, more]: AdSetRow): void {
	const campaign = world.get('Campaign', campaignId);
	const createdTime = now - 80 * DAY;
	const holdsStrategy = (more.dailyBudget ?? more.lifetimeBudget) !== undefined && !campaign.budgetSharing;
	world.add({
		kind: 'AdSet',
		id,
		account: campaign.account,
		campaign,
		name,
		status,
		spent: 0,
		optimizationGoal: 'LINK_CLICKS',
		billingEvent: 'IMPRESSIONS',
		destinationType: 'UNDEFINED',
		targeting: people('US'),
		bidStrategy: holdsStrategy ? 'LOWEST_COST_WITHOUT_CAP' : undefined,
		startTime: createdTime,
		pacingType: ['standard'],
		isDynamicCreative: false,
		more: {},
		labels: [],
		issues: [],
		createdTime,
		updatedTime: createdTime,
		...more,
	});
}
