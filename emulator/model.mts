/** What the emulator stores. Money is kept in minor units (integers), times in milliseconds, ids as strings of digits. */

export const STATUSES = ['ACTIVE', 'PAUSED', 'ARCHIVED', 'DELETED'] as const;
export type Status = (typeof STATUSES)[number];

export interface User {
	kind: 'User';
	id: string;
	name: string;
}

export interface Business {
	kind: 'Business';
	id: string;
	name: string;
	twoFactorType: string;
	verificationStatus: string;
	createdTime: number;
}

export interface Account {
	kind: 'AdAccount';
	/** With the act_ prefix, as Graph's own `id` field has it. */
	id: string;
	accountId: string;
	name: string;
	currency: string;
	timeZone: string;
	business: Business;
	status: number;
	disableReason: number;
	minDailyBudget: number;
	minSpendCap: number;
	amountSpent: number;
	balance: number;
	spendCap: number;
	createdTime: number;
	userTasks: string[];
	tosAccepted: Record<string, number>;
	/** False: no token of the emulator's app may read it. */
	visible: boolean;
}

export interface AdLabel {
	kind: 'AdLabel';
	id: string;
	account: Account;
	name: string;
	createdTime: number;
}

export interface Campaign {
	kind: 'Campaign';
	id: string;
	account: Account;
	name: string;
	objective: string;
	status: Status;
	buyingType: string;
	specialAdCategories: string[];
	specialAdCategoryCountry: string[];
	dailyBudget?: number;
	lifetimeBudget?: number;
	bidStrategy?: string;
	budgetSharing?: boolean;
	spendCap?: number;
	/** Spent so far, minor units: what is left of a lifetime budget depends on it. */
	spent: number;
	startTime: number;
	stopTime?: number;
	pacingType: string[];
	promotedObject?: unknown;
	labels: AdLabel[];
	createdTime: number;
	updatedTime: number;
}

export interface AdSet {
	kind: 'AdSet';
	id: string;
	account: Account;
	campaign: Campaign;
	name: string;
	status: Status;
	dailyBudget?: number;
	lifetimeBudget?: number;
	optimizationGoal: string;
	billingEvent: string;
	bidStrategy?: string;
	targeting: unknown;
	startTime: number;
	endTime?: number;
	createdTime: number;
	updatedTime: number;
}

export interface Ad {
	kind: 'Ad';
	id: string;
	account: Account;
	campaign: Campaign;
	adSet: AdSet;
	name: string;
	status: Status;
	creativeId: string;
	createdTime: number;
	updatedTime: number;
}

export interface Permission {
	kind: 'Permission';
	id: string;
	permission: string;
	status: 'granted' | 'declined';
}

export interface MinimumBudget {
	kind: 'MinimumBudget';
	id: string;
	currency: string;
	minor: number;
}

export interface Activity {
	kind: 'AdActivity';
	/** Order of writing; Graph shows no id for an activity. */
	id: string;
	account: Account;
	eventTime: number;
	visibleAt: number;
	eventType: string;
	category: string;
	objectId: string;
	objectName: string;
	objectType: string;
	actor: User;
	extraData: Record<string, unknown>;
}

export type StoredNode =
	User | Business | Account | AdLabel | Campaign | AdSet | Ad | Permission | MinimumBudget | Activity;
export type Kind = StoredNode['kind'];
export type NodeOf<K extends Kind> = Extract<StoredNode, { kind: K }>;

/** Deleted and archived parents win over the own status, then pauses from the top down (Meta: manage-your-ad-object-status). */
export function effectiveStatus(node: Campaign | AdSet | Ad): string {
	if (node.status === 'DELETED' || node.status === 'ARCHIVED' || node.kind === 'Campaign') return node.status;
	const parents: [string, Status][] =
		node.kind === 'AdSet'
			? [['CAMPAIGN_PAUSED', node.campaign.status]]
			: [
					['CAMPAIGN_PAUSED', node.campaign.status],
					['ADSET_PAUSED', node.adSet.status],
				];
	const gone = parents.find(([, status]) => status === 'DELETED' || status === 'ARCHIVED');
	if (gone) return gone[1];
	if (node.status === 'PAUSED') return 'PAUSED';
	return parents.find(([, status]) => status === 'PAUSED')?.[0] ?? 'ACTIVE';
}
