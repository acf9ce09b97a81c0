import { audienceUrl } from '../../shared/adsManager';
import { titleOf } from '../../shared/graph/object';
import { edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { byNameOrId, searchOf, type Picker } from '../../shared/node/pickers/listSearch';
import { inPlainWords, withRemarks } from '../../shared/words';
import { audienceState, takesContacts } from './status';

const typeOf = (subtype: unknown): string => (subtype === 'CUSTOM' ? 'customer list' : inPlainWords(subtype ?? ''));

/**
 * The audiences of the chosen account, with what keeps one from being used. Which filters their edge takes is not documented,
 * so names are searched here.
 */
const audiences: Picker = {
	request: edgeOfAccount('customaudiences', 'id,name,subtype,operation_status,delivery_status'),
	item: (audience, account) => {
		const { id, name, subtype } = audience;
		const { status } = audienceState(audience);
		return {
			name: withRemarks(titleOf({ id, name }), typeOf(subtype), status === 'ready' ? '' : status),
			value: String(id),
			url: audienceUrl(account, String(id)),
		};
	},
	searchedHere: byNameOrId,
};

export const searchAudiences = searchOf(audiences);

/** Those that contacts can be sent to. Of which kind one is that Meta does not tell is left to the step. */
export const searchCustomerLists = searchOf({ ...audiences, offered: (audience) => takesContacts(audience) !== false });
