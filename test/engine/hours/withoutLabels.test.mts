import type { IDataObject } from 'n8n-workflow';

import { AD_SETS } from '../../../emulator/world/seedIds.mts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { daysOf, keep, later, type Stored } from './hoursOfOne.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Stop Loss and Run on a Schedule (Dayparting) in one workflow, where Meta keeps no labels or shows them late. */

const bench = useGuard({ app: 'new' });
const [LOSS, FINE] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const adSet = () => bench.emulator.world.get('AdSet', LOSS);
const byHand = (status: string): void => bench.emulator.control.editOutside(LOSS, { status });
const names = (): string[] => adSet().labels.map(({ name }) => name);

let stored: Stored;
beforeEach(() => {
	stored = { staticData: '{}' };
	ownWrites.clear();
	later(bench, 24);
});

const hours = async (within: boolean, where: Stored | null = stored): Promise<IDataObject | undefined> =>
	(await keep(bench, 'adSet', [LOSS], within, where ?? undefined))[0];
const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const stop = async (more: IDataObject = {}, where: Stored | null = stored, items?: IDataObject[]) =>
	await bench.run(
		{ operation: 'stopLoss', adSet: byRow, action: 'pause', target: '10', guards: {}, ...more },
		{
			items: items ?? [...daysOf(bench, LOSS, 0), ...daysOf(bench, FINE, 2)],
			...(where && { stored: where, mode: 'trigger' as const }),
		},
	);
const heldRow = async (where: Stored | null = stored): Promise<IDataObject | undefined> =>
	rowsOf(await stop({}, where), HELD).find(({ objectId }) => objectId === LOSS);

const refuse = (): void =>
	bench.emulator.control.addFault({
		match: { method: 'POST', path: `${LOSS}/adlabels` },
		fault: { kind: 'graph', code: 100 },
	});
const fill = (): void => {
	const label = bench.emulator.world.all('AdLabel')[0]!;
	adSet().labels = Array.from({ length: 50 }, (_, index) => ({
		...label,
		id: `1202100000009901${String(index).padStart(2, '0')}`,
		name: `Label ${index}`,
	}));
};

