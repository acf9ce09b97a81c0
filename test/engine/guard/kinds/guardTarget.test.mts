import type { IDataObject } from 'n8n-workflow';

import { AD_SETS, CAMPAIGNS, ACCOUNTS } from '../../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { runAgent, type AgentStyle } from '../../support/agent.mts';
import { decoded } from '../../support/campaigns.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { APPLIED, DAY, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, emulatorCredential, runNode, type NodeResult, type NodeRun } from '../../support/harness.mts';

jest.mock('../../../../nodes/shared/graph/wait', () => jest.requireActual('../../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const { run, writes, changes, sent } = bench;

/** Cost, results, since and until are the form's own: it takes them as a report names them. */
const toward = { change: 'target', target: 10 };

/** Rows as a report gives them, of the days from `oldest` days ago to `newest` days ago. */
const rows = (
	spend: number,
	results: number,
	{ oldest = 20, newest = 6, adset_id = AD_SETS.eurNoBudget as string, purchase_value = null as number | null } = {},
) =>
	Array.from({ length: oldest - newest + 1 }, (_, index) => {
		const date = dayAgo(oldest - index);
		return { adset_id, date_start: date, date_stop: date, spend, results, purchase_value };
	});

const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const step = async (
	items: IDataObject[],
	parameters: IDataObject = {},
	more: Partial<NodeRun> = {},
): Promise<NodeResult> => await run({ adSet: byRow, ...toward, ...parameters }, { items, ...more });

describe('toward a target', () => {
	it('makes one step of a report’s rows, in the first one’s place, and tells why', async () => {
		const result = await step(rows(50, 10));
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				objectId: AD_SETS.eurNoBudget,
				verdict: 'applied',
				before: 10,
				after: 11.5,
				reason: expect.stringMatching(
					/^150 results for 750\.00 EUR, 5\.00 EUR each \(.+\); with 90 % certainty .+ against a target of 10\.00 EUR, better than the target\. One step up\.$/,
				),
				guards: [],
			}),
		]);
		expect(rowsOf(result, HELD)).toEqual([]);
		expect(changes().map(decoded)).toEqual([{ daily_budget: '1150' }]);
	});

	it.each([false, 'false', 0, 'perhaps'])(
		'holds where a report says that something is missing in it (%j)',
		async (said) => {
			const list = rows(50, 10).map((row, index) => ({ ...row, report_complete: index === 3 ? said : true }));
			const [row] = rowsOf(await step(list), HELD);
			expect(guardsOf(row)).toEqual(['target']);
			expect(row?.reason).toMatch(/^The report is incomplete/);
			expect(writes()).toEqual([]);
		},
	);

	it.each([true, 'true', null, ''])('goes by a report that is whole, or does not say (%j)', async (said) => {
		const list = rows(50, 10).map((row) => ({ ...row, report_complete: said }));
		expect(rowsOf(await step(list), APPLIED)).toHaveLength(1);
	});

	it('steps down by the counterpart, and leaves alone what is on target', async () => {
		const down = await step(rows(50, 2), { dryRun: true });
		expect(rowsOf(down, APPLIED)).toEqual([
			expect.objectContaining({ verdict: 'wouldApply', before: 10, after: 8.7, dryRun: true }),
		]);
		const none = await step(rows(50, 5));
		const [row] = rowsOf(none, HELD);
		expect(row).toMatchObject({
			verdict: 'held',
			before: 10,
			after: 10,
			reason: expect.stringMatching(/which isn’t clearly different from the target\. Nothing changes\.$/),
		});
		expect(guardsOf(row)).toEqual(['target']);
		expect(writes()).toEqual([]);
	});

	it('needs new days after each change, as far back as the rows go', async () => {
		bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1200 });
		bench.emulator.control.advanceClock(9 * DAY);
		const list = rows(50, 10, { oldest: 14, newest: 5 });
		// The clock of the emulator is nine days ahead: these days lie before or after the change there.
		const after = Array.from({ length: 4 }, (_, index) => ({
			...list[0],
			date_start: dayAgo(-1 - index),
			date_stop: dayAgo(-1 - index),
		}));
		const [held] = rowsOf(await step(list), HELD);
		expect(held.reason).toMatch(/^The budget of “Deutschland” changed on .+ and the data starts before that\./);
		const [applied] = rowsOf(await step([...list, ...after]), APPLIED);
		expect(applied).toMatchObject({
			before: 12,
			after: 13.8,
			reason: expect.stringMatching(/^1[34]0 results for [67][05]0\.00 EUR, .+, those up to .+ count less\)/),
		});
	});

	it('adds up the ad sets of a campaign that has the budget', async () => {
		bench.emulator.control.setLearning(AD_SETS.usdCboA, 'SUCCESS');
		bench.emulator.control.setLearning(AD_SETS.usdCboB, 'SUCCESS');
		const list = [AD_SETS.usdCboA, AD_SETS.usdCboB].flatMap((adset_id) =>
			rows(50, 10, { adset_id, oldest: 27, newest: 10 }),
		);
		bench.emulator.control.advanceClock(DAY);
		const result = await step(list, { adAccount: byId(ACCOUNTS.usd), dryRun: true });
		expect(rowsOf(result, APPLIED).concat(rowsOf(result, HELD))).toEqual([
			expect.objectContaining({
				objectId: CAMPAIGNS.usdCbo,
				reason: expect.stringMatching(/^360 results for 1,800\.00 USD/),
			}),
		]);
	});

	describe('by the rows of one ad set of a campaign that has the budget', () => {
		// The other one, “Coffee lovers”, has been spending; this one is switched off.
		const one = async (change: IDataObject = {}, adset_id: string = AD_SETS.usdCboB) =>
			await step(rows(50, 10, { adset_id }), { adAccount: byId(ACCOUNTS.usd), ceiling: 1000, ...change });
		const byRule = {
			change: 'rule',
			raiseWhen: { rows: [{ metric: 'costPerResult', operator: 'below', value: '10' }] },
			raisePercent: 10,
		};
		beforeEach(() => {
			bench.emulator.control.setLearning(AD_SETS.usdCboA, 'SUCCESS');
			bench.emulator.control.setLearning(AD_SETS.usdCboB, 'SUCCESS');
		});

		it.each([{}, byRule])('holds where another one spends the budget, too (%j)', async (change) => {
			const [held] = rowsOf(await one(change), HELD);
			expect(guardsOf(held)).toEqual(['leftOut']);
			expect(held).toMatchObject({
				objectId: CAMPAIGNS.usdCbo,
				reason: expect.stringContaining(
					`The budget is the campaign’s, and 1 other ad set (such as ${AD_SETS.usdCboA}) spends it without a row among these items. Pass the rows of all its ad sets, or choose the campaign.`,
				),
			});
			expect(writes()).toEqual([]);
		});

		it.each([{}, byRule])('holds where that cannot be read (%j)', async (change) => {
			bench.emulator.control.addFault({
				match: { path: `${ACCOUNTS.usd}/insights` },
				fault: { kind: 'graph', code: 100 },
			});
			const [held] = rowsOf(await one(change), HELD);
			expect(guardsOf(held)).toEqual(['leftOut']);
			expect(held?.reason).toMatch(
				/Whether all ad sets that spend this campaign’s budget have their rows could not be read: /,
			);
			expect(writes()).toEqual([]);
		});

		it('holds for days that are still to come, however far away', async () => {
			const list = rows(50, 10, { adset_id: AD_SETS.usdCboA }).map((row) => ({ ...row, date_stop: '9999-12-31' }));
			const [held] = rowsOf(await step(list.slice(0, 1), { adAccount: byId(ACCOUNTS.usd), ceiling: 1000 }), HELD);
			expect(held?.reason).toMatch(/^Its numbers go up to 9999-12-31, a day that is still to come/);
			expect(writes()).toEqual([]);
		});

		it('counts no rows of the campaign beside those of its ad sets', async () => {
			const list = [AD_SETS.usdCboA, ''].flatMap((adset_id) => rows(50, 10, { adset_id }));
			const [held] = rowsOf(
				await step(list, {
					adAccount: byId(ACCOUNTS.usd),
					ceiling: 1000,
					objectType: "={{ $json.adset_id ? 'adSet' : 'campaign' }}",
					campaign: byId(CAMPAIGNS.usdCbo),
				}),
				HELD,
			);
			expect(held?.reason).toMatch(/^It has more than one row for the same days/);
			expect(writes()).toEqual([]);
		});

		it('goes by it where the others are off, without a look at what they spent', async () => {
			expect(rowsOf(await one({}, AD_SETS.usdCboA), APPLIED)).toHaveLength(1);
			expect(sent().filter(({ path }) => path.endsWith('/insights'))).toEqual([]);
		});

		it.each([{}, byRule])(
			'holds where an ad set has rows for only a part of the days it spent on (%j)',
			async (change) => {
				const list = [
					...rows(50, 10, { adset_id: AD_SETS.usdCboB }),
					// Somebody has filtered out the days without results.
					...rows(50, 10, { adset_id: AD_SETS.usdCboA }).filter((_, index) => index !== 4),
				];
				const all = { adAccount: byId(ACCOUNTS.usd), ceiling: 1000, ...change };
				const [held] = rowsOf(await step(list, all), HELD);
				expect(guardsOf(held)).toEqual(['leftOut']);
				expect(held?.reason).toMatch(
					/ and 1 ad set has no row for days with spend \(such as \d+ on \d+ \w+\)\. Pass the rows of all days, those without results too,/,
				);
				expect(held?.reason).toContain(AD_SETS.usdCboA);
				expect(writes()).toEqual([]);
			},
		);

		it('goes by rows of all days on which there was spend', async () => {
			const list = [AD_SETS.usdCboA, AD_SETS.usdCboB].flatMap((adset_id) => rows(50, 10, { adset_id }));
			const all = { adAccount: byId(ACCOUNTS.usd), ceiling: 1000 };
			const gaps = list.filter(({ adset_id }, index) => adset_id === AD_SETS.usdCboA || index % 3 === 0);
			// What is off spent on none of them.
			expect(rowsOf(await step(gaps, all), APPLIED)).toHaveLength(1);
		});

		it('goes by it where the others spent nothing on its days', async () => {
			bench.emulator.world.get('AdSet', AD_SETS.usdCboB).status = 'ACTIVE';
			expect(rowsOf(await one({}, AD_SETS.usdCboA), APPLIED)).toHaveLength(1);
			const asked = sent().filter(({ path }) => path.endsWith('/insights'));
			// Of these days alone: with many ad sets each day more is a page more.
			expect(asked.map(({ params }) => JSON.parse(String(params.time_range)))).toEqual([
				{ since: dayAgo(20), until: dayAgo(6) },
			]);
		});
	});

	it('judges a return on spend', async () => {
		const [row] = rowsOf(await step(rows(50, 5, { purchase_value: 200 }), { targetKind: 'roas', target: 2 }), APPLIED);
		expect(row).toMatchObject({ after: 11.5, reason: expect.stringMatching(/a return of 4\.00/) });
		const { error } = await step(rows(50, 5), { targetKind: 'roas', target: 2 });
		expect(error?.message).toContain('Value');
	});

	it.each([
		['spend', { spend: 'plenty' }, 'Amount Spent'],
		['results', { results: null }, 'Results'],
		['a spend that could be two', { spend: '1.500' }, 'Amount Spent: “1.500” can be read as 1500 or as 1.500'],
		['date_start', { date_start: 'last week' }, 'Since'],
		['date_stop', { date_stop: '2026-01-01' }, 'Until'],
		['an old date', { date_start: '2026-01-01' }, 'Since'],
	])('names the field when %s cannot be used, and changes nothing', async (_, wrong, field) => {
		const { error } = await step([...rows(50, 10), { ...rows(50, 10)[0], ...wrong }]);
		expect(error?.message).toContain(field);
		expect(writes()).toEqual([]);
	});

	it('reads figures, target and guards with a comma', async () => {
		const list = rows(50, 10).map((row) => ({ ...row, spend: '49,90' }));
		expect(
			rowsOf(await step(list, { target: '9,50', guards: { deadBand: '12,5', conversionLag: '3,5' } }), APPLIED),
		).toEqual([
			expect.objectContaining({
				after: 11.5,
				reason: expect.stringMatching(/^150 results for 748\.50 EUR, .+ against a target of 9\.50 EUR/),
			}),
		]);
	});

	it.each([
		['a target', { target: '={{ $json.missing }}' }, /^Target is empty/],
		['no target', { target: '' }, /^Target is empty/],
		['a dead band', { guards: { deadBand: '={{ $json.missing }}' } }, /^Guards → Target Tolerance \(%\) is empty/],
		['a lag beyond four weeks', { guards: { conversionLag: 29 } }, /^Guards → Conversion Delay \(Days\) cannot be 29/],
	])('refuses %s that cannot be used', async (_, form, message) => {
		const { error } = await step(rows(50, 10), form);
		expect(error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});

	it('waits out the lag of conversions and keeps to the dead band that are set', async () => {
		expect(rowsOf(await step(rows(50, 10), { guards: { conversionLag: 28 } }), HELD)).toEqual([
			expect.objectContaining({ reason: expect.stringMatching(/^Its days are younger than 672 hours/) }),
		]);
		expect(rowsOf(await step(rows(50, 10), { guards: { deadBand: 100 } }), HELD)).toEqual([
			expect.objectContaining({ reason: expect.stringMatching(/isn’t clearly different from the target/) }),
		]);
	});

	it('judges nothing of an object one of whose days cannot be used, also where the run goes on', async () => {
		const good = rows(50, 10);
		const other = rows(50, 10, { adset_id: AD_SETS.eurMinRoas });
		const list = [...good, { ...good[0], date_start: dayAgo(5), date_stop: dayAgo(5), results: null }, ...other];
		const result = await step(list, {}, { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 2 });
		const failed = result.rows.filter(({ error }) => error !== undefined);
		expect(failed).toEqual([expect.objectContaining({ error: expect.stringContaining('Results') })]);
		expect(
			rowsOf(result, APPLIED)
				.concat(rowsOf(result, HELD))
				.filter(({ objectId }) => objectId === AD_SETS.eurNoBudget),
		).toEqual([]);
		expect(rowsOf(result, APPLIED)).toContainEqual(
			expect.objectContaining({ objectId: AD_SETS.eurMinRoas, verdict: 'applied' }),
		);
		expect(changes().map(({ path }) => path)).toEqual([AD_SETS.eurMinRoas]);
	});

	it('decides on all its numbers again when a run is tried once more', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: AD_SETS.eurNoBudget, times: 1 },
			fault: { kind: 'graph', code: 368 },
		});
		const result = await step(rows(50, 10), {}, { retryOnFail: true, maxTries: 3 });
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				before: 10,
				after: 11.5,
				reason: expect.stringMatching(/^150 results for 750\.00 EUR/),
			}),
		]);
		expect(changes().map(({ params }) => params.daily_budget)).toEqual(['1150', '1150']);
	});

	it('takes each step once when the run is tried again for another', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: AD_SETS.eurMinRoas, times: 1 },
			fault: { kind: 'graph', code: 368 },
		});
		const list = [...rows(50, 10), ...rows(50, 10, { adset_id: AD_SETS.eurMinRoas })];
		const result = await step(list, {}, { retryOnFail: true, maxTries: 3 });
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED).map(({ objectId, before, after }) => [objectId, before, after])).toEqual([
			[AD_SETS.eurNoBudget, 10, 11.5],
			[AD_SETS.eurMinRoas, 30, 34.5],
		]);
		expect(rowsOf(result, HELD)).toEqual([]);
		expect(changes().map(({ path }) => path)).toEqual([AD_SETS.eurNoBudget, AD_SETS.eurMinRoas, AD_SETS.eurMinRoas]);
	});

	it('takes no second step on the same days, also on a worker that knows of the first by Meta’s log alone', async () => {
		const list = rows(50, 10);
		expect(rowsOf(await step(list), APPLIED)).toHaveLength(1);
		for (const days of [0, 2]) {
			ownWrites.clear();
			bench.emulator.control.advanceClock(days * DAY);
			const [held] = rowsOf(await step(list), HELD);
			expect(held).toMatchObject({
				before: 11.5,
				after: 11.5,
				reason: expect.stringMatching(/changed on .+, and the data starts before that\. Only days from .+ on count\.$/),
				earliestNextTry: expect.any(String),
			});
		}
		expect(changes()).toHaveLength(1);
	});

	it('holds while Meta’s log does not show the first step yet', async () => {
		bench.emulator.control.editOutside(AD_SETS.eurNoBudget, { daily_budget: 1_100 });
		bench.emulator.control.advanceClock(12 * DAY);
		// From five days before that change to eight days after it.
		const fresh = rows(50, 10, { oldest: 5, newest: -8 });
		bench.emulator.control.setActivityLag(600);
		expect(rowsOf(await step(fresh), APPLIED)).toHaveLength(1);
		ownWrites.clear();
		// The ad set tells when it changed: the numbers begin before.
		expect(guardsOf(rowsOf(await step(fresh), HELD)[0])).toEqual(['target']);
		expect(changes()).toHaveLength(1);
	});

	it('fails once where the run goes on, and not for each row', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: AD_SETS.eurNoBudget },
			fault: { kind: 'graph', code: 368 },
		});
		const result = await step(rows(50, 10), {}, { onError: 'continueRegularOutput' });
		expect(result.rows).toEqual([expect.objectContaining({ error: expect.anything() })]);
	});

	it('sends nothing twice when an answer is lost', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: AD_SETS.eurNoBudget, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const result = await step(rows(50, 10), {}, { retryOnFail: true });
		expect(rowsOf(result, APPLIED)).toEqual([expect.objectContaining({ before: 10, after: 11.5 })]);
		expect(bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget).toBe(1150);
	});

	it('holds two targets for one budget', async () => {
		const list = rows(50, 10).map((row, index) => ({ ...row, goal: index % 2 ? 10 : 20 }));
		const result = await step(list, { target: '={{ $json.goal }}' });
		expect(rowsOf(result, APPLIED)).toEqual([]);
		expect(rowsOf(result, HELD)).toHaveLength(2);
		for (const row of rowsOf(result, HELD)) expect(guardsOf(row)).toEqual(['conflict']);
		expect(writes()).toEqual([]);
	});
});

