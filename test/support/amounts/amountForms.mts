import { DateTime } from 'luxon';

import { ACCOUNTS, ADS, AD_SETS, AUDIENCES } from '../../../emulator/world/seedIds.mts';

/** Forms with amounts, percentages and counts, ready for them to be typed. */

/** A node of this package with what is chosen already; everything else stands at its default. */
interface ReadyForm {
	readonly name: string;
	readonly type: string;
	readonly parameters: Record<string, unknown>;
	readonly input?: ReadonlyArray<Record<string, unknown>>;
}

const withId = (value: string) => ({ __rl: true, mode: 'id', value });

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const inUsd = { adAccount: withId(ACCOUNTS.usd) };
const inEur = { adAccount: withId(ACCOUNTS.eur) };

/** One row that has what each of the nodes wants. */
export const ROW = {
	ad_id: ADS.usdNoBudgetA1,
	ad_name: 'Opening hours',
	// By the account's clock: a rotation wants all days that are over there, and none that is not.
	date_start: DateTime.now().setZone('America/New_York').minus({ days: 1 }).toISODate(),
	spend: 210.4,
	impressions: 18400,
	results: 60,
	clicks: 0,
	budget: '20,50',
	'E-Mail': 'ada@example.com',
};

export const CAMPAIGN: ReadyForm = {
	name: 'Campaign',
	type: 'metaAds',
	parameters: {
		resource: 'campaign',
		operation: 'create',
		...inUsd,
		name: 'Typed',
		specialAdCategories: ['NONE'],
		additionalFields: { spendCap: '' },
	},
	input: [ROW],
};

export const FORMS: readonly [ReadyForm, ...ReadyForm[]] = [
	CAMPAIGN,
	{
		name: 'Bid',
		type: 'metaAds',
		parameters: {
			resource: 'adSet',
			operation: 'update',
			...inEur,
			adSet: withId(AD_SETS.eurCostCap),
			updateFields: { bidAmount: '' },
		},
	},
	{
		name: 'ROAS',
		type: 'metaAds',
		parameters: {
			resource: 'adSet',
			operation: 'update',
			...inEur,
			adSet: withId(AD_SETS.eurMinRoas),
			updateFields: { roasFloor: '' },
			// From the seed's 1.5 to 20.5.
			options: { allowLargeChange: true },
		},
	},
	{ name: 'Limit', type: 'metaAds', parameters: { resource: 'campaign', operation: 'getMany', ...inUsd } },
	{
		name: 'Rotate',
		type: 'metaAds',
		parameters: {
			resource: 'ad',
			operation: 'rotate',
			...inUsd,
			adSet: withId(AD_SETS.usdNoBudgetA),
			limits: { lagDays: '0', timesTarget: '' },
		},
	},
	{
		name: 'Guard',
		type: 'metaBudgetGuard',
		parameters: {
			operation: 'adjustBudget',
			...inEur,
			adSet: withId(AD_SETS.eurNoBudget),
			change: 'value',
			guards: { largestStep: '' },
		},
	},
	{
		name: 'Target',
		type: 'metaBudgetGuard',
		parameters: {
			operation: 'adjustBudget',
			...inEur,
			adSet: withId(AD_SETS.eurNoBudget),
			change: 'target',
			numbersFrom: 'own',
			since: daysAgo(18),
			until: daysAgo(4),
			ceiling: '60',
		},
	},
	{
		name: 'Replace',
		type: 'metaAudiences',
		parameters: {
			resource: 'member',
			operation: 'replace',
			...inUsd,
			audience: withId(AUDIENCES.usdRegulars),
			consent: 'everybody',
			whatColumnsSay: { line: [{ columns: 'ad_name, clicks', says: 'nothing', words: '' }] },
		},
	},
	{ name: 'Report', type: 'metaInsights', parameters: { operation: 'get', ...inUsd, dateRange: 'lastDays' } },
	{
		name: 'Trigger',
		type: 'metaAdsTrigger',
		parameters: { ...inUsd, events: ['spendThreshold'], thresholds: { spentTodayAbove: '' } },
	},
];
