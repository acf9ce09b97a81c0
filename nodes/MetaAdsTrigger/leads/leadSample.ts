import type { IDataObject } from 'n8n-workflow';

import { readLeadFormFacts } from '../../meta/leads/forms';
import { readLeads } from '../../meta/leads/leads';
import { leadSources } from '../../meta/leads/sources';
import type { OpenPoll } from '../form/openLook';
import { leadItem } from './leadLook';

/** As it would come, with invented answers: the steps behind can be built before the first lead. */
const inventedLead = (now: number) => ({
	id: '1',
	created_time: new Date(now).toISOString().replace(/\.\d+Z$/, '+0000'),
	field_data: [
		{ name: 'full_name', values: ['Alex Example'] },
		{ name: 'email', values: ['alex@example.com'] },
		{ name: 'phone_number', values: ['+12025550123'] },
	],
	custom_disclaimer_responses: [],
	is_organic: true,
});

/** For a run by hand: the newest lead of the chosen page, or an invented one. */
export async function sampleLead(context: OpenPoll): Promise<IDataObject> {
	const { graph, params, now } = context;
	const { page, leadForm } = params;
	const invented = { page: page ?? '0', form: undefined, isTest: true };
	if (page === undefined) return leadItem(context, inventedLead(now), invented);
	const forms = await readLeadFormFacts(graph, page);
	const formsToRead = forms.filter(
		({ id, leadsCount }) => (leadForm === undefined || id === leadForm) && leadsCount !== 0,
	);
	const lists = await Promise.all(
		formsToRead.map(async (form) => (await readLeads(graph, page, form.id, {})).map((lead) => ({ lead, form }))),
	);
	const [newest] = lists
		.flat()
		.sort((one, other) => String(other.lead.created_time).localeCompare(String(one.lead.created_time)));
	if (newest === undefined) return leadItem(context, inventedLead(now), invented);
	return leadItem(context, newest.lead, await leadSources(graph)(page, newest.lead, newest.form));
}
