import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { isBeyond, type Move } from '../guardMonth/moves.mts';
import { playPair, type Moment, type PairRun } from './pair.mts';
import { subjects, type Watched } from './pairWorld.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

/** What happens to accounts and workflows while steps run, over a week or so. */

const all = ['hours', 'stop-loss', 'target', 'account plan'];
const play = async (more: Partial<PairRun>) =>
	await playPair({ features: all, days: 7, seed: 5, lagSeconds: 0, workers: 2, isAlone: true, ...more });

const DAY = 86_400_000;
/** Moves of budgets that steps made. */
const stepsOf = (watched: readonly Watched[]) => watched.filter(({ what, by }) => what === 'budget' && by !== 'person');

it('an account that is disabled and enabled again is left alone, and goes on', async () => {
	const disabled = { from: 3, until: 5 };
	const isDisabled = (day: number): boolean => day >= disabled.from && day < disabled.until;
	const { world, broken } = await play({
		days: 8,
		beforeRuns: ({ world: { emulator }, day }) => {
			emulator.world.get('AdAccount', ACCOUNTS.eur).status = isDisabled(day) ? 2 : 1;
		},
	});
	expect(broken.filter((one) => !one.includes('the ad account is disabled'))).toEqual([]);
	const start = world.now - 8 * DAY;
	const dayOf = ({ at }: { readonly at: number }): number => Math.floor((at - start) / DAY) + 1;
	const steps = stepsOf(world.watched);
	expect(steps.filter((step) => isDisabled(dayOf(step)))).toEqual([]);
	expect(steps.filter((step) => dayOf(step) >= disabled.until).length).toBeGreaterThan(0);
	const judged = world.rows.filter((row) => isDisabled(dayOf(row)) && ['target', 'stop-loss'].includes(row.by));
	expect(judged.length).toBeGreaterThan(3);
	for (const { json } of judged)
		expect(String(json.reason)).toMatch(/the ad account is disabled|Stop Loss has stopped/);
});

it('budgets that move from the ad sets to their campaign go on there, with caps of their own', async () => {
	const moves: Move[] = [];
	let value: number | undefined;
	const { world, broken } = await play({
		days: 8,
		beforeRuns: ({ world, day, hour }) => {
			if (day !== 4 || hour !== 12) return;
			const { campaign } = world.adSet('fair');
			world.asPerson(() => {
				campaign.dailyBudget = 25_000;
				for (const one of world.emulator.world.all('AdSet'))
					if (one.campaign === campaign) Object.assign(one, { dailyBudget: undefined, lifetimeBudget: undefined });
			});
			value = campaign.dailyBudget;
		},
		afterRun: ({ world }) => {
			const now = world.adSet('fair').campaign.dailyBudget;
			if (value === undefined || now === undefined || now === value) return;
			moves.push({ at: world.now, from: value, to: now, by: 'guard' });
			value = now;
		},
	});
	expect(broken).toEqual([]);
	expect(isBeyond(moves)).toBe(false);
	expect(world.rows.filter(({ json }) => json.error !== undefined)).toEqual([]);
	expect(moves.length).toBeGreaterThan(1);
});

it.each<readonly [string, (moment: Moment) => void]>([
	[
		'imported again, so that n8n keeps nothing of it',
		({ world, processes, hour }: Moment) => {
			if (hour !== 5) return;
			world.forget();
			for (const worker of [0, 1]) processes.restart(worker);
		},
	],
	['run on a server whose clock is ten minutes ahead', ({ world }: Moment) => void (world.ahead = 600_000)],
	['run on a server whose clock is ten minutes behind', ({ world }: Moment) => void (world.ahead = -600_000)],
])('a workflow that is %s keeps all promises', async (_name, beforeRuns) => {
	const { world, broken } = await play({ beforeRuns });
	expect(broken).toEqual([]);
	expect(stepsOf(world.watched).length).toBeGreaterThan(2);
	expect(world.adSet('dear').status).toBe('PAUSED');
});

it.each([
	['and its copy', ['target', 'target', 'stop-loss', 'stop-loss', 'hours', 'hours']],
	['and one of the opposite', ['percent', 'target', 'plan', 'account plan']],
])('a workflow %s are one to the object: nothing is done twice', async (_name, features) => {
	const { broken, world } = await play({ features, lagSeconds: 1_200 });
	expect(broken).toEqual([]);
	for (const { id } of subjects) {
		const raises = stepsOf(world.watched).filter((one) => one.id === id && one.to > one.from);
		for (const [index, raise] of raises.entries())
			if (index > 0) expect(raise.at - raises[index - 1]!.at).toBeGreaterThan(23 * 3_600_000);
	}
});

it('a person who takes every step back by hand is not overruled within a day, nor a switching within an hour', async () => {
	const seen = new Set<Watched>();
	const answered: Array<{ readonly at: number; readonly id: string; readonly what: string }> = [];
	const { world, broken } = await play({
		features: ['stop-loss', 'target', 'percent'],
		beforeRuns: ({ world }) => {
			for (const one of [...world.watched]) {
				if (seen.has(one) || one.by === 'person') continue;
				seen.add(one);
				const key = subjects.find(({ id }) => id === one.id)!.key;
				const back = one.what === 'status' ? { status: 'ACTIVE' } : { daily_budget: String(one.from) };
				world.byHand(key, back);
				answered.push({ at: world.now, id: one.id, what: one.what });
			}
		},
	});
	expect(broken).toEqual([]);
	expect(answered.length).toBeGreaterThan(2);
	const overruled = world.watched.filter(
		(one) =>
			one.by !== 'person' &&
			answered.some(
				({ at, id, what }) =>
					id === one.id &&
					what === one.what &&
					one.at > at &&
					one.at - at < (what === 'status' ? 2 : 0.98) * DAY &&
					(one.to > one.from || what === 'status'),
			),
	);
	expect(overruled).toEqual([]);
});