describe.each<AgentStyle>(['supplied', 'requested'])('as a tool of an agent (%s)', (style) => {
	const asked = (key: string, type = 'number'): string => `={{ $fromAI('${key}', '', '${type}') }}`;
	const found = { cost: 750, results: 150, since: dayAgo(20), until: dayAgo(6) };
	const ask = async (parameters: IDataObject = {}): Promise<IDataObject[]> => {
		const form = {
			operation: 'adjustBudget',
			adAccount: byId(ACCOUNTS.eur),
			adSet: byId(AD_SETS.eurNoBudget),
			...toward,
			ceiling: 100,
			dryRun: false,
		};
		const figures = {
			numbersFrom: 'own',
			cost: asked('cost'),
			results: asked('results'),
			since: asked('since', 'string'),
			until: asked('until', 'string'),
		};
		const run = {
			node: 'metaBudgetGuardTool',
			credential: emulatorCredential(bench.emulator.url),
			parameters: { ...form, ...figures, ...parameters },
		};
		const { answers, error } = await runAgent(
			style,
			[{ ...found, allow: true, dryRun: false, target: 1000, ceiling: 1000 }],
			run,
		);
		expect(error).toBeUndefined();
		return answers[0];
	};
	const posts = () =>
		sent()
			.filter(({ method }) => method === 'POST')
			.map(decoded);

	it('proposes a step with its reason until a person allows changes', async () => {
		for (const allowChanges of [false, '={{ true }}', asked('allow', 'boolean')]) {
			expect(await ask({ allowChanges })).toEqual([
				expect.objectContaining({
					verdict: 'wouldApply',
					before: 10,
					after: 11.5,
					dryRun: true,
					reason: expect.stringMatching(/^150 results for 750\.00 EUR/),
				}),
			]);
		}
		expect(new Set(posts().map((post) => JSON.stringify(post)))).toEqual(
			new Set([JSON.stringify({ daily_budget: '1150', execution_options: ['validate_only'] })]),
		);
		expect(writes()).toEqual([]);
		const { cost, results, since, until } = found;
		const reported = { cost: `={{ ${cost} }}`, results: `={{ ${results} }}`, since, until };
		expect(await ask({ allowChanges: true, ...reported })).toEqual([
			expect.objectContaining({ verdict: 'applied', after: 11.5 }),
		]);
		expect(changes().map(decoded)).toEqual([{ daily_budget: '1150' }]);
	});

	it('moves nothing on numbers that a model fills in, whatever is allowed', async () => {
		const [answer] = await ask({ allowChanges: true });
		expect(JSON.stringify(answer)).toContain('must not be filled by a model where changes are allowed');
		expect(posts()).toEqual([]);
	});

	it.each(['target', 'ceiling', 'dryRun'])('does nothing where a model would fill %s', async (field) => {
		const [answer] = await ask({
			allowChanges: true,
			[field]: asked(field, field === 'dryRun' ? 'boolean' : 'number'),
		});
		expect(JSON.stringify(answer)).toContain('must not be filled by a model');
		expect(posts()).toEqual([]);
	});
});

