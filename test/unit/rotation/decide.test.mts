import * as fc from 'fast-check';

import { decideRotation } from '../../../nodes/MetaAds/ad/rotate/policy/decide.ts';
import type {
	AdDecision,
	AdSetState,
	AdDayFigures,
	RotatedAd,
	RotationInput,
	RotationSettings,
} from '../../../nodes/MetaAds/ad/rotate/policy/rotation.ts';
import { addDays } from '../../../nodes/shared/accountTime.ts';
import type { WhyOff } from '../../../nodes/meta/hours/whyOff.ts';
import { DAY, liveAd as ad, NOW, TODAY, usualSettings as settings } from './usual.mts';

const running: AdSetState = { running: true, learning: false, lastActivation: null, gap: 1 };

/** The same figures on each of the last days before the one given. */
const days = (adId: string, count: number, figures: Partial<AdDayFigures>, end = addDays(TODAY, -2)): AdDayFigures[] =>
	Array.from({ length: count }, (_, index) => ({
		adId,
		date: addDays(end, -index),
		spend: 0,
		impressions: 1000,
		results: 0,
		clicks: null,
		...figures,
	}));

const input = (
	ads: RotatedAd[],
	rows: AdDayFigures[],
	more: Partial<RotationInput> = {},
	changed: Partial<RotationSettings> = {},
): RotationInput => ({
	ads,
	rows,
	adSets: new Map([
		['set', running],
		['other', running],
	]),
	today: TODAY,
	now: NOW,
	...more,
	settings: { ...settings, ...changed },
});

const decide = (...given: Parameters<typeof input>): Record<string, AdDecision> =>
	Object.fromEntries(decideRotation(input(...given)).map((decision) => [decision.ad.id, decision]));
const actions = (decisions: Record<string, AdDecision>): Record<string, string> =>
	Object.fromEntries(Object.entries(decisions).map(([id, { action }]) => [id, action]));

const loser = (id: string): AdDayFigures[] => days(id, 10, { spend: 20 });
/** Worse than the limit, and yet the count is seen to be alive. */
const dear = (id: string): AdDayFigures[] => days(id, 10, { spend: 100, results: 1 });
const good = (id: string): AdDayFigures[] => days(id, 10, { spend: 20, results: 1 });

describe('a suspect', () => {
	/** Used up so many targets of 20 USD, and brought so many results. */
	const after = (targets: number, results: number, others = good('2')): AdDecision => {
		const own = days('1', 10, { spend: (targets * 20) / 10 });
		return decide([ad('1'), ad('2')], [{ ...own[0], results }, ...own.slice(1), ...others])['1'];
	};

	it.each([
		['3.8 targets without a result', 3.8, 0, true],
		['3.7 targets without a result', 3.7, 0, false],
		['3.8 targets for one result', 3.8, 1, true],
		['4.2 targets for two results', 4.2, 2, true],
		['6.9 targets for four results', 6.9, 4, false],
		['7 targets for four results', 7, 4, true],
		['7 targets for five results', 7, 5, false],
	])('after %s: %s', (_words, targets, results, isSuspect) => {
		const { suspect, action } = after(targets, results);
		expect([suspect !== null, action]).toEqual([isSuspect, 'keep']);
	});

	it('says why, and that it is no proof', () => {
		expect(after(4.2, 2).suspect).toBe(
			'Looks bad, but that isn’t certain yet: 42.00 USD a result from 2 results, target 20.00 USD a result. It used up 4.2 times what a ' +
				'result may take; from 4 times on, 2 times the target makes a suspect.',
		);
	});

	it('is none once it is a loser, nor where most others do as badly, nor while nothing is judged', () => {
		expect(after(10, 0)).toMatchObject({ loser: true, suspect: null });
		const asBad = days('2', 10, { spend: 40, results: 1 });
		expect(after(7, 4, asBad).suspect).toBeNull();
		const untold = days('2', 10, { spend: 40, results: { unknown: 'the column is empty' } });
		const [own] = [days('1', 10, { spend: 14, results: { unknown: 'the column is empty' } })];
		expect(decide([ad('1'), ad('2')], [...own, ...untold])['1'].suspect).toBeNull();
		expect(
			decide([ad('1', { createdAt: NOW - DAY }), ad('2')], [...days('1', 10, { spend: 14 }), ...good('2')])['1']
				.suspect,
		).toBeNull();
	});
});

it('does not judge an ad of which Meta does not tell when it was created', () => {
	const decision = decide([ad('1', { createdAt: null }), ad('2')], [...loser('1'), ...good('2')])['1'];
	expect([decision.action, decision.reason]).toEqual(['keep', 'Not judged: Meta did not return its creation time.']);
});

