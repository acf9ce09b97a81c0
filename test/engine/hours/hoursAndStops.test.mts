import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { APPLIED, HELD, rowsOf, useGuard } from '../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Run on a Schedule (Dayparting) and Stop Loss of one ad set know each other by marks at Meta, in any workflow and process. */

const bench = useGuard({ app: 'new' });
const [LOSS, FINE] = [AD_SETS.eurNoBudget, AD_SETS.eurMinRoas];
const HOUR = 3_600;

const adSet = () => bench.emulator.world.get('AdSet', LOSS);
/** But for those that say whose schedule it is. */
const marks = (): string[] =>
	adSet()
		.labels.map(({ name }) => name.replace(` ${LOSS}`, ''))
		.filter((name) => !name.startsWith('n8n hours by'));
const later = (hours: number): void => bench.emulator.control.advanceClock(hours * HOUR);
const byHand = (status: string): void => bench.emulator.control.editOutside(LOSS, { status });
const local = (): DateTime => DateTime.fromMillis(bench.emulator.world.clock.now(), { zone: 'Europe/Berlin' });
const clock = (hours: number): string => local().plus({ hours }).toFormat('HH:mm');

/** Run on a Schedule (Dayparting), with hours that the present moment is in, or not. */
async function keep(within: boolean, stored?: { staticData: string }): Promise<IDataObject> {
	const [from, to] = within ? [clock(-1), clock(1)] : [clock(2), clock(3)];
	const { outputs, error } = await runNode({
		...(stored && { stored, mode: 'trigger' as const }),
		node: 'metaAds',
		credential: emulatorCredential(bench.emulator.url),
		parameters: {
			...{
				resource: 'adSet',
				operation: 'keepToHours',
				dryRunInEditor: false,
				adAccount: byId(ACCOUNTS.eur),
				adSet: byId(LOSS),
			},
			hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] },
		},
	});
	expect(error).toBeUndefined();
	return outputs[0][0]?.json ?? {};
}

/** A night: off for its hours, and on again where nothing holds it. */
async function night(): Promise<IDataObject> {
	await keep(false);
	later(12);
	const row = await keep(true);
	later(12);
	return row;
}

const days = (adset_id: string, results: number) =>
	Array.from({ length: 14 }, (_, index) => {
		const date = local()
			.minus({ days: 14 - index })
			.toFormat('yyyy-MM-dd');
		return { adset_id, date_start: date, date_stop: date, spend: 20, results };
	});
const byRow = { __rl: true, mode: 'id', value: '={{ $json.adset_id }}' };
const stop = async (more: IDataObject = {}, items?: IDataObject[]) =>
	await bench.run(
		{ operation: 'stopLoss', adSet: byRow, action: 'pause', target: '10', guards: {}, ...more },
		{ items: items ?? [...days(LOSS, 0), ...days(FINE, 2)] },
	);
const reasonOf = (rows: readonly IDataObject[]): unknown => rows.find(({ objectId }) => objectId === LOSS)?.reason;

it('off for its hours it is judged, its stop adds a reason, and the morning leaves it off', async () => {
	expect(await keep(false)).toMatchObject({ action: 'pause', status: 'PAUSED' });
	expect(marks()).toEqual(['n8n off hours', 'n8n hours']);
	later(5);
	expect(rowsOf(await stop(), APPLIED)).toMatchObject([{ objectId: LOSS, verdict: 'applied' }]);
	expect([adSet().status, marks()]).toEqual(['PAUSED', ['n8n off hours', 'n8n off stop-loss', 'n8n hours']]);
	later(5);
	const row = await keep(true);
	expect(row).toMatchObject({ action: 'hold', status: 'PAUSED' });
	expect(row.reason).toMatch(/It stays paused: Stop Loss has stopped it\./);
	// A person's switch wins, and the marks go with the next pause.
	byHand('ACTIVE');
	later(1);
	await keep(false);
	expect(marks()).toEqual(['n8n off hours', 'n8n hours', expect.stringMatching(/^n8n chance /)]);
});

it('mornings of Run on a Schedule (Dayparting) are no other chance, and a person’s is', async () => {
	expect([await night(), await night()]).toMatchObject([{ action: 'activate' }, { action: 'activate' }]);
	const [row] = rowsOf(await stop(), APPLIED);
	expect(row).toMatchObject({ objectId: LOSS, before: 'ACTIVE', after: 'PAUSED' });
	expect(marks()).toEqual(['n8n off stop-loss', 'n8n hours']);
	byHand('ACTIVE');
	later(0.2);
	expect(reasonOf(rowsOf(await stop(), HELD))).toMatch(/^It was reactivated on /);
});

