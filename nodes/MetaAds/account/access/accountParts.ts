import { chunk } from 'lodash';

import { findingOf, type CheckFinding } from '../../../meta/finding';
import { accountGateFields, paymentFields } from '../../../meta/gates/accountGates';
import type { GraphObject } from '../../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../../shared/graph/request';
import { readUsage, type AccessTier } from '../../../shared/graph/wire/usage';
import { existing, pairLists } from '../../../shared/lists';
import type { Session } from '../../../shared/node/session/session';

/** What one check reads of an account, in parts that need different permissions. */
export interface AccountParts {
	/** `act_` and digits. */
	readonly id: string;
	readonly core: CheckFinding<GraphObject>;
	/** The token's tasks and the accepted terms. */
	readonly rights: CheckFinding<GraphObject>;
	readonly business: CheckFinding<GraphObject>;
	/** Whether there is a payment method, and what hides it. */
	readonly payment: CheckFinding<GraphObject>;
	/** What the account's usage headers told, or those of any other answer: the tier belongs to the app. */
	readonly tier?: AccessTier;
}

/** Core, rights, business and payment, in this order. */
const PARTS = [
	fieldList(['id', 'name', 'disable_reason', 'timezone_name', ...accountGateFields]),
	fieldList(['user_tasks', 'tos_accepted']),
	// Whether a token without business_management may read two_factor_type is UNCONFIRMED 1, hence a part of its own.
	'business{id,name,two_factor_type,verification_status}',
	fieldList(paymentFields),
];

/** Reads the accounts in batches; each costs four points of its own quota. */
export async function readAccountParts(session: Session, ids: readonly string[]): Promise<AccountParts[]> {
	const requests = ids.flatMap((id) =>
		PARTS.map((fields): GraphRequest => ({ method: 'GET', path: id, params: { fields }, effect: 'read', account: id })),
	);
	const answers = chunk(await session.graph.sendMany(requests), PARTS.length);
	return pairLists(ids, answers).map(([id, parts]) => {
		const partFinding = (part: number): CheckFinding<GraphObject> =>
			findingOf(existing(parts[part], 'a part of an ad account'), (body) => body);
		const usages = parts.flatMap(({ answer }) => (answer ? readUsage(answer.headers) : []));
		return {
			id,
			core: partFinding(0),
			rights: partFinding(1),
			business: partFinding(2),
			payment: partFinding(3),
			tier: usages.find(({ tier }) => tier !== undefined)?.tier ?? session.graph.answerFacts.tier,
		};
	});
}
