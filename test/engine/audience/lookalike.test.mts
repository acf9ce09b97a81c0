import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AUDIENCES, CAMPAIGNS, PAGES } from '../../../emulator/world/seedIds.mts';
import { useAudienceBench } from '../support/audiences.mts';
import { decoded, pairs } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useAudienceBench();
const { run, writes } = bench;
const { usdNewsletter: list, usdRegulars: small, usdEmpty, usdFlagged, usdValues, usdLookalike } = AUDIENCES;
const edge = `${ACCOUNTS.usd}/customaudiences`;
const create = async (form: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await run('lookalike', 'create', { sourceType: 'audience', audience: byId(list), countries: ['US'], ...form }, more);
const sizes = (...rows: Array<[number, number]>) => ({ rows: rows.map(([from, to]) => ({ from, to })) });
const three = sizes([0, 1], [1, 3], [3, 5]);
const made = () =>
	bench.emulator.world
		.all('CustomAudience')
		.filter(({ subtype, id }) => subtype === 'LOOKALIKE' && id !== usdLookalike);
const specs = () => writes().map((request) => decoded(request).lookalike_spec);

describe('lookalike: create', () => {
	it('makes one of the most similar percent, named as in Ads Manager', async () => {
		const result = await create();
		expect(result.error).toBeUndefined();
		expect(result.rows).toEqual([
			expect.objectContaining({
				name: 'Lookalike (US, 1%) - Newsletter readers',
				created: true,
				status: 'populating',
				usable: true,
				type: 'lookalike',
				lookalikeOf: 'Newsletter readers',
				lookalikeSize: '1%',
				lookalikeCountries: 'US',
				sizeFrom: null,
			}),
		]);
		expect(decoded(writes()[0])).toEqual({
			name: 'Lookalike (US, 1%) - Newsletter readers',
			subtype: 'LOOKALIKE',
			origin_audience_id: list,
			lookalike_spec: { ratio: 0.01, country: 'US' },
		});
	});

	it('makes several sizes at once, a row for each', async () => {
		const result = await create({ tiers: three, countries: ['US', 'CA'], additionalFields: { name: 'Like readers' } });
		expect(result.rows.map(({ name, lookalikeSize }) => [name, lookalikeSize])).toEqual([
			['Like readers (1%)', '1%'],
			['Like readers (1–3%)', '1–3%'],
			['Like readers (3–5%)', '3–5%'],
		]);
		expect(pairs(result)).toEqual(Array(3).fill({ item: 0 }));
		const places = { location_spec: { geo_locations: { countries: ['US', 'CA'] } } };
		expect(specs()).toEqual([
			{ ratio: 0.01, ...places },
			{ ratio: 0.03, starting_ratio: 0.01, ...places },
			{ ratio: 0.05, starting_ratio: 0.03, ...places },
		]);
	});

	it.each([
		[
			'a value-based list',
			{ audience: byId(usdValues), countries: ['DE'] },
			{ type: 'custom_ratio', ratio: 0.01, country: 'DE' },
		],
		[
			'a campaign',
			{ sourceType: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) },
			{ origin_ids: CAMPAIGNS.usdCbo, conversion_type: 'campaign_conversions', ratio: 0.01, country: 'US' },
		],
		[
			'a page',
			{ sourceType: 'page', page: byId(PAGES.usd) },
			{ page_id: PAGES.usd, conversion_type: 'page_like', ratio: 0.01, country: 'US' },
		],
		[
			'a source abroad',
			{ additionalFields: { allowInternationalSeeds: true } },
			{ ratio: 0.01, country: 'US', allow_international_seeds: true },
		],
	])('of %s', async (_title, form, spec) => {
		const { rows, error } = await create(form);
		expect([error, rows[0]?.created]).toEqual([undefined, true]);
		expect(specs()).toEqual([spec]);
	});

	it('finds one that exists already instead of failing, and makes the rest', async () => {
		const [first] = (await create()).rows;
		const { rows } = await create({ tiers: three });
		expect(rows.map(({ id, created }) => [id === first.id, created])).toEqual([
			[true, false],
			[false, true],
			[false, true],
		]);
		expect(rows[0].note).toBe('It existed already: same source, size and countries.');
		expect(made()).toHaveLength(3);
	});

	it('tells which sizes exist when one fails; the next run makes what is missing', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 2 },
			fault: { kind: 'graph', code: 368 },
		});
		const { error } = await create({ tiers: three });
		expect(error?.message).toBe('Meta blocked the action as abusive');
		expect(error?.description).toMatch(
			/2 of 3 sizes exist: \d+, \d+\. Running the step again makes only what is missing\./,
		);
		const { rows } = await create({ tiers: three });
		expect(rows.map(({ created }) => created)).toEqual([false, true, false]);
		expect(made()).toHaveLength(3);
	});

	it('with Retry On Fail ends with each size once', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 2 },
			fault: { kind: 'graph', code: 368 },
		});
		const { rows, error } = await create({ tiers: three }, { retryOnFail: true, maxTries: 3 });
		expect([error, rows.length, made().length]).toEqual([undefined, 3, 3]);
	});

	it('a lost answer: found by its spec, never sent twice', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: '', times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows, error } = await create({ tiers: three });
		expect([error, rows.map(({ created }) => created), made().length]).toEqual([undefined, [true, true, true], 3]);
	});

	it('with Validate Only sends nothing', async () => {
		const { rows } = await create({ tiers: three, options: { validateOnly: true } });
		expect(rows).toHaveLength(3);
		expect(rows[0]).toMatchObject({ validated: true, created: false, name: 'Lookalike (US, 1%) - Newsletter readers' });
		expect(writes()).toEqual([]);
	});
});

