import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId } from '../support/harness.mts';
import { ads, daysOf, keep, later, type Stored } from './hoursOfOne.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What somebody pauses while its hours keep it off stays off, and what hours alone have paused goes on. */

const bench = useGuard({ app: 'new' });
const [LOSS, FINE] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const hours = async (within: boolean, stored?: Stored): Promise<IDataObject | undefined> =>
	(await keep(bench, 'adSet', [LOSS], within, stored))[0];
const labels = (): string[] =>
	bench.emulator.world
		.get('AdSet', LOSS)
		.labels.map(({ name }) => name)
		.filter((name) => !name.startsWith('n8n hours by'));

it.each([
	['Pause', { operation: 'pause' }],
	['Update', { operation: 'update', updateFields: { status: 'PAUSED', labels: 'Winter' } }],
])('%s in the rest outlasts the morning, until somebody activates it', async (_, form) => {
	await hours(false);
	later(bench, 3);
	const [row] = await ads(bench, { resource: 'adSet', adSet: byId(LOSS), ...form });
	expect(row).toMatchObject({ changed: true, status: 'PAUSED' });
	later(bench, 5);
	expect(await hours(true)).toMatchObject({ action: 'hold', status: 'PAUSED' });
	bench.emulator.control.editOutside(LOSS, { status: 'ACTIVE' });
	later(bench, 1);
	await hours(false);
	later(bench, 5);
	expect(await hours(true)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
});

it('Pause of what a person has activated in the rest outlasts the morning as well', async () => {
	await hours(false);
	later(bench, 1);
	bench.emulator.control.editOutside(LOSS, { status: 'ACTIVE' });
	await ads(bench, { resource: 'adSet', operation: 'pause', adSet: byId(LOSS) });
	expect(labels()).toEqual([`n8n hours ${LOSS}`]);
	later(bench, 5);
	expect(await hours(true)).toMatchObject({ action: 'hold', status: 'PAUSED' });
});

it('hours that are made longer in the rest switch on what this step has paused', async () => {
	const stored = { staticData: '{}' };
	await hours(false, stored);
	later(bench, 2);
	// It was paused within the hours as they are now.
	expect(await hours(true, stored)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
});

it('where Meta refuses labels, mornings are no other chance if the form says that it runs by hours', async () => {
	bench.emulator.control.addFault({
		match: { method: 'POST', path: `${LOSS}/adlabels` },
		fault: { kind: 'graph', code: 100 },
	});
	later(bench, 24);
	for (let night = 0; night < 3; night++)
		for (const within of [false, true]) {
			await hours(within);
			later(bench, 12);
		}
	const items = [...daysOf(bench, LOSS, 0), ...daysOf(bench, FINE, 2)];
	const adSet = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
	const stop = async (guards: IDataObject) =>
		await bench.run({ operation: 'stopLoss', adSet, action: 'pause', target: '10', guards }, { items });
	const held = rowsOf(await stop({}), HELD).find(({ objectId }) => objectId === LOSS);
	expect(held?.reason).toMatch(/^It was reactivated on /);
	expect(rowsOf(await stop({ keptToHours: true }), APPLIED)).toMatchObject([{ objectId: LOSS }]);
});
