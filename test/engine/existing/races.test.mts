import { once } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS, CREATIVES, PAGES } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import { newAdSet } from '../support/adSets.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import type * as harness from '../support/harness.mts';
import { byId, emulatorCredential, runNode, type NodeResult, type NodeRun } from '../support/harness.mts';
import { file, putImage } from '../support/media.mts';

/** Two runs at once, in one n8n and in two: nothing is made twice in one, and in two it is told. */

const bench = useBench();
const world = () => bench.emulator.world;

type Harness = Pick<typeof harness, 'runNode' | 'nodeTypes'>;

/** The package and n8n's engine as another process has them: nothing remembered is shared. */
const otherProcess = (): typeof runNode => {
	let run: typeof runNode | undefined;
	jest.isolateModules(() => {
		const other = jest.requireActual<Harness>('../support/harness.mts');
		// A node that is loaded later comes with what this process remembers.
		for (const node of ['metaAds', 'metaAudiences']) other.nodeTypes.getByName(node);
		run = other.runNode;
	});
	return run!;
};

/** Two of them for all tests: each loads every module of two nodes. */
const otherProcesses = once(() => [otherProcess(), otherProcess()]);

const year = new Date().getFullYear() + 1;

interface Race {
	readonly parameters: IDataObject;
	readonly type: 'Campaign' | 'AdSet' | 'Ad' | 'AdCreative' | 'CustomAudience' | 'HighDemandPeriod';
	/** The list that both read before they create. */
	readonly list: string;
	readonly node?: string;
	readonly files?: NodeRun['files'];
}

const creating = (resource: string, more: IDataObject): IDataObject => ({
	resource,
	operation: 'create',
	options: { ifItExists: 'use' },
	...more,
});

const races: Record<string, Race> = {
	campaign: {
		parameters: creating('campaign', newCampaign({ name: 'Twice' })),
		type: 'Campaign',
		list: `${ACCOUNTS.usd}/campaigns`,
	},
	adSet: {
		parameters: creating('adSet', newAdSet({ name: 'Twice' })),
		type: 'AdSet',
		list: `${CAMPAIGNS.usdNoBudget}/adsets`,
	},
	ad: {
		parameters: creating('ad', { adSet: byId(AD_SETS.usdCboA), name: 'Twice', creative: byId(CREATIVES.usdCup) }),
		type: 'Ad',
		list: `${AD_SETS.usdCboA}/ads`,
	},
	creative: {
		parameters: creating('creative', {
			name: 'Twice',
			page: byId(PAGES.usd),
			image: byId('a'.repeat(32)),
			primaryText: 'Coffee',
			link: 'https://harbor-coffee.example/autumn',
			callToAction: 'SHOP_NOW',
		}),
		type: 'AdCreative',
		list: `${ACCOUNTS.usd}/adcreatives`,
	},
	audience: {
		parameters: creating('audience', { audienceType: 'customerList', name: 'Twice', additionalFields: {} }),
		type: 'CustomAudience',
		node: 'metaAudiences',
		list: `${ACCOUNTS.usd}/customaudiences`,
	},
	file: {
		parameters: {
			resource: 'ad',
			operation: 'createFromFile',
			adSet: byId(AD_SETS.usdCboA),
			page: byId(PAGES.usd),
			primaryText: 'Freshly roasted',
			headline: 'Taste it first',
			link: 'https://harbor-coffee.example/',
			callToAction: 'SHOP_NOW',
		},
		type: 'Ad',
		list: `${AD_SETS.usdCboA}/ads`,
		files: [file(png(1200, 628), 'Twice')],
	},
	budgetSchedule: {
		parameters: {
			resource: 'budgetSchedule',
			operation: 'create',
			level: 'campaign',
			campaign: byId(CAMPAIGNS.usdCbo),
			increase: '10',
			startTime: `${year}-06-01T08:00`,
			endTime: `${year}-06-01T20:00`,
		},
		type: 'HighDemandPeriod',
		list: `${CAMPAIGNS.usdCbo}/budget_schedules`,
	},
};

const runOf = ({ parameters, node, files }: Race, more: IDataObject = {}): NodeRun => ({
	credential: emulatorCredential(bench.emulator.url),
	node,
	files,
	parameters: { adAccount: byId(ACCOUNTS.usd), ...parameters, ...more },
});

const count = ({ type }: Race): number => world().all(type as never).length;
const standing = ({ type }: Race): number =>
	world()
		.all(type as never)
		.filter(({ status }: { readonly status?: string }) => status !== 'DELETED').length;
const made = (results: readonly NodeResult[]): number =>
	results.filter(({ rows: [row] }) => row?.created === true).length;
/** Fifty when they are asked for; each is two whole runs of n8n's engine. */
const ROUNDS = Number(process.env.ROUNDS ?? 6);

function begin(): void {
	bench.emulator.control.reset();
	putImage(world());
}