describe('the simple rule', () => {
	it('pauses what used up the limit without a result, and says so', () => {
		const { 1: decision } = decide([ad('1'), ad('2')], [...loser('1'), ...good('2')]);
		expect(decision).toMatchObject({ action: 'pause', loser: true, spend: 200, results: 0 });
		expect(decision.reason).toBe(
			'No result: 200.00 USD is 10.0 times what a result may take (target 20.00 USD a result), and the limit for one of 2 ads is 4.5 times.',
		);
	});

	it('asks for more where more ads could have bad luck: 3.5, 4.5, 5.9 times the target for 1, 2, 5 ads', () => {
		// One that is too young to be judged shows that results are counted.
		const young = ad('9', { createdAt: NOW });
		for (const [ads, limit] of [
			[1, 3.5],
			[2, 4.54],
			[5, 5.92],
		] as const) {
			const others = Array.from({ length: ads - 1 }, (_, index) => String(index + 2));
			const isLoser = (spend: number) =>
				decide(
					[ad('1'), young, ...others.map((id) => ad(id))],
					[...days('1', 10, { spend: spend / 10 }), ...good('9'), ...others.flatMap(good)],
				)['1'].loser;
			expect([isLoser(limit * 20 - 0.5), isLoser(limit * 20 + 0.5)]).toEqual([false, true]);
		}
	});

	it.each([
		[1, 6.5, 'keep'],
		[1, 6.6, 'pause'],
		[3, 10.5, 'keep'],
		[3, 10.6, 'pause'],
		[20, 44.5, 'keep'],
		[20, 44.6, 'pause'],
	])(
		'allows two targets for each result besides the limit: after %s results and %s targets, %s',
		(results, targets, action) => {
			const own = days('1', 10, { spend: targets * 2 });
			const rows = [{ ...own[0], results }, ...own.slice(1), ...good('2')];
			expect(decide([ad('1'), ad('2')], rows)['1'].action).toBe(action);
		},
	);

	it('says what an ad did, and how far it is from the limit', () => {
		const reasonOf = (spend: number, results: number): string => {
			const own = days('1', 10, { spend });
			return decide([ad('1'), ad('2')], [{ ...own[0], results }, ...own.slice(1), ...good('2')])['1'].reason;
		};
		expect(reasonOf(50, 1)).toBe(
			'Clearly worse than the target: 500.00 USD a result from 1 result, target 20.00 USD a result. It used up 25.0 times what a result may take, and the limit for one of 2 ads is 6.5 times.',
		);
		expect(reasonOf(20, 10)).toBe(
			'Within the limit: 20.00 USD a result from 10 results, target 20.00 USD a result. It used up 10.0 times what a result may take, and the limit for one of 2 ads is 24.5 times.',
		);
	});

	it('lets a result of a day that does not count yet save an ad, while that day’s spend does not speak against it', () => {
		const yesterday = addDays(TODAY, -1);
		const short = days('1', 6, { spend: 20 });
		const saving = days('1', 1, { results: 1 }, yesterday);
		const isLoser = (...own: AdDayFigures[]): boolean => decide([ad('1'), ad('2')], [...own, ...good('2')])['1'].loser;
		expect([isLoser(...short), isLoser(...short, ...saving), isLoser(...loser('1'), ...saving)]).toEqual([
			true,
			false,
			true,
		]);
		expect(
			decide(
				[ad('1'), ad('2')],
				[...days('1', 2, { spend: 500 }, TODAY), ...days('1', 1, { spend: 20 }), ...good('2')],
			)['1'].loser,
		).toBe(false);
	});

	it('judges a rate by the same limits', () => {
		const rate = { goal: { kind: 'rate', target: 0.01 } } as const;
		const { 1: decision } = decide(
			[ad('1'), ad('2')],
			[...days('1', 10, {}), ...days('2', 10, { results: 10 })],
			{},
			rate,
		);
		expect(decision).toMatchObject({
			action: 'pause',
			reason:
				'No result: 10000 impressions is 100.0 times what a result may take (target 1 % of impressions), and the limit for one of 2 ads is 4.5 times.'.replace(
					'1 %',
					'1.00 %',
				),
		});
		expect(decision.reason).toContain('10000 impressions is 100.0 times');
	});
});

