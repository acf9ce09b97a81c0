import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { runAgent, type AgentStyle } from '../../support/agent.mts';
import { decoded } from '../../support/campaigns.mts';
import { dayAgoInBerlin as dayAgo } from '../../support/lives/days.mts';
import { APPLIED, guardsOf, HELD, rowsOf, useGuard } from '../../support/guards.mts';
import { byId, emulatorCredential } from '../../support/harness.mts';

const bench = useGuard();
const { run, writes, changes, sent } = bench;

const is = (metric: string, operator: string, value: string): IDataObject => ({ metric, operator, value });
const when = (...rows: IDataObject[]): IDataObject => ({ rows });
const rule = {
	change: 'rule',
	raiseWhen: when(is('costPerResult', 'below', '10')),
	raisePercent: '12,5',
	cutWhen: when(is('costPerResult', 'above', '20')),
	cutPercent: '20 %',
};
/** Rows as a report gives them, of the days from 20 to 6 days ago. */
const rows = (spend: number, results: number | null, more: IDataObject = {}): IDataObject[] =>
	Array.from({ length: 15 }, (_, index) => {
		const date = dayAgo(20 - index);
		return { adset_id: AD_SETS.eurNoBudget, date_start: date, date_stop: date, spend, results, ...more };
	});
const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const step = async (items: IDataObject[], parameters: IDataObject = {}) =>
	await run({ adSet: byRow, ...rule, ...parameters }, { items });