describe('lookalike: with and without countries', () => {
	const at = (apiVersion: string) => ({
		credential: { ...emulatorCredential(bench.emulator.url), apiVersion } as never,
	});
	const refuseFirst = (error: Record<string, unknown>) =>
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 1 },
			fault: { kind: 'graph', ...error } as never,
		});
	const note = 'Meta makes lookalikes without countries with this API version: choose the countries in the ad set.';

	it('v27.0: sends none, names none and says where the countries are chosen', async () => {
		const { rows, error } = await create({ tiers: three }, at('v27.0'));
		expect([error, rows.length, made().length]).toEqual([undefined, 3, 3]);
		expect(rows[0]).toMatchObject({ name: 'Lookalike (1%) - Newsletter readers', created: true, note });
		expect(specs()).toEqual([
			{ ratio: 0.01 },
			{ ratio: 0.03, starting_ratio: 0.01 },
			{ ratio: 0.05, starting_ratio: 0.03 },
		]);
	});

	it.each([
		['v27.0', 'wanted', [{ ratio: 0.01 }, { ratio: 0.01, country: 'US' }], { lookalikeCountries: 'US' }],
		['v26.0', 'refused', [{ ratio: 0.01, country: 'US' }, { ratio: 0.01 }], { note }],
	] as const)(
		'%s where countries are %s: the other way, and the size exists once',
		async (version, places, sent, row) => {
			bench.emulator.world.lookalikePlaces = places;
			const { rows, error } = await create({}, at(version));
			expect([error, specs(), made().length]).toEqual([undefined, sent, 1]);
			expect(rows[0]).toMatchObject({ created: true, ...row });
			const again = await create({}, at(version));
			expect([again.rows[0].id, again.rows[0].created, made().length]).toEqual([rows[0].id, false, 1]);
		},
	);

	it('where Meta takes neither way, the refusal of the one that its version asks for stands', async () => {
		refuseFirst({ code: 100, message: 'lookalike_spec: country is no longer supported' });
		const { error } = await create();
		expect(specs()).toEqual([{ ratio: 0.01, country: 'US' }, { ratio: 0.01 }]);
		expect([JSON.stringify(error?.description).includes('no longer supported'), made().length]).toEqual([true, 0]);
	});

	it.each([
		['a country that Meta does not know', { code: 2654, subcode: 1713089, message: 'Invalid Lookalike Country' }],
		['a source with few people', { code: 2654, message: 'needs 100 people from one country' }],
		['a token without rights', { code: 200, message: 'location_spec' }],
	])('%s: nothing else is tried', async (_title, error) => {
		refuseFirst(error);
		expect((await create()).error).toBeDefined();
		expect([writes().length, made().length]).toEqual([1, 0]);
	});

	it('v27.0, a lost answer: found without countries, never sent twice', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: '', times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows, error } = await create({ tiers: three }, at('v27.0'));
		expect([error, rows.map(({ created }) => created), made().length]).toEqual([undefined, [true, true, true], 3]);
	});

	it('v27.0 finds what exists already', async () => {
		const [first] = (await create({}, at('v27.0'))).rows;
		const { rows } = await create({}, at('v27.0'));
		expect([rows[0].id, rows[0].created, made().length]).toEqual([first.id, false, 1]);
	});
});

