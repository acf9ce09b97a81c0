import type { IDataObject } from 'n8n-workflow';

import { leadFormField, leadPageField } from '../../meta/leads/fields';
import { readLeadFormFacts, readOneForm, leadFormFacts, type LeadFormFacts } from '../../meta/leads/forms';
import { readLeads, type LeadSpan } from '../../meta/leads/leads';
import { isOfAnotherPage } from '../../meta/leads/pageAccess';
import { leadRow } from '../../meta/leads/row';
import { leadSources } from '../../meta/leads/sources';
import { whyNone } from '../../meta/leads/whyNone';
import { shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { inLanes } from '../../shared/lanes';
import { limitFields, mostRows, optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import { adAccountLocator, adLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { idOf } from '../../shared/reading/cells';
import { periodFields, spanOf } from './period';
import { leadRowOptions, leadRowChoices } from '../../meta/leads/rowFields';

const form = formOf(
	leadPageField,
	choice({
		displayName: 'Get Leads By',
		name: 'leadsOf',
		options: [
			{ name: 'Ad', value: 'ad', description: 'Leads that came from one ad' },
			{
				name: 'All Instant Forms of the Page',
				value: 'page',
				description: 'Archived ones too: they may still get leads',
			},
			{ name: 'Instant Form', value: 'form' },
		],
		default: 'form',
	}),
	shownWhen({ leadsOf: ['form'] }, leadFormField),
	shownWhen({ leadsOf: ['ad'] }, adAccountLocator),
	shownWhen({ leadsOf: ['ad'] }, adLocator),
	...periodFields,
	...limitFields,
	...outputFields,
	optionsField(...leadRowOptions),
);

type Params = ParamsIn<typeof form>;

/** Forms read at once. */
const LANES = 4;

/** Leads of several forms come newest first. */
const byTime = (one: GraphObject, other: GraphObject): number =>
	String(other.created_time).localeCompare(String(one.created_time));

export const getManyLeads = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many leads',
	description: 'Get the leads of a lead form, of an ad, or of all lead forms of a page',
	effect: 'read',
	form,
	perform: eachItem(async (session, params) => {
		const leads = await findLeads(session, params);
		if (leads.length === 0) await tellWhyNone(session, params.page);
		if (!params.simplify) return leads.map(({ lead }): Row => ({ json: lead as IDataObject }));
		const choices = leadRowChoices(params.options);
		const sourceOf = leadSources(session.graph);
		return await inLanes(leads, LANES, async ({ lead, form: of }): Promise<Row> => {
			const source = await sourceOf(params.page, lead, of);
			return { json: leadRow(lead, source, choices) };
		});
	}),
});

interface Found {
	readonly lead: GraphObject;
	/** Where it has been read. */
	readonly form?: LeadFormFacts;
}

async function findLeads(session: Session, params: Params): Promise<Found[]> {
	const { graph } = session;
	const now = graph.serverTime() ?? session.now();
	const span = spanOf(params, session.n8n.getTimezone(), now);
	const most = mostRows(params);
	if (params.leadsOf === 'form') return await ofForm(session, params, span, most);
	if (params.leadsOf === 'ad')
		return (await readLeads(graph, params.page, params.ad ?? '', span, most)).map((lead) => ({ lead }));
	const forms = await readLeadFormFacts(graph, params.page);
	const lists = await inLanes(forms, LANES, async (of) =>
		(await readLeads(graph, params.page, of.id, span, most)).map((lead): Found => ({ lead, form: of })),
	);
	const all = lists.flat().sort((one, other) => byTime(one.lead, other.lead));
	return all.slice(0, most);
}

async function ofForm(
	{ graph }: Session,
	{ page, leadForm = '' }: Params,
	span: LeadSpan,
	most: number,
): Promise<Found[]> {
	const object = await readOneForm(graph, page, leadForm).catch(async (thrown: unknown) =>
		isOfAnotherPage(thrown) ? undefined : await Promise.reject(thrown),
	);
	const owner = object === undefined ? null : idOf(object.page_id);
	if (object === undefined || (owner !== null && owner !== page))
		throw new InputProblem(['leadForm'], 'is not a form of this page', 'Choose a form from the list, or another page.');
	const facts = leadFormFacts(object);
	return (await readLeads(graph, page, leadForm, span, most)).map((lead) => ({ lead, form: facts }));
}

/** @throws GraphFailure where something is known to be wrong; otherwise a hint says what is not known */
async function tellWhyNone({ graph, n8n }: Session, page: string): Promise<void> {
	const { problem, open } = await whyNone(graph, page);
	if (problem instanceof GraphFailure) throw problem;
	n8n.addExecutionHints({
		message: `Meta lists no leads here. All checks passed. These could not be checked: ${open.join(', ')}.`,
		location: 'outputPane',
		type: 'info',
	});
}
