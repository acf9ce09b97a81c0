import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import type { IDataObject } from 'n8n-workflow';

import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeResult, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

// Rotate reads the daily report itself: for an ad set, each ad set of a campaign, or a label.

const bench = useBench();
const world = () => bench.emulator.world;
const ad = (id: string): Ad => world().get('Ad', id);

const FIVE_DAYS_AGO = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
const OF_CAMPAIGN = { groupBy: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) };

const run = async (parameters: IDataObject, more: Partial<NodeRun> = {}): Promise<NodeResult> =>
	await bench.run(
		'rotate',
		{
			resource: 'ad',
			reportFrom: 'meta',
			adAccount: byId(ACCOUNTS.usd),
			targetCost: 20,
			nextAds: { queue: 'all' },
			...parameters,
		},
		more,
	);

const ids = ({ outputs }: NodeResult): string[][] =>
	outputs.slice(0, 3).map((rows) => rows.map(({ json }) => String(json.id)));
const reportCalls = () => bench.emulator.log.filter(({ path }) => path.endsWith('/insights'));
const strike = (fault: object, path = `${ACCOUNTS.usd}/insights`): void =>
	bench.emulator.control.addFault({ match: { method: 'GET', path }, fault } as never);

const answers = (body: object): object => ({
	kind: 'http',
	status: 200,
	body: JSON.stringify(body),
	contentType: 'application/json',
});

beforeEach(() => {
	logEndOfReview(world(), ad(ADS.usdCboA2), world().clock.now());
});

it('judges each ad set of a campaign by itself, by one report of all its ads', async () => {
	const result = await run(OF_CAMPAIGN);
	expect(result.error).toBeUndefined();
	expect(ids(result)).toEqual([[ADS.usdCboA1], [ADS.usdCboA2], [ADS.usdCboB1]]);
	expect(result.outputs[0][0].json).toMatchObject({ adSetId: AD_SETS.usdCboA, currency: 'USD', validated: true });
	const [call, ...more] = reportCalls();
	expect(more).toEqual([]);
	expect(JSON.parse(String(call.params.filtering))).toEqual([
		{ field: 'ad.id', operator: 'IN', value: expect.arrayContaining([ADS.usdCboA1, ADS.usdCboA2, ADS.usdCboB1]) },
	]);
});

it('takes the figures that Meta Insights gives for the same days', async () => {
	const own = await run({ adSet: byId(AD_SETS.usdCboA) });
	const period = JSON.parse(String(reportCalls()[0].params.time_range)) as { since: string; until: string };
	const report = await bench.run(
		'get',
		{
			adAccount: byId(ACCOUNTS.usd),
			scope: 'adSet',
			adSet: byId(AD_SETS.usdCboA),
			level: 'ad',
			dateRange: 'custom',
			since: period.since,
			until: period.until,
			timeIncrement: 'day',
			columns: 'all',
			fieldSets: ['delivery', 'conversions'],
		},
		{ node: 'metaInsights' },
	);
	expect(report.error).toBeUndefined();
	const given = await run(
		{ reportFrom: 'items', adSet: byId(AD_SETS.usdCboA) },
		{ items: report.rows as IDataObject[] },
	);
	expect(given.error).toBeUndefined();
	const all = ({ outputs }: NodeResult) => outputs.map((rows) => rows.map(({ json }) => json));
	expect(all(own)).toEqual(all(given));
});

it('ends in one message about what was done, and sends none where nothing was', async () => {
	const { outputs, hints } = await run({ ...OF_CAMPAIGN, dryRun: false });
	const [message, ...others] = outputs[3];
	expect(others).toEqual([]);
	expect(hints.map((hint) => hint.message)).toContain('Creative rotation: 1 paused, 1 activated.');
	expect(message.json.subject).toBe('Creative rotation: 1 paused, 1 activated');
	expect(message.json.text).toMatch(
		/^Paused: Steaming cup \(.+\)\nClearly worse than the target: .*\nhttps:\/\/[^\n]+\n\nActivated: Bag of beans/,
	);
	expect(message.json.html).toMatch(
		/<strong>Paused: Steaming cup \(.+?\)<\/strong><br \/>Clearly worse.*<a href="https:/,
	);
	const idle = await run({ ...OF_CAMPAIGN, dryRun: false });
	expect(idle.outputs[3]).toEqual([]);
	expect(idle.hints.map((hint) => hint.message)).toContain('Creative rotation: no ad is paused or activated.');
	ad(ADS.usdCboA1).name = '<b>Cup</b>';
	ad(ADS.usdCboA1).status = 'ACTIVE';
	const [again] = (await run(OF_CAMPAIGN)).outputs[3];
	expect(again.json.subject).toMatch(/^Creative rotation \(dry run\): /);
	expect(again.json.html).toContain('&lt;\u2060b&gt;Cup&lt;\u2060/\u2060b&gt;');
	expect(again.json.text).toMatch(/\n\nA dry run: nothing was changed\.$/);
});

