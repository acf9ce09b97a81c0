import { GraphFailure } from '../graph/error';
import type { GraphObject } from '../graph/object';
import { fieldList, type GraphRequest } from '../graph/request';
import { InputProblem } from '../form/problem';
import type { Session } from '../node/session/session';
import { idOf } from '../reading/cells';
import type { AdObjectIdentity } from './kind';
import { entryOf } from '../record';

/** A kind, and the fields to read of it; one of them must be a field only this kind has. */
type ReadKind = AdObjectIdentity & { readonly fields: readonly string[] };

/** Reads everything a comparison, a proof and a row need. */
export const readObject = ({ fields }: ReadKind, id: string, account: string): GraphRequest => ({
	method: 'GET',
	path: id,
	params: { fields: fieldList(fields) },
	effect: 'read',
	account,
});

/**
 * Why the object read is not one of this account, or null when it is. An id of another kind does not come this far:
 * Meta refuses the kind's fields on it (see `asKindProblem`).
 */
export function ownershipProblem(
	{ noun, locator }: Pick<AdObjectIdentity, 'noun' | 'locator'>,
	object: GraphObject,
	account: string,
): InputProblem | null {
	const owner = idOf(object.account_id);
	if (`act_${owner}` === account) return null;
	if (owner === null)
		return new InputProblem(
			[locator.name],
			'belongs to an ad account that Meta did not name',
			`Run the step again, or choose one of the ${noun}s of ${account}.`,
		);
	return new InputProblem(
		[locator.name],
		'belongs to another ad account than the chosen one',
		`Choose one of the ${noun}s of ${account}, or choose the ad account act_${owner}.`,
	);
}

/**
 * Meta answers code 100 with "Tried accessing nonexisting field (objective) on node type (AdSet)" when the id is of
 * another kind; there is no subcode for it, so the text decides.
 */
export function asKindProblem(
	{ noun, locator, whereIsTheId }: Pick<AdObjectIdentity, 'noun' | 'locator' | 'whereIsTheId'>,
	failure: Error,
): Error {
	if (!(failure instanceof GraphFailure) || failure.meta?.code !== 100) return failure;
	const type = /nonexisting field \([^()]*\) on node type \((\w+)\)/i.exec(failure.meta.message ?? '')?.[1];
	if (type === undefined) return failure;
	const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
	const other = entryOf(inWords, type) ?? `an object of type ${type}`;
	return new InputProblem([locator.name], `is not ${article} ${noun}: the ID belongs to ${other}`, whereIsTheId);
}

/** Graph's names for kinds, old ones included. */
const inWords: Readonly<Record<string, string>> = {
	Campaign: 'a campaign',
	AdCampaignGroup: 'a campaign',
	AdSet: 'an ad set',
	AdCampaign: 'an ad set',
	Ad: 'an ad',
	AdGroup: 'an ad',
	AdAccount: 'an ad account',
	AdCreative: 'a creative',
	AdVideo: 'a video',
	CustomAudience: 'an audience',
};

/**
 * The object, checked to be of its kind and of this account.
 *
 * @throws InputProblem or GraphFailure
 */
export async function ownedObject(
	{ graph }: Session,
	kind: ReadKind,
	id: string,
	account: string,
): Promise<GraphObject> {
	const { answer, failure } = await graph.sendOne(readObject(kind, id, account));
	if (failure) throw asKindProblem(kind, failure);
	const object = answer.body as GraphObject;
	const problem = ownershipProblem(kind, object, account);
	if (problem) throw problem;
	return object;
}
