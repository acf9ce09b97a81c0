import type { PlannedCreation } from '../../shared/adObject/creation';
import type { GraphParams } from '../../shared/graph/request';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { provenDestination } from './destination';
import { sameContent } from './sameContent';

/** A creative to be made of ready parameters. */
export function creationOf(
	params: GraphParams,
	session: Session,
	account: AccountFacts,
	validateOnly: boolean,
): PlannedCreation {
	const path = `${account.id}/adcreatives`;
	return {
		request: { method: 'POST', path, params, effect: 'create', account: account.id },
		account,
		validateOnly: validateOnly || session.dryRun,
		proves: provenDestination(params),
		lookUp: {
			edge: path,
			account: account.id,
			name: String(params.name),
			noun: 'creative',
			narrow: {},
			...sameContent(params),
		},
	};
}
