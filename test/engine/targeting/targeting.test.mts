import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, pairs, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, searchList, type NodeRun } from '../support/harness.mts';

const bench = useBench();
const { sent, writes } = bench;
const search = async (
	targetingType: string,
	query: string,
	parameters: IDataObject = {},
	more: Partial<NodeRun> = {},
) => await bench.run('search', { resource: 'targeting', targetingType, query, ...parameters }, more);
const names = (rows: readonly IDataObject[]): unknown[] => rows.map(({ name }) => name);

const columns = [
	'id',
	'name',
	'path',
	'audienceLower',
	'audienceUpper',
	'type',
	'description',
	'topic',
	'region',
	'countryCode',
	'countryName',
];

describe('targeting: search', () => {
	const cases: Record<string, { type: string; query: string; params: IDataObject; row: IDataObject }> = {
		interests: {
			type: 'interests',
			query: 'espresso',
			params: { type: 'adinterest', q: 'espresso' },
			row: {
				name: 'Espresso',
				type: 'interests',
				path: 'Interests > Beverages > Espresso',
				topic: 'Beverages',
				audienceLower: 96_000_000,
			},
		},
		behaviors: {
			type: 'behaviors',
			query: 'COMMUT',
			params: { type: 'adTargetingCategory', class: 'behaviors' },
			row: {
				name: 'Commuters',
				type: 'behaviors',
				path: 'Behaviors > Travel > Commuters',
				description: expect.stringContaining('People in') as unknown as string,
			},
		},
		'demographics by their category': {
			type: 'demographics',
			query: 'life events',
			params: { type: 'adTargetingCategory', class: 'demographics' },
			row: { type: 'life_events', path: expect.stringMatching(/^Demographics > Life events > /) as unknown as string },
		},
		countries: {
			type: 'countries',
			query: 'Japan',
			params: { type: 'adgeolocation', location_types: ['country'], q: 'Japan' },
			row: { id: 'JP', name: 'Japan', type: 'country', audienceLower: null },
		},
		locales: {
			type: 'locales',
			query: 'german',
			params: { type: 'adlocale', q: 'german' },
			row: { id: '5', name: 'German', type: 'locales', path: '' },
		},
	};

	it.each(Object.entries(cases))('finds %s, one flat row each', async (_title, { type, query, params, row }) => {
		const { rows, error } = await search(type, query);
		expect(error).toBeUndefined();
		expect(lines(sent())).toEqual(['GET search']);
		const { limit, ...asked } = decoded(sent()[0]);
		expect(asked).toEqual(params);
		expect(Number(limit)).toBeGreaterThanOrEqual(50);
		expect(rows.length).toBeGreaterThan(0);
		for (const found of rows) {
			expect(Object.keys(found)).toEqual(columns);
			expect(found).toMatchObject(row);
		}
	});

	it.each(['regions', 'cities', 'zips'])('finds %s, in one country or everywhere', async (type) => {
		const locationType = { regions: 'region', cities: 'city', zips: 'zip' }[type];
		const query = type === 'zips' ? '1' : 'e';
		const everywhere = (await search(type, query)).rows;
		const { countryCode } = everywhere[0];
		expect(
			everywhere.every((row) => row.type === locationType && String(row.path).startsWith(String(row.countryName))),
		).toBe(true);
		const { rows } = await search(type, query, { country: String(countryCode).toLowerCase() });
		expect(rows).toEqual(everywhere.filter((row) => row.countryCode === countryCode));
		expect(decoded(sent().at(-1)!)).toMatchObject({ country_code: countryCode, location_types: [locationType] });
	});

	it('does not send a country that was left in a hidden field', async () => {
		await search('interests', 'coffee', { country: 'US' });
		expect(decoded(sent()[0])).not.toHaveProperty('country_code');
	});

	it('lists behaviors without a query, and stops at the limit', async () => {
		const all = await search('behaviors', '', { returnAll: true });
		expect(all.rows.length).toBeGreaterThan(3);
		expect(names((await search('behaviors', '', { limit: 2 })).rows)).toEqual(names(all.rows).slice(0, 2));
		expect((await search('interests', 'coffee', { limit: 1 })).rows).toHaveLength(1);
	});

	it.each([
		['interests', 'coffee', 'Espresso lovers'],
		['behaviors', 'espresso', 'Meta’s list has more rows, and does not say where they begin'],
	])(
		'of %s, more without a cursor: what Meta searches is an answer, what is searched here has to be whole',
		async (type, query, told) => {
			const body = {
				data: [{ id: '6003', name: 'Espresso lovers', type }],
				paging: { next: 'https://graph.facebook.com/v26.0/search?offset=25' },
			};
			bench.emulator.control.addFault({
				match: { method: 'GET', path: 'search' },
				fault: { kind: 'http', status: 200, body: JSON.stringify(body), contentType: 'application/json' },
			});
			const { rows, error } = await search(type, query);
			expect(error?.message ?? rows[0]?.name).toBe(told);
		},
	);

	it('finds nothing without failing, and pairs what each item finds', async () => {
		const items = ['tea', 'nothing of the kind', 'yoga'].map((query) => ({ query }));
		const result = await search('interests', '={{ $json.query }}', {}, { items });
		expect(result.rows.filter(({ name }) => name === 'Yoga')).toHaveLength(1);
		expect(new Set(pairs(result).map((pair) => (pair as { item: number }).item))).toEqual(new Set([0, 2]));
	});

	it.each([
		['an interest without a query', 'interests', {}, 'Query is empty'],
		['a city without a query', 'cities', {}, 'Query is empty'],
		['a country by name', 'cities', { query: 'paris', country: 'France' }, 'Country cannot be “FRANCE”'],
		['a type that does not exist', '={{ "astrology" }}', { query: 'leo' }, 'Type cannot be “astrology”'],
		['a query that comes out as nothing', 'behaviors', { query: '={{ $json.misspelt }}' }, 'Query is empty'],
		[
			'a country that comes out as nothing',
			'cities',
			{ query: 'paris', country: '={{ $json.misspelt }}' },
			'Country is empty',
		],
	])('%s is one error at the field, and nothing is sent', async (_title, type, form, message) => {
		const { rows } = await search(type, '', form, { onError: 'continueRegularOutput' });
		expect(rows).toEqual([{ error: message, details: expect.objectContaining({ kind: 'invalidParameter' }) }]);
		expect(sent()).toEqual([]);
	});
});

