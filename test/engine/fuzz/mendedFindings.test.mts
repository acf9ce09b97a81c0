import { ACCOUNTS, ADS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, pollerOf } from '../support/harness.mts';
import { interpret, type Interpreter } from '../altered/alterations.mts';
import { judge } from '../../support/fuzz/findings.mts';
import { begin, runOf, steps } from '../../support/fuzz/steps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What the fuzzers once found, each mended since: the part of Meta's answers that it took, by name instead of by seed. */

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator);
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
	// An account that does not say how it is has no news.
	['account_status', {}, /^rejected$/],
	['ad_review_feedback', { global: { Alcohol: {} } }, /./],
	// A name that every JavaScript object has a part of.
	['issues_info', [{ level: '__proto__', error_code: 1, error_summary: 'Odd' }], /./],
])('a poll with another %s tells what happened without it', async (key, junk, said) => {
	const poller = pollerOf({
		node: 'metaAdsTrigger',
		credential: emulatorCredential(between.url),
		parameters: { events: ['deliveryIssue', 'reviewChanged'], adAccount: byId(ACCOUNTS.eur) },
	});
	between.alter = (text) => text;
	await poller.poll();
	const feedback = { global: { Alcohol: 'No ads for spirits.' } };
	bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0, feedback }, ADS.eurNoBudget1);
	const altered = alterEvery(key, junk);
	const items = (await poller.poll()) ?? [];
	expect(altered()).toBeGreaterThan(0);
	expect(items.map(({ newValue }) => newValue)).toContainEqual(expect.stringMatching(said));
	expect(JSON.stringify(items)).not.toContain('[object');
});

it('a poll fails where an ad has no ID, and the next one tells', async () => {
	const parameters = { events: ['reviewChanged'], adAccount: byId(ACCOUNTS.eur) };
	const poller = pollerOf({ node: 'metaAdsTrigger', credential: emulatorCredential(between.url), parameters });
	between.alter = (text) => text;
	await poller.poll();
	bench.emulator.control.setReview({ state: 'DISAPPROVED', seconds: 0 }, ADS.eurNoBudget1);
	between.alter = (text) => text.replace(`"id":"${ADS.eurNoBudget1}"`, '"id":null');
	await expect(poller.poll()).rejects.toThrow('an object has no ID');
	between.alter = (text) => text;
	expect(await poller.poll()).toMatchObject([{ objectId: ADS.eurNoBudget1, newValue: 'rejected' }]);
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
	await expect(poller.poll()).rejects.toThrow(/^Meta did not return the /);
	expect(altered()).toBeGreaterThan(0);
	between.alter = (text) => text;
	await poller.poll();
});
