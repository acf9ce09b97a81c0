import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { runAgent, type AgentStyle } from '../support/agent.mts';
import { campaignOfItem, lines, newCampaign, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, type NodeRun } from '../support/harness.mts';

const bench = useBench();
const { writes } = bench;
const styles: AgentStyle[] = ['supplied', 'requested'];
const { usdCbo, usdLifetime, usdHousing } = CAMPAIGNS;

const askedOf = (key: string, type = 'string'): string => `={{ $fromAI('${key}', '', '${type}') }}`;
const campaign = byId(askedOf('campaign'));
const stored = () =>
	JSON.stringify(bench.emulator.world.all('Campaign').map(({ account, ...rest }) => [account.id, rest]));

const ask = async (
	style: AgentStyle,
	operation: string,
	form: IDataObject,
	calls: IDataObject[],
	more: Partial<NodeRun> = {},
) =>
	await runAgent(style, calls, {
		credential: emulatorCredential(bench.emulator.url),
		...more,
		parameters: { resource: 'campaign', operation, adAccount: byId(ACCOUNTS.usd), ...form },
	});

interface Write {
	readonly operation: string;
	readonly form: IDataObject;
	readonly call: IDataObject;
}

const writing: Write[] = [
	{ operation: 'create', form: newCampaign({ name: askedOf('name') }), call: { name: 'Made by a model' } },
	{
		operation: 'update',
		form: { campaign, updateFields: { dailyBudget: askedOf('budget', 'number') } },
		call: { campaign: usdCbo, budget: 60 },
	},
	{ operation: 'activate', form: { campaign }, call: { campaign: usdLifetime } },
	{ operation: 'pause', form: { campaign }, call: { campaign: usdCbo } },
	{ operation: 'delete', form: { campaign }, call: { campaign: usdHousing } },
];

/** What is not a person's own switch, however it reads. */
const notAllowed: Array<[string, IDataObject]> = [
	['nothing said', {}],
	['false', { allowChanges: false }],
	['an expression', { allowChanges: '={{ true }}' }],
	['what the model says', { allowChanges: "={{ $fromAI('allow', '', 'boolean') }}" }],
	['a text', { allowChanges: 'true' }],
	['a number', { allowChanges: 1 }],
	[
		'a model that switches Validate Only off',
		{ options: { validateOnly: "={{ $fromAI('allow', '', 'boolean') ? false : true }}" } },
	],
];