describe('the statistical rule', () => {
	const statistical = { rule: 'statistical' } as const;

	it('pauses a clear loser with its probability and what it costs, in words', () => {
		const { 1: decision } = decide(
			[ad('1'), ad('2')],
			[...days('1', 20, { spend: 20 }), ...days('2', 20, { spend: 20, results: 1 })],
			{},
			statistical,
		);
		expect(decision.action).toBe('pause');
		expect(decision.reason).toMatch(
			/^Worse than the target with a probability of (more than 99|9\d) % \(no result, target 20\.00 USD a result; about \d+\.\d\d USD of 400\.00 USD spent was above that target\)\.$/,
		);
	});

	it('holds back where a look every day could mislead', () => {
		const { 1: decision } = decide([ad('1'), ad('2')], [...days('1', 4, { spend: 20 }), ...good('2')], {}, statistical);
		expect(decision).toMatchObject({ action: 'keep', loser: false });
		expect(decision.reason).toContain('not clear enough for a look every day');
	});

	it('is surer when it may be wrong more often', () => {
		const rows = [...days('1', 8, { spend: 20 }), ...good('2')];
		const found = (falsePauses: number): boolean =>
			decide([ad('1'), ad('2')], rows, {}, { ...statistical, falsePauses })['1'].loser;
		expect([found(0.001), found(0.5)]).toEqual([false, true]);
	});

	it('takes a rate for a rate', () => {
		const rate = { ...statistical, goal: { kind: 'rate', target: 0.01 } } as const;
		const decisions = decide(
			[ad('1'), ad('2'), ad('3')],
			[...days('1', 20, { results: 2 }), ...days('2', 20, { results: 10 }), ...days('3', 20, { results: 9 })],
			{},
			rate,
		);
		expect(actions(decisions)).toEqual({ 1: 'pause', 2: 'keep', 3: 'keep' });
		expect(decisions['1'].reason).toMatch(
			/0\.20 % of impressions from 40 results, target 1\.00 % of impressions; about [78]\d of 100 results at that target are missing/,
		);
	});
});

it('calls an ad tired against its own past, and pauses nothing for it', () => {
	const rows = [
		...days('1', 20, { spend: 10, results: 1 }, addDays(TODAY, -9)),
		...days('1', 7, { spend: 10, results: 0 }),
		...days('1', 1, { spend: 10, results: 3 }),
	].filter((row, index, all) => all.findLastIndex(({ date }) => date === row.date) === index);
	const { 1: decision } = decide([ad('1'), ad('2')], [...rows, ...good('2')]);
	expect(decision).toMatchObject({ action: 'keep', loser: false });
	expect(decision.fatigue).toMatch(
		/^Tired: in its last 7 days 23\.33 USD a result, before that 10\.00 USD a result\.$/,
	);
});

