import { AD_SETS, ADS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

/** The edge adlabels of campaigns, ad sets and ads (Meta: reference/adgroup/adlabels, reference/ad-campaign-group/adlabels). */

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const named = (...names: string[]) => names.map((name) => ({ name }));
const labelsOf = async (id: string): Promise<string[]> => {
	const { body } = await used.graph.get(id, { fields: 'adlabels' });
	return ((body.adlabels as Array<{ name: string }> | undefined) ?? []).map(({ name }) => name);
};

describe.each([
	['a campaign', CAMPAIGNS.usdCbo],
	['an ad set', AD_SETS.eurNoBudget],
	['an ad', ADS.eurNoBudget1],
])('labels of %s', (_, id) => {
	const edge = `${id}/adlabels`;
	beforeEach(async () => await used.graph.post(id, { adlabels: named('one', 'two') }));

	it('are added by the edge, a missing one by its name, or replaced: a switch', async () => {
		expect((await used.graph.post(edge, { adlabels: named('two', 'three') })).body).toEqual({ success: true });
		expect(await labelsOf(id)).toEqual(['one', 'two', 'three']);
		used.emulator.world.labelEdge = 'replaces';
		await used.graph.post(edge, { adlabels: named('two') });
		expect(await labelsOf(id)).toEqual(['two']);
	});

	it('go one by one, and one that is not there is no error', async () => {
		await used.graph.delete(edge, { adlabels: named('one', 'seven') });
		expect(await labelsOf(id)).toEqual(['two']);
	});

	it('stay as they are by a mere check, and are needed', async () => {
		const check = { execution_options: ['validate_only'] };
		await used.graph.post(edge, { adlabels: named('three'), ...check });
		await used.graph.delete(edge, { adlabels: named('one'), ...check });
		expect(await labelsOf(id)).toEqual(['one', 'two']);
		expect(codes(await used.graph.post(edge, {}))).toBe('100/-');
	});
});

it('archived campaigns take none', async () => {
	const result = await used.graph.post(`${CAMPAIGNS.usdArchived}/adlabels`, { adlabels: named('x') });
	expect(codes(result)).toBe('100/-');
});