/** Thirty days, so that there is a before: the last six count no more than the form's lag lets them. */
describe('an outage of the count', () => {
	const two = [AD_SETS.eurNoBudget, AD_SETS.eurCostCap] as string[];
	const life = (adset_id: string, results: (day: number) => number) =>
		rows(50, 0, { adset_id, oldest: 25, newest: 4 }).map((row, day) => ({
			...row,
			clicks: 100,
			results: results(day),
		}));
	const reasons = (result: NodeResult) => rowsOf(result, HELD).map((row) => [guardsOf(row)[0], row.reason]);

	it('holds every object where results stop for all at once', async () => {
		const result = await step(
			two.flatMap((id) => life(id, (day) => (day < 12 ? 5 : 0))),
			{ ceiling: 100 },
		);
		expect(rowsOf(result, APPLIED)).toEqual([]);
		const silent = expect.stringMatching(/^Tracking may be down: none of 2 objects has any result since .+ Check that/);
		expect(reasons(result)).toEqual([
			['target', silent],
			['target', silent],
		]);
		expect(writes()).toEqual([]);
	});

	it('holds where all of several have none from the start', async () => {
		const result = await step(two.flatMap((id) => life(id, () => 0)));
		expect(reasons(result)[0]).toEqual([
			'target',
			expect.stringMatching(/none of 2 objects has any result in the report/),
		]);
		expect(writes()).toEqual([]);
	});

	it.each([
		['falls to a fifth', 1, '(half or less|twice or more)'],
		['triples', 15, 'twice or more'],
	])('holds where the count of all at once %s', async (_what, later, words) => {
		const result = await step(two.flatMap((id) => life(id, (day) => (day < 12 ? 5 : later))));
		expect(rowsOf(result, APPLIED)).toEqual([]);
		for (const [guard, reason] of reasons(result)) {
			expect(guard).toBe('target');
			expect(reason).toMatch(new RegExp(`, 2 of 2 objects at once brought ${words}`));
		}
		expect(writes()).toEqual([]);
	});

	it('is none where clicks fall as well, or one object alone turns bad', async () => {
		const dear = (id: string) =>
			life(id, (day) => (day < 12 ? 5 : 1)).map((row, day) => ({ ...row, clicks: day < 12 ? 100 : 20 }));
		expect(rowsOf(await step(two.flatMap(dear)), APPLIED)).toHaveLength(2);
	});

	it('of one object alone is told by its silence, not by fewer results', async () => {
		const alone = await step(life(AD_SETS.eurNoBudget, (day) => (day < 12 ? 5 : 1)));
		expect(reasons(alone)[0][1]).toMatch(/^70 results for 1,100\.00 EUR, .+ isn’t clearly different from the target/);
	});
});

