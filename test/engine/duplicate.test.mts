import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS, CREATIVES } from '../../emulator/world/seedIds.mts';
import { decoded, lines, useBench } from './campaigns.mts';
import { waits } from './fakeTime.mts';
import { byId, type NodeRun } from './harness.mts';

jest.mock('../../nodes/shared/graph/wait', () => jest.requireActual('./fakeTime.mts').fakeWait);

const bench = useBench();
const run = async (resource: string, parameters: IDataObject, more: Partial<NodeRun> = {}) => await bench.run('duplicate', { resource, ...parameters }, more);
const campaign = (more: IDataObject = {}) => ({ campaign: byId(CAMPAIGNS.usdCbo), ...more });
const adSet = (more: IDataObject = {}) => ({ adSet: byId(AD_SETS.usdNoBudgetA), ...more });
const ad = (more: IDataObject = {}) => ({ ad: byId(ADS.usdCboA1), ...more });
const copiesOf = (kind: 'Campaign' | 'AdSet' | 'Ad', id: string) => bench.emulator.world.all(kind).filter(({ sourceId }) => sourceId === id);
const isBackground = ({ path, params }: { path: string; params: Record<string, string> }) => path === '' && params.asyncbatch !== undefined;
const background = () => bench.emulator.log.filter(isBackground);

beforeEach(() => (waits.length = 0));