describe('by rule', () => {
	it('makes one step of a report’s rows, within the guards', async () => {
		const result = await step(rows(50, 10));
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([
			expect.objectContaining({
				verdict: 'applied',
				before: 10,
				after: 11.25,
				reason: expect.stringMatching(
					/^The rule: raise by 12\.5 % if cost per result is below 10\.00 EUR; .+\. 150 results for 750\.00 EUR, 5\.00 EUR each \(.+\): raise by 12\.5 %\.$/,
				),
			}),
		]);
		expect(changes().map(decoded)).toEqual([{ daily_budget: '1125' }]);
	});

	const chooseNone = { adSet: byId(''), campaign: byId('') };

	it('takes the ad set of each row where none is chosen', async () => {
		const others = rows(50, 10).map((row) => ({ ...row, adset_id: AD_SETS.eurMinRoas }));
		const result = await step([...rows(50, 10), ...others], { ...chooseNone, dryRun: true });
		expect(result.error).toBeUndefined();
		const ids = rowsOf(result, APPLIED).map(({ objectId }) => objectId);
		expect(ids.sort()).toEqual([AD_SETS.eurNoBudget, AD_SETS.eurMinRoas].sort());
	});

	it('takes the campaign of each row where that is the level', async () => {
		const campaignId = CAMPAIGNS.eurCbo;
		const ofCampaign = rows(50, 10).map((row) => ({ ...row, campaign_id: campaignId }));
		const byCampaign = { ...chooseNone, objectType: 'campaign', dryRun: true };
		const result = await step(ofCampaign, byCampaign);
		expect(JSON.stringify([result.error?.message, result.outputs])).toContain(campaignId);
	});

	it('refuses the row of another ad set than the chosen one, unless the numbers are one’s own', async () => {
		const [row] = rows(50, 10) as [IDataObject];
		const other = { adSet: byId(AD_SETS.eurMinRoas), dryRun: true };
		const { error } = await step([row], other);
		expect(error?.message).toBe(
			`Ad Set is ${AD_SETS.eurMinRoas}, and the row that came in is of ${AD_SETS.eurNoBudget}`,
		);
		expect(error?.description).toContain('Leave it empty');
		const { date_start, spend, results } = row;
		const own = { numbersFrom: 'own', since: date_start, until: date_start, cost: spend, results };
		expect((await step([row], { ...other, ...own })).error).toBeUndefined();
	});

	it.each<[string, IDataObject, string]>([
		[
			'an ad set whose ID a table has made a number',
			{ adset_id: Number(AD_SETS.eurNoBudget) },
			`of ${Number(AD_SETS.eurNoBudget)}`,
		],
		['a campaign', { adset_id: null, campaign_id: CAMPAIGNS.eurCbo }, 'of a campaign'],
		[
			'a campaign, without a column for ad sets',
			{ adset_id: undefined, row_key: 'campaign|1|2026-11-01|1' },
			'of a campaign',
		],
		['an ad account', { adset_id: null, row_key: 'account||2026-11-01|1' }, 'of an ad account'],
	])('refuses for the chosen ad set the row of %s', async (_, row, words) => {
		const { error } = await step(rows(50, 10, row).slice(0, 1), { adSet: byId(AD_SETS.eurMinRoas) });
		expect(error?.message).toBe(`Ad Set is ${AD_SETS.eurMinRoas}, and the row that came in is ${words}`);
		expect(writes()).toEqual([]);
	});

	it('refuses for the chosen campaign the row of an ad account', async () => {
		const row = { adset_id: null, row_key: 'account||2026-11-01|1' };
		const ofCampaign = { objectType: 'campaign', campaign: byId(CAMPAIGNS.eurCbo) };
		const { error } = await step(rows(50, 10, row).slice(0, 1), ofCampaign);
		expect(error?.message).toBe(`Campaign is ${CAMPAIGNS.eurCbo}, and the row that came in is of an ad account`);
	});

	it('takes the row of the chosen ad set, though its ID has become a number', async () => {
		const own = { adSet: byId(AD_SETS.eurNoBudget), dryRun: true };
		const result = await step(rows(50, 10, { adset_id: Number(AD_SETS.eurNoBudget) }), own);
		expect(rowsOf(result, APPLIED)).toHaveLength(1);
	});

	it('says of an ID that lost digits in a table what is wrong with it', async () => {
		const { error } = await step(rows(50, 10, { adset_id: 120_210_000_000_000_016 }).slice(0, 1), chooseNone);
		expect(error?.message).toContain('is a number too long to be exact');
	});

	it.each<[string, IDataObject, IDataObject, string]>([
		['a row without one', {}, { adset_id: null }, 'is empty, and the row that came in has no adset_id'],
		['numbers of one’s own', { numbersFrom: 'own', cost: '5', results: '1', since: '2026-11-01' }, {}, 'is empty'],
		['an expression that came out empty', { adSet: byId('={{ $json.gone ?? "" }}') }, {}, 'is empty'],
		['another change', { change: 'percent', percent: '10' }, {}, 'is empty'],
		['a text that is no ID', {}, { adset_id: 'broad' }, 'is not an ID'],
	])('asks for the ad set with %s', async (_, parameters, row, words) => {
		const items = rows(50, 10, row).slice(0, 1);
		const { error } = await step(items, { ...chooseNone, ...parameters });
		expect(error?.message).toMatch(/^Ad Set/);
		expect(error?.message).toContain(words);
		expect(writes()).toEqual([]);
	});

	it('counts the chosen column of the report, without a number mapped', async () => {
		const items = rows(50, null, { purchases: 10, leads: 1 });
		const [purchases] = rowsOf(await step(items, { resultsAre: 'purchases', dryRun: true }), APPLIED);
		expect(purchases?.reason).toContain('150 results for 750.00 EUR');
		const [leads] = rowsOf(await step(items, { resultsAre: 'leads', dryRun: true }), APPLIED);
		expect(leads?.reason).toContain('15 results for 750.00 EUR');
		const none = await step(items, { dryRun: true });
		expect(JSON.stringify([none.error?.message, none.outputs])).toContain('Results');
	});

	it('counts a custom conversion by its name, and holds where the report does not have it', async () => {
		const items = rows(50, 1, { custom_thank_you_page: 10 });
		const byName = { resultsAre: 'custom', resultsConversion: 'custom_thank_you_page', dryRun: true };
		const [row] = rowsOf(await step(items, byName), APPLIED);
		expect(row?.reason).toContain('150 results for 750.00 EUR');
		const other = await step(items, { ...byName, resultsConversion: 'custom_demo' });
		expect(rowsOf(other, APPLIED)).toEqual([]);
		expect(JSON.stringify([other.error?.message, other.outputs])).toContain('Results');
	});

	it.each<[string, string, string, RegExp]>([
		['costPerPurchase', 'below', '6', /if cost per purchase is below 6\.00 EUR/],
		['costPerLead', 'below', '30', /if cost per lead is below 30\.00 EUR/],
		['costPerClick', 'below', '0.6', /if cost per click is below 0\.60 EUR/],
		['costPerThousand', 'below', '11', /if cost per 1,000 impressions is below 11\.00 EUR/],
		['ctr', 'above', '1.9', /if CTR is above 1\.9 %/],
	])('goes by %s of the report’s own columns, and says so', async (metric, operator, value, words) => {
		const raise = { raiseWhen: when(is(metric, operator, value)), cutWhen: {}, dryRun: true };
		const items = rows(50, 1, { purchases: 10, leads: 2, clicks: 100, impressions: 5_000 });
		const [row] = rowsOf(await step(items, raise), APPLIED);
		expect(row).toMatchObject({ before: 10, after: 11.25, reason: expect.stringMatching(words) });
		expect(row?.reason).toMatch(/, a (cost per [\w, ]+|CTR) of \d[\d.,]+ (EUR|%) \(/);
		const lacking = items.map((item) => omit(item, ['purchases', 'leads', 'clicks', 'impressions']));
		const [held] = rowsOf(await step(lacking, raise), HELD);
		expect(held?.reason).toContain('It is unknown: ');
	});

	it.each<[string, IDataObject, string]>([
		[
			'a CTR as a share',
			{ cutWhen: when(is('costPerResult', 'above', '20'), is('ctr', 'below', '0.012')) },
			'Cut When → Condition → row 2 → Value is 0.012 %, for a CTR in percent: did you mean 1.2?',
		],
		[
			'a ROAS in percent',
			{ raiseWhen: when(is('roas', 'above', '250')) },
			'Raise When → Condition → row 1 → Value is 250, for a ROAS, the return per unit spent: did you mean 2.5?',
		],
	])('asks about %s before anything is written', async (_, more, words) => {
		const { error } = await step(rows(50, 10, { clicks: 100, impressions: 5_000, purchase_value: 500 }), more);
		expect(error?.message).toContain(words);
		expect(error?.description).toContain('Enter the number you mean');
		expect(writes()).toEqual([]);
	});

	it('takes numbers of one’s own where they are mapped', async () => {
		const own = rows(50, 1).map(({ spend, ...row }) => ({ ...omit(row, 'results'), paid: spend, sold: 10 }));
		const mapped = { numbersFrom: 'own', cost: '={{ $json.paid }}', results: '={{ $json.sold }}' };
		const [row] = rowsOf(await step(own, { ...mapped, dryRun: true }), APPLIED);
		expect(row?.reason).toContain('150 results for 750.00 EUR');
	});

	it('goes no further than the guards', async () => {
		const [row] = rowsOf(await step(rows(50, 1)), APPLIED);
		expect(row).toMatchObject({ before: 10, requested: 8, after: 8.5 });
		expect(guardsOf(row)).toContain('step');
	});

	it('says of a cut by one row of many days that results may have stopped within them', async () => {
		const daily = rowsOf(await step(rows(50, 1), { dryRun: true }), APPLIED);
		expect(daily[0]?.reason).not.toMatch(/newest row/);
		const [all] = rows(750, 15);
		const [cut] = rowsOf(await step([{ ...all, date_stop: dayAgo(6) }], { dryRun: true }), APPLIED);
		expect(cut?.reason).toMatch(
			/: cut by 20 %\. Its newest row covers 15 days: results that stopped within them would not be seen/,
		);
		const [raise] = rowsOf(await step([{ ...all, results: 150, date_stop: dayAgo(6) }], { dryRun: true }), APPLIED);
		expect(raise?.reason).not.toMatch(/newest row/);
	});

	it('leaves what lies between, and holds what is unknown or incomplete', async () => {
		const between = rowsOf(await step(rows(50, 4)), HELD);
		expect(guardsOf(between[0])).toEqual(['rule']);
		expect(between[0].reason).toMatch(/That is not met: it stays\.$/);
		const roas = { raiseWhen: when(is('roas', 'above', '1')), raiseMatch: 'any' };
		const frequency = { cutWhen: when(is('frequency', 'above', '3')), cutMatch: 'any' };
		const [held] = rowsOf(
			await step(rows(50, 10, { purchase_value: 90, frequency: 9 }), { ...roas, ...frequency }),
			HELD,
		);
		expect(held.reason).toMatch(/It is unknown: there is no frequency of the whole time/);
		const [incomplete] = rowsOf(await step(rows(50, 10, { report_complete: false })), HELD);
		expect(incomplete.reason).toMatch(/^The report is incomplete/);
		expect(writes()).toEqual([]);
	});

	it('takes a row of one day as Columns Key Metrics give it, without its last day, and no row of a month', async () => {
		const keyed = (increment: string) =>
			rows(50, 10).map((row): IDataObject => ({
				...omit(row, 'date_stop'),
				row_key: `adset|${AD_SETS.eurNoBudget}|${String(row.date_start)}|${increment}`,
			}));
		const [row] = rowsOf(await step(keyed('1')), APPLIED);
		expect(row).toMatchObject({ before: 10, after: 11.25 });
		const { error } = await step(keyed('monthly'));
		expect(error?.message).toBe('Until is empty');
		expect(error?.description).toContain('set its Time Increment to Day');
	});

	it('says which Columns the report needs where the counted one is missing', async () => {
		const { error } = await step(rows(50, 10), { resultsAre: 'purchases' });
		expect(error?.message).toBe('Results is empty');
		expect(error?.description).toContain('set Columns to All Metrics of the Groups');
		const [row] = rowsOf(await step(rows(50, 0, { purchases: 10 }), { resultsAre: 'purchases' }), APPLIED);
		expect(row).toMatchObject({ before: 10, after: 11.25 });
	});

	it('goes by the frequency of one row for all days', async () => {
		const whole = { ...rows(750, 150)[0], date_stop: dayAgo(6), frequency: 4.2 };
		const cutWhen = when(is('frequency', 'above', '4'), is('costPerResult', 'above', '20'));
		const [row] = rowsOf(await step([whole], { raiseWhen: {}, cutWhen, cutMatch: 'any' }), APPLIED);
		expect(row).toMatchObject({ after: 8.5, reason: expect.stringContaining('a frequency of 4.20') });
	});

	it('takes no frequency of one day for that of all', async () => {
		const list = [
			...rows(50, 10, { frequency: 1 }).slice(-1),
			{ ...rows(50, 10, { frequency: 9 })[0], date_start: dayAgo(2), date_stop: dayAgo(2) },
		];
		const [held] = rowsOf(await step(list, { raiseWhen: when(is('frequency', 'below', '3')), cutWhen: {} }), HELD);
		expect(held?.reason).toMatch(/It is unknown: there is no frequency of the whole time/);
		expect(writes()).toEqual([]);
	});

	it.each([0, 0.0001])('knows no cost of results for a spend of %d', async (spend) => {
		const [held] = rowsOf(await step(rows(spend, 3)), HELD);
		expect(held?.reason).toMatch(/It is unknown: too little was spent/);
		expect(writes()).toEqual([]);
	});

	it.each([
		['results', when(is('results', 'below', '200'), is('spend', 'above', '500'))],
		['ROAS', when(is('roas', 'below', '4'))],
		['cost per result', when(is('costPerResult', 'above', '6'))],
	])('takes results that stop for a count that is silent, where the rule is about %s', async (_number, cutWhen) => {
		const list = rows(50, 10).map((row, index) => ({ ...row, results: index < 10 ? 10 : 0, purchase_value: 100 }));
		const form = { raiseWhen: {}, cutWhen };
		const [held] = rowsOf(await step(list, form), HELD);
		expect(held?.reason).toMatch(/^Tracking may be down: it has no result since /);
		// As few as there ever were are no silence.
		const sparse = rows(50, 0).map((row, index) => ({ ...row, results: index === 8 ? 1 : 0, purchase_value: 100 }));
		expect(rowsOf(await step(sparse, form), APPLIED)).toHaveLength(1);
	});

	it('goes by no old days because a young one is there that does not count', async () => {
		const old = rows(50, 10).map((row, index) => ({
			...row,
			date_start: dayAgo(60 - index),
			date_stop: dayAgo(60 - index),
		}));
		const young = { ...old[0], date_start: dayAgo(1), date_stop: dayAgo(1) };
		const [held] = rowsOf(await step([...old, young]), HELD);
		expect(held?.reason).toMatch(/^The days that count end on .+: they do not show how it is now/);
		const [toCome] = rowsOf(
			await step([...rows(50, 10), { ...old[0], date_start: dayAgo(-1), date_stop: dayAgo(-1) }]),
			HELD,
		);
		expect(toCome?.reason).toMatch(/^Its numbers go up to .+, a day that is still to come/);
		expect(writes()).toEqual([]);
	});

	it.each<[string, IDataObject, Array<string | number | boolean>]>([
		['Dry Run', { dryRun: '={{ $json.set }}' }, [false, true]],
		['Maximum Budget', { ceiling: '={{ $json.set }}' }, ['100', '11']],
		['Account Maximum (per Day)', { accountCeiling: '={{ $json.set }}' }, ['1000', '20']],
		['Minimum Budget', { guards: { floor: '={{ $json.set }}' } }, ['1', '9']],
		['Max Step (%)', { guards: { largestStep: '={{ $json.set }}' } }, ['15', '2']],
		['Expected Current Value', { guards: { expectedValue: '={{ $json.set }}' } }, ['10', '99']],
		['Protected', { guards: { protected: '={{ $json.set }}' } }, ['something', 'something else']],
		['Minimum Data', { guards: { minimumData: when({ name: 'a', value: '={{ $json.set }}', least: '3' }) } }, [9, 1]],
		['Guards', { guards: { cooldownLoosen: '={{ $json.set }}' } }, ['24', '48']],
	])('holds an object whose rows differ in %s', async (label, parameters, [first, later]) => {
		const list = rows(50, 10).map((row, index) => ({ ...row, set: index === 0 ? first : later }));
		const result = await step(list, parameters);
		expect(result.error).toBeUndefined();
		expect(rowsOf(result, APPLIED)).toEqual([]);
		const held = rowsOf(result, HELD);
		expect(held).toHaveLength(2);
		for (const row of held) expect(guardsOf(row)).toEqual(['conflict']);
		expect(held[0]?.reason).toBe(
			`${label} differs between items 1 and 2 of this run, which are about the same ad set. Set the same for all items of one object.`,
		);
		expect(writes()).toEqual([]);
	});

	it.each([
		['an expression', byRow],
		['the row', byId('')],
	])(
		'holds an object by %s one of whose rows could not be read, and all where it is not known whose it is',
		async (_, adSet) => {
			const other = (row: IDataObject): IDataObject => ({ ...row, adset_id: AD_SETS.eurMinRoas });
			const list = rows(50, 10).map((row, index) => ({ ...row, by: index === 1 ? '' : '12' }));
			const run = async (items: IDataObject[]) =>
				await bench.run(
					{ adSet, ...rule, raisePercent: '={{ $json.by }}' },
					{ items, onError: 'continueRegularOutput' },
				);
			const others = list.map((row) => other({ ...row, by: '12' }));
			const unknown = await run([{ ...list[1], adset_id: '' }, ...others]);
			expect(rowsOf(unknown, HELD).map((row) => [guardsOf(row), row.reason])).toEqual([
				[
					['leftOut'],
					expect.stringMatching(
						/ Item 1 of this run may be about this ad set and could not be used, so that its numbers are missing\. Its error says what to correct\.$/,
					),
				],
			]);
			expect(writes()).toEqual([]);
			const known = await run([...list, ...others]);
			expect(rowsOf(known, HELD).map(({ objectId, reason }) => [objectId, reason])).toEqual([
				[AD_SETS.eurNoBudget, expect.stringMatching(/ Item 2 of this run is about this ad set and could not be used/)],
			]);
			expect(rowsOf(known, APPLIED)).toContainEqual(expect.objectContaining({ objectId: AD_SETS.eurMinRoas }));
			expect(changes().map(({ path }) => path)).toEqual([AD_SETS.eurMinRoas]);
		},
	);

	it('refuses a rule without conditions, and an ROAS rule without the value', async () => {
		const none = await step(rows(50, 10), { raiseWhen: {}, cutWhen: {} });
		expect(none.error?.message).toMatch(/Raise When and Cut When have no condition/);
		const roas = await step(rows(50, 10), { raiseWhen: when(is('roas', 'above', '2')) });
		expect(roas.error?.message).toMatch(/Value is empty/);
		expect(sent().filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test.each(['raiseWhen', 'cutPercent', 'raiseMatch', 'cutMatch'])(
		'does nothing where a model would fill %s',
		async (name) => {
			const filled =
				name !== 'raiseWhen'
					? "={{ $fromAI('x', '', 'string') }}"
					: when(is('costPerResult', 'below', "={{ $fromAI('x', '', 'string') }}"));
			const parameters = {
				operation: 'adjustBudget',
				adAccount: byId('act_1003000000000003'),
				objectType: 'adSet',
				adSet: byId(AD_SETS.eurNoBudget),
				...rule,
				cost: '750',
				results: '150',
				since: dayAgo(20),
				until: dayAgo(6),
				ceiling: '100',
				dryRun: false,
				guards: {},
				[name]: filled,
				allowChanges: true,
			};
			const { answers: told } = await runAgent('supplied', [{ x: name.endsWith('Match') ? 'any' : '30' }], {
				node: 'metaBudgetGuardTool',
				credential: emulatorCredential(bench.emulator.url),
				parameters,
			});
			expect(JSON.stringify(told)).toMatch(/must not be filled by a model/);
			expect(writes()).toEqual([]);
		},
	);
});

/** As the editor fills them when Mapped Fields is chosen. */
const mappedItself = Object.fromEntries([
	['numbersFrom', 'own'],
	...[
		['cost', 'spend'],
		['results', 'results'],
		['since', 'date_start'],
		['until', 'date_stop'],
	].map(([name, column]) => [name, `={{ $json.${column} }}`]),
]) as IDataObject;

describe.each<AgentStyle>(['supplied', 'requested'])('by a tool of an agent, %s', (style) => {
	it.each<[string, IDataObject]>([
		['names no ad set', {}],
		['chooses it', { adSet: byId(AD_SETS.eurNoBudget) }],
		['maps its numbers', { adSet: byId(AD_SETS.eurNoBudget), ...mappedItself }],
	])('changes nothing by a row that the model wrote, where the form %s', async (_, named) => {
		const row = { ...rows(750, 150)[0], date_stop: dayAgo(6) } as IDataObject;
		const parameters = {
			operation: 'adjustBudget',
			adAccount: byId(ACCOUNTS.eur),
			objectType: 'adSet',
			adSet: byId(''),
			ceiling: 100,
			dryRun: false,
			...rule,
			allowChanges: true,
			...named,
		};
		const { answers } = await runAgent(style, [row], {
			node: 'metaBudgetGuardTool',
			credential: emulatorCredential(bench.emulator.url),
			parameters,
		});
		expect(answers[0]?.[0]).toMatchObject({ verdict: 'failed' });
		expect(writes()).toEqual([]);
	});
});
