import type { Campaign } from '../world/adObjectModel.mts';
import type { Status } from '../world/basics.mts';
import { ACCOUNTS, CAMPAIGNS } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';

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
