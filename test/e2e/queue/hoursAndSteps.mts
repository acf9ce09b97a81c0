import { DateTime } from 'luxon';

import type { AdSet } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, ADS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { tell } from '../places/installation.mts';
import type { Workbench } from '../browser/workbench.mts';
import { bringStepOfValues, runTogether, workerOf } from '../browser/workers.mts';
import { twoWorkers } from './twoWorkers.mts';

/**
 * Hours, a stop-loss and a raise as three workflows, started at the same moment on two worker processes, evening and morning: what is
 * stopped stays off, the hours are kept, and no budget moves twice a day.
 */

let bench: Workbench;

const START = 1_000;
const ids = { loser: '120211000000810001', fair: '120211000000810002' } as const;
const adSetOf = (key: keyof typeof ids): AdSet => bench.emulator.world.get('AdSet', ids[key]);
const labelsOf = (key: keyof typeof ids): string[] => adSetOf(key).labels.map(({ name }) => name);
const local = (): DateTime => DateTime.fromMillis(bench.emulator.world.clock.now(), { zone: 'Europe/Berlin' });

/** Moves the clock on to the next such hour. */
function goTo(hour: number): void {
	const now = local();
	const today = now.set({ hour, minute: 5, second: 0, millisecond: 0 });
	const next = today > now ? today : today.plus({ days: 1 });
	bench.emulator.control.advanceClock(Math.round(next.diff(now, 'seconds').seconds));
}

function begin(lag: number): void {
	const { world, control } = bench.emulator;
	control.reset();
	const model = world.get('AdSet', AD_SETS.eurNoBudget);
	const ad = world.get('Ad', ADS.eurNoBudget1);
	for (const [name, id] of Object.entries(ids)) {
		const values = { id, name, dailyBudget: START - 1, labels: [], learning: { ...model.learning! } };
		const adSet = world.add({ ...model, ...values });
		world.add({ ...ad, id: id.replace(/^12021/, '12921'), adSet, review: { ...ad.review } });
		control.editOutside(id, { daily_budget: START });
		control.setLearning(id, 'SUCCESS');
	}
	control.advanceClock(2 * 86_400);
	control.setActivityLag(lag);
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** One step about both ad sets. */
async function workflowOf(name: string, type: string, parameters: Record<string, unknown>): Promise<string> {
	const until = local().minus({ days: 1 }).toISODate();
	const since = local().minus({ days: 15 }).toISODate();
	const rows = [
		{ id: ids.loser, spend: 900, results: 0, since, until },
		{ id: ids.fair, spend: 100, results: 10, since, until },
	];
	return await bringStepOfValues(bench, name, {
		...{ name, type, field: 'rows', values: rows },
		parameters: { adAccount: byId(ACCOUNTS.eur), options: {}, ...parameters },
	});
}

const adSet = byId('={{ $json.rows?.id ?? $json.id }}');
const figure = (column: string): string => `={{ $json.rows?.${column} ?? $json.${column} }}`;
const hours = { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '08:00', to: '20:00' }] };

const keepHours = () =>
	workflowOf('Hours', 'metaAds', { resource: 'adSet', operation: 'keepToHours', dryRunInEditor: false, adSet, hours });
const stopLosses = () =>
	workflowOf('Stop', 'metaBudgetGuard', {
		...{ operation: 'stopLoss', objectType: 'adSet', adSet, target: '10', action: 'pause', dryRun: false },
		...{ numbersFrom: 'own', cost: figure('spend'), results: figure('results'), limits: {}, guards: {} },
		...{ since: figure('since'), until: figure('until'), reportComplete: true },
	});
const raise = () =>
	workflowOf('Raise', 'metaBudgetGuard', {
		...{ operation: 'adjustBudget', objectType: 'adSet', adSet, change: 'percent', percent: 10, ceiling: 100 },
		...{ dryRun: false, guards: { actOnUnknownLearning: true } },
	});

/** On a slow machine each stop may have met the hours half done. A run that nothing else changes meanwhile stops it. */
async function stopAlone(): Promise<void> {
	goTo(10);
	await runTogether(bench, [await stopLosses()]);
	expect(adSetOf('loser').status).toBe('PAUSED');
	expect(labelsOf('loser')).toContain(`n8n off stop-loss ${ids.loser}`);
}

export function hoursAndStepsOnTwoWorkers(): void {
	beforeAll(async () => (bench = await twoWorkers()));

	test.each([
		['as recorded', 0, false],
		['as recorded, both at every read', 0, true],
		['20 minutes late', 1_200, true],
	])('with the log %s, over three evenings and mornings', async (_, lag, meet) => {
		begin(lag);
		goTo(20);
		const used = new Set<number>();
		let [isStopped, openEvenings] = [false, 0];
		// One schedule: a new one each day would wait for the first, which keeps the ad sets to its hours.
		const keep = await keepHours();
		for (let day = 0; day < 3; day++) {
			const [stop, more] = [await stopLosses(), await raise()];
			for (const hour of [20, 9]) {
				if (day > 0 || hour === 9) goTo(hour);
				if (hour === 20 && !isStopped) openEvenings++;
				const before = adSetOf('fair').dailyBudget!;
				if (meet) bench.emulator.control.setBarrier({ path: ids.loser, parties: 2, patience: 1_500 });
				const outcomes = await runTogether(bench, [keep, stop, more]);
				bench.emulator.control.setBarrier();
				for (const outcome of outcomes) used.add(workerOf(bench, outcome));
				const isOpen = hour === 9;
				const reasons = outcomes.flatMap(({ rows }) => [...rows('Stop', 1), ...rows('Raise', 1)]);
				for (const { object, reason } of reasons) tell(`${String(object)}: ${String(reason)}`);
				tell(
					`day ${day} at ${local().toFormat('HH:mm')}: loser ${adSetOf('loser').status}, fair ${adSetOf('fair').status} at ${adSetOf('fair').dailyBudget}, labels ${labelsOf('loser').join(', ')}`,
				);
				expect(adSetOf('fair').status).toBe(isOpen ? 'ACTIVE' : 'PAUSED');
				expect(adSetOf('fair').dailyBudget! / before).toBeLessThanOrEqual(1.1001);
				// The stop may have seen the hours' pause half done, and waits for the next run then. Once made, it stands.
				const stops = outcomes.flatMap(({ rows }) => rows('Stop', 0)).filter(({ verdict }) => verdict === 'applied');
				isStopped ||= stops.length > 0;
				expect(adSetOf('loser').status).toBe(isOpen && !isStopped ? 'ACTIVE' : 'PAUSED');
				expect(labelsOf('loser').includes(`n8n off stop-loss ${ids.loser}`)).toBe(isStopped);
			}
		}
		expect(used.size).toBe(2);
		if (!isStopped) await stopAlone();
		// A raise a day at the most, until it is stopped. One that came at the moment of the stop stays.
		expect(adSetOf('loser').dailyBudget).toBeLessThanOrEqual(Math.ceil(START * 1.1 ** openEvenings));
		expect(adSetOf('fair').dailyBudget).toBeLessThanOrEqual(Math.ceil(START * 1.1 ** 3));
	});
}
