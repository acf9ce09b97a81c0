import * as fc from 'fast-check';

import { decideRotation } from '../../../nodes/MetaAds/ad/rotate/policy/decide.ts';
import type {
	AdDayFigures,
	AdDecision,
	AdSetState,
	RotatedAd,
	RotationSettings,
} from '../../../nodes/MetaAds/ad/rotate/policy/rotation.ts';
import { addDays } from '../../../nodes/shared/accountTime.ts';
import { DAY, liveAd, NOW, TODAY, usualSettings } from './usual.mts';

/** The last day that counts. */
const LAST = addDays(TODAY, -2);

const settings: RotationSettings = { ...usualSettings, replaceTired: true };

const ad = (id: string, more: Partial<RotatedAd> = {}): RotatedAd => liveAd(id, { createdAt: NOW - 90 * DAY, ...more });
const next = ad('9', { state: 'standBy' });

/** Results of its days up to the last that counts, the oldest first; 50 USD and 5,000 impressions each. */
const lived = (id: string, results: ReadonlyArray<AdDayFigures['results']>, end = LAST): AdDayFigures[] =>
	results.map((one, index) => ({
		adId: id,
		date: addDays(end, index + 1 - results.length),
		spend: 50,
		impressions: 5_000,
		results: one,
		clicks: null,
	}));
const times = (days: number, results: number): number[] => Array.from({ length: days }, () => results);
/** As good as ever, and down to a fifth for its last two weeks. */
const fresh = (id: string): AdDayFigures[] => lived(id, times(28, 5));
const tired = (id: string): AdDayFigures[] => lived(id, [...times(14, 5), ...times(14, 1)]);

interface Given {
	readonly ads?: readonly RotatedAd[];
	readonly adSet?: Partial<AdSetState>;
	readonly changed?: Partial<RotationSettings>;
}

const decide = (rows: AdDayFigures[], { ads, adSet, changed }: Given = {}): Record<string, AdDecision> =>
	Object.fromEntries(
		decideRotation({
			ads: ads ?? [ad('1'), ad('2'), ad('3'), next],
			rows,
			adSets: new Map([['set', { running: true, learning: false, lastActivation: null, gap: 0, ...adSet }]]),
			settings: { ...settings, ...changed },
			today: TODAY,
			now: NOW,
		}).map((decision) => [decision.ad.id, decision]),
	);
const GROUP = [...tired('1'), ...fresh('2'), ...fresh('3')];
const actions = (decisions: Record<string, AdDecision>): string =>
	Object.values(decisions)
		.map(({ action }) => action)
		.join(' ');

