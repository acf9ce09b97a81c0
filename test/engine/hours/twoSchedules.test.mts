import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

jest.setTimeout(200_000);

// Monday, by the clock of the account in Berlin.
const bench = useBench({ app: 'new', startAt: new Date('2026-11-23T06:30:00+01:00') });
const ID = AD_SETS.eurNoBudget;
const DAILY = [0, 1, 2, 3, 4, 5, 6];
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A schedule of its own: its workflow, what n8n stores of it, its hours. */
interface Schedule {
	readonly workflow: NonNullable<NodeRun['workflow']>;
	readonly stored: { staticData: string };
	readonly hours: IDataObject;
	readonly options: IDataObject;
}

const schedule = (name: string, from: string, to: string, options: IDataObject = {}, id: string = name): Schedule => ({
	workflow: { id, name },
	stored: { staticData: '{}' },
	hours: { rows: [{ days: DAILY, from, to }] },
	options,
});

async function run({ workflow, stored, hours, options }: Schedule, id: string = ID): Promise<IDataObject> {
	const form = {
		...{ resource: 'adSet', adAccount: byId(ACCOUNTS.eur), adSet: byId(id), dryRunInEditor: false },
		...{ hours, options },
	};
	const { rows, error } = await bench.run('keepToHours', form, { workflow, stored, mode: 'trigger' });
	expect(error).toBeUndefined();
	return rows[0];
}

const adSet = (id: string = ID) => bench.emulator.world.get('AdSet', id);
const later = (seconds: number): void => bench.emulator.control.advanceClock(seconds);
const berlin = () => DateTime.fromMillis(bench.emulator.world.clock.now(), { zone: 'Europe/Berlin' });
const labels = (id: string = ID): string[] => adSet(id).labels.map(({ name }) => name);
const labelled = (names: readonly string[]): void =>
	bench.emulator.control.editOutside(ID, { adlabels: names.map((name) => ({ name })) });
const switches = (): number => bench.writes().filter(({ path }) => path.endsWith(`/${ID}`)).length;

/** Every hour or rarer, one some minutes after the other. @returns the rows of each, by its name */
async function live(schedules: readonly Schedule[], hours: number, every = 1): Promise<Record<string, IDataObject[]>> {
	const told: Record<string, IDataObject[]> = {};
	for (let hour = 0; hour < hours; hour += every) {
		for (const one of schedules) {
			(told[one.workflow.id] ??= []).push({ ...(await run(one)), hour: berlin().hour, status: adSet().status });
			later(2 * MINUTE);
		}
		later(every * HOUR - schedules.length * 2 * MINUTE);
	}
	return told;
}

/** Whether a row was told while it was on or off against its hours. */
const isWrong =
	(from: number, to: number) =>
	({ hour, status }: IDataObject): boolean =>
		(status === 'ACTIVE') !== (Number(hour) >= from && Number(hour) < to);

const morning = () => schedule('Morning', '08:00', '14:00');
const afternoon = (options: IDataObject = {}) => schedule('Afternoon', '12:00', '20:00', options);

