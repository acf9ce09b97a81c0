import { getEventListeners } from 'node:events';

import '../support/lives/fakeTime.mts';
import { deadlineIn } from '../../../nodes/shared/deadline.ts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

// Node keeps a time-out of minutes and all that listens to it: a connection, a request and its body, for each call.

const real = AbortSignal.timeout.bind(AbortSignal);
const made: AbortSignal[] = [];
let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator();
	AbortSignal.timeout = (milliseconds) => {
		const signal = real(milliseconds);
		made.push(signal);
		return signal;
	};
});
afterAll(async () => {
	AbortSignal.timeout = real;
	await emulator.close();
});
beforeEach(() => (made.length = 0));

const listening = (): number => made.reduce((sum, signal) => sum + getEventListeners(signal, 'abort').length, 0);

it.each<[string, () => void]>([
	['answered', () => undefined],
	[
		'refused',
		() => emulator.control.addFault({ match: { path: '.*' }, fault: { kind: 'graph', code: 200, status: 403 } }),
	],
	[
		'cut off',
		() => emulator.control.addFault({ match: { path: '.*', times: 1 }, fault: { kind: 'truncated', applied: false } }),
	],
])('after a call that was %s nothing waits for its deadline any more', async (_, prepare) => {
	emulator.control.clearFaults();
	prepare();
	await runNode({
		credential: emulatorCredential(emulator.url),
		parameters: { resource: 'campaign', operation: 'getMany', adAccount: byId(ACCOUNTS.usd) },
		onError: 'continueRegularOutput',
	});
	expect(made.length).toBeGreaterThan(0);
	expect(listening()).toBe(0);
});

it('a deadline comes with its reason, unless the call has ended before', async () => {
	const [kept, released] = [deadlineIn(20), deadlineIn(20)];
	released.release();
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect([kept.over.aborted, kept.over.reason, released.over.aborted]).toEqual([
		true,
		expect.objectContaining({ name: 'TimeoutError' }),
		false,
	]);
});
