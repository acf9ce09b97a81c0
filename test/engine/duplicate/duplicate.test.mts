import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { interpret } from '../altered/alterations.mts';
import { decoded, lines, useBench } from '../support/campaigns.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** An app made since 2026-11-04: Meta takes no asynchronous batch of it. */
const bench = useBench({ app: 'new' });
const run = async (resource: string, parameters: IDataObject, more: Partial<NodeRun> = {}) =>
	await bench.run('duplicate', { resource, ...parameters }, more);
const campaign = (more: IDataObject = {}) => ({ campaign: byId(CAMPAIGNS.usdCbo), ...more });
const adSet = (more: IDataObject = {}) => ({ adSet: byId(AD_SETS.usdNoBudgetA), ...more });
const ad = (more: IDataObject = {}) => ({ ad: byId(ADS.usdCboA1), ...more });
const copiesOf = (kind: 'Campaign' | 'AdSet' | 'Ad', id: string) =>
	bench.emulator.world.all(kind).filter(({ sourceId }) => sourceId === id);
/** Which objects a copy was asked of, in order. */
const asked = () =>
	bench.emulator.log
		.filter(({ method, path }) => method === 'POST' && path.endsWith('/copies'))
		.map(({ path }) => path.split('/')[0]);
const { usdCboA, usdCboB } = AD_SETS;

beforeEach(() => (waits.length = 0));