describe('who makes room for whom', () => {
	const queue = (more: Partial<RotatedAd> = {}): RotatedAd => ad('3', { state: 'standBy', ...more });

	it('brings in the next ad for the one that is paused', () => {
		const decisions = decide([ad('1'), queue()], dear('1'));
		expect(actions(decisions)).toEqual({ 1: 'pause', 3: 'activate' });
		expect(decisions['1'].partner).toBe('3');
		expect(decisions['1'].reason).toMatch(/“Ad 3” replaces it\.$/);
	});

	it('never pauses the last approved ad, nor one whose successor is not approved', () => {
		expect(decide([ad('1')], dear('1'))['1'].reason).toMatch(
			/It stays live: it is the last approved ad of its ad set, and no replacement ad is ready\.$/,
		);
		const waiting = decide(
			[ad('1'), ad('2'), queue({ approved: false, approval: 'Its review has not ended.' })],
			[...loser('1'), ...good('2')],
		);
		expect(actions(waiting)).toEqual({ 1: 'keep', 2: 'keep', 3: 'keep' });
		expect(waiting['1'].reason).toContain(
			'the next ad, “Ad 3”, is not known to be approved (Its review has not ended.)',
		);
	});

	it('takes the first approved ad of the queue, never-run ones before rested ones', () => {
		const ads = [
			ad('1'),
			ad('2'),
			queue({ createdAt: NOW - 50 * DAY }),
			ad('4', { state: 'standBy', createdAt: NOW - 40 * DAY }),
			ad('5', { state: 'standBy', approved: false, createdAt: NOW - 90 * DAY }),
		];
		const rows = [...loser('1'), ...good('2'), ...days('3', 5, { spend: 20, results: 2 }, addDays(TODAY, -20))];
		expect(actions(decide(ads, rows))).toEqual({ 1: 'pause', 2: 'keep', 3: 'keep', 4: 'activate', 5: 'keep' });
	});

	it('does not let back what did worse than the target', () => {
		const rows = [...loser('1'), ...good('2'), ...days('3', 10, { spend: 22, results: 1 }, addDays(TODAY, -5))];
		expect(actions(decide([ad('1'), ad('2'), queue()], rows))).toEqual({ 1: 'pause', 2: 'keep', 3: 'keep' });
	});

	it('leaves an ad set in a split test as it is: no loser is paused, and nothing comes in', () => {
		const tested = { adSets: new Map([['set', { ...running, tested: 'its ad set is in a split test' }]]) };
		const ads = [ad('1'), ad('2'), queue()];
		const decisions = decide(ads, [...loser('1'), ...good('2')], tested);
		expect(actions(decisions)).toEqual({ 1: 'keep', 2: 'keep', 3: 'keep' });
		expect(decisions['1']?.reason).toMatch(/It stays live: its ad set is in a split test\.$/);
		const gap = decide([ad('1', { state: 'rejected', approved: false }), queue()], [], tested);
		expect(actions(gap)).toEqual({ 1: 'keep', 3: 'keep' });
	});

	it('activates one ad in seven days while an ad set learns, unless nothing would be live', () => {
		const learning = (ago: number) => ({
			adSets: new Map([['set', { ...running, learning: true, lastActivation: NOW - ago * DAY }]]),
		});
		const ads = [ad('1'), ad('2'), queue()];
		const rows = [...loser('1'), ...good('2')];
		expect(actions(decide(ads, rows, learning(6)))).toEqual({ 1: 'pause', 2: 'keep', 3: 'keep' });
		expect(actions(decide(ads, rows, learning(8)))).toEqual({ 1: 'pause', 2: 'keep', 3: 'activate' });
		expect(actions(decide([ad('1', { state: 'rejected', approved: false }), queue()], rows, learning(1)))).toEqual({
			1: 'keep',
			3: 'activate',
		});
	});

	it('stands in for a rejected ad and keeps the predecessor live', () => {
		const decisions = decide(
			[ad('1', { state: 'rejected', approved: false, approval: 'Meta has rejected it.' }), queue()],
			good('3'),
		);
		expect(decisions['3']).toMatchObject({
			action: 'activate',
			reason: 'Replaces “Ad 1”, which Meta rejected.',
			partner: '1',
		});
		expect(decisions['1'].reason).toBe('Not running: Meta has rejected it.');
		expect(actions(decide([ad('1', { state: 'rejected', approved: false }), ad('2')], dear('2')))).toEqual({
			1: 'keep',
			2: 'keep',
		});
	});

	it('takes turns by time when asked to', () => {
		const rows = [...days('1', 10, { spend: 20, results: 1 }, addDays(TODAY, -1))];
		expect(actions(decide([ad('1'), queue()], rows, {}, { takeTurnsDays: 10 }))).toEqual({ 1: 'pause', 3: 'activate' });
		expect(actions(decide([ad('1'), queue()], rows, {}, { takeTurnsDays: 11 }))).toEqual({ 1: 'keep', 3: 'keep' });
		expect(actions(decide([ad('1'), ad('2')], rows, {}, { takeTurnsDays: 1 }))).toEqual({ 1: 'keep', 2: 'keep' });
	});

	it('changes nothing in an ad set that does not run', () => {
		const adSets = new Map([['set', { ...running, running: false }]]);
		expect(actions(decide([ad('1', { state: 'other' }), queue({ queued: false })], loser('1'), { adSets }))).toEqual({
			1: 'keep',
			3: 'keep',
		});
		expect(actions(decide([ad('1', { state: 'rejected' }), queue()], loser('1'), { adSets }))).toEqual({
			1: 'keep',
			3: 'keep',
		});
	});
});

it('judges nothing by a report that ends too early', () => {
	const old = days('1', 10, { spend: 20 }, addDays(TODAY, -3));
	expect(decide([ad('1'), ad('2')], old)['1']).toMatchObject({
		action: 'keep',
		reason: 'Not judged: the report ends on 2026-06-27, and days up to 2026-06-28 are needed.',
	});
	expect(decide([ad('1'), ad('2')], [])['1'].reason).toBe('Not judged: there are no report rows.');
});

