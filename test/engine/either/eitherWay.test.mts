import { omit } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { interpret, type Interpreter } from '../altered/alterations.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential } from '../support/harness.mts';
import { putImage } from '../support/media.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * What nobody has confirmed of Meta, played each way: what the nodes make of it is the same, or what Meta shows. The numbers
 * are those of docs/development/unconfirmed.md.
 */

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator);
});
beforeEach(() => {
	pageTokens.clear();
	between.alter = (text) => text;
	between.ask = (text) => text;
});
afterAll(async () => await between.close());

const run: typeof bench.run = async (operation, parameters = {}, more = {}) =>
	await bench.run(operation, parameters, { credential: emulatorCredential(between.url), ...more });

interface List {
	readonly data: ReadonlyArray<Record<string, unknown>>;
	readonly paging?: unknown;
}

/** Rewrites the lists that one kind of address gives. */
const listsOf =
	(address: RegExp, change: (list: List, address: string) => List) =>
	(text: string, _: unknown, url: string): string => {
		const body = address.test(url) ? (JSON.parse(text) as Partial<List>) : {};
		return body.data === undefined ? text : JSON.stringify(change(body as List, url));
	};

describe.each([1, 3, 1_000])('61: pages of at most %d rows', (most) => {
	it.each(['campaign', 'adSet', 'ad'])('%s: the same rows', async (resource) => {
		const form = { resource, adAccount: byId(ACCOUNTS.eur), returnAll: true, options: { maxWait: 600 } };
		const whole = await run('getMany', form);
		between.ask = (text) => text.replace(/limit(=|%3D)\d+/g, `limit$1${most}`);
		const paged = await run('getMany', form);
		expect(whole.rows.length).toBeGreaterThan(2);
		expect([paged.rows, paged.error]).toEqual([whole.rows, undefined]);
	});
});

it.each([1, 2])('80: a search in pages of %d options gives the same options', async (most) => {
	const form = { resource: 'targeting', targetingType: 'interests', query: 'e', returnAll: true };
	const whole = await run('search', form);
	between.alter = listsOf(/\/search\?/, ({ data }, url) => {
		const start = Number(/after=(\d+)/.exec(url)?.[1] ?? 0);
		const after = String(start + most);
		const more = start + most < data.length;
		return {
			data: data.slice(start, start + most),
			paging: more ? { cursors: { after }, next: `https://graph.facebook.com/search?after=${after}` } : {},
		};
	});
	const paged = await run('search', form);
	expect(whole.rows.length).toBeGreaterThan(2);
	expect([paged.rows, paged.error]).toEqual([whole.rows, undefined]);
});

it('81: what Meta finds is shown, whether its name has the word or not', async () => {
	between.alter = listsOf(/\/search\?/, ({ data }) => ({
		data: data.map((row, index) => ({ ...row, name: `Other ${index}` })),
	}));
	const { rows } = await run('search', { resource: 'targeting', targetingType: 'interests', query: 'e' });
	expect(rows.length).toBeGreaterThan(2);
	expect(rows.map(({ name }) => name)).toEqual(rows.map((_, index) => `Other ${index}`));
});

it.each([
	[0, 0],
	[1, 9],
	[1_000, 1_000],
])('78: an audience of %d to %d is shown as Meta gives it', async (lower, upper) => {
	between.alter = (text, _, url) => {
		if (!url.includes('/reachestimate')) return text;
		const body = JSON.parse(text) as { data: object };
		return JSON.stringify({ data: { ...body.data, users_lower_bound: lower, users_upper_bound: upper } });
	};
	const targeting = JSON.stringify({ geo_locations: { countries: ['US'] } });
	const { rows } = await run('estimate', { resource: 'targeting', estimateFor: 'targeting', targeting });
	expect(rows[0]).toMatchObject({ audienceLower: lower, audienceUpper: upper });
});

