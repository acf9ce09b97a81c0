import type { INodeProperties } from 'n8n-workflow';

import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { inSight, operationsOf } from '../../package/support/descriptions.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, loadMenu, nodeTypes, searchList } from '../support/harness.mts';

// The editor asks for a menu's entries when its field comes into sight, and for a picker's when a person opens it.

const bench = useBench();

const NODES = [
	'metaAds',
	'metaAdsTrigger',
	'metaAudiences',
	'metaBudgetGuard',
	'metaConversions',
	'metaInsights',
	'metaLeads',
];

const typeOf = (node: string) => nodeTypes.getByNameAndVersion(node)!;
const run = () => ({
	credential: emulatorCredential(bench.emulator.url),
	parameters: { adAccount: byId(ACCOUNTS.usd) },
});

const menusInSight = (node: string): string[] => {
	const { description } = typeOf(node);
	const pairs = node === 'metaAdsTrigger' ? [{ resource: undefined, operation: undefined }] : operationsOf(description);
	const shown = new Set(pairs.flatMap((pair) => inSight(description, pair)));
	const methodOf = ({ typeOptions }: INodeProperties): string[] => [typeOptions?.loadOptionsMethod ?? []].flat();
	return description.properties.filter(({ name }) => shown.has(name)).flatMap(methodOf);
};

it.each(NODES)('a form of %s that somebody opens asks Meta for nothing', async (node) => {
	expect(typeOf(node).methods!.loadOptions).toBeDefined();
	for (const method of new Set(menusInSight(node))) await loadMenu(method, { ...run(), node });
	expect(bench.emulator.log).toEqual([]);
});

it('menus of what an account has are out of sight, in collections and behind choices', async () => {
	const calling: string[] = [];
	for (const node of NODES) {
		for (const method of Object.keys(typeOf(node).methods!.loadOptions!)) {
			bench.emulator.log.length = 0;
			await loadMenu(method, { ...run(), node }).catch(() => undefined);
			if (bench.emulator.log.length > 0) calling.push(`${node}.${method}`);
		}
	}
	expect(calling.sort()).toEqual([
		'metaBudgetGuard.getConversionColumns',
		'metaInsights.getAdAccounts',
		'metaInsights.getCustomConversions',
	]);
});

const MANY = 5_000;

it('a list of 5,000 campaigns is one call of 50, and Meta does the search', async () => {
	const { world, log } = bench.emulator;
	const first = world.get('Campaign', CAMPAIGNS.usdCbo);
	for (let number = 1; number <= MANY; number++)
		world.add({ ...first, id: world.newId('Campaign'), name: `Number ${number}` });
	const search = async (filter?: string) =>
		await searchList(
			'searchCampaigns',
			{ ...run(), node: 'metaAds', parameters: { ...run().parameters, resource: 'campaign', operation: 'get' } },
			filter,
		);
	log.length = 0;
	expect((await search()).results).toHaveLength(50);
	expect(log).toHaveLength(1);
	const found = (await search('Number 432')).results.map(({ name }) => name);
	expect(found).toHaveLength(11);
	expect(log).toHaveLength(2);
	expect(log[1]!.params.filtering).toContain('Number 432');
});