describe('what is not known', () => {
	const unknown = { unknown: 'the column “results” is empty' };
	const blank = (id: string): AdDayFigures[] =>
		loser(id).map((row, index) => (index === 4 ? { ...row, results: unknown } : row));

	it('holds the ad and is not told as zero, however little of it is unknown', () => {
		for (const rule of ['simple', 'statistical'] as const) {
			const { 1: decision } = decide([ad('1'), ad('2')], [...blank('1'), ...good('2')], {}, { rule });
			expect(decision).toMatchObject({ action: 'keep', loser: false, results: null, spend: 200, fatigue: null });
			expect(decision.reason).toBe(
				`Not judged: its results of one day are unknown, ${addDays(TODAY, -6)}: the column “results” is empty.`,
			);
		}
	});

	it('counts an ad whose results are unknown among those that could have had bad luck', () => {
		const rows = (spend: number, of: (id: string) => AdDayFigures[]): AdDayFigures[] => [
			...days('1', 10, { spend: spend / 10 }),
			...good('2'),
			...of('3'),
		];
		const isLoser = (spend: number): boolean => decide([ad('1'), ad('2'), ad('3')], rows(spend, blank))['1'].loser;
		expect([isLoser(100), isLoser(104)]).toEqual([false, true]);
	});

	it('takes the group for as good as can be where its results decide', () => {
		const rows = (third: AdDayFigures[]): AdDayFigures[] => [
			...days('1', 5, { spend: 20 }),
			...['2', '4', '5'].flatMap((id) => days(id, 5, { spend: 20, results: 1 })),
			...third,
		];
		const loss = (third: AdDayFigures[]) =>
			decide(
				['1', '2', '3', '4', '5'].map((id) => ad(id)),
				rows(third),
				{},
				{ rule: 'statistical', falsePauses: 0.5 },
			)['1'].loser;
		const poor = [...days('3', 4, { spend: 20 }), ...days('3', 1, { spend: 20, results: 1 }, addDays(TODAY, -6))];
		expect([loss(poor), loss(blank('3'))]).toEqual([true, false]);
	});

	it('does not come back from stand-by', () => {
		const ads = [ad('1'), ad('2'), ad('3', { state: 'standBy' })];
		expect(actions(decide(ads, [...loser('1'), ...good('2'), ...blank('3')]))).toEqual({
			1: 'pause',
			2: 'keep',
			3: 'keep',
		});
	});
});

describe('beside the others of its group', () => {
	const brought = (id: string, results: number): AdDayFigures[] => days(id, 20, { spend: 20, results });
	const none = brought('1', 0);
	const judged = (rows: AdDayFigures[], rule: RotationSettings['rule'] = 'simple'): AdDecision =>
		decide(
			['1', '2', '3', '4', '5'].map((id) => ad(id)),
			rows,
			{},
			{ rule },
		)['1'];

	it.each(['simple', 'statistical'] as const)('the %s rule pauses it only where most of them bring results', (rule) => {
		const alive = (...ids: string[]): boolean =>
			judged([...none, ...['2', '3', '4', '5'].flatMap((id) => brought(id, ids.includes(id) ? 1 : 0))], rule).loser;
		expect([alive('2', '3'), alive('2', '3', '4'), alive('2', '3', '4', '5')]).toEqual([false, true, true]);
	});

	it('asks for as much more as they fall short of the target, and says so', () => {
		const dear = days('1', 14, { spend: 70, results: 1 });
		const others = (spend: number): AdDayFigures[] =>
			['2', '3', '4', '5'].flatMap((id) => days(id, 14, { spend, results: 1 }));
		expect(judged([...dear, ...others(20)]).loser).toBe(true);
		expect(judged([...dear, ...others(40)])).toMatchObject({
			loser: false,
			reason:
				'Worse than the target, but not clearly worse than most other ads of its group, which brought 50 % of the expected results on the same days. Check that results reach Meta.',
		});
	});

	it('compares the same days only: what they brought before it ran proves nothing', () => {
		const before = ['2', '3', '4'].flatMap((id) => days(id, 15, { spend: 20, results: 1 }, addDays(TODAY, -12)));
		const since = ['2', '3', '4'].flatMap((id) => days(id, 10, { spend: 5 }));
		const lonely = days('5', 10, { spend: 20, results: 1 });
		expect(judged([...days('1', 10, { spend: 20 }), ...before, ...since, ...lonely]).reason).toBe(
			'Not judged: most other ads of its group had no result on the same days either, or spent too little, so nothing shows that results are counted. Check that results reach Meta.',
		);
	});

	it('takes its own results for a sign where the others spent too little to tell', () => {
		const small = days('2', 10, { spend: 1 });
		expect(judged([...days('1', 10, { spend: 70, results: 1 }), ...small]).loser).toBe(true);
	});
});

describe('days that are too old', () => {
	it('never speak against an ad, and say so; their results still save it', () => {
		const old = days('1', 20, { spend: 100 }, addDays(TODAY, -60));
		expect(decide([ad('1'), ad('2')], [...old, ...good('2')])['1'].reason).toBe(
			'Too little shown to judge: 0 of 1000 impressions. Days before 2026-06-01 are too old to speak against it.',
		);
		const saved = [...days('1', 6, { spend: 20 }), ...days('1', 1, { results: 1 }, addDays(TODAY, -60))];
		expect(decide([ad('1'), ad('2')], [...saved, ...good('2')])['1'].loser).toBe(false);
	});

	it('begin 28 days before the last day that counts', () => {
		const isLoser = (end: number): boolean =>
			decide(
				[ad('1'), ad('2')],
				[...days('1', 1, { spend: 100 }, addDays(TODAY, -end)), ...days('2', 40, { spend: 40, results: 2 })],
			)['1'].loser;
		expect([isLoser(29), isLoser(30)]).toEqual([true, false]);
	});
});

