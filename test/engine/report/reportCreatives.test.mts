import { mapValues } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { addRows } from '../../../nodes/MetaInsights/rows/creatives/addRows.ts';
import { useInsights } from '../support/insights.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();

const run = async (options: IDataObject, form: IDataObject = {}) =>
	await bench.run('get', { columns: 'main', dateRange: 'lastDays', level: 'ad', ...form, options });

const all = { columns: 'all', fieldSets: ['delivery', 'results', 'ecommerce', 'clicks', 'conversions', 'video'] };
const byCreative = { rowsFor: 'creative' };

const rowsOf = async (options: IDataObject, form?: IDataObject) => {
	const { rows, error } = await run(options, form);
	expect(error).toBeUndefined();
	return rows;
};

const sum = (rows: readonly IDataObject[], column: string): number =>
	rows.reduce((total, { [column]: value }) => total + Number(value ?? 0), 0);

const world = () => bench.emulator.world;

/** Two ads that have numbers, with creatives of their own, and ad sets that count by one setting. */
async function twoAds(): Promise<[string, string]> {
	const rows = (await rowsOf({}, all)).filter(({ spend }) => Number(spend) > 0);
	const [one, other] = [...new Set(rows.map(({ ad_id: id }) => String(id)))];
	const settings = rows.filter(({ ad_id: id }) => [one, other].includes(String(id)));
	expect(new Set(settings.map(({ attribution_setting: setting }) => setting)).size).toBe(1);
	return [one, other];
}

const creativeOf = (ad: string) => world().get('AdCreative', world().get('Ad', ad).creativeId);

/** Makes the ads' creatives show the same: each keeps an id of its own. */
function showSame(fields: IDataObject, ...ads: string[]): void {
	for (const ad of ads) {
		const { fields: own } = creativeOf(ad);
		for (const name of ['object_story_spec', 'asset_feed_spec', 'image_hash', 'video_id', 'title', 'body', 'image_url'])
			delete (own as IDataObject)[name];
		Object.assign(own, fields);
	}
}

