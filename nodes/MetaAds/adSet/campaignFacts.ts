import { WITHOUT_CAP } from '../../meta/bids';
import { textCell } from '../../shared/reading/cells';
import { ownedObject } from '../../shared/adObject/target';
import type { GraphObject } from '../../shared/graph/object';
import type { Session } from '../../shared/node/session/session';
import { campaignKind } from '../campaign/kind';
import { entriesOf } from '../../shared/reading/json';

/** What an ad set needs to know of its campaign. */
export interface CampaignFacts {
	readonly id: string;
	readonly name: string;
	readonly objective: string;
	/** Where the budget is the campaign's: which kind, and Meta's minor units. */
	readonly budget?: { readonly kind: 'daily' | 'lifetime'; readonly minor: string };
	/**
	 * The campaign decides on the bid strategy when it has the budget, or its ad sets share theirs (Marketing API, "Bid
	 * strategy").
	 */
	readonly bidStrategy?: string;
	readonly specialAdCategories: readonly string[];
	/** Countries the categories hold for. */
	readonly specialAdCountries: readonly string[];
}

/** A budget, in Meta's minor units; 0 is none. */
const budgetIn = (value: unknown): string | undefined =>
	['', '0'].includes(String(value ?? '')) ? undefined : String(value);

function budgetOf({ daily_budget, lifetime_budget }: GraphObject): CampaignFacts['budget'] {
	const [daily, lifetime] = [budgetIn(daily_budget), budgetIn(lifetime_budget)];
	if (daily !== undefined) return { kind: 'daily', minor: daily };
	return lifetime === undefined ? undefined : { kind: 'lifetime', minor: lifetime };
}

const texts = (value: unknown): string[] => entriesOf(value).map(String);

/** @param campaign fields of `factFields` */
export function campaignFactsOf(campaign: GraphObject): CampaignFacts {
	const budget = budgetOf(campaign);
	const decides = budget !== undefined || campaign.is_adset_budget_sharing_enabled === true;
	return {
		id: String(campaign.id),
		name: textCell(campaign.name) ?? String(campaign.id),
		objective: textCell(campaign.objective) ?? '',
		budget,
		bidStrategy: decides ? (textCell(campaign.bid_strategy) ?? WITHOUT_CAP) : undefined,
		specialAdCategories: texts(campaign.special_ad_categories),
		specialAdCountries: texts(campaign.special_ad_category_country),
	};
}

export const factFields = [
	'id',
	'name',
	'objective',
	'daily_budget',
	'lifetime_budget',
	'bid_strategy',
	'is_adset_budget_sharing_enabled',
	'special_ad_categories',
	'special_ad_category_country',
];

/** Campaigns a run has read so far: its items mostly share one. */
const factsBySession = new WeakMap<Session, Map<string, Promise<CampaignFacts>>>();

/**
 * The campaign new ad sets go into, checked to be of this account.
 *
 * @throws InputProblem or GraphFailure
 */
export async function campaignFacts(session: Session, id: string, account: string): Promise<CampaignFacts> {
	const ofRun = factsBySession.get(session) ?? new Map<string, Promise<CampaignFacts>>();
	factsBySession.set(session, ofRun);
	const key = `${account} ${id}`;
	const reading = ofRun.get(key) ?? ownedObject(session, campaignKind, id, account).then(campaignFactsOf);
	ofRun.set(key, reading);
	return await reading;
}