describe('when nobody of the group has a result', () => {
	const four = ['1', '2', '3', '4'];
	const all = four.map((id) => ad(id));
	const healthy = (count: number, end = addDays(TODAY, -2)): AdDayFigures[] =>
		four.flatMap((id) => days(id, count, { spend: 20, results: 1 }, end));
	const silent = (count: number, end = addDays(TODAY, -2)): AdDayFigures[] =>
		four.flatMap((id) => days(id, count, { spend: 20 }, end));

	it('judges nobody from launch on, whatever was spent', () => {
		for (const { action, reason } of Object.values(decide(all, silent(20)))) {
			expect([action, reason]).toEqual([
				'keep',
				'Not judged: no ad of the group has any result in the report, so tracking may be down. Check that results reach Meta.',
			]);
		}
		expect(decide([ad('1')], days('1', 1, { spend: 20 }))['1'].reason).toBe(
			'Not judged: no ad of the group has any result in the report yet.',
		);
	});

	it('judges nobody after results stopped for all', () => {
		const rows = [...healthy(10, addDays(TODAY, -17)), ...silent(15)];
		expect(Object.values(actions(decide(all, rows)))).toEqual(['keep', 'keep', 'keep', 'keep']);
		expect(decide(all, rows)['1'].reason).toContain(
			'no ad of the group has any result since 2026-06-14, so tracking may be down',
		);
	});

	it('does not make up for it once results are back', () => {
		const rows = [
			...healthy(3, addDays(TODAY, -25)),
			...silent(20, addDays(TODAY, -5)),
			...days('1', 3, { spend: 20, results: 1 }, addDays(TODAY, -2)),
		];
		expect(Object.values(decide(all, rows)).map(({ loser: is }) => is)).toEqual([false, false, false, false]);
	});

	it('still finds the one that brings nothing while others do', () => {
		expect(actions(decide(all, [...healthy(10).filter(({ adId }) => adId !== '1'), ...loser('1')]))).toMatchObject({
			1: 'pause',
			2: 'keep',
		});
	});
});