describe('a tired ad', () => {
	it('makes room for the next one, and says what a result cost and costs', () => {
		const decisions = decide(GROUP);
		expect(actions(decisions)).toBe('pause keep keep activate');
		expect(decisions['1']).toMatchObject({ loser: false, partner: '9' });
		expect(decisions['1'].reason).toBe(
			'Tired: in its last 7 days 50.00 USD a result, before that 13.64 USD a result. ' +
				'Most other ads of its group do as well as before. “Ad 9” replaces it.',
		);
		expect(decisions['9'].reason).toBe('Replaces “Ad 1”.');
	});

	it('says so where most others do a little worse as well', () => {
		const worse = (id: string): AdDayFigures[] => lived(id, [...times(14, 5), ...times(14, 4)]);
		expect(decide([...tired('1'), ...worse('2'), ...worse('3')])['1'].reason).toContain(
			' Most other ads of its group still do better and bring 86 % of what they did before. “Ad 9” replaces it.',
		);
	});

	it('goes before one that is less clearly tired', () => {
		const fell = (id: string, every: number): AdDayFigures[] =>
			lived(id, [...times(14, 5), ...times(14, 0).map((_, index) => (index % every === 0 ? 1 : 0))]);
		const others = ['3', '4', '5', '6', '7'];
		const all = (first: AdDayFigures[], second: AdDayFigures[], maxPauses: number): string =>
			actions(
				decide([...first, ...second, ...others.flatMap(fresh)], {
					ads: ['1', '2', ...others].map((id) => ad(id)).concat(next, ad('10', { state: 'standBy' })),
					changed: { maxPauses },
				}),
			);
		expect(all(fell('1', 3), fell('2', 14), 2)).toMatch(/^pause pause /);
		expect(all(fell('1', 3), fell('2', 14), 1)).toMatch(/^keep pause /);
		expect(all(fell('1', 14), fell('2', 3), 1)).toMatch(/^pause keep /);
	});

	it('is left alone unless asked for, as if there were no such setting', () => {
		const [off, before] = [decide(GROUP, { changed: { replaceTired: false } }), decide(GROUP)];
		expect(actions(off)).toBe('keep keep keep keep');
		expect(off['1'].reason).toMatch(
			/^Within the limit: 16\.67 USD a result from 84 results, target 20\.00 USD a result\./,
		);
		expect(off['1'].fatigue).toBe(before['1'].fatigue);
	});

	it('is judged by its rate where rates are', () => {
		const { 1: decision } = decide(GROUP, { changed: { goal: { kind: 'rate', target: 0.0005 } } });
		expect(decision.action).toBe('pause');
		expect(decision.reason).toMatch(
			/^Tired: in its last 7 days 0\.02 % of impressions, before that 0\.07 % of impressions\./,
		);
	});

	it.each([
		['none stands by', { ads: [ad('1'), ad('2'), ad('3')] }, 'no replacement ad is ready'],
		[
			'the next one is not approved',
			{ ads: [ad('1'), ad('2'), ad('3'), { ...next, approved: false, approval: 'In review.' }] },
			'the next ad, “Ad 9”, is not known to be approved (In review.)',
		],
		['its ad set is tested', { adSet: { tested: 'a test runs' } }, 'a test runs'],
		[
			'its ad set learns and had a new ad',
			{ adSet: { learning: true, lastActivation: NOW - DAY } },
			'its ad set is learning and takes one new ad in 7 days',
		],
		['no pause is allowed', { changed: { maxPauses: 0 } }, 'no more than 0 may be paused in one run'],
	] as ReadonlyArray<readonly [string, Given, string]>)('stays where %s', (_when, given, why) => {
		const decisions = decide(GROUP, given);
		expect(Object.values(decisions).map(({ action }) => action)).not.toContain('pause');
		expect(decisions['1'].reason).toMatch(/^Tired: .* It stays live: /);
		expect(decisions['1'].reason).toContain(`It stays live: ${why}.`);
	});

	it('waits for losers, and goes before an ad whose turn is over', () => {
		const loser = lived('3', times(28, 0));
		const ads = [ad('1'), ad('2'), ad('3'), next, ad('8', { state: 'standBy' })];
		expect(actions(decide([...tired('1'), ...fresh('2'), ...loser, ...fresh('4')], { ads: [...ads, ad('4')] }))).toBe(
			'keep keep pause keep activate keep',
		);
		const older = lived('2', times(40, 5));
		const turns = decide([...tired('1'), ...older, ...fresh('3')], { ads, changed: { takeTurnsDays: 5 } });
		expect(actions(turns)).toBe('pause keep keep activate keep');
		const both = decide([...tired('1'), ...older, ...fresh('3')], { ads, changed: { takeTurnsDays: 5, maxPauses: 3 } });
		expect(actions(both)).toBe('pause pause keep activate activate');
	});

	it('may come back, after those that never ran', () => {
		const rested = ad('1', {
			state: 'standBy',
			off: { kind: 'rotation', at: NOW - 9 * DAY, sentence: 'Rotate has paused it.' },
		});
		const others = ['2', '3', '5', '6'];
		const back = (ads: RotatedAd[]): string | undefined =>
			Object.values(
				decide([...tired('1'), ...tired('4'), ...others.flatMap(fresh)], {
					ads: [rested, ad('4'), ...others.map((id) => ad(id)), ...ads],
				}),
			).find(({ action }) => action === 'activate')?.ad.id;
		expect(back([next])).toBe('9');
		expect(back([])).toBe('1');
	});
});