describe('duplicate', () => {
	it('copies an ad into another ad set, paused and renamed', async () => {
		const { rows, error } = await run(
			'ad',
			ad({ targetAdSet: byId(AD_SETS.usdCboB), namePrefix: 'New ', nameSuffix: '' }),
		);
		expect(error).toBeUndefined();
		const [copy] = copiesOf('Ad', ADS.usdCboA1);
		expect(rows).toEqual([
			expect.objectContaining({
				id: copy.id,
				name: 'New Steaming cup',
				status: 'PAUSED',
				adSetId: AD_SETS.usdCboB,
				complete: true,
				note: '',
				copies: [{ type: 'ad', sourceId: ADS.usdCboA1, copyId: copy.id }],
			}),
		]);
		expect(decoded(bench.writes()[0])).toEqual({
			adset_id: AD_SETS.usdCboB,
			rename_options: { rename_strategy: 'ONLY_TOP_LEVEL_RENAME', rename_prefix: 'New ', rename_suffix: '' },
			status_option: 'PAUSED',
		});
	});

	it('copies a small ad set at once and a large campaign object by object, each once', async () => {
		await run('adSet', adSet());
		expect([copiesOf('AdSet', AD_SETS.usdNoBudgetA).length, asked()]).toEqual([1, [AD_SETS.usdNoBudgetA]]);
		const { rows, error } = await run('campaign', campaign({ deepRename: true, nameSuffix: ' II' }));
		expect(error).toBeUndefined();
		expect(copiesOf('Campaign', CAMPAIGNS.usdCbo)).toHaveLength(1);
		expect(rows[0]).toMatchObject({ complete: true, copiedObjects: 6, missing: [], note: '' });
		const { copies } = rows[0] as { copies: Array<{ type: string; sourceId: string; copyId: string }> };
		for (const { type, sourceId, copyId } of copies) {
			const kind = ({ campaign: 'Campaign', 'ad set': 'AdSet', ad: 'Ad' } as const)[type as 'ad'];
			const stored = bench.emulator.world.get(kind, copyId);
			expect([stored.sourceId, stored.status, stored.name]).toEqual([
				sourceId,
				'PAUSED',
				`${bench.emulator.world.get(kind, sourceId).name} II`,
			]);
		}
	});

	it('goes from the campaign to its ad sets to their ads, each into the copy of what it lay in; no two ad sets in one batch', async () => {
		const { rows } = await run('campaign', campaign());
		expect(asked()[0]).toBe(CAMPAIGNS.usdCbo);
		expect(asked().slice(1, 3).sort()).toEqual([usdCboA, usdCboB]);
		const { world } = bench.emulator;
		const copy = world.get('Campaign', String(rows[0].id));
		for (const adSetId of [usdCboA, usdCboB]) {
			const [made] = copiesOf('AdSet', adSetId) as Array<ReturnType<typeof world.get<'AdSet'>>>;
			expect([made.campaign.id, made.name]).toEqual([copy.id, world.get('AdSet', adSetId).name]);
			const ads = (id: string) =>
				world
					.all('Ad')
					.filter((one) => one.adSet.id === id)
					.map(({ name }) => name);
			expect(ads(made.id)).toEqual(ads(adSetId));
		}
		const batches = bench.emulator.log
			.filter(({ path, batch }) => batch !== undefined && [usdCboA, usdCboB].some((id) => path === `${id}/copies`))
			.map(({ batch }) => batch);
		expect(new Set(batches).size).toBe(batches.length);
		expect(bench.emulator.log.some(({ params }) => params.asyncbatch !== undefined)).toBe(false);
	});

	it('copies many large campaigns, each its own copy', async () => {
		const items = [{}, {}, {}];
		const { rows, error } = await run('campaign', campaign({ nameSuffix: '={{ " " + $itemIndex }}' }), { items });
		expect(error).toBeUndefined();
		expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
		expect(rows.map(({ complete, copiedObjects }) => [complete, copiedObjects])).toEqual([
			[true, 6],
			[true, 6],
			[true, 6],
		]);
	});

	it('copies ad sets of one campaign one by one, never in one batch', async () => {
		const { error } = await run('adSet', adSet({ nameSuffix: '={{ " " + $itemIndex }}' }), { items: [{}, {}] });
		expect(error).toBeUndefined();
		expect(copiesOf('AdSet', AD_SETS.usdNoBudgetA)).toHaveLength(2);
		expect(bench.emulator.log.filter(({ path, batch }) => path.endsWith('/copies') && batch !== undefined)).toEqual([]);
	});

	it('names what was copied and what is missing when Meta refuses something inside, and goes on with the rest', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${usdCboB}/copies` },
			fault: { kind: 'graph', code: 100, userTitle: 'No', userMsg: 'This ad set is no good.' },
		});
		const { rows, error } = await run('campaign', campaign());
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({
			created: true,
			complete: false,
			note: expect.stringContaining('Duplicate what is missing into the copy'),
		});
		const { missing } = rows[0] as { missing: Array<{ type: string; sourceId: string }> };
		expect(missing).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'ad set', sourceId: usdCboB })]));
		expect([
			copiesOf('AdSet', usdCboA).length,
			copiesOf('AdSet', usdCboB).length,
			copiesOf('Ad', ADS.usdCboA1).length,
		]).toEqual([1, 0, 1]);
	});

	it('stops where everything that follows would fare the same', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${usdCboA}/copies` },
			fault: { kind: 'graph', code: 190 },
		});
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${usdCboB}/copies` },
			fault: { kind: 'graph', code: 190 },
		});
		const { rows } = await run('campaign', campaign());
		expect(rows[0]).toMatchObject({ created: true, complete: false, copiedObjects: 1 });
		expect(asked()).toHaveLength(2);
	});

	it('names what is missing when a small copy stops in the middle', async () => {
		bench.emulator.control.setCopies({ stopAfter: 1, sessionSeconds: 5 });
		const atOnce = await run('adSet', adSet());
		expect(atOnce.rows[0]).toMatchObject({
			complete: false,
			copiedObjects: 1,
			missing: [{ type: 'ad', sourceId: ADS.usdNoBudgetA1, name: 'Opening hours' }],
		});
		expect(copiesOf('AdSet', AD_SETS.usdNoBudgetA)).toHaveLength(1);
	});

	it.each([CAMPAIGNS.usdCbo, usdCboA, ADS.usdCboA1])(
		'finds the copy of %s, whose answer was lost, and sends nothing twice on Retry On Fail',
		async (id) => {
			bench.emulator.control.addFault({
				match: { method: 'POST', path: `${id}/copies`, times: 1 },
				fault: { kind: 'reset', applied: true },
			});
			const { rows, error } = await run('campaign', campaign(), { retryOnFail: true });
			expect(error).toBeUndefined();
			expect(rows[0]).toMatchObject({ created: true, complete: true, copiedObjects: 6 });
			expect(new Set(asked()).size).toBe(asked().length);
			expect(copiesOf('Campaign', CAMPAIGNS.usdCbo)).toHaveLength(1);
		},
	);

	it('says that the end is unknown where nothing came of it, and what to check', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${CAMPAIGNS.usdCbo}/copies`, times: 1 },
			fault: { kind: 'reset' },
		});
		const { error } = await run('campaign', campaign(), { retryOnFail: true });
		expect(error?.message).toContain('It is unknown whether Meta created the copy of the campaign');
		expect(error?.description).toMatch(/Look for it in Ads Manager/);
		expect(asked()).toHaveLength(1);
	});

	it('ends after Wait Up To, and tells what is missing', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${CAMPAIGNS.usdCbo}/copies`, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows } = await run('campaign', campaign({ options: { waitUpTo: '0' } }));
		expect(rows[0]).toMatchObject({
			complete: false,
			copiedObjects: 1,
			note: expect.stringContaining('Wait Up To have passed'),
		});
		expect(asked()).toHaveLength(1);
	});

	it('goes object by object when Meta calls the request too large', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${AD_SETS.usdNoBudgetA}/copies`, times: 1 },
			fault: { kind: 'graph', code: 100, subcode: 1885194 },
		});
		const { rows } = await run('adSet', adSet());
		expect([rows[0].complete, copiesOf('AdSet', AD_SETS.usdNoBudgetA).length]).toEqual([true, 1]);
	});

	it('copies into the original’s own ad set when none is chosen', async () => {
		const { rows, error } = await run('ad', ad({ targetAdSet: byId('') }));
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ adSetId: AD_SETS.usdCboA, name: 'Steaming cup - Copy' });
		expect(decoded(bench.writes()[0])).not.toHaveProperty('adset_id');
	});

	it('copies the campaign alone without what is inside, active if asked', async () => {
		const { rows } = await run('campaign', campaign({ deepCopy: false, status: 'ACTIVE', nameSuffix: '' }));
		expect(rows[0]).toMatchObject({
			status: 'ACTIVE',
			copiedObjects: 1,
			name: bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name,
		});
	});

	it('as a tool only tells what would be copied', async () => {
		const { rows } = await run('campaign', campaign(), { node: 'metaAdsTool' });
		expect(rows[0]).toMatchObject({ verdict: 'checked', created: false, copiedObjects: 6 });
		expect(bench.writes()).toEqual([]);
	});

	it('copies nothing where Meta’s list of what is inside has a row without an ID', async () => {
		const between = await interpret(bench.emulator);
		between.alter = (text) => text.replace(`"id":"${usdCboA}"`, '"id":{}');
		const { error } = await run('campaign', campaign(), { credential: emulatorCredential(between.url) });
		await between.close();
		expect(error?.message).toBe('Meta answered with a list in which a row has no ID');
		expect(asked()).toEqual([]);
	});

	it('refuses what cannot be copied before anything is sent', async () => {
		for (let index = 0; index < 49; index += 1) {
			const model = bench.emulator.world.get('Ad', ADS.usdCboB1);
			bench.emulator.world.add({
				...model,
				id: String(120212000000900000n + BigInt(index)),
				creativeId: CREATIVES.usdCup,
			});
		}
		const cases: Array<[string, IDataObject, string]> = [
			['campaign', campaign(), 'Campaign has 52 ads, and at most 51 are copied at once'],
			[
				'campaign',
				campaign({ campaign: byId(AD_SETS.usdCboA) }),
				'Campaign is not a campaign: the ID belongs to an ad set',
			],
			['ad', ad({ adAccount: byId(ACCOUNTS.eur) }), 'Ad belongs to another ad account than the chosen one'],
			['ad', ad({ nameSuffix: 'x'.repeat(400) }), 'Name Suffix makes a name of 412 characters'],
			['ad', ad({ targetAdSet: byId('12') }), 'Target Ad Set is not an ID'],
			['ad', ad({ targetAdSet: byId('={{ $json.none }}') }), 'Target Ad Set is empty'],
			['adSet', adSet({ status: 'DELETED' }), 'Status cannot be “DELETED”'],
			['adSet', adSet({ status: '={{ $json.none }}' }), 'Status is empty'],
			['adSet', adSet({ deepCopy: '={{ $json.none }}' }), 'Include Ad Sets and Ads is empty'],
			['campaign', campaign({ nameSuffix: '={{ $json.none }}' }), 'Name Suffix is empty'],
			['campaign', campaign({ options: { waitUpTo: '15,5' } }), 'Options → Wait Up To (Minutes) cannot be 15.5'],
		];
		for (const [resource, form, message] of cases) expect((await run(resource, form)).error?.message).toBe(message);
		expect(bench.writes()).toEqual([]);
		expect(lines(bench.sent()).filter((line) => line.endsWith('/copies'))).toEqual([]);
	});
});
