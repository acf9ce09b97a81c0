import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CUSTOM_CONVERSIONS, PIXELS } from '../../../emulator/world/seedIds.mts';
import { lines } from '../support/campaigns.mts';
import { order, useConversionBench } from '../support/conversions.mts';
import { byId, emulatorCredential, searchList } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useConversionBench();
const conversion = async (operation: string, parameters: IDataObject = {}) =>
	await bench.run(operation, { resource: 'customConversion', ...parameters });

describe('dataset', () => {
	it('lists the account’s datasets', async () => {
		const { rows } = await bench.run('getMany', { resource: 'dataset' });
		expect(rows.map(({ id, name }) => [id, name])).toEqual([
			[PIXELS.usd, 'Harbor Coffee pixel'],
			[PIXELS.usdSecond, 'Old shop pixel'],
		]);
		expect(rows[0]).toMatchObject({
			takesStoreSales: true,
			unavailable: false,
			lastEventTime: expect.stringMatching(/-0[45]00$/),
		});
	});

	it('tells how well people are recognised, and counts what Meta does not judge', async () => {
		await bench.send([order(1, bench.now()), order(2, bench.now())]);
		await bench.send([order(3, bench.now())], { source: 'physical_store', eventName: 'Lead' });
		const { rows } = await bench.run('getQuality', { resource: 'dataset', dataset: byId(PIXELS.usd) });
		expect(rows).toEqual([
			expect.objectContaining({
				eventName: 'Purchase',
				matchQuality: 3,
				goodEnough: false,
				identifiers: 'em 100 %',
				received7Days: 2,
			}),
			expect.objectContaining({ eventName: 'Lead', matchQuality: null, goodEnough: null, received7Days: 1 }),
		]);
	});

	it('a token that may only send cannot read it, and the error says what is missing', async () => {
		const parameters = { resource: 'dataset', dataset: byId(PIXELS.usd) };
		const { error } = await bench.run('getQuality', parameters, { bearer: 'EMULATOR-SEND-ONLY' });
		expect(error?.description).toMatch(/ads_read/);
	});

	it.each([
		[
			'a token of an ad account',
			undefined,
			PIXELS.usd,
			{ ok: true, problem: null, maySend: true, mayReadQuality: true },
		],
		[
			'a token that may only send',
			'EMULATOR-SEND-ONLY',
			PIXELS.usd,
			{ ok: true, problem: null, maySend: true, mayReadQuality: false },
		],
		[
			'a token that may only send, to another dataset',
			'EMULATOR-SEND-ONLY',
			PIXELS.usdSecond,
			{
				ok: false,
				maySend: false,
				problem: expect.stringContaining('Make a token for this dataset in Events Manager'),
			},
		],
		['a dataset that nobody sees', undefined, '3001000000000091', { ok: false, maySend: false, mayReadQuality: false }],
	])('Check Access, %s: told, and nothing is counted', async (_title, bearer, dataset, row) => {
		const parameters = { resource: 'dataset', dataset: byId(dataset) };
		const { rows, error } = await bench.run('checkAccess', parameters, { bearer });
		expect([error, rows]).toEqual([undefined, [expect.objectContaining({ ...row, datasetId: dataset })]]);
		expect(bench.emulator.world.events.of(dataset)).toEqual([]);
	});

	it('Check Access says nothing of the access where Meta could not answer, and warns where Meta took the event', async () => {
		const parameters = { resource: 'dataset', dataset: byId(PIXELS.usd) };
		const match = { path: `${PIXELS.usd}/events`, times: 20 };
		bench.emulator.control.addFault({ match, fault: { kind: 'graph', code: 2, transient: true } });
		expect((await bench.run('checkAccess', parameters)).error).toBeDefined();
		bench.emulator.control.clearFaults();
		const fault = {
			kind: 'http',
			status: 200,
			body: '{"events_received":1}',
			contentType: 'application/json',
		} as const;
		bench.emulator.control.addFault({ match, fault });
		const { rows } = await bench.run('checkAccess', parameters);
		expect(rows).toEqual([
			expect.objectContaining({ ok: false, maySend: true, problem: expect.stringContaining('took the event') }),
		]);
	});

	it('the picker shows the datasets of all ad accounts', async () => {
		const run = {
			node: 'metaConversions',
			parameters: { resource: 'event', operation: 'send' },
			credential: emulatorCredential(bench.emulator.url),
		};
		const { results } = await searchList('searchDatasets', run);
		expect(results.map(({ value }) => value)).toEqual(expect.arrayContaining([PIXELS.usd, PIXELS.eur, PIXELS.jpy]));
		expect((await searchList('searchDatasets', run, 'nordlicht')).results).toHaveLength(1);
	});
});

describe('customConversion', () => {
	const form = { dataset: byId(PIXELS.usd), name: 'Signed up', urlContains: '/thanks, /danke', conversionType: 'LEAD' };

	it('lists them with what they count, and those that Meta blocks', async () => {
		const { rows } = await conversion('getMany');
		expect(rows).toEqual([
			expect.objectContaining({ name: 'Clinic visit', blocked: true }),
			expect.objectContaining({
				id: CUSTOM_CONVERSIONS.usdThanks,
				rule: 'url contains “/thanks”',
				actionType: `offsite_conversion.custom.${CUSTOM_CONVERSIONS.usdThanks}`,
			}),
		]);
		expect(Object.keys(rows[0])).toHaveLength(12);
	});

	it('creates one and reads it back', async () => {
		const { rows, error } = await conversion('create', { ...form, additionalFields: { defaultValue: '4,50' } });
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			expect.objectContaining({
				created: true,
				name: 'Signed up',
				value: 4.5,
				type: 'lead',
				rule: expect.stringContaining('/danke'),
				datasetId: PIXELS.usd,
			}),
		]);
		const [{ params }] = bench.writes();
		expect(JSON.parse(params.rule)).toEqual({
			and: [{ or: [{ url: { i_contains: '/thanks' } }, { url: { i_contains: '/danke' } }] }],
		});
	});

	it('a rule without a page is refused here, a check creates nothing', async () => {
		const { error } = await conversion('create', { ...form, urlContains: '' });
		expect(error?.message).toMatch(/^Page URL Contains is empty/);
		const { rows } = await conversion('create', { ...form, options: { validateOnly: true } });
		expect(rows[0]).toMatchObject({ validated: true, created: false });
		expect(bench.writes()).toEqual([]);
	});

	it('changes name and value and nothing that is so already; a blocked one is refused', async () => {
		const target = { customConversion: byId(CUSTOM_CONVERSIONS.usdThanks) };
		const { rows } = await conversion('update', { ...target, updateFields: { name: 'Thanks', defaultValue: '3' } });
		expect(rows[0]).toMatchObject({ changed: true, name: 'Thanks', value: 3 });
		await conversion('update', { ...target, updateFields: { name: 'Thanks' } });
		expect(lines(bench.writes())).toEqual([`POST ${CUSTOM_CONVERSIONS.usdThanks}`]);
		const blocked = { customConversion: byId(CUSTOM_CONVERSIONS.usdBlocked), updateFields: { name: 'x' } };
		expect((await conversion('update', blocked)).error?.message).toMatch(/is blocked by Meta/);
		const foreign = { customConversion: byId(CUSTOM_CONVERSIONS.eurCatalogue), updateFields: { name: 'x' } };
		expect((await conversion('update', { ...foreign, adAccount: byId(ACCOUNTS.usd) })).error?.message).toMatch(
			/another ad account/,
		);
	});
});
