import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, APPS, CATALOGS, INSTAGRAM, LEAD_FORMS, PAGES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { pageToken } from '../../../emulator/world/tokens.mts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { lines, pairs, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, searchList, type NodeRun } from '../support/harness.mts';

const bench = useBench();
// This process begins without tokens of pages.
beforeEach(() => pageTokens.clear());
const { sent, writes } = bench;
const { usd, jpy, eur } = ACCOUNTS;
const run = async (assetType: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run('getMany', { resource: 'asset', assetType, ...parameters }, more);

/** What lists them in the USD account, and the first row. */
const types: Record<string, { requests: string[]; ids: string[]; row: IDataObject }> = {
	pages: {
		requests: [`GET ${usd}/promote_pages`],
		ids: [PAGES.usd, PAGES.usdSecond],
		row: {
			name: 'Harbor Coffee',
			category: 'Coffee shop',
			published: true,
			url: `https://www.facebook.com/${PAGES.usd}`,
		},
	},
	instagramAccounts: {
		requests: [`GET ${usd}/instagram_accounts`],
		ids: [INSTAGRAM.usd],
		row: { name: 'harborcoffee', username: 'harborcoffee', url: 'https://www.instagram.com/harborcoffee' },
	},
	pixels: {
		requests: [`GET ${usd}/adspixels`],
		ids: [PIXELS.usd, PIXELS.usdSecond],
		row: {
			name: 'Harbor Coffee pixel',
			unavailable: false,
			lastFiredTime: expect.stringMatching(/^\d{4}-/) as unknown as string,
		},
	},
	catalogs: {
		requests: [
			`GET ${usd}`,
			'GET 2001000000000001/owned_product_catalogs',
			'GET 2001000000000001/client_product_catalogs',
		],
		ids: [CATALOGS.usd, CATALOGS.eur],
		row: { name: 'Coffee and more', vertical: 'commerce', productCount: 48 },
	},
	apps: {
		requests: [`GET ${usd}/advertisable_applications`],
		ids: [APPS.usd],
		row: {
			name: 'Harbor Coffee To Go',
			storeUrls: expect.stringContaining('http://itunes.apple.com/app/') as unknown as string,
		},
	},
	businesses: {
		requests: ['GET me/businesses'],
		ids: ['2001000000000001'],
		row: {
			name: 'Emulated Trading Company',
			verificationStatus: 'verified',
			createdTime: expect.stringMatching(/^\d{4}-/) as unknown as string,
		},
	},
};

describe('asset: get many', () => {
	it.each(Object.entries(types))('lists %s as flat rows', async (assetType, { requests, ids, row }) => {
		const { rows, error } = await run(assetType);
		expect(error).toBeUndefined();
		expect(lines(sent())).toEqual(requests);
		expect(rows.map(({ id }) => id)).toEqual(ids);
		expect(rows[0]).toMatchObject({ ...row, id: ids[0], assetType, url: expect.stringMatching(/^https:\/\//) });
		for (const value of Object.values(rows[0])) expect(['string', 'number', 'boolean']).toContain(typeof value);
	});

	it('lists the lead forms of a page in the page’s name, and keeps its token out of addresses, rows and hints', async () => {
		const { rows, hints, error } = await run('leadForms', { page: byId(PAGES.usd) });
		expect(error).toBeUndefined();
		expect(rows.map(({ id, status, pageId }) => [id, status, pageId])).toEqual([
			[LEAD_FORMS.usdNewsletter, 'ACTIVE', PAGES.usd],
			[LEAD_FORMS.usdTasting, 'ACTIVE', PAGES.usd],
			[LEAD_FORMS.usdArchived, 'ARCHIVED', PAGES.usd],
		]);
		const token = pageToken(PAGES.usd);
		expect(bench.emulator.world.tokens.has(token)).toBe(true);
		expect(JSON.stringify([rows, hints])).not.toContain(token);
		const whole = bench.emulator.log.filter(({ batch }) => batch === undefined);
		expect(whole.map(({ method, path }) => `${method} ${path}`)).toEqual([`GET ${PAGES.usd}`, 'POST ']);
		expect(whole.every(({ tokenIn }) => tokenIn === 'header')).toBe(true);
	});

	it.each([
		['={{ $json.typo }}', {}, 'Type is empty'],
		['={{ "houses" }}', {}, 'Type cannot be “houses”'],
		['leadForms', {}, 'Page is empty'],
		['leadForms', { page: '={{ $json.typo }}' }, 'Page is empty'],
		['pages', { limit: '={{ $json.typo }}' }, 'Limit is empty'],
	])('refuses the type %s with %j before anything is asked', async (type, parameters, message) => {
		const { error } = await run(type, parameters);
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	it('tells that a page cannot be used, one error for its item alone', async () => {
		const items = [{ page: PAGES.usd }, { page: PAGES.foreign }, { page: PAGES.eur }];
		const result = await run(
			'leadForms',
			{ page: byId('={{ $json.page }}') },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(result.outputs[1].map(({ json }) => json)).toEqual([
			{
				error: 'No such object, or this token has no access to it',
				details: expect.objectContaining({ kind: 'notFound' }),
			},
		]);
		expect(pairs(result, 1)).toEqual([1]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }, { item: 2 }]);
	});

	it('wants a page for lead forms', async () => {
		const { error } = await run('leadForms', { page: byId('={{ "" }}') });
		expect(error?.message).toBe('Page is empty');
		expect(sent()).toEqual([]);
	});

	it('gives each account its own, and nothing where there is nothing', async () => {
		const items = [usd, jpy, eur].map((account) => ({ account }));
		const result = await run('apps', { adAccount: byId('={{ $json.account }}') }, { items });
		expect(result.rows.map(({ id }) => id)).toEqual([APPS.usd, APPS.eur]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	it('stops at the limit, and returns Meta’s fields when Simplify is off', async () => {
		expect((await run('pages', { limit: 1 })).rows).toHaveLength(1);
		expect((await run('catalogs', { limit: 1 })).rows.map(({ id }) => id)).toEqual([CATALOGS.usd]);
		expect((await run('instagramAccounts', { simplify: false })).rows).toEqual([
			{ id: INSTAGRAM.usd, username: 'harborcoffee' },
		]);
		expect(writes()).toEqual([]);
	});

	it('leaves out no catalog that Meta lists without an ID', async () => {
		const data = [{ name: 'First' }, { name: 'Second' }, { id: CATALOGS.usd, name: 'Third' }];
		bench.emulator.control.addFault({
			match: { path: '2001000000000001/owned_product_catalogs', method: 'GET' },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});
		const { rows } = await run('catalogs');
		expect(rows.map(({ name }) => name)).toEqual(['First', 'Second', 'Third']);
	});

	it('names the missing permission', async () => {
		const { error } = await run('pages', { adAccount: byId(ACCOUNTS.foreign) });
		expect(error?.message).toMatch(/may not do this on this ad account|No such object, or this token has no access/);
	});
});

describe('pickers of assets', () => {
	const pick = async (method: string, filter?: string, parameters: IDataObject = {}, after?: string) =>
		await searchList(
			method,
			{
				parameters: {
					resource: 'asset',
					operation: 'getMany',
					adAccount: byId(usd),
					assetType: 'leadForms',
					...parameters,
				},
				credential: emulatorCredential(bench.emulator.url),
			},
			filter,
			after,
		);

	it.each([
		['searchPages', PAGES.usd, 'Harbor Coffee (Coffee shop)'],
		['searchPixels', PIXELS.usd, 'Harbor Coffee pixel'],
		['searchCatalogs', CATALOGS.usd, 'Coffee and more (commerce, 48 items)'],
		['searchApps', APPS.usd, 'Harbor Coffee To Go'],
	])('%s shows names, tells them apart and links to Meta', async (method, value, name) => {
		expect((await pick(method)).results[0]).toEqual({ name, value, url: expect.stringMatching(/^https:\/\//) });
		expect((await pick(method, name.slice(2, 8).toUpperCase())).results[0]).toMatchObject({ value });
		expect((await pick(method, value)).results.map((result) => result.value)).toEqual([value]);
		expect((await pick(method, 'nothing of the kind')).results).toEqual([]);
	});

	it.each([
		['searchPages', 'Page', PAGES.usd, 'Page 1990 = 活动'],
		['searchPixels', 'AdsPixel', PIXELS.usd, 'Dataset 1990 = 活动'],
	] as const)('%s finds one among thousands', async (method, kind, like, name) => {
		const { world } = bench.emulator;
		const one = world.get(kind, like);
		for (let number = 1; number <= 2_000; number++)
			world.add({
				...one,
				id: String(3_900_000_000_000_000 + number),
				fields: { ...one.fields, name: number === 1_990 ? name : `Number ${number}` },
			});
		expect((await pick(method, '= 活动')).results).toEqual([
			expect.objectContaining({ name: expect.stringContaining(name) }),
		]);
	});

	it('searchCatalogs shows thousands, page by page, and behind those of the business those that others shared with it', async () => {
		const { world, control } = bench.emulator;
		const one = world.get('ProductCatalog', CATALOGS.usd);
		for (let number = 1; number <= 1_200; number++)
			world.add({
				...one,
				id: String(3_900_000_000_000_000 + number),
				fields: { ...one.fields, name: `Number ${number}` },
			});
		const data = [{ id: '3950000000000001', name: 'Shared with us' }];
		control.addFault({
			match: { path: '2001000000000001/client_product_catalogs', method: 'GET' },
			fault: { kind: 'http', status: 200, body: JSON.stringify({ data }), contentType: 'application/json' },
		});
		const every = async (filter?: string) => {
			const pages = [await pick('searchCatalogs', filter)];
			for (let token; (token = pages.at(-1)?.paginationToken) !== undefined;)
				pages.push(await pick('searchCatalogs', filter, {}, String(token)));
			return pages.map(({ results }) => results);
		};
		const pages = await every();
		expect(pages.length).toBeGreaterThan(20);
		const values = pages.flat().map(({ value }) => value);
		expect([values.length, new Set(values).size, values.at(-1)]).toEqual([1_203, 1_203, '3950000000000001']);
		control.clearFaults();
		expect((await every('umber 1177')).flat()).toEqual([
			expect.objectContaining({ name: expect.stringContaining('Number 1177') }),
		]);
	});

	it('says which pixel never fired', async () => {
		expect((await pick('searchPixels', 'old')).results[0].name).toBe('Old shop pixel (never fired)');
	});

	it('an account without any gives an empty list; one that cannot be read, a sentence', async () => {
		expect((await pick('searchApps', undefined, { adAccount: byId(jpy) })).results).toEqual([]);
		await expect(pick('searchPages', undefined, { adAccount: byId(ACCOUNTS.foreign) })).rejects.toThrow(/token/);
		await expect(pick('searchPages', undefined, { adAccount: byId('') })).rejects.toThrow(
			'Choose the Ad Account first',
		);
	});
});
