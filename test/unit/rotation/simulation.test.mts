import { rotation, significance } from '../../../bench/rotation/policies.mts';
import { simulate } from '../../../bench/rotation/simulate.mts';
import { simulateSuspects } from '../../../bench/rotation/suspects.mts';
import { simulateTired } from '../../../bench/rotation/tired.mts';

// A short run of the simulation behind docs/development/rotation-simulation.md: enough to see a rule break, too short for its figures.

const AD_SETS = 12;
const SEED = 42;
const equal = { costs: [1, 1, 1, 1, 1], dailyBudget: 5 };
const barren = { costs: [1, 1, 1, 1, Infinity], dailyBudget: 5 };

it.each([
	['simple', rotation('simple', {})],
	['statistical', rotation('statistical', { rule: 'statistical' })],
])(
	'the %s rule hardly ever pauses an ad that is as good as the target, and stops one that brings nothing',
	(_name, policy) => {
		expect(simulate(policy, equal, SEED, AD_SETS).falsePauses).toBeLessThanOrEqual(0.2);
		const { caught, spentWhenPaused } = simulate(policy, barren, SEED, AD_SETS);
		expect(caught).toBe(1);
		// Ten for the simple rule, and as much more as surety costs for the other.
		expect(spentWhenPaused).toBeLessThan(15);
	},
);

it('suspects most losers that cost twice the target early, and a good ad on few days', () => {
	const twice = { costs: [1, 1, 1, 1, 2], dailyBudget: 5 };
	expect(simulateSuspects(twice, SEED, AD_SETS).inTime).toBeGreaterThanOrEqual(0.5);
	expect(simulateSuspects(equal, SEED, AD_SETS).falseOnADay).toBeLessThanOrEqual(0.15);
});

it('replaces an ad that brings a fifth of what it did, and hardly ever one that is as good as before', () => {
	const tiring = { ad: 0, from: 25 };
	const large = { costs: [0.5, 1], dailyBudget: 25 };
	const falls = { ...large, levelOn: (ad: number, day: number) => (ad === tiring.ad && day >= tiring.from ? 0.2 : 1) };
	const found = simulateTired(falls, SEED, AD_SETS, tiring);
	expect(found.replaced).toBeGreaterThanOrEqual(0.5);
	expect(found.falsely).toBe(0);
	expect(simulateTired({ ...large, dayVariance: 1 }, SEED, AD_SETS).falsely).toBeLessThanOrEqual(0.1);
});

it('is a world in which an ordinary rule is often wrong', () => {
	expect(simulate(significance, equal, SEED, AD_SETS).falsePauses).toBeGreaterThan(0.8);
});

it('gives the same lives for the same seed', () => {
	const policy = rotation('simple', {});
	expect(simulate(policy, barren, SEED, 3)).toEqual(simulate(policy, barren, SEED, 3));
});
