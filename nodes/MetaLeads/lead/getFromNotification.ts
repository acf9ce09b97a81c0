import { groupBy } from 'lodash';

import { leadById } from '../../meta/leads/leads';
import { sendManyAsPage } from '../../meta/leads/pageAccess';
import { leadRow, type LeadRowChoices } from '../../meta/leads/row';
import { leadSources, type LeadSources } from '../../meta/leads/sources';
import { HANDSHAKE_OUTPUT, notificationFields, verifiedCall } from '../../meta/notification/verified';
import { formOf } from '../../shared/form/form';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { inLanes } from '../../shared/lanes';
import { pairLists } from '../../shared/lists';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { leadsInNotification, type NotifiedLead } from './notification';
import { leadRowOptions, leadRowChoices } from '../../meta/leads/rowFields';

const form = formOf(...notificationFields, optionsField(...leadRowOptions));

export const getFromNotification = defineOperation({
	value: 'getFromNotification',
	name: 'Get From Notification',
	action: 'Get leads from a notification',
	description: 'Use after a Webhook node. Verifies Meta’s notification and gets its leads within seconds.',
	effect: 'read',
	outputs: ['Leads', 'Not Read', HANDSHAKE_OUTPUT],
	form,
	perform: eachItem(async (session, params, index) => {
		const call = await verifiedCall(session, params, index);
		if ('rows' in call) return call.rows;
		return await rowsOf(session, leadsInNotification(call.body), leadRowChoices(params.options));
	}),
});

/** Leads that Meta does not show are told beside the others: none is lost with another. */
async function rowsOf(session: Session, leads: readonly NotifiedLead[], choices: LeadRowChoices): Promise<Row[]> {
	const sources = leadSources(session.graph);
	const pages = Object.entries(groupBy(leads, ({ page }) => page));
	const rows = await inLanes(
		pages,
		PAGES_AT_ONCE,
		async ([page, of]) => await rowsOfPage(session, page, of, sources, choices),
	);
	return rows.flat();
}

const PAGES_AT_ONCE = 4;

async function rowsOfPage(
	{ graph }: Session,
	page: string,
	leads: readonly NotifiedLead[],
	sourceOf: LeadSources,
	choices: LeadRowChoices,
): Promise<Row[]> {
	const requests = leads.map(({ lead }) => leadById(lead));
	const answers = await sendManyAsPage(graph, page, requests).catch(async (thrown: unknown) =>
		// A page that cannot be used: its leads alone are not read. Without the credential none would be.
		thrown instanceof GraphFailure && thrown.kind !== 'auth' ? thrown : await Promise.reject(thrown),
	);
	if (answers instanceof GraphFailure) return leads.map((one) => notRead(one, answers));
	return await inLanes(pairLists(leads, answers), PAGES_AT_ONCE, async ([one, { answer, failure }]): Promise<Row> => {
		if (failure) return notRead(one, failure);
		const lead = { form_id: one.form, ...(answer.body as GraphObject) };
		return { output: 'Leads', json: leadRow(lead, await sourceOf(page, lead), choices) };
	});
}

const notRead = ({ lead, page, form: of }: NotifiedLead, { message, advice }: GraphFailure): Row => ({
	output: 'Not Read',
	json: { lead_id: lead, page_id: page, form_id: of, reason: message, advice },
});
