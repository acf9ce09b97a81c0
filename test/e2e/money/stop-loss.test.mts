import { AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';
import { fillIn, filledIn, intoTable } from '../browser/fillIn.mts';

jest.setTimeout(240_000);

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open();
});

afterAll(async () => await bench?.close());

beforeEach(() => bench.emulator.control.reset());

const { eurNoBudget, eurMinRoas } = AD_SETS;
const STEP = 'Stop loss';
const statuses = () => [eurNoBudget, eurMinRoas].map((id) => bench.emulator.world.get('AdSet', id).status);

test('workflows/stop-loss.json in a real n8n tells in a table what it would do and why, and changes nothing', async () => {
	const { status, error } = await bench.run(await bench.bring('stop-loss.json'), 'Every morning');
	expect([status, error]).toEqual(['success', undefined]);
	const told = await bench.tableRows('Stopped losses');
	expect(told.map(({ objectId }) => objectId).sort()).toEqual([eurNoBudget, eurMinRoas]);
	for (const row of told)
		expect(row).toMatchObject({
			verdict: expect.stringMatching(/^(wouldApply|held)$/),
			before: 'ACTIVE',
			undo: '',
			dryRun: true,
			reason: expect.stringMatching(/^(No result|\d+ results?) for [\d,.]+ EUR .+ were expected by now/),
		});
	expect(statuses()).toEqual(['ACTIVE', 'ACTIVE']);
});

test('for real it pauses what is far above its target, but not the last; once switched on again it gets another chance', async () => {
	// These two are all that delivers in their campaign.
	const { world, control } = bench.emulator;
	for (const { id, campaign, status } of world.all('AdSet'))
		if (campaign.id === CAMPAIGNS.eurNoBudget && status === 'ACTIVE' && id !== eurNoBudget && id !== eurMinRoas)
			control.editOutside(id, { status: 'PAUSED' });
	const workflow = await bench.bring(
		'stop-loss.json',
		filledIn(fillIn(STEP, { dryRun: false, target: 1 }), intoTable('For real')),
	);
	const first = await bench.run(workflow, 'Every morning');
	expect([first.status, first.error]).toEqual(['success', undefined]);
	const [row] = first.rows(STEP, 0);
	expect(first.rows(STEP, 0)).toHaveLength(1);
	expect(row).toMatchObject({ before: 'ACTIVE', after: 'PAUSED', logConfirmed: true });
	expect(statuses().sort()).toEqual(['ACTIVE', 'PAUSED']);
	expect(first.rows(STEP, 1).map(({ guards }) => (guards as Array<{ guard: string }>)[0]?.guard)).toEqual(['lastLive']);
	const told = (await bench.tableRows('For real')).find(({ verdict }) => verdict === 'applied');
	expect(JSON.parse(String(told?.undo))).toMatchObject({ object: row?.objectId, from: '1', to: '0' });

	control.editOutside(String(row?.objectId), { status: 'ACTIVE' });
	const again = await bench.run(workflow, 'Every morning');
	const held = again.rows(STEP, 1).find(({ objectId }) => objectId === row?.objectId);
	expect(held?.reason).toMatch(/^It was reactivated on .+, and the data starts before/);
	expect(world.get('AdSet', String(row?.objectId)).status).toBe('ACTIVE');
});
