import type { IDataObject } from 'n8n-workflow';

import { leadFormFacts } from '../../meta/leads/forms';
import { fieldList } from '../../shared/graph/request';
import type { GraphObject } from '../../shared/graph/object';
import { textCell } from '../../shared/reading/cells';

export const formFields = fieldList([
	...['id', 'name', 'status', 'locale', 'created_time', 'questions', 'legal_content', 'privacy_policy_url', 'page_id'],
	...['leads_count', 'organic_leads_count', 'expired_leads_count'],
]);

const countIn = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

/** Where people see a page's forms at Meta. */
const formsUrl = (page: string): string => `https://business.facebook.com/latest/instant_forms/forms?asset_id=${page}`;

export function formRow(form: GraphObject, page: string): IDataObject {
	const { id, name, status, locale, questions, consents } = leadFormFacts(form);
	return {
		id,
		name,
		status,
		locale,
		leadsCount: countIn(form.leads_count),
		organicLeadsCount: countIn(form.organic_leads_count),
		expiredLeadsCount: countIn(form.expired_leads_count),
		questions: questions.map(({ label }) => label).join(', '),
		consentBoxes: [...consents.values()].join(', '),
		createdTime: textCell(form.created_time),
		pageId: page,
		url: formsUrl(page),
	};
}
