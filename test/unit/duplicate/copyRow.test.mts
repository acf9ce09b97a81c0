import { campaignKind } from '../../../nodes/MetaAds/campaign/kind.ts';
import type { CopyPlan } from '../../../nodes/MetaAds/duplicate/copyPlan.ts';
import { copyRow } from '../../../nodes/MetaAds/duplicate/copyRow.ts';

/** A campaign with one ad set in it; of the rest of a plan nothing is told in a row. */
const plan = {
	account: { id: 'act_1', name: 'Shop', currency: 'EUR', timeZone: 'Europe/Berlin' },
	source: { id: '11', status: 'PAUSED' },
	below: [{ type: 'ad set', id: '12', name: 'Broad', sourceId: '10', parentId: '11' }],
	lookUp: { name: 'Sale - Copy' },
	status: 'PAUSED',
} as unknown as CopyPlan;

it.each<[unknown, boolean, number]>([
	['22', true, 2],
	[{}, false, 1],
	[null, false, 1],
	[['22'], false, 1],
])('an ad set whose copy Meta says to have the ID %j', (copied_id, complete, copiedObjects) => {
	const answer = { ad_object_ids: [{ ad_object_type: 'ad_set', source_id: '12', copied_id }] };
	const row = copyRow(campaignKind, plan, { id: '21', object: null, below: null, answer });
	expect(row).toMatchObject({ complete, copiedObjects });
	expect(row.missing).toEqual(complete ? [] : [{ type: 'ad set', sourceId: '12', name: 'Broad' }]);
});
