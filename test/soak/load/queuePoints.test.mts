import { countBy, range } from 'lodash';

import { tell } from '../../e2e/places/installation.mts';
import { Agency, LATENCY, ROUND } from './agency.mts';

// More than the points of each ad account allow, asked of a real n8n in queue mode at one moment. The runs of one account are on all
// workers, and no worker knows of the others' calls but by what Meta says of the account.

jest.setTimeout(3_600_000);

const ACCOUNTS = Number(process.env.ACCOUNTS ?? 50);
const WORKERS = Number(process.env.WORKERS ?? 4);
/** Runs that each worker has under way: as many as may wait for points. */
const PLACES = ACCOUNTS * 4;
/** How often everything is asked of each account: 8 runs at once. With 16 of them some wait longer than they may. */
const ROUNDS = Number(process.env.ROUNDS ?? 2);
/** The Limited tier: points of an account, and the seconds for which each counts (Marketing API, "Rate limiting"). */
const WINDOW = { points: 60, seconds: 300 };

let agency: Agency;

beforeAll(async () => {
	agency = await Agency.open(WORKERS, PLACES);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await agency?.close();
});

it('four workers short of points: hardly a call refused, nearly the best schedule, no step twice', async () => {
	const { control, log, world } = agency.bench.emulator;
	const clients = agency.addClients(ACCOUNTS);
	control.setTier('development_access');
	control.setLatency(LATENCY, 0);
	const moved = agency.budgetChanges();
	log.length = 0;

	const asked = range(ROUNDS).flatMap(() => ROUND.flatMap((job) => clients.map((client) => [job, client] as const)));
	const { seconds, well } = await agency.carryOut(asked);
	const calls = log.filter(({ path }) => path !== '');
	const refused = calls.filter(({ status }) => status >= 400).length;
	const points = clients.map(({ account }) => world.limits.totalPoints(account));
	// Who knows everything beforehand sends a window's points at its start; what n8n and the network take then is left out.
	const best = Math.max(...points.map((some) => (Math.ceil(some / WINDOW.points) - 1) * WINDOW.seconds));
	tell(
		`${ACCOUNTS} accounts, ${WORKERS} workers: ${well} of ${asked.length} runs went well, in ${seconds.toFixed(0)} s; best ${best} s (${(seconds / best).toFixed(3)} ×); ${calls.length} calls, ${Math.min(...points)} to ${Math.max(...points)} points ` +
			`an account, ${refused} refused (${((100 * refused) / calls.length).toFixed(2)} %)`,
	);
	expect(well).toBe(asked.length);
	expect(best).toBeGreaterThan(0);
	expect(refused / calls.length).toBeLessThanOrEqual(0.01);
	expect(seconds / best).toBeLessThanOrEqual(1.15);
	expect(Object.values(countBy(moved)).filter((times) => times > 1)).toEqual([]);
	expect(new Set(moved).size).toBe(ACCOUNTS);
});
