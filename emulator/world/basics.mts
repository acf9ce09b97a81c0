/** What the emulator stores. Money is kept in minor units (integers), times in milliseconds, ids as strings of digits. */

export const STATUSES = ['ACTIVE', 'PAUSED', 'ARCHIVED', 'DELETED'] as const;
export type Status = (typeof STATUSES)[number];

export interface User {
	kind: 'User';
	id: string;
	name: string;
	/** What the activity log says the user worked with; the emulated app without it. */
	application?: { id: string; name: string };
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
	/** Businesses that work on it for its owner. */
	clientOf?: string[];
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
	/** ID of the payment method; absent without one. */
	fundingSource?: string;
	/** Apps that are notified of its changes: names by ID. */
	apps?: Map<string, string>;
	/** Its owner has a shop on Facebook or Instagram. */
	hasShop?: boolean;
	/** False: no token of the emulator's app may read it. */
	visible: boolean;
	/** A sandbox ad account: only the token that was made for it sees it, and that token sees nothing else. */
	sandboxOf?: User;
}

export interface AdLabel {
	kind: 'AdLabel';
	id: string;
	account: Account;
	name: string;
	createdTime: number;
}

export interface Activity {
	kind: 'AdActivity';
	/** Order of writing; Graph shows no id for an activity. */
	id: string;
	account: Account;
	eventTime: number;
	visibleAt: number;
	eventType: string;
	categories: string[];
	objectId: string;
	objectName: string;
	objectType: string;
	actor: User;
	extraData: Record<string, unknown>;
}
