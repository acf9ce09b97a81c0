import { setTimeout as sleep } from 'node:timers/promises';

import { DateTime } from 'luxon';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { Workbench } from '../browser/workbench.mts';

jest.setTimeout(300_000);

let bench: Workbench;

/** Far from the account's Berlin, so that the wrong clock would show. */
beforeAll(async () => {
	bench = await Workbench.open({ env: { GENERIC_TIMEZONE: 'Pacific/Honolulu', TZ: 'Pacific/Honolulu' } });
});

afterAll(async () => await bench?.close());
beforeEach(() => bench.emulator.control.reset());

const { eurNoBudget: ID } = AD_SETS;
const HOUR = 3_600;
const status = () => bench.emulator.world.get('AdSet', ID).status;
const writes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) =>
			method === 'POST' && path !== '' && !(params.execution_options ?? '').includes('validate_only'),
	);

/** A pause is marked by a call of its own before. */
const switchings = () => writes().filter(({ params }) => params.status !== undefined);

/** The workflow with hours on all days, so many hours from now by the clock in Berlin. */
async function bring(from: number, until: number, validateOnly = false): Promise<string> {
	const now = DateTime.now().setZone('Europe/Berlin');
	// A test takes seconds, so none begins right before the next hour.
	if (now.minute === 59) await sleep((61 - now.second) * 1000);
	const hour = (more: number) => DateTime.now().setZone('Europe/Berlin').plus({ hours: more }).toFormat('HH:00');
	const row = { days: [0, 1, 2, 3, 4, 5, 6], from: hour(from), to: hour(until) };
	return await bench.bring('dayparting.json', (shipped: Workflow) => ({
		...shipped,
		nodes: shipped.nodes.map((node) =>
			node.name === 'Run on schedule'
				? {
						...node,
						parameters: {
							...node.parameters,
							hours: { rows: [row] },
							dryRunInEditor: false,
							options: { validateOnly },
						},
					}
				: node,
		),
	}));
}

async function look(workflow: string): Promise<Record<string, unknown>> {
	const { status: ended, error, rows } = await bench.run(workflow, 'Every hour');
	expect([ended, error]).toEqual(['success', undefined]);
	expect(rows('Run on schedule')).toHaveLength(1);
	return rows('Run on schedule')[0];
}

describe('workflows/dayparting.json in a real n8n, on and off by the account’s clock', () => {
	test('pauses outside the hours, once, and activates what it has paused when they have begun, however late', async () => {
		const workflow = await bring(2, 6);
		expect(await look(workflow)).toMatchObject({ id: ID, action: 'pause', changed: true, status: 'PAUSED' });
		expect(await look(workflow)).toMatchObject({ action: 'none', changed: false });
		bench.emulator.control.advanceClock(4 * HOUR);
		const { reason, ...row } = await look(workflow);
		expect(row).toMatchObject({
			action: 'activate',
			changes: expect.stringContaining('Status: paused → active'),
			withinHours: true,
		});
		const clock = DateTime.now().setZone('Europe/Berlin').plus({ hours: 4 }).setLocale('en').toFormat('cccc HH:');
		expect(reason).toContain(clock);
		expect([status(), switchings().length]).toEqual(['ACTIVE', 2]);
	});

	test.each([
		['Portuguese', 'pt'],
		['a language without a list of words', 'et'],
	] as const)('goes on and off each day of a week whose log is read in %s, without numbers', async (_, language) => {
		bench.emulator.control.setLogReader({ language, age: 'older' });
		const workflow = await bring(2, 6);
		for (let day = 0; day < 7; day++) {
			expect(await look(workflow)).toMatchObject({ action: 'pause', changed: true, status: 'PAUSED' });
			bench.emulator.control.advanceClock(4 * HOUR);
			expect(await look(workflow)).toMatchObject({ action: 'activate', changed: true });
			bench.emulator.control.advanceClock(20 * HOUR);
		}
		expect(switchings()).toHaveLength(14);
	});

	test('leaves alone what somebody else has paused, and says who', async () => {
		bench.emulator.control.editOutside(ID, { status: 'PAUSED' });
		expect(await look(await bring(-1, 6))).toMatchObject({
			action: 'hold',
			reason: expect.stringContaining('Somebody Else (Power Editor) paused it'),
		});
		expect([status(), writes()]).toEqual(['PAUSED', []]);
	});

	test('with Validate Only it tells what it would do', async () => {
		expect(await look(await bring(2, 6, true))).toMatchObject({ action: 'pause', validated: true, changed: false });
		expect([status(), writes()]).toEqual(['ACTIVE', []]);
	});

	test('as shipped it changes nothing', async () => {
		const { status: ended, rows } = await bench.run(await bench.bring('dayparting.json'), 'Every hour');
		expect([ended, rows('Run on schedule').length, writes()]).toEqual(['success', 1, []]);
	});

	test('tells at the row what could not be done', async () => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: ID }, fault: { kind: 'graph', code: 368 } });
		const { error } = await look(await bring(2, 6));
		expect(JSON.stringify(error)).toContain('Meta blocked the action');
		expect(status()).toBe('ACTIVE');
	});
});
