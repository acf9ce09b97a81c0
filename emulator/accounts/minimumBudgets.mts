import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';

/** The least budgets in a currency, in minor units (spec object MinimumBudget). */
interface MinimumBudget {
	kind: 'MinimumBudget';
	id: string;
	currency: string;
	minor: number;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		MinimumBudget: MinimumBudget;
	}
}

/** The numbers are examples: Meta's own change. */
const MINOR: Record<string, number> = {
	AUD: 150,
	BRL: 560,
	CAD: 135,
	EUR: 100,
	GBP: 80,
	INR: 9_000,
	JPY: 90,
	KRW: 1_300,
	USD: 100,
};

const ROWS = Object.entries(MINOR).map(([currency, minor], index): MinimumBudget => ({
	kind: 'MinimumBudget',
	id: String(index + 1),
	currency,
	minor,
}));

const minimumBudgetType = define('MinimumBudget', {
	sdkFields: {},
	defaults: [
		'currency',
		'min_daily_budget_imp',
		'min_daily_budget_high_freq',
		'min_daily_budget_low_freq',
		'min_daily_budget_video_views',
	],
	hasId: false,
	// Relations as in a fixture seen in the field (USD 100/100/4000/100): third-party hint.
	readers: {
		currency: (row) => row.currency,
		min_daily_budget_imp: (row) => row.minor,
		min_daily_budget_high_freq: (row) => row.minor,
		min_daily_budget_low_freq: (row) => row.minor * 40,
		min_daily_budget_video_views: (row) => row.minor,
	},
});

export const minimumBudgetDomain = {
	types: { MinimumBudget: minimumBudgetType },
	edges: { AdAccount: { minimum_budgets: edge({ to: 'MinimumBudget', order: 'oldest', isAds: true }, () => ROWS) } },
} satisfies Domain;
