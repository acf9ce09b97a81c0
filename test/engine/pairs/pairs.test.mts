import { existingPairs } from './matrix.mts';
import { playPair } from './pair.mts';
import { PLANS } from './features.mts';
import { subjects } from './pairWorld.mts';
import { runAnAccount } from './runAnAccount.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

// Short; all pairs for a month, with a late log and on two workers, are a soak.

it('hours and a stop-loss stop a loser on the first day, and it stays off', async () => {
	const { world, broken } = await playPair({
		...{ features: ['hours', 'stop-loss'], days: 3, seed: 1, lagSeconds: 0, workers: 1, isAlone: true },
	});
	expect(broken).toEqual([]);
	const dear = subjects.find(({ key }) => key === 'dear')!;
	expect(world.spent(dear.id, '2027-02-01', '2027-02-28')).toBe(0);
});

it('hours and an account’s plan come to the plan', async () => {
	const { world, broken } = await playPair({
		...{ features: ['hours', 'account plan'], days: 28, seed: 1, lagSeconds: 0, workers: 1, isAlone: true },
	});
	expect(broken).toEqual([]);
	const spent = subjects.reduce((sum, { id }) => sum + world.spent(id, '2027-02-01', '2027-02-28'), 0);
	expect(spent / PLANS.account).toBeGreaterThan(0.97);
	expect(spent / PLANS.account).toBeLessThan(1.03);
});

it('hours and a target come to steps', async () => {
	const { world, broken } = await playPair({
		...{ features: ['hours', 'target'], days: 14, seed: 1, lagSeconds: 0, workers: 1, isAlone: true },
	});
	expect(broken).toEqual([]);
	expect(world.watched.filter(({ by, what }) => by === 'target' && what === 'budget').length).toBeGreaterThan(3);
});

it.each(existingPairs.filter((_pair, index) => index % 29 === 0))(
	'%s next to %s keeps all promises',
	async (one, other) => {
		const { broken } = await playPair({ features: [one, other], days: 3, seed: 2, lagSeconds: 0, workers: 2 });
		expect(broken).toEqual([]);
	},
);

it('workflows/run-an-account.json, switched on for 30 days, stops the loser, meets its plan and keeps its hours', async () => {
	const { world, spent, broken } = await runAnAccount(30, 3, 7_000);
	expect(broken).toEqual([]);
	const told = (by: string, verdict: string) =>
		world.rows.filter(({ by: step, json }) => step === by && [json.verdict, json.action].includes(verdict));
	expect(told('Stop loss', 'applied').map(({ json }) => json.object)).toEqual(['dear']);
	expect(
		told('Run on schedule', 'hold').every(({ json }) => String(json.reason).includes('Stop Loss has stopped it')),
	).toBe(true);
	expect(told('Run on schedule', 'hold').length).toBeGreaterThan(25);
	expect(world.rows.filter(({ json }) => json.error !== undefined)).toEqual([]);
	expect(Math.abs(spent - 1)).toBeLessThan(0.03);
});
