import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';
import { setTime } from '../support/lives/fakeTime.mts';

// Lines name the days of a report: those of November.
setTime(new Date('2026-12-01T12:00:00Z'));
const bench = useBench();
const EMULATOR = 'These results come from the local emulator, not from Meta.';
const said = async (operation: string, form: IDataObject, more: Partial<NodeRun> = {}): Promise<string[]> => {
	const parameters = { resource: 'campaign', adAccount: byId(ACCOUNTS.usd), ...form };
	const { hints } = await bench.run(operation, parameters, more);
	return hints.map(({ message }) => message).filter((message) => message !== EMULATOR);
};
const campaign = byId('={{ $json.id }}');

it('says in one line what became of a run that writes', async () => {
	const items = [{ name: 'One' }, { name: 'Two' }];
	expect(await said('create', newCampaign({ name: '={{ $json.name }}' }), { items })).toEqual(['2 created.']);
	const pause = { campaign };
	const ids = [{ id: CAMPAIGNS.usdCbo }, { id: '120210000000000999' }];
	const goesOn: Partial<NodeRun> = { items: ids, onError: 'continueRegularOutput' };
	expect(await said('pause', { ...pause, options: { validateOnly: true } }, goesOn)).toEqual([
		'1 only checked, 1 failed.',
	]);
	expect(await said('pause', pause, goesOn)).toEqual(['1 changed, 1 failed.']);
	expect(await said('pause', pause, goesOn)).toEqual(['1 already as wanted, 1 failed.']);
	expect(await said('delete', pause, { items: [{ id: CAMPAIGNS.usdCbo }] })).toEqual(['1 deleted.']);
});

it('says nothing more of what n8n counts itself: a run of which every item failed', async () => {
	const goesOn: Partial<NodeRun> = { items: [{ id: '120210000000000999' }], onError: 'continueRegularOutput' };
	expect(await said('pause', { campaign }, goesOn)).toEqual([]);
});

describe('a run that reads, in one line', () => {
	it('says of which account the items are', async () => {
		expect(await said('get', { campaign: byId(CAMPAIGNS.usdCbo) })).toEqual(['1 item from Harbor Coffee (USD).']);
		const [line] = await said('getMany', { returnAll: true });
		expect(line).toMatch(/^\d+ items from Harbor Coffee \(USD\)\.$/);
	});

	it('shows a name of an account neither as a link nor at length', async () => {
		bench.emulator.world.get('AdAccount', ACCOUNTS.usd).name =
			`<a href="https://shop.example">${'long '.repeat(100)}</a>`;
		const [line] = await said('getMany', { returnAll: true });
		expect(line).toMatch(/^\d+ items from <\u2060a href=.{20,40}… \(USD\)\.$/);
	});

	it('says that a list ends where its Limit does', async () => {
		expect(await said('getMany', { returnAll: false, limit: 2 })).toEqual([
			'2 items from Harbor Coffee (USD). As many as Limit allows: there may be more. Turn on Return All, or raise Limit.',
		]);
	});

	it.each([
		[[ACCOUNTS.usd, ACCOUNTS.eur, 'act_999'], '2 ad accounts'],
		[[ACCOUNTS.usd, 'act_999'], 'Harbor Coffee \\(USD\\)'],
	])('counts the ad accounts that answered, of %p, and what failed', async (accounts, words) => {
		const items = accounts.map((at) => ({ at }));
		const form = { adAccount: byId('={{ $json.at }}'), returnAll: true };
		const [line] = await said('getMany', form, { items, onError: 'continueRegularOutput' });
		expect(line).toMatch(new RegExp(`^\\d+ items from ${words}\\. 1 failed\\.$`));
	});

	const november = { resource: undefined, dateRange: 'custom', since: '2026-11-01', until: '2026-11-07' };
	const reported = async (form: IDataObject) =>
		(await said('get', { ...november, ...form }, { node: 'metaInsights' })).find((line) => /^\d+ items?\b/.test(line));
	const CUT = 'As many as Limit allows: there may be more. Raise Limit in Options, or remove it.';

	it.each([
		['a Limit that has cut it', { limit: 1 }, CUT],
		['a Limit above its rows', { limit: 500 }, undefined],
		['a Limit that leaves room, and a row about it', { limit: 2, summary: true }, undefined],
	])('says of a report with %s whether there may be more', async (_, options, more) => {
		const line = await reported({ scope: 'account', level: 'account', timeIncrement: 'total', options });
		expect(line).toBeDefined();
		expect(line?.includes(CUT)).toBe(more === CUT);
	});

	it('does not take the estimate of a report for its first row', async () => {
		const line = await reported({ scope: 'account', options: { limit: 1, estimateOnly: true } });
		expect(line).toBe('1 item from Harbor Coffee (USD).');
	});

	it('counts the row that Always Output a Row writes as an empty one', async () => {
		const options = { alwaysOutputRow: true };
		const line = await reported({ scope: 'account', since: '2024-11-01', until: '2024-11-07', options });
		expect(line).toBe('0 items and an empty row from Harbor Coffee (USD).');
	});

	it('says the days of a report', async () => {
		const form = {
			resource: undefined,
			scope: 'account',
			dateRange: 'custom',
			since: '2026-11-01',
			until: '2026-11-07',
		};
		const lines = await said('get', form, { node: 'metaInsights' });
		expect(lines).toContainEqual(
			expect.stringMatching(/^\d+ items? from Harbor Coffee \(USD\), dated 2026-11-01 to 2026-11-07\.$/),
		);
	});

	it.each([
		['week', 'beginning on 2026-10-01 to 2026-11-02'],
		['month', 'beginning on 2026-10-01 to 2026-11-01'],
		['total', 'dated 2026-10-01 to 2026-11-07'],
	])('does not let the last %s of a report end on its first day', async (timeIncrement, days) => {
		const range = { dateRange: 'custom', since: '2026-10-01', until: '2026-11-07', timeIncrement };
		const lines = await said('get', { resource: undefined, scope: 'account', ...range }, { node: 'metaInsights' });
		expect(lines.find((line) => /^\d+ items/.test(line))).toContain(`(USD), ${days}.`);
	});

	it('asks Meta nothing for it', async () => {
		await bench.run('get', { campaign: byId(CAMPAIGNS.usdCbo) });
		expect(bench.sent().filter(({ path }) => path === ACCOUNTS.usd)).toHaveLength(1);
	});
});
