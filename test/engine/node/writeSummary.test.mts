import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

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

it('says nothing more of what n8n counts itself: a run that reads, and one of which every item failed', async () => {
	expect(await said('get', { campaign: byId(CAMPAIGNS.usdCbo) })).toEqual([]);
	const goesOn: Partial<NodeRun> = { items: [{ id: '120210000000000999' }], onError: 'continueRegularOutput' };
	expect(await said('pause', { campaign }, goesOn)).toEqual([]);
});
