import fc from 'fast-check';

import { simulate } from '../../../bench/splitTest/simulate.mts';
import { uniform } from '../../../bench/uniform.mts';
import { clearLead, leadOf, type SharedDay } from '../../../nodes/meta/evidence/sideBySide.ts';

const day = (own: number, other: number, spend: [own: number, other: number] = [20, 20]): SharedDay => ({
	own: { results: own, spend: spend[0] },
	other: { results: other, spend: spend[1] },
});
const swapped = ({ own, other }: SharedDay): SharedDay => ({ own: other, other: own });
const results = fc.integer({ min: 0, max: 300 });
const amount = fc.double({ min: 0.5, max: 500, noNaN: true });
const anyDays = fc.array(
	fc
		.tuple(results, results, amount, amount)
		.map(([own, other, spent, otherSpent]) => day(own, other, [spent, otherSpent])),
	{ minLength: 2, maxLength: 28 },
);

describe('the lead of one over another that ran beside it', () => {
	it('is the opposite seen from the other side', () => {
		fc.assert(
			fc.property(anyDays, (days) => {
				const [lead, opposite] = [leadOf(days), leadOf(days.map(swapped))];
				if (lead === null) expect(opposite).toBeNull();
				else expect(opposite).toBeCloseTo(-lead, 6);
			}),
		);
	});

	it('is the same in any currency', () => {
		fc.assert(
			fc.property(anyDays, fc.double({ min: 0.01, max: 1_000, noNaN: true }), (days, rate) => {
				const converted = days.map(({ own, other }) =>
					day(own.results, other.results, [own.spend * rate, other.spend * rate]),
				);
				expect(leadOf(converted) ?? 0).toBeCloseTo(leadOf(days) ?? 0, 6);
			}),
		);
	});

	it('is a number for any days, and never beyond what a normal distinguishes', () => {
		fc.assert(fc.property(anyDays, (days) => expect(Math.abs(leadOf(days) ?? 0)).toBeLessThanOrEqual(8)));
	});

	it.each([
		['no day', []],
		['one day', [day(30, 3)]],
		['days without results', [day(0, 0), day(0, 0)]],
		['days on which one spent nothing', [day(30, 0, [20, 0]), day(30, 0, [20, 0])]],
	])('is unknown from %s', (_what, days) => expect(leadOf(days)).toBeNull());

	/** An independent way to judge the same days: of all ways to swap the two on each day, the share that is at least as far apart. */
	function byPermutation(days: readonly SharedDay[]): number {
		const differences = days.map(({ own, other }) => own.results - other.results);
		const seen = Math.abs(differences.reduce((sum, one) => sum + one, 0));
		const ways = 2 ** days.length;
		let asFar = 0;
		for (let way = 0; way < ways; way++) {
			const sum = differences.reduce((total, one, at) => total + ((way >> at) & 1 ? -one : one), 0);
			if (Math.abs(sum) >= seen) asFar += 1;
		}
		return asFar / ways;
	}

	it('agrees with a permutation of the days which side is ahead, and never finds clear what a permutation finds common', () => {
		const random = uniform(5);
		const drawn = Array.from({ length: 300 }, () =>
			Array.from({ length: 12 }, () => day(Math.floor(random() * 20), Math.floor(random() * 26))),
		);
		const unlike = drawn.filter((days) => {
			const [share, lead] = [byPermutation(days), Math.abs(leadOf(days) ?? 0)];
			return (lead >= clearLead(1, 0.05) && share > 0.1) || (share <= 0.001 && lead < 1.96);
		});
		expect(unlike).toEqual([]);
	});
});

describe('the lead that is clear', () => {
	it('is that of published tables for continuous looks at the end, and rises toward the beginning', () => {
		// P(sup |W(t)| > c, t ≤ 1) is about 4 (1 − Φ(c)): 2.2414 for 5 %, 2.8070 for 1 %.
		expect(clearLead(1, 0.05)).toBeCloseTo(2.2414, 4);
		expect(clearLead(1, 0.01)).toBeCloseTo(2.807, 4);
		expect(clearLead(0.25, 0.05)).toBeCloseTo(2 * 2.2414, 4);
	});
});

describe('the promise of a split test', () => {
	it.each([
		['even days', {}],
		['uneven days', { common: 0.1, alone: 0.2 }],
		['late results', { common: 0.1, alone: 0.05, atOnce: 0.5 }],
	])('on %s, at most 5 of 100 tests of equal ads name a winner or a loser, looked at every day', (_days, world) => {
		// Of 300 tests with a true share of 5 %, more than 26 are wrong in one case of a thousand.
		expect(simulate({ ...world, costs: [1, 1], days: 14, results: 30 }, 3, 300).wrong).toBeLessThanOrEqual(26 / 300);
	});

	it('an ad at half the cost is found in a week at thirty results a day, as often as 0.8 times one look at the end', () => {
		const { right, rightInOneLook } = simulate(
			{ costs: [1, 2], days: 7, results: 30, common: 0.1, alone: 0.05 },
			4,
			300,
		);
		expect(right).toBeGreaterThanOrEqual(0.8 * rightInOneLook);
	});
});