it('105: leads are the same in whichever order Meta lists them', async () => {
	const form = { resource: 'lead', leadsOf: 'form', page: byId(PAGES.usd), leadForm: byId(LEAD_FORMS.usdTasting) };
	const more = { node: 'metaLeads', credential: emulatorCredential(between.url) };
	const ids = async (): Promise<unknown[]> =>
		(await run('getMany', { ...form, period: 'all', returnAll: true }, more)).rows.map(({ lead_id: id }) => id);
	const asListed = await ids();
	between.alter = listsOf(/\/leads\?/, (list) => ({ ...list, data: list.data.toReversed() }));
	const turned = await ids();
	expect(asListed.length).toBeGreaterThan(0);
	expect(new Set(turned)).toEqual(new Set(asListed));
});

it('26: a limit of 0 is refused by its label, and nothing is sent', async () => {
	const form = { resource: 'adSet', adSet: byId(AD_SETS.usdCboA), updateFields: { maxSpend: '0' } };
	const { error } = await run('update', form);
	expect(error?.message).toMatch(/Maximum Spend/);
	expect(bench.writes()).toEqual([]);
});

it('33: a name above 400 characters is refused by its label, and nothing is sent', async () => {
	const { error } = await run('create', newCampaign({ name: 'x'.repeat(401) }));
	expect(error?.message).toBe('Name has 401 characters');
	expect(bench.writes()).toEqual([]);
});

describe('reports', () => {
	const report = async (form: IDataObject) =>
		await run(
			'get',
			{ resource: 'report', level: 'campaign', ...form },
			{ node: 'metaInsights', credential: emulatorCredential(between.url) },
		);
	/** Of every row of a report, also where it comes in pages of a report run. */
	const rowsOf = (change: (row: Record<string, unknown>) => Record<string, unknown>) =>
		listsOf(/\/insights\?/, (list) => ({ ...list, data: list.data.map(change) }));

	it('14: an attribution setting that Meta does not tell with a breakdown is unknown', async () => {
		const form = { breakdowns: ['publisher_platform'], fieldSets: ['ecommerce'], columns: 'all' };
		const told = await report(form);
		between.alter = rowsOf((row) => omit(row, 'attribution_setting'));
		const untold = await report(form);
		expect(told.rows.length).toBeGreaterThan(1);
		expect(untold.error).toBeUndefined();
		expect(untold.rows.map(({ attribution_setting: setting }) => setting)).toEqual(untold.rows.map(() => null));
		expect(untold.rows.map(({ spend }) => spend)).toEqual(told.rows.map(({ spend }) => spend));
	});

	it.each(['told', 'hidden'])('16: conversions by market that are %s by Meta are shown, or unknown', async (how) => {
		const purchases = [{ action_type: 'omni_purchase', value: '7' }];
		// The emulator has no markets; regions are cut alike.
		between.ask = (text) => text.replaceAll('comscore_market', 'region');
		between.alter = rowsOf(({ region, ...row }) => ({
			...{ ...row, comscore_market: region },
			...(how === 'told' ? { actions: purchases } : {}),
		}));
		const { rows, error } = await report({ breakdowns: ['comscore_market'], fieldSets: ['ecommerce'], columns: 'all' });
		expect(error).toBeUndefined();
		expect(rows.length).toBeGreaterThan(0);
		expect(new Set(rows.map(({ purchases: count }) => count))).toEqual(new Set([how === 'told' ? 7 : null]));
	});
});

it('54: a creative whose answer was lost is found, no matter what else Meta fills into its story', async () => {
	const hash = 'a'.repeat(32);
	putImage(bench.emulator.world);
	bench.emulator.control.addFault({
		match: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives`, times: 1 },
		fault: { kind: 'reset', applied: true },
	});
	between.alter = (text) =>
		text.replaceAll(/\\?"link_data\\?":\{/g, (found) => {
			const quote = found.includes('\\') ? '\\"' : '"';
			return `${found}${quote}made_up_by_meta${quote}:true,${quote}multi_share_end_card${quote}:false,`;
		});
	const before = bench.emulator.world.all('AdCreative').length;
	const { rows, error } = await run('create', {
		...{ resource: 'creative', name: 'Autumn', page: byId(PAGES.usd), image: byId(hash), headline: 'Now' },
		...{ primaryText: 'Coffee.', link: 'https://harbor-coffee.example/autumn', callToAction: 'SHOP_NOW' },
	});
	expect(error).toBeUndefined();
	expect(rows).toEqual([expect.objectContaining({ created: true })]);
	expect(bench.emulator.world.all('AdCreative').length - before).toBe(1);
});
