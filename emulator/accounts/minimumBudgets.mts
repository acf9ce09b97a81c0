import type { MinimumBudget } from '../world/basics.mts';

/** One row a currency, in minor units (spec object MinimumBudget). The numbers are examples: Meta's own change. */
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

export const MINIMUM_BUDGETS: MinimumBudget[] = Object.entries(MINOR).map(([currency, minor], index) => ({
	kind: 'MinimumBudget',
	id: String(index + 1),
	currency,
	minor,
}));
