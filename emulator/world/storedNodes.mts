import type { Ad, AdSet, Campaign } from './adObjectModel.mts';
import type { Account, Activity, AdLabel, Business, User } from './basics.mts';

/** Everything that is stored or shown as an object, by kind. Domains add theirs where they describe them. */
export interface StoredKinds {
	User: User;
	Business: Business;
	AdAccount: Account;
	AdLabel: AdLabel;
	Campaign: Campaign;
	AdSet: AdSet;
	Ad: Ad;
	AdActivity: Activity;
}
export type Kind = keyof StoredKinds;
export type NodeOf<K extends Kind> = StoredKinds[K];
export type StoredNode = StoredKinds[Kind];
