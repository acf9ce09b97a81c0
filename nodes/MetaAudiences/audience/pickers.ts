import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { leadForms } from '../../meta/assets/assetTypes';
import { audienceUrl } from '../../shared/adsManager';
import { GraphFailure } from '../../shared/graph/error';
import { asNodeError, chosenAccount, PICKER_WAIT, searchOf } from '../../shared/node/listSearch';
import { openGraph } from '../../shared/node/openGraph';
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

/** Forms looked through in one list. */
const SEARCHED = 200;

/** Lead forms of the page the form has chosen so far. */
export async function searchLeadForms(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	try {
		const page = chosenPage(this);
		const { graph } = await openGraph(this, PICKER_WAIT);
		const forms = await leadForms.read(graph, { account: chosenAccount(this), page }, SEARCHED);
		const shown = filter ? forms.filter(({ id, name }) => containing(name, filter) || String(id).includes(filter)) : forms;
		return {
			results: shown.map((form) => {
				const remark = leadForms.remark(form);
				return { name: remark ? `${leadForms.title(form)} (${remark})` : leadForms.title(form), value: String(form.id) };
			}),
		};
	} catch (failure) {
		throw asNodeError(this, failure);
	}
}

const digits = (value: unknown): string | undefined => /^\d+$/.exec(String(value ?? '').trim())?.[0];

function chosenPage(context: ILoadOptionsFunctions): string {
	const page = digits(context.getNodeParameter('page', '', { extractValue: true }));
	if (page !== undefined) return page;
	throw new GraphFailure({ kind: 'invalidParameter', message: 'Choose the Page first', advice: 'This list shows the lead forms of the chosen page.' });
}
