import { metaAdsOperations } from '../../../nodes/MetaAds/operations.ts';
import { metaAudiencesOperations } from '../../../nodes/MetaAudiences/operations.ts';

/**
 * n8n's list of actions finds an action by what it shows, and by nothing else. So the words that people type for it stand there.
 * Letters that are merely in this order would be enough for n8n, but then it comes after others.
 */

const nodes = { 'Meta Ads': metaAdsOperations, 'Meta Audiences': metaAudiencesOperations };
const actions = Object.entries(nodes).flatMap(([node, resources]) =>
	resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value, action }) => ({ node, name: `${resource}.${value}`, action })),
	),
);

const hourWords = ['hours', 'night', 'dayparting', 'schedule'];
it.each([
	['campaign.keepToHours', hourWords],
	['adSet.keepToHours', hourWords],
	['ad.keepToHours', hourWords],
	['ad.rotate', ['swap', 'rotate', 'replace']],
	['member.sync', ['sync', 'audience', 'contacts', 'remove']],
])('%s is found by %p', (operation, words) => {
	const action = actions.find(({ name }) => name === operation)?.action.toLowerCase() ?? '';
	expect(words.filter((word) => !action.includes(word))).toEqual([]);
});

/** n8n names a node by its action, a tool by its action and node, and cuts the name of a tool after 64 characters. */
it('no action is too long for the name of a tool', () => {
	const tools = actions.map(({ node, action }) => `${action} in ${node}`);
	expect(tools.filter(({ length }) => length > 64)).toEqual([]);
});

it('no two actions read the same', () => {
	const texts = actions.map(({ action }) => action);
	expect(texts.filter((action, place) => texts.indexOf(action) !== place)).toEqual([]);
});
