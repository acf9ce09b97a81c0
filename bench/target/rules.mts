import { decideStep } from '../../nodes/MetaBudgetGuard/policy/decide.ts';
import type { Wish } from '../../nodes/MetaBudgetGuard/policy/request.ts';
import { defaultPolicy } from '../../nodes/MetaBudgetGuard/policy/settings.ts';
import type { LeverState } from '../../nodes/MetaBudgetGuard/policy/state.ts';
import { surroundingsOf, type Surroundings } from '../../nodes/MetaBudgetGuard/target/surroundings.ts';
import { settledOf } from '../../nodes/MetaBudgetGuard/target/counted.ts';
import { defaultTarget, wishToward, type TargetSettings } from '../../nodes/MetaBudgetGuard/target/toward.ts';
import type { ReportWindow } from '../../nodes/MetaBudgetGuard/target/windows.ts';
import { TARGET, type AdSetLife } from './world.mts';
import { simulatedAdSet } from '../simulatedAdSet.mts';

/** How a budget is steered: asked at each look, it may set budgets. */
export interface Rule {
	readonly name: string;
	readonly color: string;
	readonly everyHours: number;
	/** At all ad sets of an account. */
	readonly look: (account: readonly AdSetLife[]) => void;
}

/** The most the guard may raise a budget to, and the others as well, in starting budgets. */
export const CEILING = 3n;
/** Where a rule without a ceiling is stopped, since an advertiser would: only to keep numbers readable. */
const BANKRUPT = 50n;

const settings: TargetSettings = { goal: { kind: 'cost', target: TARGET }, ...defaultTarget };

/** As much of the state as one ad set has, quiet but for its own changes. */
const stateOf = (life: AdSetLife): LeverState => ({
	...simulatedAdSet,
	lever: 'dailyBudget',
	value: life.budget,
	learning: [life.stage],
	log: { values: life.values, touches: life.touches, unreadable: [] },
	beside: null,
	readAt: life.now,
});

const reportOf = (life: AdSetLife): ReportWindow[] =>
	life.report(28).map(({ date, ...numbers }) => ({ since: date, until: date, ...numbers }));

const around = (account: readonly AdSetLife[]): Surroundings =>
	surroundingsOf(
		account.map((life, index) => ({
			id: String(index),
			goal: settings.goal,
			settled: settledOf(reportOf(life), settings, 'UTC', life.now),
		})),
	);

const step = (life: AdSetLife, surroundings: Surroundings): void =>
	steer(life, wishToward(reportOf(life), settings, stateOf(life), surroundings, life.now));

/** Moves a budget as far as the guards allow. */
export function steer(life: AdSetLife, wish: Wish): void {
	const policy = { ...defaultPolicy, ceiling: life.start * CEILING };
	const decision = decideStep(
		stateOf(life),
		{ wish, expected: null, released: null, figures: [], emergency: false },
		policy,
		life.now,
	);
	life.set(decision.to);
}

export const guarded = (everyHours: number, color: string): Rule => ({
	name: `Budget guard toward a target, ${everyHours === 1 ? 'hourly' : 'daily'}`,
	color,
	everyHours,
	look: (account) => {
		const surroundings = around(account);
		for (const life of account) step(life, surroundings);
	},
});

/** A rule that knows each ad set alone. */
const each =
	(look: (life: AdSetLife) => void): Rule['look'] =>
	(account) =>
		account.forEach(look);

const scaled = (life: AdSetLife, factor: number): void => {
	const most = life.start * BANKRUPT;
	const next = BigInt(Math.max(100, Math.round(Number(life.budget) * factor)));
	life.set(next < most ? next : most);
};

/** A published workflow: every hour, 10 % more where today's cost per result is at the target or better. */
export const naive: Rule = {
	name: '+10 % every hour while today is on target',
	color: '#c23030',
	everyHours: 1,
	look: each((life) => {
		const [today] = life.report(1, { withToday: true });
		if (today && today.results > 0 && today.cost / today.results <= TARGET) scaled(life, 1.1);
	}),
};

/** A common script: every hour, the budget times target ÷ cost of today and yesterday, between −20 % and +20 %. */
export const proportional: Rule = {
	name: 'Proportional every hour',
	color: '#d9822b',
	everyHours: 1,
	look: each((life) => {
		const days = life.report(2, { withToday: true });
		const cost = days.reduce((sum, day) => sum + day.cost, 0);
		const results = days.reduce((sum, day) => sum + day.results, 0);
		if (cost > 0) scaled(life, Math.min(1.2, Math.max(0.8, (TARGET * results) / cost)));
	}),
};

/** The same script by somebody who has heard of late conversions: over the last seven whole days. */
export const patient: Rule = {
	name: 'Proportional every hour, by the last 7 days',
	color: '#8a5fbf',
	everyHours: 1,
	look: each((life) => {
		const days = life.report(7);
		const cost = days.reduce((sum, day) => sum + day.cost, 0);
		const results = days.reduce((sum, day) => sum + day.results, 0);
		if (cost > 0) scaled(life, Math.min(1.2, Math.max(0.8, (TARGET * results) / cost)));
	}),
};

export const nothing: Rule = { name: 'Doing nothing', color: '#999', everyHours: 24, look: () => undefined };
