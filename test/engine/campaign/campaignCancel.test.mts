import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { startEmulator, type FaultRule } from '../../../emulator/http/server.mts';
import { newCampaign } from '../support/campaigns.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

/** Cancelled in the middle of a real wait: the run ends at once, and nothing is sent afterwards. */

const edge = `${ACCOUNTS.usd}/campaigns`;
const limited: FaultRule['fault'] = { kind: 'graph', code: 17, subcode: 2446079 };
const campaign = byId(CAMPAIGNS.usdCbo);

interface Case {
	readonly operation: string;
	readonly form: IDataObject;
	readonly items?: IDataObject[];
	readonly rule?: FaultRule;
	readonly latency?: number;
}

const cases: Record<string, Case> = {
	'a limited read': { operation: 'getMany', form: {}, rule: { match: { path: edge }, fault: limited } },
	'a limited write': { operation: 'pause', form: { campaign }, rule: { match: { method: 'POST' }, fault: limited } },
	'five limited creates': {
		operation: 'create',
		form: newCampaign(),
		items: [{}, {}, {}, {}, {}],
		rule: { match: { method: 'POST', path: '' }, fault: limited },
	},
	'the look for a lost create': {
		operation: 'create',
		form: newCampaign(),
		rule: { match: { method: 'POST' }, fault: { kind: 'reset' } },
	},
	'the look after a lost update': {
		operation: 'pause',
		form: { campaign },
		rule: { match: { method: 'POST' }, fault: { kind: 'reset' } },
	},
	'the pause before a read is repeated': {
		operation: 'get',
		form: { campaign },
		rule: { match: { path: CAMPAIGNS.usdCbo }, fault: { kind: 'html', status: 503 } },
	},
	'a call under way': { operation: 'pause', form: { campaign }, latency: 300 },
	'twenty reads, five at a time': { operation: 'get', form: { campaign }, items: Array(20).fill({}), latency: 300 },
};

const later = async (milliseconds: number) => await new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await later(10);
}

/** Runs a case in a world of its own, cancels it once it waits, and goes on watching what is sent. */
async function cancelled({ operation, form, items, rule, latency = 0 }: Case) {
	const emulator = await startEmulator({ latencyMs: latency });
	if (rule) emulator.control.addFault(rule);
	// A call is logged after its latency: the second one is under way then.
	const waiting = until(() => emulator.log.some(({ fault }) => rule === undefined || fault !== undefined)).then(
		async () => await later(200),
	);
	const parameters = { resource: 'campaign', operation, adAccount: byId(ACCOUNTS.usd), ...form };
	const run = runNode({
		parameters,
		items,
		credential: emulatorCredential(emulator.url),
		cancelOn: waiting,
		onError: 'continueRegularOutput',
	});
	await waiting;
	const started = performance.now();
	const { status } = await run;
	const seconds = (performance.now() - started) / 1000;
	await later(2 * latency + 300); // what was under way is still logged after its latency, later on a busy machine
	const atTheEnd = emulator.log.length;
	await later(1_800); // the first repeat comes within 1.5 seconds, what a run goes on with at once
	await emulator.close();
	return { status, seconds, atTheEnd, afterwards: emulator.log.length, emulator };
}

describe('cancelled while it waits', () => {
	let runs: Record<string, Awaited<ReturnType<typeof cancelled>>>;
	beforeAll(async () => {
		runs = Object.fromEntries(
			await Promise.all(Object.entries(cases).map(async ([name, value]) => [name, await cancelled(value)] as const)),
		);
	});

	it.each(Object.keys(cases))('%s', (name) => {
		const { status, seconds, atTheEnd, afterwards } = runs[name];
		expect(status).toBe('canceled');
		expect(seconds).toBeLessThan(1);
		expect(afterwards).toBe(atTheEnd);
	});

	it('nothing was changed by a run that was cancelled before its write', () => {
		const { emulator } = runs['a call under way'];
		expect(emulator.log.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(emulator.world.get('Campaign', CAMPAIGNS.usdCbo).status).toBe('ACTIVE');
	});
});