describe.each(styles)('as a tool, %s', (style) => {
	describe.each(writing)('$operation', ({ operation, form, call }) => {
		it.each(notAllowed)('only checks: %s', async (_title, switches) => {
			const before = stored();
			const { answers, error } = await ask(style, operation, { ...form, ...switches }, [{ ...call, allow: true }]);
			expect(error).toBeUndefined();
			expect(answers).toEqual([
				[expect.objectContaining({ validated: true, note: expect.stringMatching(/Nothing was (changed|created)\./) })],
			]);
			expect([writes(), stored()]).toEqual([[], before]);
		});

		it('really writes once a person has switched Allow Changes on', async () => {
			const before = stored();
			const { answers } = await ask(style, operation, { ...form, allowChanges: true }, [call]);
			expect(answers[0][0]).not.toHaveProperty('validated');
			expect(writes()).toHaveLength(1);
			expect(stored()).not.toBe(before);
		});
	});

	it('tells each call its own verdict, failures in words among them', async () => {
		const calls = [
			{ campaign: usdCbo },
			{ campaign: '120219999999999999' },
			{ campaign: 'Spring Roast' },
			{ campaign: usdHousing },
		];
		const { answers, error } = await ask(style, 'get', { campaign }, calls);
		expect(error).toBeUndefined();
		expect(answers.map(([answer]) => answer.id ?? answer.verdict)).toEqual([usdCbo, 'failed', 'failed', usdHousing]);
		expect(answers[1]).toEqual([
			expect.objectContaining({
				verdict: 'failed',
				reason: 'No such object, or this token has no access to it',
				kind: 'notFound',
				advice: expect.stringMatching(/Check the ID/),
			}),
		]);
		expect(answers[2]).toEqual([
			expect.objectContaining({ verdict: 'failed', reason: 'Campaign is not an ID', field: 'Campaign' }),
		]);
	});

	it.each([
		['an expired token', { bearer: 'EMULATOR-EXPIRED' }, 'The access token has expired'],
		[
			'a credential that leads nowhere',
			{ credential: { environment: 'emulator', emulatorUrl: 'http://example.com' } },
			'The credential’s Emulator URL is not an address of this machine',
		],
		[
			'an emulator that is not running',
			{ credential: emulatorCredential('http://127.0.0.1:9') },
			expect.stringMatching(/^The emulator is not running/),
		],
	] as Array<[string, Partial<NodeRun>, string]>)(
		'answers %s as a failure, not as an error',
		async (_title, more, reason) => {
			const { answers, error } = await ask(
				style,
				'pause',
				{ campaign, allowChanges: true },
				[{ campaign: usdCbo }],
				more,
			);
			expect([error, answers]).toEqual([undefined, [[expect.objectContaining({ verdict: 'failed', reason })]]]);
		},
	);

	it('carries out what is asked for again later in the same conversation', async () => {
		const form = {
			campaign: byId(usdCbo),
			updateFields: { dailyBudget: askedOf('budget', 'number') },
			allowChanges: true,
		};
		const { answers } = await ask(
			style,
			'update',
			form,
			[60, 80, 60].map((budget) => ({ budget })),
		);
		expect(answers.map(([{ changes }]) => changes)).toEqual([
			'Daily Budget: 50.00 USD → 60.00 USD',
			'Daily Budget: 60.00 USD → 80.00 USD',
			'Daily Budget: 80.00 USD → 60.00 USD',
		]);
		expect(bench.emulator.world.get('Campaign', usdCbo).dailyBudget).toBe(6_000);
	});

	it('holds a budget back that would more than double', async () => {
		const form = {
			campaign: byId(usdCbo),
			updateFields: { dailyBudget: askedOf('budget', 'number') },
			allowChanges: true,
		};
		const { answers } = await ask(style, 'update', form, [{ budget: 5000 }]);
		expect(answers[0][0]).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('more than twice') });
		expect(writes()).toEqual([]);
	});

	it('reads without any switch', async () => {
		const { answers } = await ask(style, 'getMany', { limit: 2, filters: { nameContains: askedOf('text') } }, [
			{ text: 'Roast' },
		]);
		expect(answers[0].map(({ name }) => name).sort()).toEqual(['Roastery Flats', 'Spring Roast Sales']);
	});
});

describe('a tool run by the engine, item by item', () => {
	const items = [usdCbo, '1234567', usdLifetime].map((id) => ({ campaign: id, email: 'ada@example.com' }));

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'%s: everything is in output 0, the input is in none',
		async (onError) => {
			const result = await bench.run(
				'pause',
				{ campaign: campaignOfItem, allowChanges: true },
				{ node: 'metaAdsTool', items, onError },
			);
			expect(result.error).toBeUndefined();
			expect(result.rows.map(({ id, verdict }) => id ?? verdict)).toEqual([usdCbo, 'failed', usdLifetime]);
			expect(result.outputs.slice(1).flat()).toEqual([]);
			expect(JSON.stringify(result.outputs)).not.toContain('ada@example.com');
			expect(lines(writes())).toEqual([`POST ${usdCbo}`]);
		},
	);

	it('says that nothing was changed, and who can change that', async () => {
		const { hints } = await bench.run('pause', { campaign: byId(usdCbo) }, { node: 'metaAdsTool' });
		expect(hints.map(({ message }) => message)).toContain(
			'Nothing was changed: as a tool this node only checks until a person switches Allow Changes on.',
		);
	});

	it('as a plain node Allow Changes has no say', async () => {
		const { rows } = await bench.run('pause', { campaign: byId(usdCbo), allowChanges: false });
		expect(rows[0]).toMatchObject({ changed: true, status: 'PAUSED' });
	});
});
