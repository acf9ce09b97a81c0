import * as fc from 'fast-check';

import { POINTS, Score } from '../../../../nodes/shared/graph/wire/score.ts';
import type { AccessTier, Usage } from '../../../../nodes/shared/graph/wire/usage.ts';

const heard = (percent: number, tier: AccessTier = 'development_access'): Usage[] => [
	{ source: 'account', percent, regainSeconds: 0, tier },
];
const reads = (count: number): number[] => Array.from({ length: count }, () => POINTS.read);

const at = { now: 0 };
const newScore = (): Score => {
	at.now = 1_764_000_000_000;
	return new Score(() => at.now);
};
/** One request sent and answered, and what Meta said of the score. */
function ask(score: Score, points: number, usages: Usage[]): void {
	const leftAt = at.now;
	const answered = score.spend(points);
	at.now += 300;
	score.hear(usages, leftAt);
	answered();
}

it('asks with one request where nothing is known, and again after five minutes without a word', () => {
	const score = newScore();
	expect(score.allowed(reads(50))).toEqual({ count: 1, afterMs: 0 });
	ask(score, 1, heard(100 / 60));
	at.now += 5_000;
	expect(score.allowed(reads(50)).count).toBe(50);
	at.now += 300_001;
	expect(score.allowed(reads(50)).count).toBe(1);
});

it('holds nothing back where Meta tells nothing of a score', () => {
	const score = newScore();
	ask(score, 1, []);
	expect(score.allowed(reads(50)).count).toBe(50);
});

it('alone never goes above what Meta takes less one change, by its own reckoning', () => {
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.nat(6_000), fc.constantFrom(1, 3)), { minLength: 100, maxLength: 200 }),
			(script) => {
				const score = newScore();
				const spent: Array<{ at: number; points: number }> = [];
				const total = () =>
					spent.filter((one) => one.at > at.now - 300_000).reduce((sum, { points }) => sum + points, 0);
				for (const [after, points] of script) {
					at.now += after;
					const { count, afterMs } = score.allowed([points]);
					if (count === 0) {
						expect(afterMs).toBeGreaterThan(0);
						continue;
					}
					spent.push({ at: at.now, points });
					expect(total()).toBeLessThanOrEqual(57);
					ask(score, points, heard((100 * total()) / 60));
					expect(score.isShared).toBe(false);
				}
			},
		),
	);
});

it('knows that others are there by what it did not spend, and leaves them room', () => {
	const score = newScore();
	ask(score, 1, heard((100 * 31) / 60));
	expect(score.isShared).toBe(true);
	// 29 points of room, and others may send at the same moment.
	expect(score.allowed(reads(50))).toEqual({ count: 2, afterMs: 0 });
	ask(score, 3, heard((100 * 50) / 60));
	expect(score.allowed([POINTS.change]).count).toBe(0);
	expect(score.allowed([POINTS.read]).count).toBe(1);
});

it('leaves others more room where it has not heard for a while what they sent', () => {
	const score = newScore();
	ask(score, 1, heard((100 * 40) / 60));
	expect(score.allowed([POINTS.change]).count).toBe(1);
	at.now += 5_001;
	expect(score.allowed([POINTS.change]).count).toBe(0);
	// The next tenth of theirs counts no more.
	at.now += 25_000;
	expect(score.allowed([POINTS.change]).count).toBe(1);
});

it('believes Meta where it counts less than we do', () => {
	const score = newScore();
	for (let sent = 0; sent < 50; sent++) ask(score, 1, heard((100 * (sent + 1)) / 60));
	expect(score.allowed(reads(50)).count).toBe(7);
	ask(score, 1, heard((100 * 10) / 60));
	expect(score.isShared).toBe(false);
	expect(score.allowed(reads(50)).count).toBeGreaterThan(40);
});

it('tells when the points that are missing no longer count', () => {
	const score = newScore();
	for (let sent = 0; sent < 57; sent++) ask(score, 1, heard((100 * (sent + 1)) / 60));
	// The first was answered 57 × 300 ms ago, the last one now.
	expect(score.allowed([POINTS.read])).toEqual({ count: 0, afterMs: 300_000 - 56 * 300 });
	expect(score.allowed([POINTS.change])).toEqual({ count: 0, afterMs: 300_000 - 54 * 300 });
});