describe('whatever comes in', () => {
	const states = ['live', 'standBy', 'rejected', 'other'] as const;
	const anyAd = (id: number): fc.Arbitrary<RotatedAd> =>
		fc
			.record({
				id: fc.constant(String(id)),
				name: fc.constantFrom('Cup', 'Beans', 'Shop'),
				adSetId: fc.constantFrom('set', 'other'),
				state: fc.constantFrom(...states),
				approved: fc.boolean(),
				approval: fc.constant('?'),
				createdAt: fc.integer({ min: 0, max: 90 }).map((age) => NOW - age * DAY),
				queued: fc.boolean(),
				resting: fc.boolean(),
				off: fc
					.constantFrom<WhyOff['kind']>('waiting', 'hours', 'stop-loss', 'rotation', 'others', 'unknown')
					.map((kind): WhyOff => ({ kind, at: NOW, sentence: 'Somebody paused it.' })),
				whoeverPaused: fc.boolean(),
			})
			.map((one) => (one.state === 'live' ? { ...one, approved: true } : one));
	const anyRow = (ids: number): fc.Arbitrary<AdDayFigures> =>
		fc.record({
			adId: fc.integer({ min: 0, max: ids - 1 }).map(String),
			date: fc.integer({ min: -1, max: 40 }).map((ago) => addDays(TODAY, -ago)),
			spend: fc.double({ min: 0, max: 300, noNaN: true }),
			impressions: fc.integer({ min: 0, max: 20_000 }),
			results: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 })),
			clicks: fc.constant(null),
		});
	const anyInput: fc.Arbitrary<RotationInput> = fc.integer({ min: 1, max: 9 }).chain((count) =>
		fc.record({
			ads: fc.tuple(...Array.from({ length: count }, (_, id) => anyAd(id))),
			rows: fc.uniqueArray(anyRow(count), { selector: ({ adId, date }) => `${adId} ${date}`, maxLength: 120 }),
			adSets: fc
				.tuple(fc.boolean(), fc.boolean(), fc.option(fc.integer({ min: 0, max: 12 })), fc.integer({ min: 0, max: 3 }))
				.map(
					([isRunning, learning, ago, gap]): ReadonlyMap<string, AdSetState> =>
						new Map([
							['set', { running: isRunning, learning, lastActivation: ago === null ? null : NOW - ago * DAY, gap }],
							['other', running],
						]),
				),
			settings: fc.record({
				goal: fc.constantFrom({ kind: 'cost' as const, target: 20 }, { kind: 'rate' as const, target: 0.01 }),
				rule: fc.constantFrom('simple' as const, 'statistical' as const),
				currency: fc.constantFrom('USD', 'JPY'),
				withoutResult: fc.double({ min: 1, max: 6, noNaN: true }),
				timesTarget: fc.double({ min: 1, max: 4, noNaN: true }),
				falsePauses: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
				minImpressions: fc.integer({ min: 0, max: 3000 }),
				minAgeDays: fc.integer({ min: 0, max: 10 }),
				lagDays: fc.integer({ min: 0, max: 5 }),
				keepLive: fc.integer({ min: 1, max: 4 }),
				maxPauses: fc.integer({ min: 0, max: 4 }),
				order: fc.constantFrom('oldest' as const, 'newest' as const, 'name' as const),
				takeTurnsDays: fc.integer({ min: 0, max: 20 }),
				replaceTired: fc.boolean(),
			}),
			today: fc.constant(TODAY),
			now: fc.constant(NOW),
		}),
	);
	const holds = (property: (given: RotationInput, decisions: AdDecision[]) => void): void =>
		fc.assert(
			fc.property(anyInput, (given) => property(given, decideRotation(given))),
			{ numRuns: 1500 },
		);
	const liveIn = (decisions: AdDecision[], adSetId?: string, after = true): number =>
		decisions.filter(
			({ ad: one, action }) =>
				(adSetId === undefined || one.adSetId === adSetId) &&
				(after ? (one.state === 'live' && action !== 'pause') || action === 'activate' : one.state === 'live'),
		).length;

	it('answers for every ad, with one sentence, and changes only what can be changed', () =>
		holds((given, decisions) => {
			expect(decisions.map(({ ad: { id } }) => id).sort()).toEqual(given.ads.map(({ id }) => id).sort());
			for (const { ad: one, action, reason } of decisions) {
				expect(reason).toMatch(/\S/);
				expect(reason).not.toMatch(/NaN|undefined|Infinity/);
				if (action === 'pause') expect(one.state).toBe('live');
				if (action === 'activate') expect([one.state, one.approved, one.queued]).toEqual(['standBy', true, true]);
			}
		}));

	it('undoes nobody’s pause but Rotate’s own, unless the form lets in whatever is paused', () =>
		holds((_given, decisions) => {
			for (const { ad: one } of decisions.filter(({ action }) => action === 'activate'))
				expect(one.whoeverPaused === true || ['waiting', 'rotation'].includes(one.off?.kind ?? '')).toBe(true);
		}));

	it('fills a gap only as far as Rotate or Meta made it', () =>
		holds((given, decisions) => {
			for (const [id, { gap }] of given.adSets) {
				const own = decisions.filter(({ ad: one }) => one.adSetId === id);
				const paused = own.filter(({ action }) => action === 'pause').map(({ partner }) => partner);
				const filled = own.filter(({ action, ad: one }) => action === 'activate' && !paused.includes(one.id));
				expect(filled.length).toBeLessThanOrEqual(gap);
			}
		}));

	it('gives the same answer in whatever order ads and rows come', () =>
		holds((given, decisions) => {
			expect(decideRotation({ ...given, ads: [...given.ads].reverse(), rows: [...given.rows].reverse() })).toEqual(
				decisions,
			);
		}));

	it('pauses no more than allowed, losers, tired ads or ads whose turn is over only', () =>
		holds((given, decisions) => {
			const paused = decisions.filter(({ action }) => action === 'pause');
			expect(paused.length).toBeLessThanOrEqual(given.settings.maxPauses);
			if (given.settings.takeTurnsDays > 0) return;
			const isTired = (fatigue: string | null): boolean => given.settings.replaceTired && fatigue !== null;
			expect(paused.every(({ loser: is, fatigue }) => is || isTired(fatigue))).toBe(true);
		}));

	it('keeps enough ads live, and one in every ad set that had one', () =>
		holds((given, decisions) => {
			expect(liveIn(decisions)).toBeGreaterThanOrEqual(
				Math.min(given.settings.keepLive, liveIn(decisions, undefined, false)),
			);
			for (const adSetId of ['set', 'other']) {
				if (liveIn(decisions, adSetId, false) > 0) expect(liveIn(decisions, adSetId)).toBeGreaterThan(0);
			}
		}));

	it('keeps them even if no successor can be activated, since each pause with a successor waits for it', () =>
		holds((given, decisions) => {
			const alone = decisions.filter(({ action, partner }) => action === 'pause' && partner === null);
			const before = liveIn(decisions, undefined, false);
			expect(before - alone.length).toBeGreaterThanOrEqual(Math.min(given.settings.keepLive, before));
			for (const { ad: one, partner } of decisions.filter(
				({ action, partner: p }) => action === 'pause' && p !== null,
			)) {
				expect(decisions.find(({ ad: { id } }) => id === partner)).toMatchObject({
					action: 'activate',
					partner: one.id,
					ad: { adSetId: one.adSetId },
				});
			}
		}));

	it('pauses nobody while the queue of its ad set holds only ads that are not approved', () =>
		holds((given, decisions) => {
			for (const { ad: one, partner } of decisions.filter(({ action }) => action === 'pause')) {
				if (partner !== null) continue;
				const queue = given.ads.filter(
					(other) =>
						other.adSetId === one.adSetId &&
						other.state === 'standBy' &&
						other.queued &&
						(other.whoeverPaused === true || ['waiting', 'rotation'].includes(other.off?.kind ?? '')) &&
						given.rows.every(({ adId }) => adId !== other.id),
				);
				const free = queue.filter(
					({ id }) => decisions.find((decision) => decision.ad.id === id)?.action !== 'activate',
				);
				if (free.length > 0) expect(free.some(({ approved }) => approved)).toBe(true);
			}
		}));

	it('activates one ad in seven days where an ad set learns and has a live ad', () =>
		holds((given, decisions) => {
			const { learning, lastActivation } = given.adSets.get('set') as AdSetState;
			const activated = decisions.filter(
				({ action, ad: one }) => action === 'activate' && one.adSetId === 'set',
			).length;
			if (!learning || liveIn(decisions, 'set', false) === 0) return;
			expect(activated).toBeLessThanOrEqual(lastActivation !== null && NOW - lastActivation < 7 * DAY ? 0 : 1);
		}));

	it('brings nobody in who did worse than the target, today’s results counted', () =>
		holds((given, decisions) => {
			for (const { ad: one, loser: is } of decisions.filter(({ action }) => action === 'activate')) {
				expect(is).toBe(false);
				const own = given.rows.filter(({ adId, date }) => adId === one.id && date <= TODAY);
				const { goal } = given.settings;
				const expected = own.reduce(
					(sum, { spend, impressions }) =>
						sum + (goal.kind === 'cost' ? spend / goal.target : impressions * goal.target),
					0,
				);
				const results = own.reduce((sum, row) => sum + Number(row.results), 0);
				if (expected >= 1.001) expect(results).toBeGreaterThanOrEqual(expected - 1e-6);
			}
		}));

	it('is not moved against an ad by today’s spend, nor by days whose results still come in', () =>
		holds((given) => {
			const { lagDays, takeTurnsDays } = given.settings;
			if (takeTurnsDays > 0) return;
			const young = given.rows.filter(({ date }) => date >= addDays(TODAY, -lagDays) && date <= TODAY);
			// Their results still tell, for the whole group, that results are counted.
			const alive = days('0', 41, { impressions: 0, results: 0 }, TODAY).map((row) => ({
				...row,
				adId: 'alive',
				results: 1,
			}));
			const counted = {
				...given,
				ads: [...given.ads, ad('alive', { state: 'other', createdAt: NOW })],
				rows: [...given.rows, ...alive],
			};
			const without = decideRotation({
				...counted,
				rows: counted.rows.map((row) => (young.includes(row) ? { ...row, spend: 0, impressions: 0, results: 0 } : row)),
			});
			for (const { ad: one, loser: is } of decideRotation(counted))
				if (is) expect(without.find(({ ad: { id } }) => id === one.id)?.loser).toBe(true);
		}));

	it('calls only what is live and no loser a suspect, and only what did worse than the target', () =>
		holds((given, decisions) => {
			for (const { ad: one, loser: is, suspect, spend, impressions, results } of decisions) {
				if (suspect === null) continue;
				expect([one.state, is]).toEqual(['live', false]);
				const { goal } = given.settings;
				expect(results ?? NaN).toBeLessThan(goal.kind === 'cost' ? spend / goal.target : impressions * goal.target);
			}
		}));

	it('does not pause, as a loser, an ad that did at least as well as the target', () =>
		holds((given, decisions) => {
			for (const { loser: is, spend, impressions, results } of decisions) {
				const { goal } = given.settings;
				if (is)
					expect(results ?? NaN).toBeLessThan(goal.kind === 'cost' ? spend / goal.target : impressions * goal.target);
			}
		}));
});
