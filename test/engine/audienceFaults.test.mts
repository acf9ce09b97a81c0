import { ACCOUNTS, AUDIENCES } from '../../emulator/seed.mts';
import type { Emulator } from '../../emulator/server.mts';
import { useBench, type Bench } from './campaigns.mts';
import './fakeTime.mts';
import { faults, spans } from './faultMatrix.mts';
import { BEARER, runSingle } from './faultRun.mts';
import { expectedOne, strikesOne, type Single } from './faultSingles.mts';
import { byId } from './harness.mts';
import { found, shown } from './secrets.mts';

jest.mock('../../nodes/shared/graph/wait', () => jest.requireActual('./fakeTime.mts').fakeWait);

/** The fault matrix for audiences and lookalikes: the same faults, the same ends. */

const base = useBench();
const bench = {
	get emulator() {
		return base.emulator;
	},
	run: async (operation, parameters, more) => await base.run(operation, parameters, { node: 'metaAudiences', ...more }),
} as Bench;

type World = Emulator['world'];
const { usdNewsletter: list, usdEmpty } = AUDIENCES;
const edge = `${ACCOUNTS.usd}/customaudiences`;
const named = (name: string) => (world: World) => world.all('CustomAudience').filter((audience) => audience.name === name).length;

const singles: readonly Single[] = [
	{ name: 'audience.get', form: { audience: byId(list) }, struck: { method: 'GET', path: list } },
	{ name: 'audience.getMany', form: {}, struck: { method: 'GET', path: edge } },
	{
		name: 'audience.update',
		form: { audience: byId(list), updateFields: { name: 'Renamed' } },
		struck: { method: 'POST', path: list },
		effect: 'set',
		times: named('Renamed'),
	},
	{
		name: 'audience.delete',
		form: { audience: byId(usdEmpty) },
		struck: { method: 'DELETE', path: usdEmpty },
		effect: 'set',
		times: (world) => (world.find(usdEmpty) === undefined ? 1 : 0),
	},
	{
		name: 'audience.share',
		form: { audience: byId(list), otherAccounts: { rows: [{ otherAccount: byId(ACCOUNTS.eur) }] } },
		struck: { method: 'POST', path: `${list}/adaccounts` },
		effect: 'set',
		times: (world) => world.get('CustomAudience', list).shares.size,
	},
	{
		name: 'audience.create',
		form: { audienceType: 'customerList', name: 'Faulted' },
		struck: { method: 'POST', path: edge },
		effect: 'create',
		times: named('Faulted'),
	},
	{
		name: 'lookalike.create',
		form: { audience: byId(list), countries: ['US'], additionalFields: { name: 'Faulted' } },
		struck: { method: 'POST', path: edge },
		effect: 'create',
		times: named('Faulted'),
	},
];

const table = singles.flatMap((single) => spans.flatMap((span) => faults.filter(strikesOne).map((line) => ({ single, span, line, of: single.name, name: line.name }))));

it.each(table)('$of, $span: $name', async ({ single, span, line }) => {
	const run = await runSingle(bench, single, line, span);
	expect(run.log.some(({ fault }) => fault !== undefined)).toBe(true);
	expect(run.verdict).toBe(expectedOne(single, line, span));
	if (single.effect !== undefined) {
		const most = run.verdict === 'done' || run.verdict === 'outcomeUnknown' ? 1 : 0;
		expect(run.carriedOut).toBeLessThanOrEqual(most);
		if (run.verdict === 'done') expect(run.carriedOut).toBe(1);
	}
	if (single.effect === 'create' && line.effect === 'lost') expect(run.log.filter(({ method, path }) => method === 'POST' && path === edge)).toHaveLength(1);
	expect(run.log.filter(({ tokenIn }) => tokenIn !== 'header')).toEqual([]);
	expect(found([shown(run.result), run.log], BEARER)).toEqual([]);
});
