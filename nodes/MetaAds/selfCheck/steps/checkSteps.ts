import type { IDataObject } from 'n8n-workflow';

import { WITHOUT_CAP } from '../../../meta/bids';
import { currencyDecimals, isListedCurrency } from '../../../shared/money';
import { NAME, withFirst, type EarlierRows, type CheckStep, type StepValues } from './step';

const checkOnly = { options: { validateOnly: true } };

const checks = (operation: string, points: number, values: CheckStep['values'], brings?: string): CheckStep => ({
	operation: `metaAds.${operation}`,
	what: brings,
	level: 'validateOnly',
	points,
	values: (earlierRows) => {
		const stepValues = values(earlierRows);
		return typeof stepValues === 'string' ? stepValues : { ...stepValues, ...checkOnly };
	},
});

/** Twice the account's largest minimum: no budget that is checked can be too small, whatever it is for. */
export function budgetFor({ account, rows }: EarlierRows): string | null {
	const minimums = Object.values(rows.minimum?.[0] ?? {})
		.map(Number)
		.filter((amount) => amount > 0);
	if (minimums.length === 0 || !isListedCurrency(account.currency)) return null;
	return (2 * Math.max(...minimums)).toFixed(currencyDecimals(account.currency));
}

const withBudget =
	(values: (budget: string, earlierRows: EarlierRows) => StepValues | string) =>
	(earlierRows: EarlierRows): StepValues | string => {
		const budget = budgetFor(earlierRows);
		return budget === null ? 'the smallest budgets of the account are unknown' : values(budget, earlierRows);
	};

export const campaignOf = (budget: StepValues): StepValues => ({
	name: NAME,
	objective: 'OUTCOME_TRAFFIC',
	specialAdCategories: ['NONE'],
	status: 'PAUSED',
	...budget,
});

/** Goals that need nothing promoted (see `adSet/goal/goals.ts`). */
const plainGoal = 'LINK_CLICKS';
const plainObjectives = ['OUTCOME_TRAFFIC', 'OUTCOME_ENGAGEMENT', 'OUTCOME_LEADS', 'OUTCOME_SALES'];

const isPlain = (campaign: IDataObject): boolean =>
	plainObjectives.includes(String(campaign.objective)) &&
	campaign.specialAdCategories === 'NONE' &&
	['ACTIVE', 'PAUSED'].includes(String(campaign.status)) &&
	[WITHOUT_CAP, null].includes(campaign.bidStrategy as string | null);

export const adSetIn = (campaign: IDataObject, budget: string): StepValues => ({
	campaign: String(campaign.id),
	name: NAME,
	optimizationGoal: plainGoal,
	...((campaign.dailyBudget ?? campaign.lifetimeBudget)
		? { budgetType: 'campaign' }
		: { budgetType: 'daily', dailyBudget: budget }),
	countries: ['US'],
	status: 'PAUSED',
});

const newAdSet = withBudget((budget, { rows }) => {
	const campaign = rows.campaign?.find(isPlain);
	return campaign === undefined ? 'the account has no campaign that takes a plain ad set' : adSetIn(campaign, budget);
});

export const creativeValuesOf = (page: string): StepValues => ({
	format: 'json',
	name: NAME,
	creativeJson: JSON.stringify({
		object_story_spec: { page_id: page, link_data: { link: 'https://example.com/', message: NAME } },
	}),
});

const newAd = withFirst('ad set', (adSet, _, earlierRows) =>
	withFirst('creative', (creative) => ({ adSet, creative, name: NAME, status: 'PAUSED' }))(earlierRows),
);

const renameValues = (kind: string, parameter: string): CheckStep['values'] =>
	withFirst(kind, (id) => ({ [parameter]: id, updateFields: { name: NAME } }));

/** The creates and updates that Meta can check without carrying them out, below parents that exist. */
export const checkSteps: readonly CheckStep[] = [
	checks(
		'campaign.create',
		3,
		withBudget((dailyBudget) => campaignOf({ budgetType: 'daily', dailyBudget })),
		'daily budget',
	),
	checks('campaign.create', 3, () => campaignOf({ budgetType: 'adSets' }), 'budgets on the ad sets'),
	checks('adSet.create', 4, newAdSet),
	checks(
		'creative.create',
		3,
		withFirst('page', (page) => creativeValuesOf(page)),
	),
	checks('ad.create', 3, newAd),
	checks('campaign.update', 4, renameValues('campaign', 'campaign')),
	checks('adSet.update', 4, renameValues('ad set', 'adSet')),
	checks('ad.update', 4, renameValues('ad', 'ad')),
];