it('is told to an agent by its rows alone', async () => {
	const { outputs } = await run(OF_CAMPAIGN, { node: 'metaAdsTool' });
	expect(outputs).toHaveLength(1);
	expect(outputs[0].filter(({ json }) => 'subject' in json)).toEqual([]);
});

describe('where the report cannot be had whole', () => {
	it.each([
		['a failure', { kind: 'graph', code: 200, subcode: 1 }],
		['a list without rows in it', answers({})],
	])('it changes nothing: %s', async (_title, fault) => {
		strike(fault);
		const { error } = await run({ ...OF_CAMPAIGN, dryRun: false });
		expect(error).toBeDefined();
		expect(bench.writes()).toEqual([]);
	});

	const answered = (row: IDataObject) => ({
		data: [
			{
				ad_id: ADS.usdCboA1,
				date_start: FIVE_DAYS_AGO,
				date_stop: FIVE_DAYS_AGO,
				spend: '900.00',
				impressions: '9000',
				clicks: '5',
				...row,
			},
		],
	});

	it.each([
		['does not tell of results', {}],
		[
			'tells of several kinds of results',
			{
				results: [
					{ indicator: 'a', values: [] },
					{ indicator: 'b', values: [] },
				],
			},
		],
	])('keeps an ad whose row %s: unknown is not zero', async (_title, row) => {
		strike(answers(answered(row)));
		const result = await run({ ...OF_CAMPAIGN, dryRun: false });
		expect(result.error).toBeUndefined();
		const kept = result.outputs[2].find(({ json }) => json.id === ADS.usdCboA1)?.json;
		expect(kept?.reason).toContain('the column “results” is empty');
		expect(bench.writes()).toEqual([]);
	});

	it.each([
		['without spend', { spend: undefined }, 'Row 1 of Meta’s report has no usable number in the column “spend”'],
		['of another length', { date_stop: '2099-01-01' }, 'Row 1 of Meta’s report covers more than one day'],
	])('refuses a row %s', async (_title, row, message) => {
		strike(answers(answered(row)));
		const { error } = await run({ ...OF_CAMPAIGN, dryRun: false });
		expect(error?.message).toBe(message);
		expect(bench.writes()).toEqual([]);
	});
});

it('says above the table where Meta has no figures, and keeps all', async () => {
	strike(answers({ data: [] }));
	const { hints, outputs } = await run(OF_CAMPAIGN);
	expect(hints.map(({ message }) => message)).toContain(
		'Meta has no figures for these 3 ads in the last 28 days, so nothing was judged.',
	);
	expect(outputs.map((rows) => rows.length)).toEqual([0, 0, 3, 0, 0]);
});

it.each([
	['another account’s campaign', byId(CAMPAIGNS.eurNoBudget), /Campaign/],
	['a campaign without ads', byId(CAMPAIGNS.usdArchived), /^Campaign has no ads$/],
])('refuses %s', async (_title, campaign, message) => {
	expect((await run({ ...OF_CAMPAIGN, campaign })).error?.message).toMatch(message);
});

it('refuses items about the same ads whose settings differ: each would have limits of its own', async () => {
	const targets = { targetCost: '={{ $json.target }}', adSet: byId(AD_SETS.usdCboA), dryRun: false };
	const go = { onError: 'continueRegularOutput' } as const;
	const { outputs } = await run(targets, { items: [{ target: 20 }, { target: 21 }], ...go });
	const [told] = outputs;
	expect(told.map(({ json }) => String(json.error))).toEqual([
		expect.stringMatching(/has ads that item 2 is about as well, and its settings differ/),
		expect.stringMatching(/has ads that item 1 is about as well, and its settings differ/),
	]);
	const form = { ...OF_CAMPAIGN, groupBy: '={{ $json.by }}', adSet: byId(AD_SETS.usdCboA), dryRun: false };
	const both = await run(form, { items: [{ by: 'campaign' }, { by: 'adSet' }], ...go });
	expect(both.outputs[0].every(({ json }) => json.error !== undefined)).toBe(true);
	expect(bench.writes()).toEqual([]);
	const same = await run(
		{ ...targets, targetCost: '={{ $json.target }}' },
		{ items: [{ target: 20 }, { target: '20.00' }] },
	);
	expect(same.error).toBeUndefined();
});
