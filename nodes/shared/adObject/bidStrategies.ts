/** In Ads Manager's words; caps, goals and floors take their value on the ad set. */
export const bidStrategies = [
	{ name: 'Bid Cap', value: 'LOWEST_COST_WITH_BID_CAP', description: 'Never bids above an amount set on each ad set' },
	{ name: 'Cost per Result Goal', value: 'COST_CAP', description: 'Keeps the average cost per result around an amount set on each ad set' },
	{ name: 'Highest Volume', value: 'LOWEST_COST_WITHOUT_CAP', description: 'Gets the most results for the budget' },
	{ name: 'ROAS Goal', value: 'LOWEST_COST_WITH_MIN_ROAS', description: 'Keeps the return on ad spend above a value set on each ad set' },
] as const;
