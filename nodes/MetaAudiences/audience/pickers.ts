import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { leadForms } from '../../meta/assets/assetTypes';
import { audienceUrl } from '../../shared/adsManager';
import { GraphFailure } from '../../shared/graph/error';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { asNodeError, chosenAccount, PICKER_WAIT, searchOf, type Picker } from '../../shared/node/pickers/listSearch';
import { openGraph } from '../../shared/node/session/openGraph';
import { containing, inPlainWords, remarked } from '../../shared/words';
import { audienceState, takesContacts } from './status';

/** Whether a list that is searched for a text shows an object. */
const isShown = ({ id, name }: GraphObject, text: string): boolean =>
	containing(name, text) || String(id).includes(text);

const typeOf = (subtype: unknown): string => (subtype === 'CUSTOM' ? 'customer list' : inPlainWords(subtype ?? ''));

/**
 * The audiences of the chosen account, with what keeps one from being used. Which filters their edge takes is not documented,
 * so names are searched here.
 */
const audiences: Picker = {
	request: async (context) => {
		const account = await chosenAccount(context);
		return {
			method: 'GET',
			path: `${account}/customaudiences`,
			params: { fields: 'id,name,subtype,operation_status,delivery_status' },
			effect: 'read',
			account,
		};
	},
	item: (audience, account) => {
		const { id, name, subtype } = audience;
		const { status } = audienceState(audience);
		return {
			name: remarked(titleOf({ id, name }), typeOf(subtype), status === 'ready' ? '' : status),
			value: String(id),
			url: audienceUrl(account, String(id)),
		};
	},
	searchedHere: isShown,
};

export const searchAudiences = searchOf(audiences);

/** Those that contacts can be sent to. Of which kind one is that Meta does not tell is left to the step. */
export const searchCustomerLists = searchOf({ ...audiences, offered: (audience) => takesContacts(audience) !== false });

/** Forms looked through in one list. */
const SEARCHED = 200;

/** Lead forms of the page the form has chosen so far. */
export async function searchLeadForms(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	try {
		const page = chosenPage(this);
		const { graph } = await openGraph(this, PICKER_WAIT);
		const forms = await leadForms.read(graph, { account: await chosenAccount(this), page }, SEARCHED);
		const shown = filter ? forms.filter((form) => isShown(form, filter)) : forms;
		const named = (form: GraphObject): string => remarked(leadForms.title(form), leadForms.remark(form));
		return { results: shown.map((form) => ({ name: named(form), value: String(form.id) })) };
	} catch (failure) {
		throw asNodeError(this, failure);
	}
}

const digits = (value: unknown): string | undefined => /^\d+$/.exec(String(value ?? '').trim())?.[0];

function chosenPage(context: ILoadOptionsFunctions): string {
	const page = digits(context.getNodeParameter('page', '', { extractValue: true }));
	if (page !== undefined) return page;
	throw new GraphFailure({
		kind: 'invalidParameter',
		message: 'Choose the Page first',
		advice: 'This list shows the lead forms of the chosen page.',
	});
}
