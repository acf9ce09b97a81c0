import { GraphError, ruleError } from '../graph/language/graphError.mts';
import type { Account } from '../world/basics.mts';

/** Terms are accepted by a person, once for each ad account (Meta: error-reference, 200/1870034; wording: the emulator's own). */
export function checkTerms(account: Account): void {
	if (account.tosAccepted.custom_audience_tos) return;
	throw new GraphError(200, '(#200) Permissions error', {
		subcode: 1870034,
		userTitle: 'Custom Audience Terms Not Accepted',
		userMsg: `To create or edit an audience, accept the terms at https://business.facebook.com/ads/manage/customaudiences/tos/?act=${account.accountId}.`,
	});
}

/** A refusal with a text for the person; without a subcode Meta's is UNCONFIRMED 37. */
export function userRefusal(title: string, text: string, blame: string, subcode?: number): GraphError {
	return ruleError(title, text, blame, subcode);
}
