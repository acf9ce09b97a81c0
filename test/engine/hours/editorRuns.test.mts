import type { IDataObject, INodeTypes } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import {
	byId,
	emulatorCredential,
	execute,
	helperNode,
	makeWorkflow,
	nodeTypes,
	nodeUnderTest,
	type NodeRun,
} from '../support/harness.mts';

// Friday evening, by the clock of the account in Berlin: outside the hours.
const bench = useBench({ app: 'new', startAt: new Date('2026-11-27T21:30:00+01:00') });
const form = {
	resource: 'adSet',
	operation: 'keepToHours',
	adAccount: byId(ACCOUNTS.eur),
	adSet: byId(AD_SETS.eurNoBudget),
	hours: { rows: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }] },
};
const status = () => bench.emulator.world.get('AdSet', AD_SETS.eurNoBudget).status;
const keep = async (more: IDataObject = {}, mode: NodeRun['mode'] = 'manual', items: IDataObject[] = [{}]) =>
	await bench.run('keepToHours', { ...form, ...more }, { mode, items });
const said = (hints: ReadonlyArray<{ message: string }>) => hints.map(({ message }) => message);

describe('hours in the editor', () => {
	it('only shows what it would do, in the row and above it, and changes nothing', async () => {
		const { rows, hints } = await keep();
		expect(rows[0]).toMatchObject({ action: 'pause', validated: true, changed: false });
		expect(rows[0].note).toBe(
			'Meta would accept this. Nothing was changed. A dry run in the editor. To make the changes, publish the workflow, or switch Dry Run in Editor off.',
		);
		expect(said(hints)).toContain(
			'Dry run in the editor: 1 would be paused. To make the changes, publish the workflow, or switch Dry Run in Editor off.',
		);
		expect([status(), bench.writes()]).toEqual(['ACTIVE', []]);
	});

	it.each([
		['published, whatever the switch says', {}, 'trigger'],
		['in the editor, once the switch is off', { dryRunInEditor: false }, 'manual'],
	] as const)('makes the changes %s', async (_when, more, mode) => {
		const { rows, hints } = await keep(more, mode);
		expect([rows[0].changed, rows[0].note, status()]).toEqual([true, undefined, 'PAUSED']);
		expect(said(hints)).toContain('1 paused.');
		expect(said((await keep(more, mode)).hints)).toContain('1 already right.');
	});

	it('says nothing of the editor where Validate Only holds it back in any case', async () => {
		const { rows, hints } = await keep({ options: { validateOnly: true } });
		expect(rows[0].note).toBe('Meta would accept this. Nothing was changed.');
		expect(said(hints)).toContain('1 would be paused.');
		expect((await keep({ options: { validateOnly: true } }, 'trigger')).rows[0].changed).toBe(false);
		expect(status()).toBe('ACTIVE');
	});

	it('follows the switch of each item', async () => {
		const other = AD_SETS.eurMinRoas;
		const { rows } = await keep({ adSet: byId('={{ $json.id }}'), dryRunInEditor: '={{ $json.dry }}' }, 'manual', [
			{ id: AD_SETS.eurNoBudget, dry: true },
			{ id: other, dry: false },
		]);
		expect(rows.map(({ id, changed }) => [id, changed])).toEqual([
			[AD_SETS.eurNoBudget, false],
			[other, true],
		]);
	});
});

describe('a schedule that is too rare for hours', () => {
	const TRIGGER = 'n8n-nodes-base.scheduleTrigger';
	const types: INodeTypes = {
		...nodeTypes,
		// A type that is not loaded: its parameters are as they are stored.
		getByNameAndVersion: (type) => (type === TRIGGER ? (undefined as never) : nodeTypes.getByNameAndVersion(type)),
	};

	async function hintsBehind(parameters: IDataObject, more: IDataObject = {}): Promise<string[]> {
		const run: NodeRun = { credential: emulatorCredential(bench.emulator.url), parameters: form };
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const trigger = { ...helperNode('Schedule', TRIGGER), parameters, ...more } as ReturnType<typeof helperNode>;
		const nodes = [trigger, helperNode('Source', 'source'), nodeUnderTest(run)];
		const workflow = makeWorkflow(nodes, { Schedule: to('Source'), Source: to('Node') }, types);
		const { data } = await execute(workflow, 'Node', run);
		return (data.resultData.runData.Node?.at(-1)?.hints ?? []).flatMap(({ message }) =>
			message.startsWith('The Schedule Trigger') ? [message] : [],
		);
	}
	const every = (...interval: IDataObject[]) => ({ rule: { interval } });

	it.each([
		['n8n’s default, of which it stores nothing', {}, 'once a day'],
		['a rule that is no list', { rule: { interval: 'hourly' } }, 'once a day'],
		['a time of the day', every({ triggerAtHour: 8 }), 'once a day'],
		['weeks', every({ field: 'weeks' }), 'once a week'],
		['months', every({ field: 'months' }), 'once a month'],
		['some hours', every({ field: 'hours', hoursInterval: 6 }), 'every 6 hours'],
	])('%s: says how often it runs, and what to set', async (_what, parameters, often) => {
		expect(await hintsBehind(parameters)).toEqual([
			`The Schedule Trigger runs this workflow ${often}, so hours would begin and end late. Set it to Hours, every 1 hour.`,
		]);
	});

	it.each([
		['every hour', every({ field: 'hours' })],
		['some minutes', every({ field: 'minutes', minutesInterval: 15 })],
		['an expression of times', every({ field: 'cronExpression', expression: '0 8,20 * * *' })],
		['both ends of the hours', every({ triggerAtHour: 8 }, { triggerAtHour: 20 })],
		['a word that n8n does not have yet', every({ field: 'constructor' })],
	])('%s: says nothing', async (_what, parameters) => {
		expect(await hintsBehind(parameters)).toEqual([]);
	});

	it('says nothing of a trigger that is off', async () => {
		expect(await hintsBehind({}, { disabled: true })).toEqual([]);
	});
});