describe('what is not clear enough', () => {
	const why = (rows: AdDayFigures[], given?: Given): string => {
		const decisions = decide(rows, given);
		expect(actions(decisions)).not.toContain('pause');
		return decisions['1'].reason;
	};

	it('looks tired by the column, and may still be chance', () => {
		const few = lived('1', [...times(14, 1), ...times(7, 1), ...times(6, 0), 1]).map((row) => ({ ...row, spend: 20 }));
		expect(why([...few, ...fresh('2'), ...fresh('3')])).toMatch(/Not replaced as tired: it may still be chance\.$/);
		expect(decide([...few, ...fresh('2'), ...fresh('3')])['1'].fatigue).toMatch(/^Tired: /);
	});

	it('asks for more where more ads are looked at', () => {
		const some = lived(
			'1',
			[...times(14, 5), ...times(14, 2)].map((one, index) => (index > 20 ? 1 : one)),
		);
		const others = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 10));
		const isReplaced = (count: number): boolean =>
			decide([...some, ...others(count).flatMap(fresh)], {
				ads: [ad('1'), ...others(count).map((id) => ad(id)), next],
			})['1'].action === 'pause';
		expect([isReplaced(2), isReplaced(40)]).toEqual([true, false]);
	});

	it('is shown by most others too', () => {
		expect(why([...tired('1'), ...tired('2'), ...tired('3')])).toMatch(
			/^Not judged: since .*tracking may have changed/,
		);
		// Slower than a count breaks.
		const slow = (id: string): AdDayFigures[] => lived(id, [...times(14, 5), 4, 4, 4, 3, 3, 3, 3, 2, 2, 1, 1, 1, 1, 1]);
		expect(why([...slow('1'), ...slow('2'), ...fresh('3')])).toMatch(
			/Not replaced as tired: most other ads of its group do worse as well and bring 29 % of what they did before\.$/,
		);
	});

	it('cannot be compared: an ad alone, others unknown, or with hardly a result', () => {
		const alone =
			/Not replaced as tired: no other ad of its group has enough results on the same days to compare with\.$/;
		expect(why(tired('1'), { ads: [ad('1'), next] })).toMatch(alone);
		const unknown = lived('2', [...times(27, 5), { unknown: 'the column is empty' } as never]);
		expect(why([...tired('1'), ...unknown], { ads: [ad('1'), ad('2'), next] })).toMatch(alone);
		const before = lived('2', times(10, 5), addDays(LAST, -10));
		expect(why([...tired('1'), ...before], { ads: [ad('1'), ad('2'), next] })).toMatch(alone);
		const few = lived(
			'2',
			times(28, 0).map((_, index) => (index % 3 === 0 ? 1 : 0)),
		).map((row) => ({ ...row, spend: 20 }));
		expect(why([...tired('1'), ...few], { ads: [ad('1'), ad('2'), next] })).toMatch(/it may still be chance\.$/);
		const small = lived('2', [...times(14, 0), 1, ...times(13, 0)]).map((row) => ({ ...row, spend: 4 }));
		expect(why([...tired('1'), ...small], { ads: [ad('1'), ad('2'), next] })).toMatch(alone);
	});

	it('has not run for three weeks, or not since a break; a weekend does not count as one', () => {
		const needed = /Not replaced as tired: three weeks of figures without a break are needed\.$/;
		const others = [...fresh('2'), ...fresh('3')];
		const short = lived('1', [...times(10, 5), ...times(10, 1)]);
		expect(why([...short, ...others])).toMatch(needed);
		const without = (days: number): AdDayFigures[] => tired('1').filter((_, index) => index < 12 || index >= 12 + days);
		expect(why([...without(4), ...others])).toMatch(needed);
		expect(actions(decide([...without(3), ...others]))).toBe('pause keep keep activate');
	});

	it('is unknown on one day, or not judged', () => {
		const unknown = lived('1', [...times(14, 5), { unknown: 'the column is empty' } as never, ...times(13, 1)]);
		expect(why([...unknown, ...fresh('2'), ...fresh('3')])).toMatch(/^Not judged: its results of one day are unknown/);
		expect(why(GROUP, { changed: { minImpressions: 1_000_000 } })).toMatch(/^Too little shown to judge: [^N]*$/);
	});

	it('rests on days whose results still come in, or on an outage', () => {
		const late = lived('1', [...times(21, 5), ...times(7, 0)], addDays(LAST, 7));
		const all = [...late, ...lived('2', times(35, 5), addDays(LAST, 7)), ...lived('3', times(35, 5), addDays(LAST, 7))];
		expect(decide(all, { changed: { lagDays: 1 } })['1'].fatigue).toBeNull();
		const shifted = all.map((row) => ({ ...row, date: addDays(row.date, -6) }));
		expect(actions(decide(shifted, { changed: { lagDays: 1 } }))).toBe('pause keep keep activate');
		expect(decide(shifted, { changed: { lagDays: 8 } })['1'].action).toBe('keep');
		const out = ['1', '2', '3'].flatMap((id) => lived(id, [...times(21, 5), ...times(7, 0)]));
		expect(why(out)).toMatch(/^Not judged: no ad of the group has any result since/);
	});
});

