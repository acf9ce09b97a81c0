import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError } from '../graph/language/graphError.mts';
import { readObjects, type JsonObject } from '../graph/language/jsonObjects.mts';
import { mayReadLeads } from './leadAccess.mts';
import { addLead } from './arrivals.mts';
import type { Lead, LeadForm } from './leadModel.mts';

interface Question {
	key?: unknown;
	type?: unknown;
	options?: Array<{ key?: unknown; value?: unknown }>;
}

/** What Meta fills in is a dummy of its own (guides/lead-ads/testing-troubleshooting shows `<test lead: dummy data for …>`). */
const dummy = ({ key, type, options }: Question): { name: string; values: string[] } => {
	const name = String(key ?? type).toLowerCase();
	if (type === 'EMAIL' || type === 'WORK_EMAIL') return { name, values: ['test@meta.com'] };
	const option = options?.[0]?.key ?? options?.[0]?.value;
	return { name, values: [typeof option === 'string' ? option : `<test lead: dummy data for ${name}>`] };
};

/** One at a time (Meta: guides/lead-ads/testing-troubleshooting); code and words of the refusal are UNCONFIRMED 59. */
export function createTestLead({ world, token, params }: WriteCall, form: LeadForm): Record<string, unknown> {
	mayReadLeads(world, token, form.parentId ?? '');
	if (world.leads.all(form.id).some(({ isTest }) => isTest))
		throw new GraphError(
			100,
			'(#100) A test lead already exists for this form. Delete it before you create another one.',
		);
	const given = readObjects(params, 'field_data');
	const consents = readObjects(params, 'custom_disclaimer_responses');
	const questions = (Array.isArray(form.fields.questions) ? form.fields.questions : []) as Question[];
	const lead = addLead(world, {
		form: form.id,
		answers: given?.map(answerOf) ?? questions.map(dummy),
		consents: consents?.map(consentOf) ?? [],
		isTest: true,
		isByAppRole: true,
	});
	return { id: lead.id };
}

const answerOf = ({ name, values }: JsonObject): Lead['answers'][number] => {
	if (typeof name === 'string' && Array.isArray(values)) return { name, values: values.map(String) };
	throw parameterError('Param field_data must have name and values', 'field_data');
};

const consentOf = ({ checkbox_key: key, is_checked: checked }: JsonObject): Lead['consents'][number] => ({
	checkbox_key: String(key),
	is_checked: checked === true || checked === '1' ? '1' : '',
});

/** Only test leads can be deleted, by whoever may read them (Meta: guides/lead-ads/testing-troubleshooting). */
export function deleteLead({ world, token }: WriteCall, lead: Lead): Record<string, unknown> {
	mayReadLeads(world, token, lead.form.parentId ?? '');
	if (!lead.isTest) throw new GraphError(200, '(#200) Only test leads can be deleted');
	world.leads.forget(lead);
	world.remove(lead);
	return { success: true };
}
