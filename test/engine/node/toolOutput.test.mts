import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { runAgent, type AgentStyle } from '../support/agent.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential } from '../support/harness.mts';

/**
 * What a read gives an agent: simplified rows, Meta's own, or chosen columns of the simplified ones, as n8n's UX
 * guidelines want it of a tool. In a workflow the same node has Simplify.
 */

const bench = useBench();
const styles: AgentStyle[] = ['supplied', 'requested'];
const adAccount = byId(ACCOUNTS.usd);
const campaign = byId(CAMPAIGNS.usdCbo);

describe.each(styles)('an agent that reads, %s', (style) => {
	const answer = async (form: IDataObject): Promise<IDataObject[]> => {
		const credential = emulatorCredential(bench.emulator.url);
		const parameters = { resource: 'campaign', operation: 'get', adAccount, campaign, ...form };
		const { answers, error } = await runAgent(style, [{}], { credential, parameters });
		expect(error).toBeUndefined();
		return answers[0];
	};

	it.each([
		['Simplified', { output: 'simplified' }],
		['nothing chosen, which is the same', {}],
		['Simplify off in a step that was no tool before: Output counts', { simplify: false }],
	])('%s: one flat row, amounts in the account’s currency', async (_title, form) => {
		expect(await answer(form)).toEqual([
			expect.objectContaining({ verdict: 'done', id: CAMPAIGNS.usdCbo, dailyBudget: 50, currency: 'USD' }),
		]);
	});

	it('Raw: Meta’s own fields', async () => {
		const [row] = await answer({ output: 'raw', options: { fields: ['id', 'daily_budget'] } });
		expect(row).toEqual({ verdict: 'done', id: CAMPAIGNS.usdCbo, daily_budget: '5000' });
	});

	it('Selected Fields: those columns of the simplified row, in their order', async () => {
		const [row] = await answer({ output: 'selected', outputFields: 'status, id,dailyBudget ,' });
		expect(Object.entries(row)).toEqual([
			['verdict', 'done'],
			['status', 'ACTIVE'],
			['id', CAMPAIGNS.usdCbo],
			['dailyBudget', 50],
		]);
	});

	it('Selected Fields of every row of a list', async () => {
		const list = await answer({ operation: 'getMany', output: 'selected', outputFields: 'id', limit: 3 });
		expect(list.map((row) => Object.keys(row))).toEqual(Array(3).fill(['verdict', 'id']));
	});

	it('of a list without rows nothing can be missing', async () => {
		const none = { filters: { nameContains: 'no such campaign' }, output: 'selected', outputFields: 'id' };
		expect(await answer({ operation: 'getMany', ...none })).toEqual([]);
	});

	it.each([
		[
			'a column that the rows do not have',
			'id, daily_budget',
			'Fields has “daily_budget”, which these rows do not have',
		],
		['no column', ' , ', 'Fields names no column'],
		['nothing', '', 'Fields is empty'],
	])('%s is a verdict that says which there are', async (_title, outputFields, reason) => {
		const [row] = await answer({ output: 'selected', outputFields });
		expect(row).toMatchObject({ verdict: 'failed', reason, field: 'Fields' });
		if (outputFields.includes('daily_budget')) expect(row.advice).toMatch(/columns are id, name, status, dailyBudget,/);
	});

	it('an output that an expression makes up is refused', async () => {
		const [row] = await answer({ output: '={{ "everything" }}' });
		expect(row).toMatchObject({ verdict: 'failed', reason: 'Output cannot be “everything”', field: 'Output' });
	});

	it('a report says by Columns which it has', async () => {
		const credential = emulatorCredential(bench.emulator.url);
		const chosen = { columns: 'selected', selectedColumns: ['campaign_name', 'spend'] };
		const parameters = { operation: 'get', adAccount, level: 'campaign', ...chosen };
		const { answers } = await runAgent(style, [{}], { node: 'metaInsightsTool', credential, parameters });
		expect(answers[0].length).toBeGreaterThan(1);
		for (const row of answers[0]) expect(Object.keys(row)).toEqual(['verdict', 'campaign_name', 'spend']);
	});
});

it('in a workflow Simplify counts, and Output has no say', async () => {
	const form = { campaign, options: { fields: ['id'] }, output: 'selected', outputFields: 'status' };
	const { rows } = await bench.run('get', { ...form, simplify: false });
	expect(rows).toEqual([{ id: CAMPAIGNS.usdCbo }]);
	const simplified = await bench.run('get', { ...form, simplify: true });
	expect(simplified.rows[0]).toMatchObject({ id: CAMPAIGNS.usdCbo, dailyBudget: 50 });
});