describe('rows of Meta Insights', () => {
	it.each([
		['a cost', { target: 10 }, /^\d+ results? for [\d,.]+ EUR.* against a target of 10\.00 EUR/],
		[
			'a return',
			{ target: 2, targetKind: 'roas' },
			/^(\d+ results? for [\d,.]+ EUR, a return of [\d.]+ .* against a target of 2\.00|No result has a value yet)/,
		],
	])('fit as they are, toward %s', async (_, form, reason) => {
		const report = await runNode({
			node: 'metaInsights',
			credential: emulatorCredential(bench.emulator.url),
			parameters: {
				operation: 'get',
				adAccount: byId(ACCOUNTS.eur),
				scope: 'account',
				level: 'adset',
				dateRange: 'settling',
				timeIncrement: 'day',
				columns: 'all',
				fieldSets: ['delivery', 'conversions'],
			},
		});
		expect(report.error).toBeUndefined();
		const list = report.outputs[0].map(({ json }) => json);
		expect(list.filter(({ adset_id }) => adset_id === AD_SETS.eurMinRoas).length).toBeGreaterThan(7);
		const result = await step(list, { dryRun: true, ...form });
		expect(result.error).toBeUndefined();
		const told = [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)];
		expect(told.map(({ objectId }) => objectId).sort()).toEqual(
			[...new Set(list.map(({ adset_id }) => adset_id))].sort(),
		);
		for (const id of [AD_SETS.eurMinRoas, AD_SETS.eurNoBudget])
			expect(told.find(({ objectId }) => objectId === id)?.reason).toMatch(reason);
	});
});
