import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../../emulator/world/seedIds.mts';
import { runAgent } from '../../support/agent.mts';
import { decoded } from '../../support/campaigns.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, emulatorCredential, type NodeResult } from '../../support/harness.mts';

const bench = useGuard();
const { run, writes, changes, sent } = bench;
const { eurNoBudget, eurLifetimeBudget } = AD_SETS;

/** Ten days over, twenty to come with today. */
const range = { planPeriod: 'range', planSince: dayAgo(10), planUntil: dayAgo(-19) };
const plan = async (form: IDataObject): Promise<NodeResult> =>
	await run({ adSet: byId(eurNoBudget), change: 'plan', ...range, ...form });
const only = (result: NodeResult): IDataObject => {
	expect(result.error).toBeUndefined();
	const [row] = [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)];
	return row;
};

describe('to a plan', () => {
	it('reads what was spent by the day, and goes toward what is left within the guards', async () => {
		const row = only(await plan({ plan: '100000' }));
		expect(row).toMatchObject({ verdict: 'applied', before: 10, after: 11.5 });
		expect(row.reason).toMatch(
			/^[\d.,]+ EUR of 100,000\.00 EUR spent \(.+, 20 days left including today\); at 10\.00 EUR a day it comes to .+ EUR; .+ a day would meet the plan\. The plan cannot be met: with a step of 15 % a day and the maximum it comes to .+ at most, .+ EUR below it\./,
		);
		const [report] = sent().filter(({ path }) => path === `${eurNoBudget}/insights`);
		expect(decoded(report)).toMatchObject({
			fields: 'spend,date_start',
			time_increment: '1',
			time_range: { since: dayAgo(28), until: dayAgo(0) },
		});
		expect(changes().map(decoded)).toEqual([{ daily_budget: '1150' }]);
	});

	it('comes out even: what it says it comes to is a plan that needs no step', async () => {
		const { reason } = only(await plan({ plan: '100000', dryRun: true }));
		const [, coming = ''] = /it comes to ([\d.,]+) EUR/.exec(String(reason)) ?? [];
		const held = only(await plan({ plan: coming.replace(/,/g, ''), dryRun: true }));
		expect(held.reason).toMatch(/as planned\. Nothing changes\.$/);
		expect(guardsOf(held)).toEqual(['plan']);
	});

	it('cuts where the plan is spent', async () => {
		expect(only(await plan({ plan: '0.01' }))).toMatchObject({
			verdict: 'applied',
			after: 8.5,
			reason: expect.stringMatching(/The plan has been spent/),
		});
	});

	it('goes on the next morning, seconds early, within what may be raised in 24 hours', async () => {
		expect(only(await plan({ plan: '100000' }))).toMatchObject({ verdict: 'applied', after: 11.5 });
		bench.emulator.control.advanceClock(86_400 - 3_600);
		expect(guardsOf(only(await plan({ plan: '100000' })))).toContain('cooldown');
		bench.emulator.control.advanceClock(3_600 - 5);
		expect(only(await plan({ plan: '100000' }))).toMatchObject({ verdict: 'applied', before: 11.5, after: 13 });
	});

	it('takes this month, holds outside the days and for a lifetime budget', async () => {
		const month = only(await plan({ plan: '100000', planPeriod: 'month', dryRun: true }));
		expect(month.reason).toMatch(/\(1 \w+ to \d+ \w+, \d+ days? left including today\)/);
		const over = only(await plan({ plan: '100', planSince: dayAgo(20), planUntil: dayAgo(10) }));
		expect(over.reason).toMatch(/^The plan ended on/);
		const lifetime = only(await plan({ plan: '100', adSet: byId(eurLifetimeBudget) }));
		expect(lifetime.reason).toMatch(/lifetime budget, which Meta spreads/);
		expect(writes()).toEqual([]);
	});

	it('changes nothing where the spend cannot be read', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${eurNoBudget}/insights` },
			fault: { kind: 'graph', code: 200 },
		});
		expect((await plan({ plan: '100' })).error).toBeDefined();
		expect(writes()).toEqual([]);
	});

	const answer = (data: IDataObject[], object: string = eurNoBudget): void =>
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${object}/insights` },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});

	it('raises nothing where Meta shows no spend of yesterday, until any of the account has some', async () => {
		const days = [4, 3, 2].map((ago) => ({ spend: '10', date_start: dayAgo(ago) }));
		answer(days);
		answer(days, ACCOUNTS.eur);
		const held = only(await plan({ plan: '100000' }));
		expect(guardsOf(held)).toEqual(['plan']);
		expect(held.reason).toMatch(
			/it comes to .+ EUR\. Meta shows no spend of the ad account for .+ Nothing is increased until spend shows up\./,
		);
		expect(writes()).toEqual([]);
		bench.emulator.control.clearFaults();
		answer(days);
		answer([...days, { spend: '0', date_start: dayAgo(1) }], ACCOUNTS.eur);
		expect(only(await plan({ plan: '100000' }))).toMatchObject({ verdict: 'applied', after: 11.5 });
	});

	it('asks for the spend of the account only where the object has none for yesterday', async () => {
		await plan({ plan: '100000', dryRun: true });
		expect(sent().filter(({ path }) => path === `${ACCOUNTS.eur}/insights`)).toEqual([]);
	});

	it('asks for it once, however many objects have none', async () => {
		const adSets = [eurNoBudget, AD_SETS.eurMinRoas];
		for (const adSet of adSets) answer([], adSet);
		const byItem = { __rl: true, mode: 'id', value: '={{ $json.adSet }}' };
		const form = { adSet: byItem, change: 'plan', ...range, plan: '100000', dryRun: true };
		await run(form, { items: adSets.map((adSet) => ({ adSet })) });
		expect(sent().filter(({ path }) => path === `${ACCOUNTS.eur}/insights`)).toHaveLength(1);
	});

	test.each([
		['is less than nothing', [['-5', 1]]],
		[
			'is told twice',
			[
				['5', 1],
				['5', 1],
			],
		],
		['is none', [[null, 1]]],
		['is of a day that was not asked for', [['5', 400]]],
	] as const)('changes nothing where the spend of a day %s', async (_, days) => {
		answer(days.map(([spend, ago]) => ({ spend, date_start: dayAgo(ago), date_stop: dayAgo(ago) })));
		expect((await plan({ plan: '100000' })).error?.message).toMatch(/has a row that cannot be read/);
		expect(writes()).toEqual([]);
	});

	test.each([null, '', 20261120, '2026-11', dayAgo(1).replace(/-/g, ''), `${dayAgo(1)}T00:00:00`])(
		'changes nothing where a row is of the day %j',
		async (date_start) => {
			answer([{ spend: '5', date_start }]);
			expect((await plan({ plan: '100000' })).error?.message).toMatch(/has a row that cannot be read/);
			expect(writes()).toEqual([]);
		},
	);

	test.each([
		[{ plan: '' }, /Budget to Spend is empty/],
		[{ plan: '0' }, /Budget to Spend: The amount 0 is not above zero/],
		[{ plan: '100', planSince: 'soon' }, /First Day.*is not a date/],
		[{ plan: '100', planUntil: dayAgo(40) }, /Last Day is before First Day/],
		[{ plan: '100', planUntil: dayAgo(-900) }, /Last Day is more than a year after/],
	])('refuses %j', async (form, message) => {
		expect((await plan(form)).error?.message).toMatch(message);
		expect(writes()).toEqual([]);
	});
});

test.each(['planPeriod', 'planSince', 'planUntil'] as const)('a model does not fill %s', async (name) => {
	const { answers } = await runAgent('supplied', [{ x: range[name] }], {
		node: 'metaBudgetGuardTool',
		credential: emulatorCredential(bench.emulator.url),
		parameters: {
			operation: 'adjustBudget',
			adAccount: byId('act_1003000000000003'),
			objectType: 'adSet',
			adSet: byId(eurNoBudget),
			change: 'plan',
			plan: '100000',
			...range,
			ceiling: '100',
			dryRun: false,
			guards: {},
			[name]: "={{ $fromAI('x', '', 'string') }}",
			allowChanges: true,
		},
	});
	expect(JSON.stringify(answers)).toMatch(/must not be filled by a model/);
	expect(writes()).toEqual([]);
});
