import { setTimeout as sleep } from 'node:timers/promises';

import { DateTime } from 'luxon';

import type { Workflow } from '../../demo/n8n/workflowFile.mts';
import { AD_SETS } from '../../emulator/world/seedIds.mts';
import { Workbench } from './workbench.mts';
import { choose } from './yourChoices.mts';

jest.setTimeout(300_000);

let bench: Workbench;

/** Far from the account's Berlin, so that the wrong clock would show. */
beforeAll(async () => {
	bench = await Workbench.open({ env: { GENERIC_TIMEZONE: 'Pacific/Honolulu', TZ: 'Pacific/Honolulu' } });
});

afterAll(async () => await bench?.close());

const { eurNoBudget, eurMinRoas, eurLifetimeBudget } = AD_SETS;
const adSet = (id: string) => bench.emulator.world.get('AdSet', id);
const statuses = () => [eurNoBudget, eurMinRoas].map((id) => adSet(id).status);
const writes = () =>
	bench.emulator.log.filter(
		({ method, path, params }) =>
			method === 'POST' && path !== '' && !(params.execution_options ?? '').includes('validate_only'),
	);

/** The present hour in Berlin; a test takes seconds, so none begins right before the next. */
async function hourInBerlin(): Promise<{ hour: number; weekday: number }> {
	const now = DateTime.now().setZone('Europe/Berlin');
	if (now.minute === 59) await sleep((61 - now.second) * 1000);
	const { hour, weekday } = DateTime.now().setZone('Europe/Berlin');
	return { hour, weekday };
}

const after = (hour: number, more: number): number => (hour + more + 24) % 24;

const everyDay = JSON.stringify([1, 2, 3, 4, 5, 6, 7]);

async function look(choices: Record<string, unknown>): Promise<string> {
	const workflow = await bench.bring('dayparting.json', choose({ days: everyDay, ...choices }));
	const { status, error, rows } = await bench.run(workflow, 'Every hour');
	expect([status, error]).toEqual(['success', undefined]);
	return String(rows('By its clock')[0].action);
}

const told = async (table: string) => (await bench.tableRows(table)).map(({ adSetId, status }) => [adSetId, status]);

