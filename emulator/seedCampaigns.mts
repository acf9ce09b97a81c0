import type { Ad, AdSet, Campaign, Status } from './model.mts';
import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS } from './seed.mts';
import type { World } from './world.mts';

const DAY = 86_400_000;
const FILLERS = 62;
/** Deleted fillers sit in the middle of the list, so that one page is shorter than asked although more follow. */
const DELETED_FILLERS = [30, 31];

type CampaignRow = Partial<Campaign> & { id: string; in: string; name: string; status: Status };

export function seedCampaigns(world: World, now: number): void {
	const stop = now + 30 * DAY;
	const cbo = { bidStrategy: 'LOWEST_COST_WITHOUT_CAP' } as const;
	const rows: CampaignRow[] = [
		{
			id: CAMPAIGNS.usdCbo,
			in: ACCOUNTS.usd,
			name: 'Spring Roast Sales',
			status: 'ACTIVE',
			dailyBudget: 5_000,
			...cbo,
		},
		{
			id: CAMPAIGNS.usdLifetime,
			in: ACCOUNTS.usd,
			name: 'Grand Opening',
			status: 'PAUSED',
			lifetimeBudget: 90_000,
			stopTime: stop,
			spent: 12_000,
			...cbo,
		},
		{
			id: CAMPAIGNS.usdNoBudget,
			in: ACCOUNTS.usd,
			name: 'Always On Traffic',
			status: 'ACTIVE',
			objective: 'OUTCOME_TRAFFIC',
			budgetSharing: false,
		},
		{
			id: CAMPAIGNS.usdSharing,
			in: ACCOUNTS.usd,
			name: 'Newsletter Leads',
			status: 'ACTIVE',
			objective: 'OUTCOME_LEADS',
			budgetSharing: true,
			...cbo,
		},
		{
			id: CAMPAIGNS.usdArchived,
			in: ACCOUNTS.usd,
			name: 'Last Winter',
			status: 'ARCHIVED',
			dailyBudget: 2_000,
			...cbo,
		},
		{ id: CAMPAIGNS.usdDeleted, in: ACCOUNTS.usd, name: 'Mistake', status: 'DELETED', dailyBudget: 2_000, ...cbo },
		{
			id: CAMPAIGNS.usdLegacy,
			in: ACCOUNTS.usd,
			name: 'Old Link Clicks',
			status: 'PAUSED',
			objective: 'LINK_CLICKS',
			budgetSharing: false,
		},
		{
			id: CAMPAIGNS.usdHousing,
			in: ACCOUNTS.usd,
			name: 'Roastery Flats',
			status: 'PAUSED',
			objective: 'OUTCOME_LEADS',
			dailyBudget: 3_000,
			spendCap: 100_000,
			specialAdCategories: ['HOUSING'],
			specialAdCategoryCountry: ['US'],
			...cbo,
		},
		{ id: CAMPAIGNS.jpyCbo, in: ACCOUNTS.jpy, name: 'Matcha Launch', status: 'ACTIVE', dailyBudget: 8_000, ...cbo },
		{
			id: CAMPAIGNS.jpyNoBudget,
			in: ACCOUNTS.jpy,
			name: 'Tea Traffic',
			status: 'ACTIVE',
			objective: 'OUTCOME_TRAFFIC',
			budgetSharing: false,
		},
		{ id: CAMPAIGNS.jpyPaused, in: ACCOUNTS.jpy, name: 'New Year Gifts', status: 'PAUSED', dailyBudget: 3_000, ...cbo },
		{ id: CAMPAIGNS.eurCbo, in: ACCOUNTS.eur, name: 'Winterlicht', status: 'ACTIVE', dailyBudget: 2_500, ...cbo },
		{
			id: CAMPAIGNS.eurLifetime,
			in: ACCOUNTS.eur,
			name: 'Adventskalender',
			status: 'PAUSED',
			lifetimeBudget: 60_000,
			stopTime: stop,
			...cbo,
		},
		{ id: CAMPAIGNS.eurNoBudget, in: ACCOUNTS.eur, name: 'Lampen Dauerlauf', status: 'ACTIVE', budgetSharing: false },
		{ id: CAMPAIGNS.foreign, in: ACCOUNTS.foreign, name: 'Not Yours', status: 'ACTIVE', dailyBudget: 1_000, ...cbo },
	];
	for (let number = 1; number <= FILLERS; number += 1) {
		rows.push({
			id: String(120210000000000100n + BigInt(number)),
			in: ACCOUNTS.usd,
			name: `Neighbourhood ${String(number).padStart(2, '0')}`,
			status: DELETED_FILLERS.includes(number) ? 'DELETED' : number % 3 === 0 ? 'ACTIVE' : 'PAUSED',
			objective: number % 2 === 0 ? 'OUTCOME_AWARENESS' : 'OUTCOME_ENGAGEMENT',
			dailyBudget: 1_000 + number * 10,
			...cbo,
		});
	}
	for (const row of rows) addCampaign(world, now, row);
	seedAdSets(world, now);
}

