import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { GraphFailure } from '../../shared/graph/error';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { asNodeError, PICKER_WAIT, searchOf } from '../../shared/node/pickers/listSearch';
import { openGraph } from '../../shared/node/session/openGraph';
import { entriesOf } from '../../shared/reading/json';
import { containing, inPlainWords, withRemarks } from '../../shared/words';
import { leadFormsOf } from './forms';
import { readPagesRows } from './pageAccess';

/** Whether somebody with these tasks may read leads: Meta's tasks of pages (Graph API, Page reference). */
const mayRead = (tasks: unknown): boolean =>
	!Array.isArray(tasks) || ['ADVERTISE', 'MANAGE'].some((task) => entriesOf(tasks).includes(task));

/** Pages of the token's user, whatever the ad account: leads belong to pages. */
export const searchOwnPages = searchOf({
	request: () => ({ method: 'GET', path: 'me/accounts', params: { fields: 'id,name,tasks' }, effect: 'read' }),
	item: ({ id, name, tasks }) => ({
		name: withRemarks(titleOf({ id, name }), mayRead(tasks) ? '' : 'without the task Ads'),
		value: String(id),
		url: `https://www.facebook.com/${String(id)}`,
	}),
	searchedHere: ({ id, name }, filter) => containing(name, filter) || String(id).includes(filter),
});

/** Forms looked through in one list. */
const SEARCHED = 500;

/** Lead forms of the page the form has chosen so far. */
export async function searchLeadForms(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	try {
		const page = chosenPage(this);
		const { graph } = await openGraph(this, PICKER_WAIT);
		const forms = await readPagesRows(graph, page, leadFormsOf(page, 'id,name,status'), SEARCHED);
		const isShown = ({ id, name }: GraphObject, text: string): boolean =>
			containing(name, text) || String(id).includes(text);
		const shown = filter ? forms.filter((form) => isShown(form, filter)) : forms;
		const named = ({ id, name, status }: GraphObject): string =>
			withRemarks(titleOf({ id, name }), status === 'ACTIVE' ? '' : inPlainWords(status));
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
