import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { AD_SETS, BUSINESS } from '../../../../emulator/world/seedIds.mts';
import { codes, graphClient, useEmulator } from '../calls/client.mts';

const START = new Date('2026-11-25T12:00:00Z');
const used = useEmulator({ startAt: START });
const DAY = 86_400;
const now = START.getTime() / 1000;
const cell = (adSet: string, percent = 50) => ({
	name: `Group ${adSet}`,
	treatment_percentage: percent,
	adsets: [adSet],
});
const cells = [cell(AD_SETS.usdNoBudgetA), cell(AD_SETS.usdNoBudgetB)];
const study = (more: Record<string, unknown> = {}) => ({
	name: 'Photo or video',
	type: 'SPLIT_TEST',
	start_time: now + DAY,
	end_time: now + 8 * DAY,
	cells,
	...more,
});
const create = async (more: Record<string, unknown> = {}) =>
	await used.graph.post(`${BUSINESS}/ad_studies`, study(more));

describe('ad studies', () => {
	it('are created, read with their cells, and listed where their ad sets are', async () => {
		const { body } = await create();
		const id = String(body.id);
		expect((await used.graph.get(id, { fields: 'name,type,start_time,end_time,canceled_time' })).body).toEqual({
			id,
			name: 'Photo or video',
			type: 'SPLIT_TEST',
			start_time: '2026-11-26T12:00:00+0000',
			end_time: '2026-12-03T12:00:00+0000',
		});
		const read = await used.graph.get(`${id}/cells`, { fields: 'name,treatment_percentage,adsets{id}' });
		expect(read.body.data).toEqual(
			cells.map(({ name, adsets }) => ({
				id: expect.any(String) as string,
				name,
				treatment_percentage: 50,
				adsets: expect.objectContaining({ data: [{ id: adsets[0] }] }) as object,
			})),
		);
		for (const owner of [BUSINESS, AD_SETS.usdNoBudgetA])
			expect((await used.graph.get(`${owner}/ad_studies`)).body.data).toHaveLength(1);
		expect((await used.graph.get(`${AD_SETS.usdCboA}/ad_studies`)).body.data).toHaveLength(0);
	});

	const refused: Array<[what: string, more: Record<string, unknown>]> = [
		['a start that has passed', { start_time: now - DAY }],
		['an end before the start', { end_time: now + DAY / 2 }],
		['more than 100 percent', { cells: [cell(AD_SETS.usdNoBudgetA, 60), cell(AD_SETS.usdNoBudgetB)] }],
		['less than 10 percent', { cells: [cell(AD_SETS.usdNoBudgetA, 9), cell(AD_SETS.usdNoBudgetB)] }],
		['three digits after the point', { cells: [cell(AD_SETS.usdNoBudgetA, 33.333), cell(AD_SETS.usdNoBudgetB)] }],
		['a cell without anything', { cells: [{ name: 'empty', treatment_percentage: 50 }, ...cells.slice(1)] }],
		['an ad set twice', { cells: [cell(AD_SETS.usdNoBudgetA), cell(AD_SETS.usdNoBudgetA)] }],
		['an ad set of another account', { cells: [cell('120211000000000091'), cell(AD_SETS.usdNoBudgetB)] }],
		['no cells', { cells: [] }],
	];
	it.each(refused)('refuse %s', async (_what, more) => {
		expect((await create(more)).body.error?.code).toBe(100);
	});

	it.each([TOKENS.readOnly, TOKENS.noAds])('refuse the token %s', async (token) => {
		const answer = await graphClient(used.emulator, token).post(`${BUSINESS}/ad_studies`, study());
		expect(codes(answer)).toMatch(/^200/);
	});
});