describe.each([
	['refuses labels', refuse],
	['has 50 labels on it already', fill],
])('where Meta %s', (_title, withoutRoom) => {
	beforeEach(() => withoutRoom());

	it('a loser that its hours keep off is stopped, and the mornings leave it off', async () => {
		await hours(false);
		expect(adSet().status).toBe('PAUSED');
		later(bench, 5);
		const [row] = rowsOf(await stop(), APPLIED);
		expect(row).toMatchObject({ objectId: LOSS, verdict: 'applied' });
		expect(row?.warning).toMatch(
			/^Meta does not keep its mark \(an ad label\): only the published workflow remembers it/,
		);
		for (let morning = 0; morning < 3; morning++) {
			later(bench, 5);
			const held = await hours(true);
			expect(held).toMatchObject({ action: 'hold', status: 'PAUSED' });
			expect(held?.reason).toMatch(/It stays paused: Stop Loss has stopped it\./);
			later(bench, 12);
			await hours(false);
		}
		expect((await heldRow())?.reason).toMatch(/The status is already paused\. Stop Loss has stopped it\.$/);
		expect(names().some((name) => name.startsWith('n8n'))).toBe(false);
	});

	it('a person’s switch gives it another chance, and days before no longer count', async () => {
		await hours(false);
		later(bench, 5);
		await stop();
		byHand('ACTIVE');
		later(bench, 1);
		expect(await hours(true)).toMatchObject({ action: 'none', status: 'ACTIVE' });
		await hours(false);
		later(bench, 5);
		expect((await heldRow())?.reason).toMatch(/^It was reactivated on |^Its stop was undone on /);
		later(bench, 5);
		expect(await hours(true)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	});

	it('an undo leaves it off until the morning, and then it runs', async () => {
		await hours(false);
		later(bench, 3);
		const [stopped] = rowsOf(await stop(), APPLIED);
		const undone = await stop({ action: 'undo' }, stored, [{ adset_id: LOSS, undo: stopped?.undo as IDataObject }]);
		expect(rowsOf(undone, APPLIED)).toHaveLength(1);
		expect(adSet().status).toBe('PAUSED');
		expect((await heldRow())?.reason).toMatch(/^It was reactivated on |^Its stop was undone on /);
		later(bench, 5);
		expect(await hours(true)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	});

	it('mornings of Run on a Schedule (Dayparting) are no other chance', async () => {
		for (let night = 0; night < 3; night++)
			for (const within of [false, true]) {
				await hours(within);
				later(bench, 12);
			}
		expect(rowsOf(await stop(), APPLIED)).toMatchObject([{ objectId: LOSS }]);
	});

	it('in another workflow Stop Loss says whose pause it was, and what to do', async () => {
		await hours(false);
		later(bench, 5);
		const row = await heldRow(null);
		expect(row?.reason).toMatch(
			/The status is already paused\. Another step of this app paused it on \d{4}-\d\d-\d\d \d\d:\d\d\. If that was its schedule, /,
		);
	});

	it('a dry run and a run in the editor keep nothing', async () => {
		await hours(false);
		later(bench, 5);
		await stop({ dryRun: true });
		expect(rowsOf(await stop({}, null), APPLIED)).toEqual([]);
		later(bench, 5);
		expect(await hours(true)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	});

	it('what a person activates and pauses again is theirs', async () => {
		await hours(false);
		later(bench, 2);
		byHand('ACTIVE');
		later(bench, 1);
		byHand('PAUSED');
		later(bench, 1);
		expect((await heldRow())?.reason).toMatch(/Somebody Else \(Power Editor\) paused it on /);
		later(bench, 5);
		expect(await hours(true)).toMatchObject({ action: 'hold', status: 'PAUSED' });
	});
});

it('what a person has paused is said in the row of Stop Loss', async () => {
	byHand('PAUSED');
	later(bench, 1);
	expect((await heldRow())?.reason).toMatch(
		/The status is already paused\. Somebody Else \(Power Editor\) paused it on \d{4}-\d\d-\d\d \d\d:\d\d\.$/,
	);
});

describe('a stop’s label that is read late', () => {
	/** As a list that lags shows it: without what was written a moment ago. */
	async function unseen<Result>(read: () => Promise<Result>, updatedTime: number): Promise<Result> {
		const { labels, updatedTime: now } = adSet();
		Object.assign(adSet(), { labels: labels.filter(({ name }) => !name.includes('stop-loss')), updatedTime });
		const result = await read();
		const { labels: since, updatedTime: later } = adSet();
		const missing = labels.filter((one) => !since.includes(one) && one.name.includes('stop-loss'));
		Object.assign(adSet(), { labels: [...since, ...missing], updatedTime: later === updatedTime ? now : later });
		return result;
	}

	it('is known to the hours of its workflow', async () => {
		await hours(false);
		const { updatedTime } = adSet();
		later(bench, 5);
		expect(rowsOf(await stop(), APPLIED)).toHaveLength(1);
		later(bench, 0.2);
		expect(await unseen(async () => await hours(true), updatedTime)).toMatchObject({
			action: 'hold',
			status: 'PAUSED',
		});
		later(bench, 1);
		expect(await hours(true)).toMatchObject({ action: 'hold' });
	});

	it('is no reason to pause what a person has activated since', async () => {
		const other = { staticData: '{}' };
		await hours(false, other);
		const { updatedTime } = adSet();
		later(bench, 5);
		await stop();
		later(bench, 0.2);
		await unseen(async () => await hours(true, other), updatedTime);
		byHand('PAUSED');
		later(bench, 0.2);
		byHand('ACTIVE');
		later(bench, 1);
		expect(await hours(true, other)).toMatchObject({ action: 'none', status: 'ACTIVE' });
	});

	it('counts for hours of another workflow once they see it: they have activated it, nobody has undone the stop', async () => {
		const other = { staticData: '{}' };
		await hours(false, other);
		const { updatedTime } = adSet();
		later(bench, 5);
		await stop();
		later(bench, 0.2);
		expect(await unseen(async () => await hours(true, other), updatedTime)).toMatchObject({ action: 'activate' });
		later(bench, 1);
		const row = await hours(true, other);
		expect(row).toMatchObject({ status: 'PAUSED' });
		expect(row?.reason).toMatch(/It is paused again: Stop Loss or Rotate had stopped it/);
		later(bench, 1);
		expect(await hours(true, other)).toMatchObject({ action: 'hold', status: 'PAUSED' });
		expect(names().some((name) => name.startsWith('n8n chance'))).toBe(false);
	});
});