describe.each(Object.keys(races))('%s', (name) => {
	const race = races[name];

	const runIn = (round: number): NodeRun => ({
		...runOf(race, race.parameters.name === undefined ? {} : { name: `Twice ${round}` }),
		...(race.files === undefined ? {} : { files: [file(png(1200, 628), `Twice ${round}`)] }),
	});

	it(`two runs of one n8n make it once, in ${ROUNDS} rounds`, async () => {
		for (let round = 0; round < ROUNDS; round++) {
			begin();
			const before = count(race);
			const run = runIn(round);
			const results = await Promise.all([runNode(run), runNode(run)]);
			expect(results.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			expect({ round, objects: count(race) - before, made: made(results) }).toEqual({ round, objects: 1, made: 1 });
			expect(new Set(results.map(({ rows }) => rows[0].id)).size).toBe(1);
		}
	}, 60_000);

	it(`two n8n that look at the same moment: one is left if it is paused, and every double is told, in ${ROUNDS} rounds`, async () => {
		const runs = otherProcesses();
		let doubled = 0;
		let left = 0;
		for (let round = 0; round < ROUNDS; round++) {
			begin();
			const [before, standingBefore] = [count(race), standing(race)];
			const run = runIn(round);
			bench.emulator.control.setBarrier({ path: race.list, method: 'GET', parties: 2, patience: 300 });
			const results = await Promise.all(runs.map(async (start) => await start(run)));
			expect(results.map(({ error }) => error?.message)).toEqual([undefined, undefined]);
			const rows = results.map(({ rows: [row] }) => row);
			const doubles = count(race) - before - 1;
			doubled += doubles;
			left += Math.max(0, standing(race) - standingBefore - 1);
			const telling = rows.filter(({ note }) => /Another run made one/.test(String(note)));
			expect({ round, doubles, isTold: telling.length > 0 }).toEqual({ round, doubles, isTold: doubles > 0 });
			for (const row of telling) for (const { id } of rows) expect(`${row.note} ${row.id}`).toContain(String(id));
			// How likely it is stands in the row, not only on a page.
			if (name !== 'budgetSchedule')
				for (const row of telling)
					expect(row.note).toMatch(row.duplicateIds === undefined ? /has deleted its own .+ again\.$/ : /of 50 pairs/);
			// Both go on with the older.
			expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
		}
		// They were held until both had looked: otherwise nothing was tried here. Meta itself takes no second schedule for the same hours.
		expect(doubled).toBe(name === 'budgetSchedule' ? 0 : ROUNDS);
		// A creative and an audience cannot be paused: the later one stays, and a person decides.
		expect(left).toBe(name === 'creative' || name === 'audience' ? ROUNDS : 0);
	}, 120_000);
});

it('stop: of two n8n, the later fails and names both; what it made is deleted again', async () => {
	begin();
	const runs = otherProcesses();
	bench.emulator.control.setBarrier({ path: races.campaign.list, method: 'GET', parties: 2, patience: 2_000 });
	const run = runOf(races.campaign, { options: { ifItExists: 'stop' } });
	const results = await Promise.all(runs.map(async (start) => await start(run)));
	const ids = world()
		.all('Campaign')
		.filter(({ name }) => name === 'Twice')
		.map(({ id }) => id);
	expect(ids).toHaveLength(2);
	const failures = results.flatMap(({ error }) => error ?? []);
	expect(failures.map(({ message }) => message)).toEqual([
		`Options → If It Exists: The campaign “Twice” exists already: ${ids[0]}`,
	]);
	expect(failures[0].description).toContain(`This run has deleted its own campaign ${ids[1]} again`);
	expect(ids.map((id) => world().get('Campaign', id).status)).toEqual(['PAUSED', 'DELETED']);
});

it('a look after the create that fails is told, and the campaign with it', async () => {
	begin();
	bench.emulator.control.addFault({
		match: { path: races.campaign.list, method: 'GET', nth: 2 },
		fault: { kind: 'graph', code: 200 },
	});
	const { rows, error } = await runNode(runOf(races.campaign));
	expect(error).toBeUndefined();
	expect(rows[0]).toMatchObject({ created: true, note: expect.stringMatching(/^Whether another run made one/) });
});

it('a run that is cancelled while it waits for its turn makes nothing, and lets the next one through', async () => {
	begin();
	const before = count(races.campaign);
	bench.emulator.control.setBarrier({ path: races.campaign.list, method: 'GET', parties: 2, patience: 400 });
	const run = runOf(races.campaign);
	const first = runNode(run);
	const waiting = runNode({ ...run, cancelAfter: 100 });
	expect((await waiting).status).toBe('canceled');
	const [{ rows }, third] = await Promise.all([first, runNode(run)]);
	expect(rows[0]).toMatchObject({ created: true });
	expect(third.rows[0]).toMatchObject({ id: rows[0].id, created: false });
	expect(count(races.campaign)).toBe(before + 1);
});
