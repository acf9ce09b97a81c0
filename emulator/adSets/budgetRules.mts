import { ruleError } from '../graph/language/graphError.mts';
import { display } from '../graph/language/money.mts';
import { hasOwnBudget, type AdSetRule } from './rule.mts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** 100/1885621: budget on campaign and ad set (Meta: marketing-api/error-reference); none at all: code UNCONFIRMED 29. */
const whereRule: AdSetRule = {
	on: ['dailyBudget', 'lifetimeBudget'],
	check: (result, { campaign }) => {
		const field = result.lifetimeBudget === undefined ? 'daily_budget' : 'lifetime_budget';
		if (result.dailyBudget !== undefined && result.lifetimeBudget !== undefined) {
			throw ruleError('Two budgets', 'An ad set has either a daily or a lifetime budget, not both.', 'daily_budget');
		}
		if (hasOwnBudget(result) && hasOwnBudget(campaign)) {
			throw ruleError(
				'Budget on campaign and ad set',
				`Campaign ${campaign.id} has a budget: its ad sets cannot have budgets of their own.`,
				field,
				1885621,
			);
		}
		if (hasOwnBudget(result) || hasOwnBudget(campaign)) return;
		throw ruleError('Budget is missing', 'Set a daily or a lifetime budget for the ad set.', 'daily_budget');
	},
};

/** Ends, and flights of more than 24 hours for daily budgets (Meta: best-practices on budgets); subcodes UNCONFIRMED 29. */
const flightRule: AdSetRule = {
	on: ['dailyBudget', 'lifetimeBudget', 'startTime', 'endTime'],
	check: ({ dailyBudget, lifetimeBudget, startTime, endTime }, { now, current }) => {
		const start = startTime ?? now;
		if (lifetimeBudget !== undefined && !endTime) {
			throw ruleError('End date is missing', 'A lifetime budget needs an end date (end_time).', 'end_time');
		}
		if (!endTime) return;
		if (endTime <= start || (endTime <= now && endTime !== current?.endTime)) {
			throw ruleError('End date is too early', 'The end date must be later than the start date and now.', 'end_time');
		}
		if (dailyBudget !== undefined && endTime - start <= DAY) {
			throw ruleError(
				'Schedule is too short',
				'A daily budget needs more than 24 hours between start and end.',
				'end_time',
			);
		}
	},
};

/** 1885272 for a daily budget, 1487901 for a lifetime budget per started day (Meta: marketing-api/error-reference; which is which UNCONFIRMED 31). */
const minimumRule: AdSetRule = {
	on: ['dailyBudget', 'lifetimeBudget', 'endTime'],
	check: ({ dailyBudget, lifetimeBudget, startTime, endTime }, { account, now }) => {
		const least = account.minDailyBudget;
		if (dailyBudget !== undefined && dailyBudget < least) {
			throw ruleError(
				'Your budget is too low',
				`The daily budget must be at least ${display(least, account.currency)}.`,
				'daily_budget',
				1885272,
			);
		}
		if (lifetimeBudget === undefined || !endTime) return;
		const days = Math.max(1, Math.ceil((endTime - Math.max(startTime ?? now, now) - MINUTE) / DAY));
		if (lifetimeBudget >= least * days) return;
		throw ruleError(
			'Your budget is too low',
			`The lifetime budget must be at least ${display(least * days, account.currency)} for ${days} days.`,
			'lifetime_budget',
			1487901,
		);
	},
};

const LIMITS = {
	dailyMinSpend: 'daily_min_spend_target',
	dailySpendCap: 'daily_spend_cap',
	lifetimeMinSpend: 'lifetime_min_spend_target',
	lifetimeSpendCap: 'lifetime_spend_cap',
} as const;

/** Minimum and cap of an ad set belong to campaign budgets (Meta: best-practices on budgets); subcodes UNCONFIRMED 29. */
const spendLimitRule: AdSetRule = {
	on: ['dailyMinSpend', 'dailySpendCap', 'lifetimeMinSpend', 'lifetimeSpendCap'],
	check: (result, { campaign }) => {
		const keys = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).filter((key) => result[key]);
		const [first] = keys;
		if (first && !hasOwnBudget(campaign)) {
			throw ruleError(
				'Spend limit is not possible',
				'Minimum and maximum spend of an ad set need a campaign budget.',
				LIMITS[first],
			);
		}
		const pairs = [
			['dailyMinSpend', 'dailySpendCap'],
			['lifetimeMinSpend', 'lifetimeSpendCap'],
		] as const;
		for (const [least, most] of pairs) {
			if (!result[most] || (result[least] ?? 0) <= (result[most] ?? 0)) continue;
			throw ruleError('Spend limits do not fit', 'The minimum spend is larger than the maximum.', LIMITS[least]);
		}
	},
};

/** Only with a lifetime budget (Meta: budget-scheduling, "Ad scheduling can only be used with lifetime budgets") and day_parting. */
const scheduleRule: AdSetRule = {
	on: ['schedule', 'pacingType', 'dailyBudget', 'lifetimeBudget'],
	check: ({ schedule = [], pacingType = [], lifetimeBudget }, { campaign }) => {
		if (schedule.length === 0) return;
		if (lifetimeBudget === undefined && campaign.lifetimeBudget === undefined) {
			throw ruleError(
				'Ad scheduling is not possible',
				'Ad scheduling can only be used with lifetime budgets.',
				'adset_schedule',
			);
		}
		if (pacingType.includes('day_parting')) return;
		throw ruleError('Pacing does not fit', 'A schedule needs pacing_type ["day_parting"].', 'pacing_type');
	},
};

export const BUDGET_RULES: AdSetRule[] = [whereRule, flightRule, minimumRule, spendLimitRule, scheduleRule];
