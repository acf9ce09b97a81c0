import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { startScriptedModel, type ScriptedModel } from '../outside/scriptedModel.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(180_000);

let bench: Workbench;
let model: ScriptedModel;

beforeAll(async () => {
	model = await startScriptedModel();
	bench = await Workbench.open();
	await bench.credential('openAiApi', model.credential);
});

afterAll(async () => {
	await bench?.close();
	await model?.close();
});

beforeEach(() => bench.emulator.control.reset());

const writes = () => bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');
const budget = () => bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo)?.dailyBudget;

const toolName = (part: string) => {
	const tool = model.tools().find(({ name }) => name.toLowerCase().includes(part));
	if (!tool)
		throw new Error(
			`No tool like ${part} among ${model
				.tools()
				.map(({ name }) => name)
				.join(', ')}`,
		);
	return tool;
};

async function ask(workflow: string) {
	const said = { chatInput: 'What would you do with my budgets?', sessionId: 'a-test', action: 'sendMessage' };
	return await bench.run(workflow, 'Chat', 120_000, said);
}

describe('workflows/ask-and-propose.json in a real n8n', () => {
	test('the model reads campaigns and a report, and what it proposes comes back with a verdict and changes nothing', async () => {
		const before = budget();
		model.play((answers) => {
			if (answers.length === 0) return [{ name: toolName('list').name, arguments: {} }];
			if (answers.length === 1) return [{ name: toolName('report').name, arguments: { days: 7 } }];
			if (answers.length === 2) {
				const call = { campaignId: CAMPAIGNS.usdCbo, percent: 10 };
				return [{ name: toolName('propose').name, arguments: call }];
			}
			return answers.join('\n---\n');
		});
		const { status, error, rows } = await ask(await bench.bring('ask-and-propose.json'));
		expect([status, error]).toEqual(['success', undefined]);
		const [campaigns, report, proposal] = String(rows('Assistant')[0]?.output).split('\n---\n');
		expect(campaigns).toContain(CAMPAIGNS.usdCbo);
		expect(report).toMatch(/"spend":\d.*"cost_per_result":/);
		expect(proposal).toMatch(/"verdict":"held".*One of its ad sets is in the learning phase.*"dryRun":true/);
		expect(budget()).toBe(before);
		expect(writes().filter(({ params }) => !JSON.stringify(params).includes('validate_only'))).toEqual([]);
		expect(bench.emulator.log.some(({ path }) => path.includes(ACCOUNTS.usd))).toBe(true);
	});

	test('offers the model no way to switch the dry run off, to allow changes or to move the ceiling', async () => {
		model.play((answers) =>
			answers.length === 0
				? [
						{
							name: toolName('propose').name,
							arguments: { campaignId: CAMPAIGNS.usdCbo, percent: 15, dryRun: false, allowChanges: true, ceiling: 1e6 },
						},
					]
				: answers.join('\n'),
		);
		const before = budget();
		const { status } = await ask(await bench.bring('ask-and-propose.json'));
		expect(status).toBe('success');
		expect(Object.keys(toolName('propose').parameters.properties ?? {}).sort()).toEqual(['campaignId', 'percent']);
		expect(budget()).toBe(before);
		expect(writes().filter(({ params }) => !JSON.stringify(params).includes('validate_only'))).toEqual([]);
	});
});