describe('workflows/dayparting.json in a real n8n, on and off by the account’s clock', () => {
	beforeEach(() => bench.emulator.control.reset());

	test('pauses outside the hours, once, and activates in the hour in which they begin', async () => {
		const { hour } = await hourInBerlin();
		const outside = { dryRun: false, from: after(hour, 1), until: hour, table: 'Real' };
		expect(await look(outside)).toBe('pause');
		expect(statuses()).toEqual(['PAUSED', 'PAUSED']);
		expect(await look(outside)).toBe('pause');
		expect(writes()).toHaveLength(2);
		expect(await look({ ...outside, from: hour, until: after(hour, 8) })).toBe('activate');
		expect(statuses()).toEqual(['ACTIVE', 'ACTIVE']);
		expect(await told('Real')).toEqual([
			[eurNoBudget, 'PAUSED'],
			[eurMinRoas, 'PAUSED'],
			[eurNoBudget, 'ACTIVE'],
			[eurMinRoas, 'ACTIVE'],
		]);
		const offset = DateTime.now().setZone('Europe/Berlin').toFormat('ZZ');
		for (const { at, changes } of await bench.tableRows('Real')) {
			expect(at).toContain(offset);
			expect(changes).toMatch(/^Status: (active|paused) → (active|paused)$/i);
		}
	});

	test('leaves alone within the hours what somebody has paused', async () => {
		const { hour } = await hourInBerlin();
		bench.emulator.control.editOutside(eurNoBudget, { status: 'PAUSED' });
		expect(await look({ dryRun: false, from: after(hour, -1), until: after(hour, 8), table: 'Within' })).toBe('leave');
		expect(statuses()).toEqual(['PAUSED', 'ACTIVE']);
		expect(writes()).toEqual([]);
		expect(await told('Within')).toEqual([]);
	});

	test('makes up for a missed beginning: what it paused itself comes back in any hour, what a person paused does not', async () => {
		const { hour } = await hourInBerlin();
		const choices = { dryRun: false, table: 'Missed' };
		const within = { ...choices, from: after(hour, -1), until: after(hour, 8) };
		expect(await look({ ...choices, from: after(hour, 1), until: hour })).toBe('pause');
		// Somebody has activated one of them by hand meanwhile; Meta refuses the other at first.
		bench.emulator.control.editOutside(eurMinRoas, { status: 'ACTIVE' });
		bench.emulator.control.addFault({
			match: { method: 'POST', path: eurNoBudget },
			fault: { kind: 'graph', code: 368 },
		});
		expect(await look(within)).toBe('leave');
		expect(statuses()).toEqual(['PAUSED', 'ACTIVE']);
		bench.emulator.control.clearFaults();
		await look(within);
		expect(statuses()).toEqual(['ACTIVE', 'ACTIVE']);
		for (const id of [eurNoBudget, eurMinRoas]) bench.emulator.control.editOutside(id, { status: 'PAUSED' });
		await look(within);
		expect(statuses()).toEqual(['PAUSED', 'PAUSED']);
		expect((await told('Missed')).slice(2)).toEqual([
			[eurNoBudget, 'failed'],
			[eurMinRoas, 'ACTIVE'],
			[eurNoBudget, 'ACTIVE'],
		]);
	});

	test('counts hours over midnight to the day on which they begin', async () => {
		const { hour, weekday } = await hourInBerlin();
		const others = (day: number) => JSON.stringify([1, 2, 3, 4, 5, 6, 7].filter((one) => one !== day));
		const begun = { from: after(hour, -1), until: after(hour, -2) };
		const beganToday = begun.from > begun.until ? begun.from <= hour : true;
		const day = beganToday ? weekday : weekday === 1 ? 7 : weekday - 1;
		expect(await look({ ...begun, days: JSON.stringify([day]), table: 'Night' })).toBe('leave');
		expect(await look({ ...begun, days: others(day), table: 'Night' })).toBe('pause');
	});

	test('as shipped it only tells what it would do', async () => {
		const { hour } = await hourInBerlin();
		expect(await look({ from: after(hour, 1), until: hour, table: 'Dry' })).toBe('pause');
		expect(await told('Dry')).toEqual([
			[eurNoBudget, 'would be PAUSED'],
			[eurMinRoas, 'would be PAUSED'],
		]);
		expect([statuses(), writes()]).toEqual([['ACTIVE', 'ACTIVE'], []]);
	});

	test('tells in the table what could not be done, and does the rest', async () => {
		const { hour } = await hourInBerlin();
		bench.emulator.control.addFault({
			match: { method: 'POST', path: eurNoBudget },
			fault: { kind: 'graph', code: 368 },
		});
		expect(await look({ dryRun: false, from: after(hour, 1), until: hour, table: 'Fails' })).toBe('pause');
		expect(statuses()).toEqual(['ACTIVE', 'PAUSED']);
		expect(await bench.tableRows('Fails')).toEqual([
			expect.objectContaining({
				adSetId: eurNoBudget,
				status: 'failed',
				changes: expect.stringContaining('Meta blocked the action'),
			}),
			expect.objectContaining({ adSetId: eurMinRoas, status: 'PAUSED' }),
		]);
	});
});

describe('workflows/dayparting.json in a real n8n, by the hours of a lifetime budget', () => {
	beforeEach(() => bench.emulator.control.reset());

	test('gives Meta the hours once, and changes nothing the second time', async () => {
		const workflow = await bench.bring('dayparting.json');
		const { status, error, rows } = await bench.run(workflow, 'Run once');
		expect([status, error]).toEqual(['success', undefined]);
		expect(rows('Set the hours')).toEqual([expect.objectContaining({ id: eurLifetimeBudget, changed: true })]);
		expect(adSet(eurLifetimeBudget)).toMatchObject({
			lifetimeBudget: 60_000,
			pacingType: ['day_parting'],
			schedule: [
				{ days: [1, 2, 3, 4, 5], start_minute: 480, end_minute: 1_200, timezone_type: 'ADVERTISER' },
				{ days: [6], start_minute: 600, end_minute: 960, timezone_type: 'ADVERTISER' },
			],
		});
		expect(writes()).toHaveLength(1);
		expect((await bench.run(workflow, 'Run once')).rows('Set the hours')).toEqual([
			expect.objectContaining({ changed: false }),
		]);
		expect(writes()).toHaveLength(1);
	});

	test('tells before anything is sent that a daily budget has no hours', async () => {
		const workflow = await bench.bring(
			'dayparting.json',
			(shipped) =>
				JSON.parse(
					JSON.stringify(shipped).replace(`"value":"${eurLifetimeBudget}"`, `"value":"${eurNoBudget}"`),
				) as Workflow,
		);
		const { status, error } = await bench.run(workflow, 'Run once');
		expect([status, error]).toEqual(['error', expect.stringContaining('Ad Schedule cannot be used')]);
		expect(writes()).toEqual([]);
	});
});
