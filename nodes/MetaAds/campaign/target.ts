import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/pages';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { InputProblem } from '../../shared/node/problem';
import type { Session } from '../../shared/node/session';
import { campaignFields } from './row';

/** Reads everything a comparison, a proof and a row need. */
export const readCampaign = (campaign: string, account: string): GraphRequest => ({
	method: 'GET',
	path: campaign,
	params: { fields: fieldList(campaignFields) },
	effect: 'read',
	account,
});

/**
 * Why the object read is not a campaign of this account, or null when it is.
 * An id of another kind does not come this far: Meta refuses campaign fields on it (see `notACampaign`).
 */
export function ownershipProblem(campaign: GraphObject, account: string): InputProblem | null {
	if (`act_${String(campaign.account_id)}` === account) return null;
	return new InputProblem(
		['campaign'],
		'belongs to another ad account than the chosen one',
		`Choose a campaign of ${account}, or choose the ad account act_${String(campaign.account_id)}.`,
	);
}

/**
 * Meta answers code 100 with "Tried accessing nonexisting field (objective) on node type (AdSet)" when the id is an
 * ad set's or an ad's; there is no subcode for it, so the text decides.
 */
export function notACampaign(failure: Error): Error {
	if (!(failure instanceof GraphFailure) || failure.meta?.code !== 100) return failure;
	const type = /nonexisting field .* on node type \((\w+)\)/i.exec(failure.meta.message ?? '')?.[1];
	if (type === undefined) return failure;
	return new InputProblem(
		['campaign'],
		`is not a campaign: the ID belongs to ${inWords[type] ?? `an object of type ${type}`}`,
		'Enter the ID of the campaign itself. In Ads Manager, open the Campaigns tab and copy the number in the column Campaign ID.',
	);
}

/** Graph's names for kinds, old ones included. */
const inWords: Readonly<Record<string, string>> = {
	AdSet: 'an ad set',
	AdCampaign: 'an ad set',
	Ad: 'an ad',
	AdGroup: 'an ad',
	AdAccount: 'an ad account',
	AdCreative: 'a creative',
	CustomAudience: 'an audience',
};

/**
 * The campaign, checked to be one and of this account.
 *
 * @throws InputProblem or GraphFailure
 */
export async function ownedCampaign({ graph }: Session, campaign: string, account: string): Promise<GraphObject> {
	const [settled] = await graph.sendMany([readCampaign(campaign, account)]);
	if (settled.failure) throw notACampaign(settled.failure);
	const current = settled.answer.body as GraphObject;
	const problem = ownershipProblem(current, account);
	if (problem) throw problem;
	return current;
}
