import type { FaultRule } from '../../../emulator/http/server.mts';
import { BUSINESS } from '../../../emulator/world/seedIds.mts';
import { useInsights } from '../../engine/support/insights.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);

jest.setTimeout(1_800_000);

/** An agency's report over all its ad accounts, as the step Last week of workflows/report-all-clients.json asks for it. */
const bench = useInsights();

const ACCOUNTS = 1_000;
const CURRENCIES = ['USD', 'EUR', 'JPY', 'GBP', 'BRL', 'INR', 'PLN', 'CHF', 'AUD', 'MXN', 'SEK', 'KRW'];
const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Asia/Kolkata', 'America/Sao_Paulo'];

/** Three accounts each. All of it lasts: a fault that passes is no failure. */
const faults: Record<string, FaultRule['fault']> = {
	'no permission': { kind: 'graph', code: 200, status: 403 },
	'token expired': { kind: 'graph', code: 190, subcode: 463 },
	'unsupported request': { kind: 'graph', code: 100 },
	'account gone': { kind: 'graph', code: 100, subcode: 33 },
	'account limit': { kind: 'graph', code: 80000 },
	'service down': { kind: 'http', status: 503 },
	'web page': { kind: 'html', status: 502 },
	'connection reset': { kind: 'reset', applied: false },
	'half an answer': { kind: 'truncated', applied: false },
	blocked: { kind: 'graph', code: 368 },
};

/** One account more: asked for in ever smaller parts, none of which comes. */
const HOPELESS: FaultRule['fault'] = { kind: 'graph', code: 1 };

const parameters = {
	adAccount: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	scope: 'account',
	level: 'account',
	dateRange: 'lastWeek',
	timeIncrement: 'total',
	fieldSets: ['delivery', 'clicks'],
	breakdowns: [],
	compare: true,
	columns: 'all',
	options: {},
};

function addAccounts(): string[] {
	const { control, world } = bench.emulator;
	const model = world.get('AdAccount', 'act_1001000000000001');
	const business = world.get('Business', BUSINESS);
	return Array.from({ length: ACCOUNTS }, (_, index) => {
		const accountId = String(7_000_000_000_000_000 + index);
		const id = `act_${accountId}`;
		const currency = CURRENCIES[index % CURRENCIES.length];
		const timeZone = ZONES[index % ZONES.length];
		world.add({ ...model, id, accountId, name: `Client ${index + 1}`, currency, timeZone, business });
		control.addAds({ account: id, ads: 2, daysAgo: 60 });
		return id;
	});
}

it('a thousand accounts, thirty-one of them failing: each named, in 2.2 calls an account', async () => {
	const ids = addAccounts();
	const kinds = Object.keys(faults);
	const failing = ids.filter((_, index) => index % 30 === 5).slice(0, 31);
	failing.forEach((id, index) =>
		bench.emulator.control.addFault({
			match: { path: `.*${id}/insights` },
			fault: index < 30 ? faults[kinds[index % kinds.length]] : HOPELESS,
		}),
	);

	globalThis.gc?.();
	let peak = 0;
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
	const since = performance.now();
	const { outputs, error } = await bench.run('get', parameters, {
		items: ids.map((id) => ({ id })),
		onError: 'continueErrorOutput',
	});
	clearInterval(watch);
	const calls = bench.emulator.log.filter(({ path }) => path !== '').length;
	process.stdout.write(
		`${ACCOUNTS} accounts: ${(calls / ACCOUNTS).toFixed(2)} calls an account, ${Math.round((performance.now() - since) / 1000)} s, ` +
			`at most ${Math.round(peak / 2 ** 20)} MB of the process with n8n's engine and the emulator in it\n`,
	);

	expect(error).toBeUndefined();
	const [rows, failed] = outputs;
	expect(rows).toHaveLength(ACCOUNTS - failing.length);
	expect(new Set(rows.map(({ json }) => json.account_currency)).size).toBe(CURRENCIES.length);
	const named = new Map(failed.map(({ json, pairedItem }) => [ids[Number(pairedItem)], String(json.error)]));
	expect([...named.keys()].sort()).toEqual([...failing].sort());
	// What ails an account is told in its own words: the same for the same, and no other's.
	expect(new Set(named.values()).size).toBe(kinds.length + 1);
	// This week and the one before; the accounts themselves come from the list of all.
	expect(calls / ACCOUNTS).toBeLessThanOrEqual(2.2);
	expect(peak / 2 ** 20).toBeLessThanOrEqual(600);
});
