import { groupBy } from 'lodash';

import { formIdOf, formReader, type FormReader } from '../../meta/leads/formReader';
import { leadById } from '../../meta/leads/leads';
import { sendManyAsPage } from '../../meta/leads/pageAccess';
import { leadRow, type LeadRowChoices } from '../../meta/leads/row';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { note, text } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { inLanes } from '../../shared/lanes';
import { pairLists } from '../../shared/lists';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { appSecretOf } from './appSecret';
import {
	handshakeIn,
	isSignedBy,
	leadsInNotification,
	signatureIn,
	type Handshake,
	type NotifiedLead,
} from './notification';
import { leadRowOptions, leadRowChoices } from '../../meta/leads/rowFields';

const form = formOf(
	note({
		displayName: 'Verify Token',
		name: 'verifyToken',
		typeOptions: { password: true },
		description:
			'The text you enter in the App Dashboard next to the Webhook URL. Meta sends it once to verify the URL.',
	}),
	text({
		displayName: 'Input Binary Field',
		name: 'binaryProperty',
		default: 'data',
		hint: 'In the Webhook node, switch on Options → Raw Body. Meta signs the raw body.',
	}),
	optionsField(...leadRowOptions),
);

type Params = ParamsIn<typeof form>;

export const getFromNotification = defineOperation({
	value: 'getFromNotification',
	name: 'Get From Notification',
	action: 'Get leads from a notification',
	description: 'Use after a Webhook node. Verifies Meta’s notification and gets its leads within seconds.',
	effect: 'read',
	outputs: ['Leads', 'Not Read', 'Handshake'],
	form,
	perform: eachItem(async (session, params, index) => {
		const json = session.n8n.getInputData()[index]?.json;
		const handshake = handshakeIn(json);
		if (handshake !== null) return [answered(handshake, params)];
		const body = await rawBody(session, params, index);
		if (!isSignedBy(await appSecretOf(session), body, signatureIn(json))) throw unsigned();
		return await rowsOf(session, leadsInNotification(new TextDecoder().decode(body)), leadRowChoices(params.options));
	}),
});

function answered({ challenge, verifyToken }: Handshake, params: Params): Row {
	if (params.verifyToken !== '' && verifyToken === params.verifyToken)
		return { output: 'Handshake', json: { challenge } };
	throw new InputProblem(
		['verifyToken'],
		'is not what came with the question',
		'Enter the same text here and in the App Dashboard. Nothing was answered.',
	);
}

async function rawBody({ n8n }: Session, { binaryProperty }: Params, index: number): Promise<Uint8Array> {
	if (n8n.getInputData()[index]?.binary?.[binaryProperty] === undefined)
		throw new InputProblem(
			['binaryProperty'],
			'has no file in this item',
			'In the Webhook step, switch Raw Body on under Options, and keep its Binary Property and this field alike.',
		);
	return await n8n.helpers.getBinaryDataBuffer(index, binaryProperty);
}

const unsigned = (): GraphFailure =>
	new GraphFailure({
		kind: 'auth',
		message: 'The call is not signed by the app of this credential: nothing was asked of Meta',
		advice:
			'If it came from Meta, the App Secret in the credential is of another app. If not, somebody else knows the address.',
	});

/** Leads that Meta does not show are told beside the others: none is lost with another. */
async function rowsOf(session: Session, leads: readonly NotifiedLead[], choices: LeadRowChoices): Promise<Row[]> {
	const reader = formReader(session.graph);
	const pages = Object.entries(groupBy(leads, ({ page }) => page));
	const rows = await inLanes(
		pages,
		PAGES_AT_ONCE,
		async ([page, of]) => await rowsOfPage(session, page, of, reader, choices),
	);
	return rows.flat();
}

const PAGES_AT_ONCE = 4;

async function rowsOfPage(
	{ graph }: Session,
	page: string,
	leads: readonly NotifiedLead[],
	reader: FormReader,
	choices: LeadRowChoices,
): Promise<Row[]> {
	const requests = leads.map(({ lead }) => leadById(lead));
	const settled = await sendManyAsPage(graph, page, requests).catch(async (thrown: unknown) =>
		// A page that cannot be used: its leads alone are not read. Without the credential none would be.
		thrown instanceof GraphFailure && thrown.kind !== 'auth' ? thrown : await Promise.reject(thrown),
	);
	if (settled instanceof GraphFailure) return leads.map((one) => notRead(one, settled));
	return await inLanes(pairLists(leads, settled), PAGES_AT_ONCE, async ([one, { answer, failure }]): Promise<Row> => {
		if (failure) return notRead(one, failure);
		const lead = answer.body as GraphObject;
		const facts = await reader(page, formIdOf(lead) ?? one.form);
		return { output: 'Leads', json: leadRow(lead, { page, form: facts }, choices) };
	});
}

const notRead = ({ lead, page, form: of }: NotifiedLead, { message, advice }: GraphFailure): Row => ({
	output: 'Not Read',
	json: { lead_id: lead, page_id: page, form_id: of, reason: message, advice },
});
