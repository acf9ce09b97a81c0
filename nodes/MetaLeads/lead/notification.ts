import { changesIn, digitsIn, type NotifiedChange, type NotifiedObject } from '../../meta/notification/changes';

/** A lead that Meta has told of: none of its answers, only where it is. */
export interface NotifiedLead {
	readonly lead: string;
	readonly page: string;
	readonly form: string | null;
}

const pageObject: NotifiedObject = { value: 'page', label: 'Page', noun: 'a page' };

/**
 * The leads in a notification, each once: several pages and leads can come in one, and the same one again.
 *
 * @throws InputProblem for what is no notification
 */
export function leadsInNotification(body: string): NotifiedLead[] {
	const leads = changesIn(body, pageObject).flatMap(leadIn);
	return [...new Map(leads.map((lead) => [lead.lead, lead])).values()];
}

function leadIn({ entryId, field, value }: NotifiedChange): NotifiedLead[] {
	if (field !== 'leadgen') return [];
	const [lead, page] = [digitsIn(value.leadgen_id), digitsIn(value.page_id) ?? digitsIn(entryId)];
	if (lead === null || page === null) return [];
	return [{ lead, page, form: digitsIn(value.form_id) }];
}
