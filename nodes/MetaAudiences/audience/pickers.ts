import { chosenAccount, searchOf } from '../../shared/node/listSearch';
import { audienceUrl } from '../../shared/adsManager';
import { audienceState } from './status';

const containing = (name: unknown, filter: string): boolean => String(name ?? '').toLowerCase().includes(filter.toLowerCase());

const typeOf = (subtype: unknown): string => (subtype === 'CUSTOM' ? 'customer list' : String(subtype ?? '').toLowerCase().replace(/_/g, ' '));

/** Audiences of the chosen account, with what keeps one from being used. Which filters their edge takes is not documented, so names are searched here. */
export const searchAudiences = searchOf({
	request: (context) => {
		const account = chosenAccount(context);
		return { method: 'GET', path: `${account}/customaudiences`, params: { fields: 'id,name,subtype,operation_status,delivery_status' }, effect: 'read', account };
	},
	item: (audience, context) => {
		const { id, name, subtype } = audience;
		const { status } = audienceState(audience);
		const remarks = [typeOf(subtype), status === 'ready' ? '' : status].filter(Boolean).join(', ');
		return { name: remarks ? `${String(name ?? id)} (${remarks})` : String(name ?? id), value: String(id), url: audienceUrl(chosenAccount(context), String(id)) };
	},
	searchedHere: ({ id, name }, filter) => containing(name, filter) || String(id).includes(filter),
});