it('a stop undone in the rest goes on in the morning, and is not made again', async () => {
	await keep(false);
	later(3);
	const [stopped] = rowsOf(await stop(), APPLIED);
	const undone = await stop({ action: 'undo' }, [{ adset_id: LOSS, undo: stopped?.undo as IDataObject }]);
	expect(rowsOf(undone, APPLIED)).toHaveLength(1);
	expect([adSet().status, marks()]).toEqual([
		'PAUSED',
		['n8n off hours', 'n8n hours', expect.stringMatching(/^n8n chance /)],
	]);
	later(5);
	expect(await keep(true)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	expect(reasonOf(rowsOf(await stop(), HELD))).toMatch(/^Its stop was undone on /);
});

describe('a stop’s mark that a person’s labels have taken away', () => {
	/** Off for its hours, stopped at night, seen by the run of the next hour. Labels leave its time as it was (UNCONFIRMED 127). */
	async function stoppedAtNight(): Promise<{ staticData: string }> {
		const stored = { staticData: '{}' };
		await keep(false, stored);
		const { updatedTime } = adSet();
		later(4);
		await stop();
		later(1);
		await keep(false, stored);
		expect(marks()).toContain('n8n off stop-loss');
		adSet().updatedTime = updatedTime;
		return stored;
	}

	it.each([
		['with all others', 'n8n'],
		['alone', 'stop-loss'],
	])('is missed by the hours, which leave it off: %s', async (_, taken) => {
		const stored = await stoppedAtNight();
		adSet().labels = adSet().labels.filter(({ name }) => !name.includes(taken));
		later(5);
		const row = await keep(true, stored);
		expect(row).toMatchObject({ action: 'hold', status: 'PAUSED' });
		expect(row.reason).toMatch(/somebody has taken its mark \(an ad label\) away, so it may have been stopped\./);
		expect(await keep(true, stored)).toMatchObject({ action: 'hold' });
		// A person’s switch ends it, and the schedule goes on.
		byHand('ACTIVE');
		later(1);
		expect(await keep(true, stored)).toMatchObject({ action: 'none' });
		await keep(false, stored);
		later(12);
		expect(await keep(true, stored)).toMatchObject({ action: 'activate' });
	});

	it('is missed too where no run has seen it, as long as the hours’ own mark went with it', async () => {
		const stored = { staticData: '{}' };
		await keep(false, stored);
		const { updatedTime } = adSet();
		later(4);
		await stop();
		Object.assign(adSet(), { labels: [], updatedTime });
		later(5);
		expect(await keep(true, stored)).toMatchObject({ action: 'hold', status: 'PAUSED' });
	});

	it('is not missed where the stop was taken back, nor where Meta never kept one', async () => {
		const stored = { staticData: '{}' };
		await keep(false, stored);
		later(3);
		const [stopped] = rowsOf(await stop(), APPLIED);
		await keep(false, stored);
		await stop({ action: 'undo' }, [{ adset_id: LOSS, undo: stopped?.undo as IDataObject }]);
		later(5);
		expect(await keep(true, stored)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
		adSet().labels = [];
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${LOSS}/adlabels`, times: 1 },
			fault: { kind: 'graph', code: 100 },
		});
		await keep(false, stored);
		expect(marks()).not.toContain('n8n off hours');
		later(5);
		expect(await keep(true, stored)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	});
});

it('what a person has paused is neither stopped nor switched on, whatever marks it still has', async () => {
	await night();
	byHand('PAUSED');
	expect(reasonOf(rowsOf(await stop(), HELD))).toMatch(/paused/);
	later(12);
	expect(await keep(true)).toMatchObject({ action: 'hold' });
	expect(adSet().status).toBe('PAUSED');
});

it('what Meta refuses a mark for is paused without it, and the log decides as before', async () => {
	const refuse = (path: string): void =>
		bench.emulator.control.addFault({
			match: { method: 'POST', path, times: 1 },
			fault: { kind: 'graph', code: 100 },
		});
	refuse(`${LOSS}/adlabels`);
	expect(await keep(false)).toMatchObject({ action: 'pause', status: 'PAUSED' });
	expect(marks()).toEqual([]);
	later(5);
	expect(await keep(true)).toMatchObject({ action: 'activate', status: 'ACTIVE' });
	refuse(LOSS);
	// Without marks a morning of the hours counts as another chance: what cannot be told is not held against it.
	later(30 * 24);
	expect(rowsOf(await stop(), APPLIED)).toMatchObject([{ objectId: LOSS }]);
	expect([adSet().status, marks()]).toEqual(['PAUSED', []]);
});

it('an account’s plan and ceiling count what is off for its hours, and not what a person has paused', async () => {
	const daily = local();
	const range = {
		planPeriod: 'range',
		planSince: daily.minus({ days: 10 }).toFormat('yyyy-MM-dd'),
		planUntil: daily.plus({ days: 19 }).toFormat('yyyy-MM-dd'),
	};
	const plan = async (): Promise<IDataObject | undefined> => {
		const form = { objectType: 'account', change: 'plan', plan: '100000', dryRun: true, ...range };
		const guards = { actOnUnknownLearning: true };
		const result = await bench.run({ ...form, guards });
		return [...rowsOf(result, APPLIED), ...rowsOf(result, HELD)].find(({ objectId }) => objectId === LOSS);
	};
	await keep(false);
	later(26);
	const rise = { adSet: byId(LOSS), dryRun: true };
	expect(await plan()).toMatchObject({ verdict: 'wouldApply', before: 10 });
	expect(rowsOf(await bench.run({ ...rise, accountCeiling: 10.5 }), APPLIED)).toEqual([]);
	byHand('ACTIVE');
	byHand('PAUSED');
	adSet().labels = [];
	expect(await plan()).toBeUndefined();
});
