import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { campaignOfItem, itemsFor, lines, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent, writes } = bench;
const status = (id: string) => bench.emulator.world.get('Campaign', id).status;
const { usdCbo, usdLifetime, usdHousing, usdNoBudget, usdArchived, usdDeleted } = CAMPAIGNS;

const switches = [
	{ operation: 'activate', from: usdLifetime, there: usdCbo, wanted: 'ACTIVE', changes: 'Status: paused → active' },
	{ operation: 'pause', from: usdCbo, there: usdLifetime, wanted: 'PAUSED', changes: 'Status: active → paused' },
] as const;

describe.each(switches)('campaign: $operation', ({ operation, from, there, wanted, changes }) => {
	it('sends the status, absolutely, and reads it back', async () => {
		const { rows } = await run(operation, { campaign: byId(from) });
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${from}`, `POST ${from}`, `GET ${from}`]);
		expect(writes()[0].params).toEqual({ status: wanted });
		expect(rows).toEqual([
			expect.objectContaining({ id: from, status: wanted, effectiveStatus: wanted, changed: true, changes }),
		]);
		expect(status(from)).toBe(wanted);
	});

	it('sends nothing when the campaign has it already', async () => {
		const { rows } = await run(operation, { campaign: byId(there) });
		expect(rows).toEqual([expect.objectContaining({ id: there, status: wanted, changed: false, changes: 'none' })]);
		expect(writes()).toEqual([]);
	});

	it('switches many at once, each answered for its item', async () => {
		const ids = [from, there, usdHousing, usdNoBudget, from];
		const result = await run(operation, { campaign: campaignOfItem }, { items: itemsFor(ids) });
		expect(result.rows.map(({ id, status: shown }) => [id, shown])).toEqual(ids.map((id) => [id, wanted]));
		expect(pairs(result)).toEqual(ids.map((_, item) => ({ item })));
		expect(result.rows.at(-1)).toMatchObject({ changed: false });
		expect(new Set(writes().map(({ path }) => path)).size).toBe(writes().length);
	});

	it('is only checked when Validate Only is on', async () => {
		const { rows } = await run(operation, { campaign: byId(from), options: { validateOnly: true } });
		expect(rows).toEqual([expect.objectContaining({ validated: true, changed: false, changes })]);
		expect([writes(), status(from) === wanted]).toEqual([[], false]);
	});

	it.each([
		[usdArchived, 'Campaign is archived'],
		[usdDeleted, 'Campaign is deleted'],
	])('refuses %s before anything is sent: %s', async (id, error) => {
		const { rows } = await run(operation, { campaign: byId(id) }, { onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			{ error, details: expect.objectContaining({ kind: 'invalidParameter', field: 'Campaign' }) },
		]);
		expect(writes()).toEqual([]);
	});
});

describe('campaign: delete', () => {
	it('deletes, once, and proves it', async () => {
		const { rows } = await run('delete', { campaign: byId(usdCbo) });
		expect(lines(writes())).toEqual([`DELETE ${usdCbo}`]);
		expect(rows).toEqual([
			{ id: usdCbo, name: 'Spring Roast Sales', deleted: true, changed: true, accountId: ACCOUNTS.usd },
		]);
		expect(status(usdCbo)).toBe('DELETED');
	});

	it('sends nothing for what is deleted already', async () => {
		const { rows } = await run('delete', { campaign: byId(usdDeleted) });
		expect(rows).toEqual([{ id: usdDeleted, name: 'Mistake', deleted: true, changed: false, accountId: ACCOUNTS.usd }]);
		expect(writes()).toEqual([]);
	});

	it('deletes what is archived', async () => {
		const { rows } = await run('delete', { campaign: byId(usdArchived) });
		expect(rows[0]).toMatchObject({ deleted: true, changed: true });
		expect(status(usdArchived)).toBe('DELETED');
	});

	it('deletes many, the same one only once', async () => {
		const ids = [usdCbo, usdHousing, usdCbo, usdLifetime];
		const result = await run('delete', { campaign: campaignOfItem }, { items: itemsFor(ids) });
		expect(result.rows.map(({ id, deleted, changed }) => [id, deleted, changed])).toEqual([
			[usdCbo, true, true],
			[usdHousing, true, true],
			[usdCbo, true, false],
			[usdLifetime, true, true],
		]);
		expect(pairs(result)).toEqual(ids.map((_, item) => ({ item })));
		expect(lines(writes()).sort()).toEqual([usdCbo, usdHousing, usdLifetime].map((id) => `DELETE ${id}`).sort());
	});

	it('only looks the campaign up when Validate Only is on', async () => {
		const { rows } = await run('delete', { campaign: byId(usdCbo), options: { validateOnly: true } });
		expect(rows).toEqual([expect.objectContaining({ id: usdCbo, deleted: false, validated: true, changed: false })]);
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${usdCbo}`]);
		expect(status(usdCbo)).toBe('ACTIVE');
	});
});