describe('duplicate', () => {
	it('copies an ad into another ad set, paused and renamed', async () => {
		const { rows, error } = await run('ad', ad({ targetAdSet: byId(AD_SETS.usdCboB), namePrefix: 'New ', nameSuffix: '' }));
		expect(error).toBeUndefined();
		const [copy] = copiesOf('Ad', ADS.usdCboA1);
		expect(rows).toEqual([expect.objectContaining({ id: copy.id, name: 'New Steaming cup', status: 'PAUSED', adSetId: AD_SETS.usdCboB, complete: true, note: '', copies: [{ type: 'ad', sourceId: ADS.usdCboA1, copyId: copy.id }] })]);
		expect(decoded(bench.writes()[0])).toEqual({ adset_id: AD_SETS.usdCboB, rename_options: { rename_strategy: 'ONLY_TOP_LEVEL_RENAME', rename_prefix: 'New ', rename_suffix: '' }, status_option: 'PAUSED' });
	});

	it.each([
		['campaign', campaign()],
		['adSet', adSet()],
		['ad', ad()],
	])('%s: has the columns its schema names', async (resource, form) => {
		const { rows } = await run(resource, form);
		const { properties } = JSON.parse(readFileSync(join(__dirname, `../../nodes/MetaAds/__schema__/v1.0.0/${resource}/duplicate.json`), 'utf8')) as { properties: IDataObject };
		expect(Object.keys(rows[0])).toEqual(Object.keys(properties));
	});

	it('copies a small ad set at once and a large campaign in the background, each once', async () => {
		await run('adSet', adSet());
		expect([copiesOf('AdSet', AD_SETS.usdNoBudgetA).length, background().length]).toEqual([1, 0]);
		const { rows, error } = await run('campaign', campaign({ deepRename: true, nameSuffix: ' II' }));
		expect(error).toBeUndefined();
		expect([copiesOf('Campaign', CAMPAIGNS.usdCbo).length, background().length]).toEqual([1, 1]);
		expect(rows[0]).toMatchObject({ complete: true, copiedObjects: 6, missing: [], note: '' });
		const { copies } = rows[0] as { copies: Array<{ type: string; sourceId: string; copyId: string }> };
		for (const { type, sourceId, copyId } of copies) {
			const kind = ({ campaign: 'Campaign', 'ad set': 'AdSet', ad: 'Ad' } as const)[type as 'ad'];
			const stored = bench.emulator.world.get(kind, copyId);
			expect([stored.sourceId, stored.status, stored.name]).toEqual([sourceId, 'PAUSED', `${bench.emulator.world.get(kind, sourceId).name} II`]);
		}
	});

	it('starts many large copies with one call', async () => {
		const items = [{}, {}, {}];
		const { rows, error } = await run('campaign', campaign({ nameSuffix: '={{ " " + $itemIndex }}' }), { items });
		expect(error).toBeUndefined();
		expect(background()).toHaveLength(1);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
		expect(rows.map(({ complete, copiedObjects }) => [complete, copiedObjects])).toEqual([[true, 6], [true, 6], [true, 6]]);
	});

	it('names what was copied and what is missing when Meta stops in the middle, at once or in the background', async () => {
		bench.emulator.control.setCopies({ stopAfter: 2, sessionSeconds: 5 });
		const inBackground = await run('campaign', campaign());
		expect(inBackground.rows[0]).toMatchObject({ created: true, complete: false, copiedObjects: 2, missing: expect.arrayContaining([{ type: 'ad', sourceId: ADS.usdCboA1, name: 'Steaming cup' }]) as unknown });
		bench.emulator.control.setCopies({ stopAfter: 1, sessionSeconds: 5 });
		const atOnce = await run('adSet', adSet());
		expect(atOnce.rows[0]).toMatchObject({ complete: false, copiedObjects: 1, missing: [{ type: 'ad', sourceId: ADS.usdNoBudgetA1, name: 'Opening hours' }] });
		expect([copiesOf('Campaign', CAMPAIGNS.usdCbo).length, copiesOf('AdSet', AD_SETS.usdNoBudgetA).length]).toEqual([1, 1]);
	});

	it('finds a background copy whose start was not answered, and sends nothing twice on Retry On Fail', async () => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: '', times: 1 }, fault: { kind: 'reset', applied: true } });
		const { rows, error } = await run('campaign', campaign(), { retryOnFail: true });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ created: true, complete: true });
		expect(background()).toHaveLength(1);
	});

	it('says that the end is unknown where Meta did not come to one, and what to check', async () => {
		bench.emulator.control.setCopies({ sessionSeconds: 86_400 });
		const { error } = await run('campaign', campaign({ options: { waitUpTo: '0,5' } }), { retryOnFail: true });
		expect(error?.message).toContain('It is unknown whether Meta created the copy of the campaign');
		expect(error?.description).toMatch(/Meta is still copying \(session \d+\).*Look for it in Ads Manager/s);
		expect(background()).toHaveLength(1);
	});

	it('goes to the background when Meta calls the request too large', async () => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: `${AD_SETS.usdNoBudgetA}/copies`, times: 1 }, fault: { kind: 'graph', code: 100, subcode: 1885194 } });
		const { rows } = await run('adSet', adSet());
		expect([rows[0].complete, background().length, copiesOf('AdSet', AD_SETS.usdNoBudgetA).length]).toEqual([true, 1, 1]);
	});

	it('waits for an ad that Meta calls too large as long as is usual', async () => {
		bench.emulator.control.setCopies({ sessionSeconds: 86_400 });
		bench.emulator.control.addFault({ match: { method: 'POST', path: `${ADS.usdCboA1}/copies`, times: 1 }, fault: { kind: 'graph', code: 100, subcode: 1885194 } });
		const { error } = await run('ad', ad());
		expect(error?.message).toContain('It is unknown whether Meta created the copy of the ad');
		expect(waits.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(280_000);
		expect(background()).toHaveLength(1);
	});

	it('copies into the original’s own ad set when none is chosen', async () => {
		const { rows, error } = await run('ad', ad({ targetAdSet: byId('') }));
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ adSetId: AD_SETS.usdCboA, name: 'Steaming cup - Copy' });
		expect(decoded(bench.writes()[0])).not.toHaveProperty('adset_id');
	});

	it('copies the campaign alone without what is inside, active if asked', async () => {
		const { rows } = await run('campaign', campaign({ deepCopy: false, status: 'ACTIVE', nameSuffix: '' }));
		expect(rows[0]).toMatchObject({ status: 'ACTIVE', copiedObjects: 1, name: bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name });
	});

	it('as a tool only tells what would be copied', async () => {
		const { rows } = await run('campaign', campaign(), { node: 'metaAdsTool' });
		expect(rows[0]).toMatchObject({ verdict: 'checked', created: false, copiedObjects: 6 });
		expect(bench.writes()).toEqual([]);
	});

	it('refuses what cannot be copied before anything is sent', async () => {
		for (let index = 0; index < 49; index += 1) {
			const model = bench.emulator.world.get('Ad', ADS.usdCboB1);
			bench.emulator.world.add({ ...model, id: String(120212000000900000n + BigInt(index)), creativeId: CREATIVES.usdCup });
		}
		const cases: Array<[string, IDataObject, string]> = [
			['campaign', campaign(), 'Campaign has 52 ads, and Meta copies at most 51 at once'],
			['campaign', campaign({ campaign: byId(AD_SETS.usdCboA) }), 'Campaign is not a campaign: the ID belongs to an ad set'],
			['ad', ad({ adAccount: byId(ACCOUNTS.eur) }), 'Ad belongs to another ad account than the chosen one'],
			['ad', ad({ nameSuffix: 'x'.repeat(400) }), 'Name Suffix makes a name of 412 characters'],
			['ad', ad({ targetAdSet: byId('12') }), 'Target Ad Set is not an ID'],
			['ad', ad({ targetAdSet: byId('={{ $json.none }}') }), 'Target Ad Set is empty'],
			['adSet', adSet({ status: 'DELETED' }), 'Status cannot be “DELETED”'],
			['adSet', adSet({ status: '={{ $json.none }}' }), 'Status is empty'],
			['adSet', adSet({ deepCopy: '={{ $json.none }}' }), 'Copy What Is Inside is empty'],
			['campaign', campaign({ nameSuffix: '={{ $json.none }}' }), 'Name Suffix is empty'],
			['campaign', campaign({ options: { waitUpTo: '15,5' } }), 'Options → Wait Up To (Minutes) cannot be 15.5'],
		];
		for (const [resource, form, message] of cases) expect((await run(resource, form)).error?.message).toBe(message);
		expect(bench.writes()).toEqual([]);
		expect(lines(bench.sent()).filter((line) => line.endsWith('/copies'))).toEqual([]);
	});
});
