import { readUsage, type AccessTier } from '../../shared/graph/usage';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session';
import { partOf, type Part } from '../../meta/part';

/** What one check reads of an account, in parts that need different permissions. */
export interface AccountParts {
	/** `act_` and digits. */
	readonly id: string;
	readonly core: Part<GraphObject>;
	/** The token's tasks and the accepted terms. */
	readonly rights: Part<GraphObject>;
	readonly business: Part<GraphObject>;
	/** What the account's usage headers told, or those of any other answer: the tier belongs to the app. */
	readonly tier?: AccessTier;
}

const PARTS = [
	fieldList(['id', 'name', 'account_status', 'disable_reason', 'currency', 'timezone_name']),
	fieldList(['user_tasks', 'tos_accepted']),
	// Whether a token without business_management may read two_factor_type is UNCONFIRMED, hence a part of its own.
	'business{id,name,two_factor_type}',
];

/** Reads the accounts in batches; each costs three points of its own quota. */
export async function readAccountParts(session: Session, ids: readonly string[]): Promise<AccountParts[]> {
	const requests = ids.flatMap((id) =>
		PARTS.map((fields): GraphRequest => ({ method: 'GET', path: id, params: { fields }, effect: 'read', account: id })),
	);
	const settled = await session.graph.sendMany(requests);
	return ids.map((id, index) => {
		const [core, rights, business] = settled.slice(index * PARTS.length, (index + 1) * PARTS.length);
		const usages = [core, rights, business].flatMap(({ answer }) => (answer ? readUsage(answer.headers) : []));
		return {
			id,
			core: partOf(core, (body) => body),
			rights: partOf(rights, (body) => body),
			business: partOf(business, (body) => body),
			tier: usages.find(({ tier }) => tier !== undefined)?.tier ?? session.graph.observed.tier,
		};
	});
}
