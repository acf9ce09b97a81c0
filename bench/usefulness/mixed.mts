import { decideStep } from '../../nodes/MetaBudgetGuard/policy/decide.ts';
import { defaultPolicy } from '../../nodes/MetaBudgetGuard/policy/settings.ts';
import { matureWindows } from '../../nodes/MetaBudgetGuard/target/maturity.ts';
import { settledOf } from '../../nodes/MetaBudgetGuard/target/counted.ts';
import { defaultStop, wishToStop } from '../../nodes/MetaBudgetGuard/target/stopLoss.ts';
import { surroundingsOf } from '../../nodes/MetaBudgetGuard/target/surroundings.ts';
import type { ReportWindow } from '../../nodes/MetaBudgetGuard/target/windows.ts';
import { guarded, nothing, steer, type Rule } from '../target/rules.mts';
import { AdSetLife, BEFORE, TARGET, type Days } from '../target/world.mts';
import { simulatedAdSet } from '../simulatedAdSet.mts';

/**
 * An account as people have it: two ad sets better than the target, one at it, one expensive and one that loses. What a rule makes of the
 * cost of a result in six weeks, and what it does to the healthy ones.
 */

/** What a result truly costs, of the target. Left alone such an account costs 1.15. */
export const MIX = [0.7, 0.9, 1, 1.75, 4] as const;
export const LAST_DAY = 45;
const HEALTHY = 1;
const LOSER = 4;
/** What is worth more budget, and what none at all, for whoever knows. */
const [CHEAP, DEAR] = [0.8, 1.2];
/** A budget below this share of its first one is starved. */
const STARVED = 0.8;
/** Times the first budget: no rule raises above, and what is cut so far costs next to nothing. */
const [MOST, LEAST] = [3, 0.25];

export interface Usefulness {
	/** What a result cost in the last week, and in all days, of the target: on average, without the luck of these days. */
	readonly lastWeek: number;
	readonly allDays: number;
	/** The same of the last week with its luck. */
	readonly asItCame: number;
	/** What the losers spent, of what they would have spent left alone. */
	readonly ofLosers: number;
	/** Share of healthy ad sets whose budget ended below 80 % of their first one. */
	readonly starved: number;
	/** Of all steps, those in the wrong direction: a healthy one cut or stopped, a dear one raised. */
	readonly falseSteps: number;
	/** Of all mornings on which a dear ad set could be cut or a cheap one raised, those without a step. */
	readonly falseHolds: number;
}

/** A rule that may also switch an ad set off. */
export interface MixedRule extends Pick<Rule, 'name' | 'look'> {
	readonly stops?: (account: readonly AdSetLife[], on: ReadonlySet<AdSetLife>) => readonly AdSetLife[];
}

const goal = { kind: 'cost', target: TARGET } as const;
const reportOf = (life: AdSetLife): ReportWindow[] =>
	life.report(28, { withToday: true }).map(({ date, ...numbers }) => ({ since: date, until: date, ...numbers }));

/** Which ad sets a stop-loss switches off this morning. */
function stopped(account: readonly AdSetLife[], on: ReadonlySet<AdSetLife>): AdSetLife[] {
	const running = account.filter((life) => on.has(life));
	const settings = { goal, ...defaultStop, cut: null };
	const around = surroundingsOf(
		running.map((life, index) => ({
			...{ id: String(index), goal },
			settled: settledOf(reportOf(life), settings, 'UTC', life.now),
			ripening: matureWindows(reportOf(life), settings.lagDays, 'UTC', life.now),
		})),
	);
	return running.filter((life) => {
		const log = { values: [], touches: [], unreadable: [] };
		const lever = { lever: 'status', value: 1n, learning: ['learning'], log, beside: ['2'], readAt: life.now } as const;
		const state = { ...simulatedAdSet, ...lever };
		const wish = wishToStop(reportOf(life), settings, state, around, life.now);
		const asked = { wish, expected: null, released: null, figures: [], emergency: false };
		return decideStep(state, asked, defaultPolicy, life.now).verdict === 'move';
	});
}

/** The rule that people write first: a fifth more or less a day, by the last seven days. */
const plain: MixedRule = {
	name: '±20 % a day, by the last 7 days',
	look: (account) => {
		for (const life of account) {
			const days = life.report(7);
			const cost = days.reduce((sum, day) => sum + day.cost, 0);
			const results = days.reduce((sum, day) => sum + day.results, 0);
			if (cost === 0) continue;
			const factor = results > 0 && cost / results < TARGET ? 1.2 : 0.8;
			const next = BigInt(Math.round(Number(life.budget) * factor));
			const most = life.start * BigInt(MOST);
			life.set(next < 100n ? 100n : next > most ? most : next);
		}
	},
};

