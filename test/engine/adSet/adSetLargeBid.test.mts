import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { useAdSets } from '../support/adSets.mts';
import { byId } from '../support/harness.mts';

const bench = useAdSets();
const { run, writes } = bench;

const update = async (
	adSet: string,
	updateFields: IDataObject,
	options: IDataObject = {},
	items: IDataObject[] = [{}],
) => await run('update', { adSet: byId(adSet), adAccount: byId(ACCOUNTS.eur), updateFields, options }, { items });

describe('ad set: a bid or ROAS floor that goes far', () => {
	it.each([
		['a cost goal of cents', AD_SETS.eurCostCap, { bidAmount: 1200 }, 'Bid Amount', '(12.00 EUR → 1,200.00 EUR)'],
		['a bid cap of hardly anything', AD_SETS.eurBidCap, { bidAmount: 1.2 }, 'Bid Amount', '(2.50 EUR → 1.20 EUR)'],
		['a floor near zero', AD_SETS.eurMinRoas, { roasFloor: '0.01' }, 'ROAS Floor', '(1.5 → 0.01)'],
		['a floor too high', AD_SETS.eurMinRoas, { roasFloor: '3.01' }, 'ROAS Floor', '(1.5 → 3.01)'],
	])('%s is refused at its field, and nothing is sent', async (_what, adSet, fields, label, words) => {
		const { error } = await update(adSet, fields);
		expect(error?.message).toContain(label);
		expect(error?.message).toContain(words);
		expect(error?.description).toContain('Allow Large Change');
		expect(writes()).toEqual([]);
	});

	it.each([
		['with the switch', AD_SETS.eurCostCap, { bidAmount: 1200 }, { allowLargeChange: true }],
		['twice the bid', AD_SETS.eurCostCap, { bidAmount: 24 }, {}],
		['half the bid', AD_SETS.eurCostCap, { bidAmount: 6 }, {}],
		['half the floor', AD_SETS.eurMinRoas, { roasFloor: '0.75' }, {}],
	])('goes through %s', async (_what, adSet, fields, options) => {
		const { error, rows } = await update(adSet, fields, options);
		expect(error).toBeUndefined();
		expect(rows).toEqual([expect.objectContaining({ id: adSet, changed: true })]);
	});

	it('small steps of several items do not add up to a large one', async () => {
		const items = [{ bid: 20 }, { bid: 36 }];
		const { error } = await update(AD_SETS.eurCostCap, { bidAmount: '={{ $json.bid }}' }, {}, items);
		expect(error?.message).toContain('(12.00 EUR → 36.00 EUR)');
		expect(bench.emulator.world.get('AdSet', AD_SETS.eurCostCap)).toMatchObject({ bidAmount: 2000 });
	});
});
