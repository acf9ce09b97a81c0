import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { lines, newCampaign, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent, writes } = bench;

describe('campaign: what only Meta knows', () => {
	const form = (id: string): IDataObject => ({
		campaign: byId(`={{ $itemIndex === 1 ? "${id}" : "${CAMPAIGNS.usdCbo}" }}`),
	});
	const targets = [
		['an unknown id', '120219999999999999'],
		['a campaign nobody has shared', CAMPAIGNS.foreign],
	];

	describe.each(['get', 'activate', 'pause', 'delete'])('%s', (operation) => {
		it.each(targets)('%s is told as such, for its item alone, and nothing is sent for it', async (_title, id) => {
			const result = await run(operation, form(id), { items: [{}, {}, {}], onError: 'continueRegularOutput' });
			expect(result.rows[1]).toEqual({
				error: 'No such object, or this token has no access to it',
				details: expect.objectContaining({
					kind: 'notFound',
					code: 100,
					subcode: 33,
					advice: expect.stringContaining('Check the ID'),
				}),
			});
			expect(result.rows.filter((row) => row.id === CAMPAIGNS.usdCbo)).toHaveLength(2);
			expect(lines(writes()).filter((line) => line.endsWith(id))).toEqual([]);
		});
	});

	const tokens = [
		{ bearer: 'EMULATOR-EXPIRED', kind: 'auth', error: 'The access token has expired', advice: /new token/, code: 190 },
		{
			bearer: 'NO-SUCH-TOKEN',
			kind: 'auth',
			error: 'Meta does not accept the access token',
			advice: /new token/,
			code: 190,
		},
		{
			bearer: 'EMULATOR-NO-ADS',
			kind: 'permission',
			error: 'The token may not do this on this ad account',
			advice: /Check Access/,
			code: 200,
		},
	];
	it.each(tokens)('$bearer: every item tells it, nothing is created', async ({ bearer, kind, error, advice, code }) => {
		const before = bench.emulator.world.all('Campaign').length;
		const { rows } = await run('create', newCampaign(), { bearer, items: [{}, {}], onError: 'continueRegularOutput' });
		expect(rows).toEqual(
			Array(2).fill({ error, details: expect.objectContaining({ kind, code, advice: expect.stringMatching(advice) }) }),
		);
		expect([writes(), bench.emulator.world.all('Campaign').length]).toEqual([[], before]);
	});

	it('a token that may only read: the write is refused, with what to do', async () => {
		const { error } = await run('pause', { campaign: byId(CAMPAIGNS.usdCbo) }, { bearer: 'EMULATOR-READ-ONLY' });
		expect(error).toMatchObject({
			message: 'Meta asks for the permission ads_management',
			failure: { cause: 'configuration-invalid' },
		});
		expect(error?.description).toMatch(/Check Access/);
		expect(bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).status).toBe('ACTIVE');
	});

	it('an account nobody has shared, and one that is none', async () => {
		for (const [account, kind] of [
			[ACCOUNTS.foreign, 'permission'],
			[CAMPAIGNS.usdCbo, 'notFound'],
		]) {
			const { rows } = await run('create', newCampaign({ adAccount: byId(account) }), {
				onError: 'continueRegularOutput',
			});
			expect(rows).toEqual([{ error: expect.any(String), details: expect.objectContaining({ kind }) }]);
		}
		expect(sent().filter(({ method }) => method !== 'GET')).toEqual([]);
	});
});