describe('a source that is not ready', () => {
	it.each([
		['too small', small, /Meta matched fewer than 100 people/],
		['empty', usdEmpty, /Add members to it/],
	])('%s: fails, says what to wait for, and creates nothing', async (status, audience, advice) => {
		const { error } = await create({ audience: byId(audience) });
		expect(error?.message).toMatch(new RegExp(`^The source audience “.+” is not ready: ${status}$`));
		expect(error?.description).toMatch(advice);
		expect(writes()).toEqual([]);
	});

	it('is reported when the workflow wants to wait', async () => {
		const { rows, error } = await create({ audience: byId(small), options: { whenNotReady: 'report' } });
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			{
				id: null,
				name: null,
				created: false,
				sourceId: small,
				sourceName: 'Regulars',
				sourceStatus: 'too small',
				waitFor: expect.stringMatching(/fewer than 100/),
				accountId: ACCOUNTS.usd,
			},
		]);
		expect(writes()).toEqual([]);
	});

	it('is looked at again for some minutes', async () => {
		const source = bench.emulator.world.get('CustomAudience', list);
		Object.assign(source, { readyAt: bench.emulator.world.clock.now() + 120_000, shownSize: 0 });
		expect((await create()).error?.message).toMatch(/is not ready: too small/);
		const { rows, error } = await create({ options: { waitMinutes: '2,5' } });
		expect([error, rows[0]?.created]).toEqual([undefined, true]);
	});

	it.each([
		['flagged', usdFlagged, 'Audience is flagged, and Meta makes no lookalike of it'],
		['a lookalike', usdLookalike, 'Audience is a lookalike itself'],
		['another account’s', AUDIENCES.eurList, 'Audience belongs to another ad account than the chosen one'],
		['a campaign', CAMPAIGNS.usdCbo, 'Audience is not an audience: the ID belongs to a campaign'],
	])('%s: no waiting helps', async (_title, audience, message) => {
		expect(
			(await create({ audience: byId(audience), options: { whenNotReady: 'report', waitMinutes: 15 } })).error?.message,
		).toBe(message);
	});
});

describe('lookalike: create refuses before anything is sent', () => {
	it.each([
		['no country', { countries: '={{ [] }}' }, 'Countries is empty'],
		['a country by name', { countries: '={{ ["Germany"] }}' }, 'Countries cannot have “GERMANY”'],
		['a size backwards', { tiers: sizes([3, 2]) }, 'Audience Size → Size → row 1 → To (%) is not above From (3)'],
		['21 percent', { tiers: sizes([0, 21]) }, 'Audience Size → Size → row 1 → To (%) cannot be 21'],
		['half a percent', { tiers: sizes([0, 1.5]) }, 'Audience Size → Size → row 1 → To (%) cannot be 1.5'],
		['a size twice', { tiers: sizes([0, 1], [1, 2], [0, 1]) }, 'Audience Size → Size → row 3 is there twice'],
		[
			'half a percent, typed',
			{ tiers: { rows: [{ from: '0', to: '1,5' }] } },
			'Audience Size → Size → row 1 → To (%) cannot be 1.5',
		],
		['no source', { audience: byId('={{ "" }}') }, 'Audience is empty'],
		['a source that an expression does not give', { audience: byId('={{ $json.misspelt }}') }, 'Audience is empty'],
		['countries that an expression does not give', { countries: '={{ $json.misspelt }}' }, 'Countries is empty'],
		[
			'a size that an expression does not give',
			{ tiers: { rows: [{ from: '0', to: '={{ $json.misspelt }}' }] } },
			'Audience Size → Size → row 1 → To (%) is empty',
		],
		[
			'a name that an expression does not give',
			{ additionalFields: { name: '={{ $json.misspelt }}' } },
			'Additional Fields → Name is empty',
		],
		[
			'what to do with a source that is not ready, not given',
			{ options: { whenNotReady: '={{ $json.misspelt }}' } },
			'Options → If the Source Is Not Ready is empty',
		],
		['a wait of an hour', { options: { waitMinutes: '60' } }, 'Options → Wait Up To (Minutes) cannot be 60'],
	])('%s', async (_title, form, message) => {
		expect((await create(form as IDataObject)).error?.message).toBe(message);
		expect(bench.sent()).toEqual([]);
	});
});