describe('targeting: estimate', () => {
	const estimate = async (parameters: IDataObject, more: Partial<NodeRun> = {}) =>
		await bench.run('estimate', { resource: 'targeting', ...parameters }, more);
	const spec = { geo_locations: { countries: ['US'] }, age_min: 25, age_max: 45 };
	const forTargeting = (targeting: unknown): IDataObject => ({
		estimateFor: 'targeting',
		targeting: targeting as string,
	});

	it('estimates a targeting, given as text or as an object', async () => {
		const asText = await estimate(forTargeting(JSON.stringify(spec)));
		expect(asText.error).toBeUndefined();
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}/reachestimate`]);
		expect(decoded(sent()[0])).toEqual({ targeting_spec: spec });
		const [row] = asText.rows;
		expect(row).toEqual({
			estimateReady: true,
			audienceLower: expect.any(Number),
			audienceUpper: expect.any(Number),
			note: '',
			adSetId: null,
			accountId: ACCOUNTS.usd,
			adsManagerUrl: null,
		});
		expect(Number(row.audienceUpper)).toBeGreaterThan(Number(row.audienceLower));
		const asObject = await estimate(forTargeting('={{ $json.targeting }}'), { items: [{ targeting: spec }] });
		expect(asObject.rows).toEqual([row]);
	});

	it('estimates an ad set by its own targeting and goal', async () => {
		const { rows, error } = await estimate({ estimateFor: 'adSet', adSet: byId(AD_SETS.usdCboA) });
		expect(error).toBeUndefined();
		expect(lines(sent())).toEqual([`GET ${AD_SETS.usdCboA}`, `GET ${AD_SETS.usdCboA}/delivery_estimate`]);
		expect(rows).toEqual([
			expect.objectContaining({
				estimateReady: true,
				audienceLower: expect.any(Number),
				adSetId: AD_SETS.usdCboA,
				adsManagerUrl: expect.stringContaining(`selected_adset_ids=${AD_SETS.usdCboA}`),
			}),
		]);
	});

	it('tells nothing of another account’s ad set', async () => {
		const { error } = await estimate({ estimateFor: 'adSet', adSet: byId(AD_SETS.eurCostCap) });
		expect(error?.message).toBe('Ad Set belongs to another ad account than the chosen one');
		expect(lines(sent())).toEqual([`GET ${AD_SETS.eurCostCap}`]);
	});

	it('asks for nothing that v26 has lost, in any version', async () => {
		for (const apiVersion of ['v25.0', 'v26.0']) {
			const credential = { ...emulatorCredential(bench.emulator.url), apiVersion };
			const { rows } = await estimate({ estimateFor: 'adSet', adSet: byId(AD_SETS.usdCboA) }, { credential });
			expect(rows[0]).toMatchObject({ estimateReady: true });
		}
		expect(JSON.stringify(bench.emulator.log)).not.toMatch(/estimate_dau|daily_outcomes_curve/);
	});

	it.each([
		[
			'not ready yet',
			{ data: { estimate_ready: false, users_lower_bound: 0, users_upper_bound: 0 } },
			/no estimate ready .* yet/,
		],
		[
			'-1, which is not an empty audience',
			{ data: { estimate_ready: true, users_lower_bound: -1, users_upper_bound: -1 } },
			/does not mean it is empty/,
		],
		['nothing at all', { data: [] }, /no estimate ready/],
	])('says so when Meta answers %s', async (_title, body, note) => {
		bench.emulator.control.addFault({
			match: { path: `${ACCOUNTS.usd}/reachestimate` },
			fault: { kind: 'http', status: 200, body: JSON.stringify(body), contentType: 'application/json' },
		});
		const { rows } = await estimate(forTargeting(JSON.stringify(spec)));
		expect(rows).toEqual([
			expect.objectContaining({
				estimateReady: false,
				audienceLower: null,
				audienceUpper: null,
				note: expect.stringMatching(note),
			}),
		]);
	});

	it('pairs each estimate, and lets Meta refuse one item alone', async () => {
		const items = ['US', 'XX', 'DE'].map((country) => ({ targeting: { geo_locations: { countries: [country] } } }));
		const result = await estimate(forTargeting('={{ $json.targeting }}'), { items, onError: 'continueErrorOutput' });
		expect(result.rows.map(({ estimateReady }) => estimateReady)).toEqual([true, true]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(result.outputs[1]).toEqual([
			{ json: { error: expect.any(String), details: expect.objectContaining({ code: 100 }) }, pairedItem: 1 },
		]);
	});

	it.each([
		['a misspelt key', { geo_location: { countries: ['US'] } }, 'Targeting has a key Meta does not know: geo_location'],
		[
			'a misspelt key inside',
			{ geo_locations: { countrys: ['US'] } },
			'Targeting has a key Meta does not know: geo_locations.countrys',
		],
		['an empty place list', { geo_locations: { countries: [] } }, 'Targeting names no place'],
		['broken JSON', '={{ "{\\"geo_locations\\": " }}', 'Targeting is not a JSON object'],
	])('%s is one error at the field, and nothing is sent', async (_title, targeting, message) => {
		const { error } = await estimate(
			forTargeting(typeof targeting === 'string' ? targeting : JSON.stringify(targeting)),
		);
		expect(error?.message).toBe(message);
		expect([sent(), writes()]).toEqual([[], []]);
	});

	it.each([
		['what to estimate', { estimateFor: '={{ $json.misspelt }}' }, 'Estimate For is empty'],
		['the targeting', forTargeting('={{ $json.misspelt }}'), 'Targeting is empty'],
		['the ad set', { estimateFor: 'adSet', adSet: byId('={{ $json.misspelt }}') }, 'Ad Set is empty'],
	])('an expression that gives nothing for %s is refused', async (_title, form, message) => {
		const { error } = await estimate(form);
		expect([error?.message, error?.description, sent()]).toEqual([
			message,
			expect.stringMatching(/^The expression that fills this field gives nothing/),
			[],
		]);
	});

	it('wants one Rate Limit Wait for all items', async () => {
		const items = [{ wait: 30 }, { wait: 60 }];
		const { error } = await estimate(
			{ ...forTargeting(JSON.stringify(spec)), options: { maxWait: '={{ $json.wait }}' } },
			{ items },
		);
		expect([error?.message, sent()]).toEqual([
			expect.stringMatching(/^Options → Rate Limit Wait \(Seconds\) applies to the whole run/),
			[],
		]);
	});

	it('wants an ad set when one is to be estimated', async () => {
		const { error } = await estimate({ estimateFor: 'adSet', adSet: byId('={{ "" }}') });
		expect(error?.message).toBe('Ad Set is empty');
		expect(sent()).toEqual([]);
	});
});

describe('pickers of targeting', () => {
	const pick = async (method: string, filter?: string) =>
		await searchList(
			method,
			{
				parameters: { resource: 'targeting', operation: 'search', adAccount: byId(ACCOUNTS.usd) },
				credential: emulatorCredential(bench.emulator.url),
			},
			filter,
		);

	it.each([
		['searchInterests', 'espres', /^Espresso \(Beverages, 96M–110M people\)$/],
		['searchBehaviors', 'commuters', /^Commuters \(Travel, 150M–\d+M people\)$/],
		['searchLocales', 'german', /^German$/],
	])('%s tells options apart and how many people they are', async (method, filter, name) => {
		const { results } = await pick(method, filter);
		expect(results).toEqual([{ name: expect.stringMatching(name), value: expect.stringMatching(/^\w+$/) }]);
		expect((await pick(method, 'nothing of the kind')).results).toEqual([]);
	});

	it.each(['searchRegions', 'searchCities'])('%s says where a place lies', async (method) => {
		const { results } = await pick(method, 'a');
		expect(results.length).toBeGreaterThan(0);
		for (const { name } of results) expect(name).toMatch(/ \(.+\)$/);
	});

	it('asks for a few letters where Meta lists nothing without them', async () => {
		for (const method of ['searchInterests', 'searchCities', 'searchRegions', 'searchZips']) {
			await expect(pick(method)).rejects.toThrow('Type a few letters to search');
		}
		for (const method of ['searchBehaviors', 'searchLocales'])
			expect((await pick(method)).results.length).toBeGreaterThan(3);
	});
});
