import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import { ACCOUNTS, AD_SETS, ADS } from '../../../emulator/world/seedIds.mts';
import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { openMailbox, type Mailbox } from '../outside/mailbox.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(240_000);

let bench: Workbench;
let mailbox: Mailbox;

beforeAll(async () => {
	mailbox = await openMailbox();
	bench = await Workbench.open();
	await bench.credential('smtp', mailbox.credential);
});

afterAll(async () => {
	await bench?.close();
	await mailbox?.close();
});

const ad = (id: string) => bench.emulator.world.get('Ad', id);

/** The ad that waits has the label that the workflow asks for, and Meta has approved it. */
beforeEach(() => {
	mailbox.mails.length = 0;
	bench.emulator.control.reset();
	const { world } = bench.emulator;
	const account = world.get('AdAccount', ACCOUNTS.usd);
	ad(ADS.usdCboA2).labels = [
		world.add({
			kind: 'AdLabel',
			id: world.newId('AdLabel'),
			name: 'next',
			account,
			createdTime: 0,
			updatedTime: 0,
		} as never),
	];
	logEndOfReview(world, ad(ADS.usdCboA2), world.clock.now());
});

const writes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) =>
			method === 'POST' && path !== '' && !(params.execution_options ?? '').includes('validate_only'),
	);

const forReal = (workflow: Workflow): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === 'Rotate ads' ? { ...node, parameters: { ...node.parameters, dryRun: false } } : node,
	),
});

test('workflows/rotate-creatives.json in a real n8n tells what it would do, and changes nothing', async () => {
	const workflow = await bench.bring('rotate-creatives.json');
	const { status, error, rows } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	expect(rows('Rotate ads', 0)).toEqual([
		expect.objectContaining({ id: ADS.usdCboA1, action: 'pause', changed: false, adSetId: AD_SETS.usdCboA }),
	]);
	expect(rows('Rotate ads', 1)).toEqual([
		expect.objectContaining({ id: ADS.usdCboA2, action: 'activate', changed: false }),
	]);
	// The other ad set of the campaign has one ad, which stays.
	expect(rows('Rotate ads', 2)).toEqual([
		expect.objectContaining({ id: ADS.usdCboB1, action: 'keep', adSetId: AD_SETS.usdCboB }),
	]);
	const mail = await mailbox.waitFor(1);
	expect(mail.subject).toBe('Creative rotation (dry run): 1 paused, 1 activated');
	expect(mail.text).toMatch(
		/Clearly worse than the target: \d+\.\d\d USD a result from \d+ results, target 20\.00 USD a result\. .* “Bag of beans” replaces it\./,
	);
	expect(mail.text).toContain('A dry run: nothing was changed.');
	expect(writes()).toEqual([]);
});

test('for real it activates the next ad, then pauses the loser, and the next day has nothing left to do', async () => {
	const workflow = await bench.bring('rotate-creatives.json', forReal);
	const { status, error } = await bench.run(workflow, 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	expect([ad(ADS.usdCboA1).status, ad(ADS.usdCboA2).status]).toEqual(['PAUSED', 'ACTIVE']);
	expect(writes().map(({ path }) => path)).toEqual([ADS.usdCboA2, ADS.usdCboA1]);
	expect((await mailbox.waitFor(1)).subject).toBe('Creative rotation: 1 paused, 1 activated');
	const again = await bench.run(workflow, 'Every morning');
	expect([again.status, again.rows('Rotate ads', 0), again.rows('Rotate ads', 1)]).toEqual(['success', [], []]);
	expect(mailbox.mails).toHaveLength(1);
});
