import type { Account, Activity, User } from './basics.mts';
import type { VirtualClock } from './clock.mts';

export interface ActivityLag {
	/** Entries become visible after 0.5 to 1.5 times this, each after its own delay: late and out of order. 0 = at once. */
	seconds: number;
	/** Every n-th entry never appears (entries go missing: facebook-python-business-sdk issue 296). 0 = none. */
	dropEvery: number;
	/** Every n-th entry with nested values has them side by side instead; both shapes are seen in the field (third-party hint). 0 = none. */
	flatEvery: number;
}

const PUNCTUAL: ActivityLag = { seconds: 0, dropEvery: 0, flatEvery: 0 };

/** Category of each event type the emulator writes (categories: spec object AdAccount, GET activities; which is which: UNCONFIRMED 84). */
const CATEGORIES: Record<string, string> = {
	create_campaign_group: 'CAMPAIGN',
	update_campaign_name: 'CAMPAIGN',
	update_campaign_schedule: 'DATE',
	update_campaign_budget: 'BUDGET',
	update_campaign_group_spend_cap: 'BUDGET',
	update_campaign_budget_optimization_toggling_status: 'BUDGET',
	update_campaign_run_status: 'STATUS',
	create_ad_set: 'AD_SET',
	update_ad_set_name: 'AD_SET',
	update_ad_set_optimization_goal: 'AD_SET',
	update_ad_set_learning_stage_status: 'AD_SET',
	update_ad_set_target_spec: 'TARGETING',
	update_ad_set_budget: 'BUDGET',
	update_ad_set_spend_cap: 'BUDGET',
	update_ad_set_min_spend_target: 'BUDGET',
	update_ad_set_bid_strategy: 'BID',
	update_ad_set_bidding: 'BID',
	update_ad_set_duration: 'DATE',
	update_campaign_ad_scheduling: 'DATE',
	update_ad_set_run_status: 'STATUS',
	create_ad: 'AD',
	update_ad_friendly_name: 'AD',
	update_ad_creative: 'AD',
	update_ad_run_status: 'STATUS',
	ad_review_approved: 'AD',
	ad_review_declined: 'AD',
};

/** The log still speaks the old language (third-party hint): CAMPAIGN is an ad set, CAMPAIGN_GROUP a campaign, ADGROUP an ad. */
const OBJECT_TYPES = { Campaign: 'CAMPAIGN_GROUP', AdSet: 'CAMPAIGN', Ad: 'ADGROUP', AdAccount: 'ACCOUNT' } as const;

export interface ActivitySource {
	kind: keyof typeof OBJECT_TYPES;
	id: string;
	name: string;
}

export class ActivityLog {
	private entries: Activity[] = [];
	private written = 0;
	lag: ActivityLag = PUNCTUAL;

	constructor(private readonly clock: VirtualClock) {}

	write(
		account: Account,
		actor: User,
		source: ActivitySource,
		eventType: string,
		extraData: Record<string, unknown>,
		eventTime = this.clock.now(),
	): void {
		this.written += 1;
		const { seconds, dropEvery, flatEvery } = this.lag;
		if (dropEvery > 0 && this.written % dropEvery === 0) return;
		this.entries.push({
			kind: 'AdActivity',
			id: String(this.written).padStart(12, '0'),
			account,
			eventTime,
			visibleAt: eventTime + seconds * 1000 * spread(this.written),
			eventType,
			category: CATEGORIES[eventType] ?? 'ACCOUNT',
			objectId: source.id,
			objectName: source.name,
			objectType: OBJECT_TYPES[source.kind],
			actor,
			extraData: flatEvery > 0 && this.written % flatEvery === 0 ? flat(extraData) : extraData,
		});
	}

	/** Newest first, without what is not yet visible. */
	visible(account: Account): Activity[] {
		const now = this.clock.now();
		return this.entries.filter((entry) => entry.account.id === account.id && entry.visibleAt <= now).reverse();
	}

	clear(): void {
		this.entries = [];
		this.written = 0;
		this.lag = PUNCTUAL;
	}
}

/** `{old_value: {old_value: 5000, type}, …}` as `{old_value: "5000", …}`. */
function flat(extraData: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(extraData).map(([name, value]) => [
			name,
			typeof value === 'object' && value !== null && name in value
				? String((value as Record<string, unknown>)[name])
				: value,
		]),
	);
}

/** Between 0.5 and 1.5, the same for the same entry in every run. */
function spread(entry: number): number {
	return 0.5 + ((entry * 7919) % 101) / 100;
}