/** The most that the same guards let anybody reach: it knows the true costs, raises what is cheap and stops what is dear. */
const knowing: MixedRule = {
	name: 'Who knows the true costs',
	look: (account) => {
		for (const life of account)
			if (life.cost < TARGET * CHEAP) steer(life, { kind: 'percent', share: defaultPolicy.step });
	},
	stops: (account, on) => account.filter((life) => on.has(life) && life.cost > TARGET * DEAR),
};

const toward = guarded(24, '');
export const rules: readonly MixedRule[] = [
	{ name: 'Doing nothing', look: nothing.look },
	plain,
	{ name: 'Toward a target', look: toward.look },
	{ name: 'Stop Loss', look: nothing.look, stops: stopped },
	{ name: 'Toward a target and Stop Loss', look: toward.look, stops: stopped },
	knowing,
];

/** Steps and holds of one morning, compared with what the true costs ask for. */
class Mornings {
	steps = 0;
	wrongSteps = 0;
	calls = 0;
	uncalled = 0;

	/** @param budget before the look; @param isOn after it */
	count({ cost, start, budget }: AdSetLife, before: bigint, isOn: boolean): void {
		const move = !isOn || budget < before ? 'less' : budget > before ? 'more' : 'none';
		const [isHealthy, isDear, isCheap] = [cost <= TARGET * HEALTHY, cost > TARGET * DEAR, cost < TARGET * CHEAP];
		const share = Number(before) / Number(start);
		if (move !== 'none') this.steps += 1;
		if ((move === 'less' && isHealthy) || (move === 'more' && isDear)) this.wrongSteps += 1;
		if (!(isDear && share > LEAST) && !(isCheap && share < MOST)) return;
		this.calls += 1;
		if (move !== (isDear ? 'less' : 'more')) this.uncalled += 1;
	}
}

const numbersOf = ({ spend, results, bought }: AdSetLife) => ({ spend, results, bought });

export function useful(rule: MixedRule, days: Days, seed: number, accounts: number): Usefulness {
	const sums = {
		cost: 0,
		results: 0,
		weekCost: 0,
		weekResults: 0,
		weekCame: 0,
		losers: 0,
		losersAlone: 0,
		starved: 0,
		healthy: 0,
	};
	const mornings = new Mornings();
	for (let index = 0; index < accounts; index++) {
		const account = MIX.map((truth, place) => new AdSetLife(truth, days, seed * 1_000 + index * MIX.length + place));
		const on = new Set(account);
		for (let hour = -BEFORE * 24; hour < 0; hour++) for (const life of account) life.live();
		const before = account.map(numbersOf);
		let week = before;
		for (let hour = 0; hour < LAST_DAY * 24; hour++) {
			if (hour % 24 === 6) {
				const running = account.filter((life) => on.has(life)).map((life) => [life, life.budget] as const);
				for (const life of rule.stops?.(account, on) ?? []) on.delete(life);
				rule.look(account.filter((life) => on.has(life)));
				for (const [life, budget] of running) mornings.count(life, budget, on.has(life));
			}
			if (hour === (LAST_DAY - 7) * 24) week = account.map(numbersOf);
			for (const life of account) life.live(on.has(life));
		}
		for (const [place, life] of account.entries()) {
			sums.cost += life.spend - before[place]!.spend;
			sums.results += life.bought - before[place]!.bought;
			sums.weekCost += life.spend - week[place]!.spend;
			sums.weekResults += life.bought - week[place]!.bought;
			sums.weekCame += life.results - week[place]!.results;
			if (MIX[place] === LOSER) {
				sums.losers += life.spend - before[place]!.spend;
				sums.losersAlone += (Number(life.start) / 100) * LAST_DAY;
			}
			if (MIX[place]! > HEALTHY) continue;
			sums.healthy += 1;
			if (!on.has(life) || Number(life.budget) < Number(life.start) * STARVED) sums.starved += 1;
		}
	}
	return {
		lastWeek: sums.weekCost / sums.weekResults / TARGET,
		asItCame: sums.weekCost / sums.weekCame / TARGET,
		allDays: sums.cost / sums.results / TARGET,
		ofLosers: sums.losers / sums.losersAlone,
		starved: sums.starved / sums.healthy,
		falseSteps: mornings.steps === 0 ? 0 : mornings.wrongSteps / mornings.steps,
		falseHolds: mornings.uncalled / mornings.calls,
	};
}