function addCampaign(world: World, now: number, { in: accountId, ...row }: CampaignRow): void {
	const account = world.get('AdAccount', accountId);
	const createdTime = now - 90 * DAY + Number(row.id.slice(-3)) * 3_600_000;
	world.add({
		kind: 'Campaign',
		account,
		objective: 'OUTCOME_SALES',
		buyingType: 'AUCTION',
		specialAdCategories: [],
		specialAdCategoryCountry: [],
		spent: 0,
		startTime: createdTime,
		pacingType: ['standard'],
		labels: [],
		createdTime,
		updatedTime: createdTime,
		...row,
	});
}

function seedAdSets(world: World, now: number): void {
	const sets: [string, string, string, Status, Partial<AdSet>][] = [
		[AD_SETS.usdCboA, CAMPAIGNS.usdCbo, 'Coffee lovers', 'ACTIVE', {}],
		[AD_SETS.usdCboB, CAMPAIGNS.usdCbo, 'Visitors of the last 30 days', 'PAUSED', {}],
		[AD_SETS.usdLifetime, CAMPAIGNS.usdLifetime, 'Ten miles around the shop', 'ACTIVE', { endTime: now + 30 * DAY }],
		[AD_SETS.usdNoBudgetA, CAMPAIGNS.usdNoBudget, 'Broad', 'ACTIVE', { dailyBudget: 1_500 }],
		[AD_SETS.usdNoBudgetB, CAMPAIGNS.usdNoBudget, 'Lookalike', 'PAUSED', { dailyBudget: 1_000 }],
		[AD_SETS.usdSharingA, CAMPAIGNS.usdSharing, 'Readers', 'ACTIVE', { dailyBudget: 2_000 }],
		[AD_SETS.usdSharingB, CAMPAIGNS.usdSharing, 'Guests', 'ACTIVE', { dailyBudget: 2_000 }],
		[AD_SETS.jpyNoBudget, CAMPAIGNS.jpyNoBudget, 'Tokyo', 'ACTIVE', { dailyBudget: 2_000 }],
		[AD_SETS.eurNoBudget, CAMPAIGNS.eurNoBudget, 'Deutschland', 'ACTIVE', { dailyBudget: 1_000 }],
	];
	const createdTime = now - 80 * DAY;
	for (const [id, campaignId, name, status, more] of sets) {
		const campaign = world.get('Campaign', campaignId);
		world.add({
			kind: 'AdSet',
			id,
			account: campaign.account,
			campaign,
			name,
			status,
			optimizationGoal: 'LINK_CLICKS',
			billingEvent: 'IMPRESSIONS',
			targeting: { geo_locations: { countries: ['US'] }, age_min: 18, age_max: 65 },
			startTime: createdTime,
			createdTime,
			updatedTime: createdTime,
			...more,
		});
	}
	const ads: [string, string, string, Status][] = [
		[ADS.usdCboA1, AD_SETS.usdCboA, 'Steaming cup', 'ACTIVE'],
		[ADS.usdCboA2, AD_SETS.usdCboA, 'Bag of beans', 'PAUSED'],
		[ADS.usdCboB1, AD_SETS.usdCboB, 'Come back', 'ACTIVE'],
		[ADS.usdNoBudgetA1, AD_SETS.usdNoBudgetA, 'Opening hours', 'ACTIVE'],
		[ADS.jpyNoBudget1, AD_SETS.jpyNoBudget, 'Tea field', 'ACTIVE'],
		[ADS.eurNoBudget1, AD_SETS.eurNoBudget, 'Stehlampe', 'ACTIVE'],
	];
	for (const [id, setId, name, status] of ads) addAd(world, createdTime, id, setId, name, status);
}

function addAd(world: World, createdTime: number, id: string, setId: string, name: string, status: Status): void {
	const adSet = world.get('AdSet', setId);
	const { account, campaign } = adSet;
	const times = { createdTime, updatedTime: createdTime };
	const ad: Ad = { kind: 'Ad', id, account, campaign, adSet, name, status, creativeId: '120213000000000001', ...times };
	world.add(ad);
}
