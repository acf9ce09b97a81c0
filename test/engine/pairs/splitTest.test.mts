import { testMark } from '../../../nodes/meta/marks/testMark.ts';
import { playPair } from './pair.mts';
import { subjectOf, type SubjectKey } from './pairWorld.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

const inTest: readonly SubjectKey[] = ['fair', 'dear', 'cheap'];
const isOfTest = (id: string): boolean => inTest.some((key) => subjectOf(key).id === id);

/** A week of steps on ad sets that are in a split test until its fifth day. */
async function week(features: readonly string[], days: number) {
	let until = 0;
	const { world, broken } = await playPair({
		...{ features, days, seed: 4, lagSeconds: 0, workers: 1, isAlone: true },
		beforeRuns: ({ world, day, hour }) => {
			if (day !== 1 || hour !== 0) return;
			until = Math.floor(world.now / 60_000) * 60_000 + 5 * 86_400_000;
			for (const key of inTest) {
				const { id } = subjectOf(key);
				world.byHand(key, { adlabels: [{ name: 'Autumn' }, { name: testMark(until, id) }] });
			}
		},
	});
	expect(broken).toEqual([]);
	const before = <One extends { readonly at: number }>(all: readonly One[]): One[] =>
		all.filter(({ at }) => at < until);
	return { world, before };
}

it('budgets of a split test stay as they are until it ends, and the rows say so', async () => {
	const { world, before } = await week(['target', 'percent', 'to value', 'account plan', 'bid'], 7);
	const steps = world.watched.filter(({ id, by }) => isOfTest(id) && by !== 'person');
	expect(before(steps)).toEqual([]);
	expect(steps.length).toBeGreaterThan(0);
	const held = before(world.rows).filter(({ by }) => by === 'percent');
	expect(held.length).toBeGreaterThan(10);
	for (const { json } of held)
		expect(json.reason).toMatch(
			/It is in a split test until .*\(ad label “n8n split test until \S+ \d+”\)\. Until then, only a person should change it/,
		);
});

it('its loss is stopped, its hours are kept, and no ad of it is rotated', async () => {
	const { world, before } = await week(['hours', 'stop-loss', 'rotation'], 7);
	expect(world.adSet('dear').status).toBe('PAUSED');
	const stops = world.rows.filter(({ by, json }) => by === 'stop-loss' && json.verdict === 'applied');
	expect(stops.map(({ json }) => json.object)).toEqual(['dear']);
	expect(stops[0]?.json.reason).toMatch(
		/a loss\. It is in a split test until .*, which compares nothing from now on\.$/,
	);
	expect(world.adSet('dear').labels.map(({ name }) => name)).toEqual(
		expect.arrayContaining([
			'Autumn',
			expect.stringMatching(/^n8n split test until/),
			expect.stringMatching(/^n8n off stop-loss/),
		]),
	);
	const switched = before(world.rows).filter(
		({ by, json }) => by === 'hours' && ['pause', 'activate'].includes(String(json.action)),
	);
	expect(switched.length).toBeGreaterThan(4);
	for (const { json } of switched) expect(json.reason).toMatch(/give all ad sets of the test the same hours/);
	const rotated = world.rows.filter(({ by, json }) => by === 'rotation' && json.action === 'pause');
	expect(before(rotated)).toEqual([]);
	expect(rotated.length).toBeGreaterThan(0);
});
