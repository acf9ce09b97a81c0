import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import type { FaultRule } from '../../../emulator/http/server.mts';
import { campaignOfItem, newCampaign, pairs, useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** n8n's Retry On Fail runs the whole node again: what is done must not be done twice, and what is unknown not at all. */

const bench = useBench();
const { run, writes } = bench;
const edge = `${ACCOUNTS.usd}/campaigns`;
const retry = { retryOnFail: true, maxTries: 3 };
const refusal: FaultRule['fault'] = { kind: 'graph', code: 368 };
const five = ['One', 'Two', 'Three', 'Four', 'Five'].map((name, index) => ({
	name,
	campaign: `12021000000000010${index + 1}`,
	budget: 15 + index,
}));

const succeeded = () => writes().filter(({ status, fault }) => status === 200 && fault === undefined);
const named = (...names: string[]) =>
	bench.emulator.world.all('Campaign').filter(({ name }) => names.some((start) => name.startsWith(start)));
const strike = (match: FaultRule['match'], fault: FaultRule['fault'] = refusal) =>
	bench.emulator.control.addFault({ match, fault });
/** The third of five creates, and twice the one that is tried again: it travels alone. */
const strikeThirdCreate = (tries: number) => {
	for (let number = 0; number < tries; number++)
		strike({ method: 'POST', path: edge, nth: number === 0 ? 3 : 5 + number });
};

describe('Retry On Fail', () => {
	const forms: Array<[string, IDataObject]> = [
		['a name from the item', newCampaign({ name: '={{ $json.name }}' })],
		['a name that is another one at each evaluation', newCampaign({ name: '={{ $json.name }} {{ Math.random() }}' })],
	];
	it.each(forms)('create with %s: item 3 of 5 fails twice, five creates succeed', async (_title, form) => {
		strikeThirdCreate(2);
		const result = await run('create', form, { items: five, ...retry });
		expect(result.error).toBeUndefined();
		expect([succeeded().length, writes().length]).toEqual([5, 7]);
		expect(pairs(result)).toEqual(five.map((_, item) => ({ item })));
		expect(result.rows.map(({ name }) => String(name).split(' ')[0])).toEqual(five.map(({ name }) => name));
		expect(
			named(...five.map(({ name }) => name))
				.map(({ id }) => id)
				.sort(),
		).toEqual(result.rows.map(({ id }) => id).sort());
	});

	it('update: item 3 of 5 fails twice, five updates succeed', async () => {
		strike({ method: 'POST', path: five[2].campaign, times: 2 });
		const updateFields = { dailyBudget: '={{ $json.budget }}' };
		const result = await run(
			'update',
			{ campaign: campaignOfItem, updateFields, options: { allowLargeChange: true } },
			{ items: five, ...retry },
		);
		expect(result.error).toBeUndefined();
		expect([succeeded().length, writes().length]).toEqual([5, 7]);
		expect(result.rows.map(({ changed, dailyBudget }) => [changed, dailyBudget])).toEqual(
			five.map(({ budget }) => [true, budget]),
		);
	});

	it('gives up after the last try, with what was done and no more', async () => {
		strikeThirdCreate(3);
		const { error } = await run('create', newCampaign({ name: '={{ $json.name }}' }), { items: five, ...retry });
		expect(error).toMatchObject({ message: 'Meta blocked the action as abusive', context: { itemIndex: 2 } });
		expect(error?.description).toContain('4 of 5 items were carried out.');
		expect([succeeded().length, writes().length]).toEqual([4, 7]);
	});

	it('never sends again what may have been created', async () => {
		strike({ method: 'POST', path: edge, nth: 3 }, { kind: 'nullSlot' });
		const { error } = await run('create', newCampaign({ name: '={{ $json.name }}' }), { items: five, ...retry });
		expect(error?.message).toBe('It is unknown whether Meta created the campaign “Three”');
		expect(writes().map(({ params }) => params.name)).toEqual(five.map(({ name }) => name));
		expect(named(...five.map(({ name }) => name))).toHaveLength(4);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: n8n retries for a first item that failed; the others are not sent again',
		async (onError) => {
			strike({ method: 'POST', path: edge, nth: 1 });
			const result = await run('create', newCampaign({ name: '={{ $json.name }}' }), {
				items: five,
				...retry,
				onError,
			});
			expect(succeeded().length).toBe(named(...five.map(({ name }) => name)).length);
			expect(new Set(succeeded().map(({ params }) => params.name)).size).toBe(succeeded().length);
			expect(result.outputs.flat()).toHaveLength(5);
		},
	);

	it('remembers for one execution only', async () => {
		const form = newCampaign({ name: 'Daily' });
		await run('create', form, { executionId: 'monday' });
		await run('create', form, { executionId: 'tuesday' });
		expect(named('Daily')).toHaveLength(2);
	});

	it('reads again: nothing is remembered of reads', async () => {
		const items = [{ campaign: CAMPAIGNS.usdCbo }, { campaign: CAMPAIGNS.usdHousing }];
		strike({ method: 'GET', path: CAMPAIGNS.usdHousing, times: 1 });
		const { rows, error } = await run('get', { campaign: campaignOfItem }, { items, ...retry });
		expect([rows.length, error]).toEqual([2, undefined]);
		expect(bench.sent().filter(({ path }) => path === CAMPAIGNS.usdCbo)).toHaveLength(2);
	});
});