describe('report: rows of creatives', () => {
	it.each([
		['video', { video_id: '900100', image_hash: 'abc' }, 'Video', '900100'],
		['image', { image_hash: 'abc' }, 'Image', 'abc'],
		['text', { title: 'Cups', body: 'Buy one' }, 'Text', expect.stringMatching(/^[0-9a-f]{32}$/)],
	])('puts ads of the same %s into one, with the sums of the report of ads', async (_, fields, by, id) => {
		const ads = await twoAds();
		showSame(fields, ...ads);
		const own = await rowsOf({}, all);
		const rows = await rowsOf({ ...byCreative, adDetails: true }, all);
		for (const column of ['spend', 'impressions', 'clicks', 'purchases', 'purchase_value', 'actions_link_click'])
			expect(sum(rows, column)).toBeCloseTo(sum(own, column), 4);
		expect(sum(rows, 'ad_count')).toBe(own.length);
		const shared = rows.filter(({ ad_count: count }) => Number(count) > 1);
		expect(shared.length).toBeGreaterThan(0);
		for (const row of shared) {
			expect(row).toMatchObject({ ad_id: null, reach: null, frequency: null, ads_manager_url: null });
			expect(row.ctr).toBeCloseTo((100 * Number(row.clicks)) / Number(row.impressions), 5);
			expect(row.cpm).toBeCloseTo((1000 * Number(row.spend)) / Number(row.impressions), 5);
		}
		const row = shared.find((one) => one.grouped_by === by);
		expect(row).toMatchObject({ grouped_id: id, creative_id: null, thumbnail_url: expect.any(String) });
		expect(row!.row_key).toMatch(new RegExp(`^creative\\|${by.toLowerCase()}:`));
	});

	it('works out rates and costs as Meta does for one ad', async () => {
		const raw = await rowsOf({}, { ...all, columns: 'raw' });
		const rules = { breakdowns: [], leavesOutZero: true };
		const rounded = (value: unknown): unknown =>
			Number.isNaN(Number(value)) ? value : Number(Number(value).toFixed(3));
		const read = (value: unknown): unknown =>
			Array.isArray(value)
				? value
						.map((one) => mapValues(one as IDataObject, rounded))
						.map((one) => JSON.stringify(Object.entries(one).sort()))
						.sort()
				: rounded(value);
		let compared = 0;
		for (const row of raw) {
			const made = addRows([row], rules);
			for (const field of [
				'cpm',
				'cpc',
				'ctr',
				'cost_per_action_type',
				'outbound_clicks_ctr',
				'purchase_roas',
				'cost_per_thruplay',
			])
				if (row[field] !== undefined && Number(row[field]) !== 0) {
					expect([field, read(made[field])]).toEqual([field, read(row[field])]);
					compared++;
				}
		}
		expect(compared).toBeGreaterThan(8);
	});

	it('keeps apart what shows something else, and reads every ad once', async () => {
		const rows = await rowsOf({ ...byCreative, adDetails: true, limit: 2 });
		expect(rows).toHaveLength(2);
		const read = bench.emulator.log.filter(({ path }) => /^\/?(v[\d.]+\/)?1202\d+$/.test(path)).map(({ path }) => path);
		expect(read.length).toBeGreaterThan(1);
		expect(new Set(read).size).toBe(read.length);
		expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(['grouped_by', 'grouped_id', 'ad_count']));
	});

	it('gives ads that cannot be read a row each', async () => {
		const own = await rowsOf({});
		bench.emulator.control.addFault({
			match: { method: 'GET', path: '12021200.*' },
			fault: { kind: 'graph', code: 100, subcode: 33 },
		});
		const rows = await rowsOf(byCreative);
		expect(rows).toHaveLength(own.length);
		expect(rows.every((row) => row.grouped_by === 'Ad' && row.ad_count === 1 && row.grouped_id === row.ad_id)).toBe(
			true,
		);
	});

	it('fails where Meta cannot tell now, or says so', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: '12021200.*' },
			fault: { kind: 'graph', code: 2 },
		});
		expect((await run(byCreative)).error).toBeDefined();
		const { error, hints } = await run({ ...byCreative, onIncomplete: 'return' });
		expect(error).toBeUndefined();
		expect(hints.map(({ message }) => message).join('\n')).toContain('could not be read');
	});

	it('is sorted and limited after ads have been put together, and has one set an account', async () => {
		const ads = await twoAds();
		showSame({ image_hash: 'abc' }, ...ads);
		const rows = await rowsOf({ ...byCreative, sortBy: 'spend' });
		const spends = rows.map(({ spend }) => Number(spend));
		expect(spends).toEqual([...spends].sort((one, other) => other - one));
		const [first] = await rowsOf({ ...byCreative, sortBy: 'ad_count', limit: 1 });
		expect(first.ad_count).toBe(2);
		const several = await rowsOf(byCreative, { accounts: 'several', adAccounts: [ACCOUNTS.usd, ACCOUNTS.eur] });
		expect(new Set(several.map(({ account_id: id }) => id)).size).toBe(2);
	});

	it.each<[string, IDataObject, IDataObject, string]>([
		['another level', {}, { level: 'campaign' }, 'puts ads together'],
		['rows by action type', {}, { columns: 'long', fieldSets: ['conversions'] }, 'needs rows with columns'],
		['Meta’s own rows', {}, { columns: 'raw' }, 'needs rows with columns'],
		['a comparison', {}, { compare: true }, 'cannot be compared'],
		['a CSV file', { output: 'csv' }, {}, 'cannot come as a file'],
		['a JSON Lines file', { output: 'jsonl' }, {}, 'cannot come as a file'],
	])('refuses %s', async (_, options, form, said) => {
		const { error } = await run({ ...byCreative, ...options }, form);
		expect(error?.message).toContain('Group Ads By');
		expect(error?.message).toContain(said);
		expect(bench.sent()).toEqual([]);
	});
});
