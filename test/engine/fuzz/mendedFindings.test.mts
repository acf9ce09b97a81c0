import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import '../support/fakeTime.mts';
import { byId, emulatorCredential, pollerOf } from '../support/harness.mts';
import { interpret, type Interpreter } from '../altered/alterations.mts';
import { judge } from '../../support/fuzz/findings.mts';
import { begin, runOf, steps } from '../../support/fuzz/steps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/fakeTime.mts').fakeWait);

/** What the fuzzers once found, each mended since: the part of Meta's answers that it took, by name instead of by seed. */

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator.url);
});
afterAll(async () => await between.close());

/** A value with another one under each key of a name, in answers within a batch as well. */
function withEvery(value: unknown, name: string, junk: unknown): unknown {
	if (Array.isArray(value)) return value.map((part) => withEvery(part, name, junk));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, part]) => {
			if (key === name) return [key, junk];
			if (key !== 'body' || typeof part !== 'string') return [key, withEvery(part, name, junk)];
			return [key, JSON.stringify(withEvery(JSON.parse(part), name, junk))];
		}),
	);
}

/** From now on; what comes back counts the answers that had one. */
function alterEvery(name: string, junk: unknown): () => number {
	let altered = 0;
	between.alter = (text) => {
		const changed = JSON.stringify(withEvery(JSON.parse(text), name, junk));
		if (changed !== JSON.stringify(JSON.parse(text))) altered++;
		return changed;
	};
	return () => altered;
}

const long = 'a'.repeat(60_000);

it.each([
	['step.adjustBudget, object', 'account_id', long],
	['step.adjustBudget, object', 'account_id', {}],
	['budgetSchedule.create', 'currency', long],
	['account.checkAccess', 'name', {}],
	['account.checkAccess', 'business', { name: {}, id: [] }],
])('%s with another %s in every answer', async (name, key, junk) => {
	const step = steps.find((one) => one.name === name)!;
	const altered = alterEvery(key, junk);
	const items = await begin(bench, step);
	const result = await runOf(bench, step, {
		items,
		credential: emulatorCredential(between.url),
		onError: 'continueRegularOutput',
	})();
	expect(altered()).toBeGreaterThan(0);
	expect(result.outputs.flat()).not.toEqual([]);
	expect(judge(result)).toEqual([]);
});

it.each([
	['dueAbove', 'balance', {}],
	['dueAbove', 'balance', null],
	['leftBelow', 'spend_cap', 'x'],
])('a threshold %s fails the poll where the answer has another %s: it is not zero', async (threshold, key, junk) => {
	const poller = pollerOf({
		node: 'metaAdsTrigger',
		credential: emulatorCredential(between.url),
		parameters: { events: ['spendThreshold'], adAccount: byId(ACCOUNTS.eur), thresholds: { [threshold]: '1' } },
	});
	const altered = alterEvery(key, junk);
	await expect(poller.poll()).rejects.toThrow(/^Meta did not tell the /);
	expect(altered()).toBeGreaterThan(0);
	between.alter = (text) => text;
	await poller.poll();
});
