import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { leadFormFacts, readOneForm, type LeadFormFacts } from './forms';
import { readTestLeadIds } from './leads';
import { isOfAnotherPage } from './pageAccess';
import type { LeadSource } from './row';

/** Where leads come from. @param readForm where it has been read already */
export type LeadSources = (page: string, lead: GraphObject, readForm?: LeadFormFacts) => Promise<LeadSource>;

/** Each form and each list of test leads is read once. */
export function leadSources(graph: GraphClient): LeadSources {
	const readForms = new Map<string, Promise<LeadFormFacts | undefined>>();
	const readTests = new Map<string, Promise<ReadonlySet<string> | null>>();
	return async (page, lead, readForm) => {
		const form = formIdOf(lead) ?? readForm?.id ?? null;
		const [facts, isTest] = await Promise.all([
			readForm ?? (form === null ? undefined : once(readForms, form, async () => await shownForm(graph, page, form))),
			isTestLead(lead, async () =>
				form === null ? null : await once(readTests, form, async () => await testLeadsOf(graph, page, form)),
			),
		]);
		return { page, form: facts, isTest };
	};
}

/** The form that a lead came by. */
export const formIdOf = ({ form_id: form }: Readonly<Record<string, unknown>>): string | null => idOf(form);

function once<T>(read: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
	const reading = read.get(key) ?? work();
	read.set(key, reading);
	return reading;
}

const isHidden = (thrown: unknown): boolean =>
	thrown instanceof GraphFailure && (['notFound', 'permission'].includes(thrown.kind) || isOfAnotherPage(thrown));

/** Undefined where Meta does not show it: its leads are told all the same. */
export const shownForm = async (graph: GraphClient, page: string, form: string): Promise<LeadFormFacts | undefined> =>
	await readOneForm(graph, page, form).then(leadFormFacts, async (thrown: unknown) =>
		isHidden(thrown) ? undefined : await Promise.reject(thrown),
	);

/** Null where Meta does not show them. */
const testLeadsOf = async (graph: GraphClient, page: string, form: string): Promise<ReadonlySet<string> | null> =>
	await readTestLeadIds(graph, page, form).catch(async (thrown: unknown) =>
		thrown instanceof GraphFailure ? null : await Promise.reject(thrown),
	);

/**
 * A lead has no field that says it. Meta's testing tool fills a form in with words of its own and an address of Meta's. A test lead
 * with other answers is in the form's list of test leads, and it has no ad (Meta: guides/lead-ads/testing-troubleshooting).
 * Whether that list has the test leads of all people is UNCONFIRMED 161.
 */
async function isTestLead(
	lead: GraphObject,
	testLeads: () => Promise<ReadonlySet<string> | null>,
): Promise<boolean | null> {
	const texts = entriesOf(lead.field_data).flatMap((entry) => entriesOf(recordOf(entry).values));
	if (texts.some((text) => DUMMY.test(String(text)))) return true;
	if (lead.is_organic === false || idOf(lead.ad_id) !== null) return false;
	return (await testLeads())?.has(String(lead.id)) ?? null;
}

const DUMMY = /^<?test lead: dummy data for |^test@(?:meta|fb)\.com$/i;