/** An ad's results a day, before and in its last days. */
interface Life {
	readonly before: number;
	readonly now: number;
	readonly span: number;
	readonly known: boolean;
}

describe('any input', () => {
	const level = fc.constantFrom(0, 1, 2, 3, 5, 8);
	const life = fc.record({ before: level, now: level, span: fc.integer({ min: 5, max: 16 }), known: fc.boolean() });
	const lives = fc.array(life, { minLength: 1, maxLength: 5 });
	const more = fc.record({
		standBy: fc.boolean(),
		approved: fc.boolean(),
		maxPauses: fc.integer({ min: 0, max: 3 }),
		rule: fc.constantFrom('simple' as const, 'statistical' as const),
		learning: fc.boolean(),
		kind: fc.constantFrom({ kind: 'cost' as const, target: 20 }, { kind: 'rate' as const, target: 0.0005 }),
	});
	const rowsOf = (all: readonly Life[]): AdDayFigures[] =>
		all.flatMap(({ before, now, span, known }, index) =>
			lived(String(index + 1), [
				...times(28 - span, before),
				...times(span - 1, now),
				known ? now : ({ unknown: 'the column is empty' } as never),
			]),
		);
	const holds = (property: (on: AdDecision[], off: AdDecision[], all: readonly Life[]) => void): void =>
		fc.assert(
			fc.property(lives, more, (all, { standBy, approved, maxPauses, rule, learning, kind }) => {
				const ads = [...all.map((_, index) => ad(String(index + 1))), ...(standBy ? [{ ...next, approved }] : [])];
				const given = { ads, adSet: { learning, lastActivation: null } };
				const changed = { maxPauses, rule, goal: kind };
				property(
					Object.values(decide(rowsOf(all), { ...given, changed })),
					Object.values(decide(rowsOf(all), { ...given, changed: { ...changed, replaceTired: false } })),
					all,
				);
			}),
			{ numRuns: 300 },
		);

	it('pauses no ad that is no loser without an approved one in its place, nor one that does not look tired', () =>
		holds((on) => {
			for (const { action, loser, partner, fatigue } of on) {
				if (action !== 'pause' || loser) continue;
				expect(fatigue).toMatch(/^Tired: /);
				expect(on.find(({ ad: { id } }) => id === partner)).toMatchObject({
					action: 'activate',
					ad: { approved: true },
				});
			}
		}));

	it('changes nothing for losers, and lets nobody else be one', () =>
		holds((on, off) => {
			const losers = (all: AdDecision[]) =>
				all.map(({ ad: { id }, loser, action }) => [id, loser, loser && action === 'pause']);
			expect(losers(on)).toEqual(losers(off));
		}));

	it('never replaces one that did not fall to a half, nor one whose results are not all known', () =>
		holds((on, _off, all) => {
			for (const [index, { before, now, known }] of all.entries()) {
				const { action, loser } = on.find(({ ad: { id } }) => id === String(index + 1)) as AdDecision;
				if (action === 'pause' && !loser) expect([now * 2 <= before, known]).toEqual([true, true]);
			}
		}));

	it('replaces nobody where all of them changed alike', () =>
		fc.assert(
			fc.property(life, fc.integer({ min: 2, max: 5 }), (one, count) => {
				const all = times(count, 0).map(() => ({ ...one, known: true }));
				const ads = [...all.map((_, index) => ad(String(index + 1))), next];
				for (const { action, loser } of Object.values(decide(rowsOf(all), { ads })))
					expect([action === 'pause' && !loser]).toEqual([false]);
			}),
		));
});
