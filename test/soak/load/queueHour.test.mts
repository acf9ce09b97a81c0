import { countBy } from 'lodash';

import type { Tier } from '../../../emulator/world/useCases.mts';
import { tell } from '../../e2e/places/installation.mts';
import { Agency, LATENCY, ROUND, type Ending } from './agency.mts';

// What an agency asks in an hour of a real n8n in queue mode, all at one moment, of each of 200 ad accounts. Nothing waits for its turn
// but by n8n's queue, and all accounts draw on one app.

jest.setTimeout(3_600_000);

const ACCOUNTS = Number(process.env.ACCOUNTS ?? 200);
const WORKERS = Number(process.env.WORKERS ?? 4);
const PLACES = 5;

let agency: Agency;

beforeAll(async () => {
	agency = await Agency.open(WORKERS, PLACES);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await agency?.close());

const inWords = ({ seconds, processor }: Ending): string =>
	`${seconds.toFixed(0)} s, ${processor.toFixed(0)} s of a processor`;

it.each<Tier>(['standard_access', 'development_access'])(
	'all accounts within the hour, %s: hardly a call refused, and no step twice',
	async (tier) => {
		const { control, log } = agency.bench.emulator;
		const clients = agency.addClients(ACCOUNTS);
		control.setTier(tier);
		control.setLatency(LATENCY, 0);
		const moved = agency.budgetChanges();
		log.length = 0;

		const asked = clients.flatMap((client) => ROUND.map((job) => [job, client] as const));
		const itself = await agency.carryOut(asked.map(([, client]) => ['nothing', client] as const));
		const all = await agency.carryOut(asked);
		const calls = log.filter(({ path }) => path !== '');
		const refused = calls.filter(({ status }) => status >= 400);
		const latency =
			(log.filter(({ path, batch }) => path === '' || batch === undefined).length * LATENCY) /
			1000 /
			(WORKERS * PLACES);
		const points = calls.reduce((sum, call) => sum + call.points, 0);
		tell(
			`${tier}, ${ACCOUNTS} accounts, ${WORKERS} workers: ${asked.length} runs in ${inWords(all)}; as many that do nothing: ` +
				`${inWords(itself)}; latency, over all places: ${latency.toFixed(0)} s. ${calls.length} calls, ${points} points, ${refused.length} refused`,
		);
		expect(all.well).toBe(asked.length);
		expect(refused.length / calls.length).toBeLessThanOrEqual(0.01);
		expect(Object.values(countBy(moved)).filter((times) => times > 1)).toEqual([]);
		expect(new Set(moved).size).toBe(ACCOUNTS);
		expect(all.seconds).toBeLessThanOrEqual(3_600);
	},
);
