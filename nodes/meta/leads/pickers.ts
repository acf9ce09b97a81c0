import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { GraphFailure } from '../../shared/graph/error';
import { titleOf } from '../../shared/graph/object';
import { chosenSoFar } from '../../shared/node/pickers/chosenAccount';
import { byNameOrId, searchOf } from '../../shared/node/pickers/listSearch';
import { entriesOf } from '../../shared/reading/json';
import { inPlainWords, withRemarks } from '../../shared/words';
import { leadFormsOf } from './forms';
import { inPagesName } from './pageAccess';

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
	searchedHere: byNameOrId,
});

/** Lead forms of the page the form has chosen so far, in the page's name. Their edge documents no filter, so names are searched here. */
export const searchLeadForms = searchOf({
	request: (context) => leadFormsOf(chosenPage(context), 'id,name,status'),
	item: ({ id, name, status }) => ({
		name: withRemarks(titleOf({ id, name }), status === 'ACTIVE' ? '' : inPlainWords(status)),
		value: String(id),
	}),
	searchedHere: byNameOrId,
	inNameOf: async (graph, question, send) =>
		await inPagesName(graph, pageIn(question.path), async (bearer) => await send({ ...question, bearer })),
});

/** `{page}/leadgen_forms`. */
const pageIn = (path: string): string => path.split('/')[0] ?? '';

const digits = (value: unknown): string | undefined => /^\d+$/.exec(String(value ?? '').trim())?.[0];

function chosenPage(context: ILoadOptionsFunctions): string {
	const page = digits(chosenSoFar(context, 'page', 'Page'));
	if (page !== undefined) return page;
	throw new GraphFailure({
		kind: 'invalidParameter',
		message: 'Choose the Page first',
		advice: 'This list shows the lead forms of the chosen page.',
	});
}
