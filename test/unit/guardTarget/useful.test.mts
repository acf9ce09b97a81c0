import { memoize } from 'lodash';

import { rules, useful, type MixedRule } from '../../../bench/usefulness/mixed.mts';

// A short run of the simulation behind docs/development/usefulness.md.

jest.setTimeout(180_000);

const ruleOf = (name: string): MixedRule => rules.find((rule) => rule.name === name)!;
const days = { variance: 0.3, memory: 0 };
/** Two tests look at the same life. */
const run = memoize((name: string) => useful(ruleOf(name), days, 7, 4));

it('toward a target cuts losers far below their spend and leaves healthy ad sets alone', () => {
	const [alone, toward] = [run('Doing nothing'), run('Toward a target')];
	expect(toward.ofLosers).toBeLessThan(0.5);
	expect(toward.starved).toBeLessThanOrEqual(0.02);
	expect(toward.lastWeek).toBeLessThan(alone.lastWeek * 0.9);
});

it('with a stop-loss, losers spend next to nothing', () => {
	const both = run('Toward a target and Stop Loss');
	expect(both.ofLosers).toBeLessThanOrEqual(0.05);
	expect(both.starved).toBeLessThanOrEqual(0.02);
});

it('on even days comes nearer to the target than where days are taken to be as uneven as usual', () => {
	const { lastWeek, starved } = useful(ruleOf('Toward a target'), { variance: 0.1, memory: 0 }, 7, 12);
	// It was 0.961 with the assumed variance; the long run is in the page.
	expect(lastWeek).toBeLessThanOrEqual(0.95);
	expect(starved).toBeLessThanOrEqual(0.02);
});

it('seldom steps in the wrong direction, and holds little more often than who knows the true costs', () => {
	const [both, knowing] = [run('Toward a target and Stop Loss'), run('Who knows the true costs')];
	const plain = run('±20 % a day, by the last 7 days');
	expect(both.falseSteps).toBeLessThanOrEqual(0.02);
	expect(plain.falseSteps).toBeGreaterThan(0.3);
	expect(both.falseHolds - knowing.falseHolds).toBeLessThan(0.15);
});

it('is a world in which the plain rule starves the healthy ones', () => {
	expect(run('±20 % a day, by the last 7 days').starved).toBeGreaterThan(0.5);
});
