import type { Filter } from '../../graph/language/filtering.mts';
import type { Ad, AdSet, Campaign } from '../../world/adObjectModel.mts';
import type { Account } from '../../world/basics.mts';
import type { Period } from './days.mts';

export type Scope = Account | Campaign | AdSet | Ad;

export const LEVELS = ['account', 'campaign', 'adset', 'ad'] as const;
export type Level = (typeof LEVELS)[number];
export const LEVEL_OF: Record<Scope['kind'], Level> = {
	AdAccount: 'account',
	Campaign: 'campaign',
	AdSet: 'adset',
	Ad: 'ad',
};

/** A report as asked for, checked. */
export interface InsightsQuery {
	scope: Scope;
	account: Account;
	level: Level;
	/** The range of every period, in the order of the answer. */
	periods: Period[];
	fields: string[];
	breakdowns: string[];
	actionBreakdowns: string[];
	windows: string[];
	filters: Filter[];
	/** `spend` or `actions:link_click`. */
	sort?: { field: string; isDescending: boolean };
	/** Fields of the totals row; absent: none was asked for. */
	summary?: string[];
	isAsync: boolean;
	/** Reach is told although the report is too old for it. */
	hasOldReach?: boolean;
}
