import { guarded, naive, proportional } from '../../../bench/target/rules.mts';
import { budgetsOn, quantile, simulate } from '../../../bench/target/simulate.mts';
import type { Days } from '../../../bench/target/world.mts';
import { sampled } from '../../support/sampled.mts';
import { expectGrown, expectHalved, expectStill } from './simulationBounds.mts';

// A short run of the simulation behind docs/development/target-simulation.md: enough to see a rule break, too short for its figures.

const SEED = 42;
/** As uneven as the guard assumes days to be. */
const USUAL: Days = { variance: 0.3, memory: 0 };

const lives = [
	{ name: 'daily', everyHours: 24, adSets: 16 },
	{ name: 'hourly', everyHours: 1, adSets: 3 },
].flatMap((pace) => [
	{ ...pace, cost: 1, does: 'leaves budgets alone that are on target', keepsBounds: expectStill },
	{ ...pace, cost: 2, does: 'halves budgets that cost twice the target', keepsBounds: expectHalved },
	{
		...pace,
		cost: 0.5,
		does: 'lets budgets grow that cost half the target, within the caps',
		keepsBounds: expectGrown,
	},
]);

// One of each pace a day; in full length all are in test/soak.
it.each(sampled(lives, ({ name }) => name))(
	'toward a target, $name, $does',
	({ everyHours, adSets, cost, keepsBounds }) => {
		keepsBounds(simulate(guarded(everyHours, ''), cost, USUAL, SEED, adSets));
	},
);

it('is a world in which ordinary rules starve what is on target, or run away', () => {
	const end = (outcome: ReturnType<typeof simulate>): number => quantile(budgetsOn(outcome, 60), 0.5);
	expect(end(simulate(proportional, 1, USUAL, SEED, 10))).toBeLessThan(0.5);
	expect(end(simulate(naive, 0.5, USUAL, SEED, 10))).toBeGreaterThan(4);
});

it.each([guarded(24, ''), naive])('gives the same lives for the same seed ($name)', (rule) => {
	expect(simulate(rule, 0.5, USUAL, SEED, 3)).toEqual(simulate(rule, 0.5, USUAL, SEED, 3));
});
