import { asKindProblem, ownershipProblem } from '../../shared/adObject/target';
import type { GraphObject } from '../../shared/graph/object';
import { adLocator, adSetLocator, campaignLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import type { ResolvedReport } from '../form/resolvedReport';

/** Kinds a report can be on; `field` is one that no other kind has. */
const kinds = {
	campaign: { noun: 'campaign', locator: campaignLocator, field: 'objective' },
	adset: { noun: 'ad set', locator: adSetLocator, field: 'optimization_goal' },
	ad: { noun: 'ad', locator: adLocator, field: 'creative' },
} as const;

const whereIsTheId = 'Choose it from the list, or copy its own ID from Ads Manager.';

/**
 * A single object has to be of the chosen account: another's numbers would come in another currency and calendar. It
 * also has to be of the chosen kind. A report on an ad set's ID as a campaign has the campaign's name and row_key, and
 * the numbers of the ad set alone.
 *
 * @throws InputProblem or GraphFailure
 */
export async function checkObject(session: Session, { query }: ResolvedReport): Promise<void> {
	if (query.nodeLevel === 'account') return;
	const { noun, locator, field } = kinds[query.nodeLevel];
	const request = {
		method: 'GET',
		path: query.node,
		params: { fields: `id,account_id,${field}` },
		effect: 'read',
		account: query.account,
	} as const;
	const { body } = await session.graph.send(request).catch((thrown: Error) => {
		throw asKindProblem({ noun, locator, whereIsTheId }, thrown);
	});
	const problem = ownershipProblem({ noun, locator }, body as GraphObject, query.account);
	if (problem !== null) throw problem;
}