describe('two schedules of one ad set', () => {
	it('the first one keeps it, and the rows of the other name its workflow and its hours', async () => {
		const told = await live([morning(), afternoon()], 3 * 24);
		// Off once at the very start, then on at 8 and off at 14.
		expect(switches()).toBeLessThanOrEqual(2 * 3 + 1);
		expect(told.Morning.filter(isWrong(8, 14))).toEqual([]);
		expect(told.Afternoon.map(({ action }) => action)).not.toContain('activate');
		expect(told.Afternoon.at(-1)?.reason).toMatch(
			/“Node” of “Morning” keeps it to daily 08:00–14:00\..*Take Over From/,
		);
	});

	it('two nodes of one workflow are two schedules', async () => {
		const other = { ...afternoon(), workflow: { id: 'Morning', name: 'Morning', nodeId: 'another-node' } };
		const told = await live([{ ...morning(), workflow: { id: 'Morning', name: 'Morning' } }, other], 24);
		expect(told.Morning.filter(({ reason }) => /keeps it to/.test(String(reason)))).toHaveLength(24);
		expect(switches()).toBeLessThanOrEqual(3);
	});

	it('the other one has it once the first is gone: a day after it should have paused it again', async () => {
		await live([morning()], 9);
		const { Afternoon: told } = await live([afternoon()], 4 * 24);
		const [first] = told.filter(({ action }) => action === 'activate' || action === 'pause');
		expect(told.indexOf(first)).toBeGreaterThan(24);
		expect(told.indexOf(first)).toBeLessThan(2.5 * 24);
		expect(told.slice(-24).filter(isWrong(12, 20))).toEqual([]);
	});

	it('a schedule of working days keeps it over the weekend', async () => {
		const days = { ...morning(), hours: { rows: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '14:00' }] } };
		const weekend = { ...afternoon(), hours: { rows: [{ days: [0, 6], from: '12:00', to: '20:00' }] } };
		const told = await live([days, weekend], 8 * 24, 4);
		expect(told.Afternoon.map(({ action }) => action).filter((action) => action !== 'hold')).toEqual([]);
		expect(told.Morning.filter(({ reason }) => /keeps it to/.test(String(reason)))).toEqual([]);
	});

	it('the other one takes over with the code of its row, and then the first one names it', async () => {
		const told = await live([morning(), afternoon()], 24);
		const [, code] = /enter ([0-9a-f]{6}) in/.exec(String(told.Afternoon.at(-1)?.reason)) ?? [];
		const before = switches();
		const after = await live([morning(), afternoon({ takeOverFrom: code })], 3 * 24, 2);
		expect(after.Afternoon.slice(12).filter(isWrong(12, 20))).toEqual([]);
		expect(after.Morning.at(-1)?.reason).toMatch(/“Node” of “Afternoon” keeps it to daily 12:00–20:00/);
		// One more at most, where the first one still switches it.
		expect(switches() - before).toBeLessThanOrEqual(2 * 3 + 1);
	});

	it('what was paused for hours that have ended is no stop to the next schedule', async () => {
		await run(morning());
		later(4 * 24 * HOUR);
		later(6 * HOUR);
		// Paused at 06:30, and 05:00 to 22:00 are its hours.
		expect(await run(schedule('Long', '05:00', '22:00'))).toMatchObject({ action: 'activate' });
	});

	it('a copy, another ID or a time that is yet to come claim nothing', async () => {
		const claims = [
			`n8n hours by 3f2a9c 20261123T0500+240h daily 08:00–14:00 for “Old” ${AD_SETS.eurMinRoas}`,
			`n8n hours by 3f2a9c 20361123T0500+240h daily 08:00–14:00 for “Old” ${ID}`,
			`n8n hours by 3f2a9c 20261123T9900+240h daily 08:00–14:00 for “Old” ${ID}`,
		];
		labelled(claims);
		later(2 * HOUR);
		expect(await run(schedule('Late', '12:00', '20:00'))).toMatchObject({ action: 'pause' });
	});

	it('a workflow under another name is the same one, and one that is imported elsewhere is not', async () => {
		await run(morning());
		const renamed = { ...morning(), workflow: { id: 'Morning', name: 'Mornings' } };
		later(2 * HOUR);
		expect(await run(renamed)).toMatchObject({ action: 'activate' });
		const copied = schedule('Morning', '12:00', '20:00', {}, 'imported');
		expect(await run(copied)).toMatchObject({ action: 'hold' });
	});

	it('says that a second schedule cannot be seen where an object takes no more labels', async () => {
		labelled(Array.from({ length: 48 }, (_, index) => `label ${index}`));
		const row = await run(morning());
		expect(row).toMatchObject({ action: 'pause' });
		expect(row.reason).toMatch(/a second schedule for it cannot be seen\.$/);
		expect(labels()).toEqual(expect.arrayContaining([`n8n off hours ${ID}`]));
	});

	it('two that pause it at the same moment let the same one count', async () => {
		const [one, other] = [schedule('One', '08:00', '14:00'), schedule('Other', '12:00', '20:00')];
		const rows = await Promise.all([run(one), run(other)]);
		expect(rows.map(({ action }) => action)).toEqual(['pause', 'pause']);
		const told = await live([one, other], 2 * 24);
		const holding = Object.values(told).filter((all) => all.every(({ action }) => action === 'hold'));
		expect(holding).toHaveLength(1);
	});
});
