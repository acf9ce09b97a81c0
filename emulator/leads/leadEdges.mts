import { edge, type Edge, type EdgeContext } from '../graph/handlers/edge.mts';
import { parameterError } from '../graph/language/graphError.mts';
import { parseJson } from '../graph/language/params.mts';
import type { Ad } from '../world/adObjectModel.mts';
import { mayManageForms, mayReadLeads } from './leadAccess.mts';
import type { Lead } from './leadModel.mts';

/** "This operation requires a Page access token" (Meta: graph-api/reference/page/leadgen_forms). Archived forms are listed too. */
export const leadForms: Edge = edge<'Page'>(
	{ to: 'LeadgenForm', order: 'oldest', isAds: false },
	(page, { world, token }) =>
		mayManageForms(world, token, page.id)
			? world.all('LeadgenForm').filter(({ parentId }) => parentId === page.id)
			: [],
);

const OPERATORS: Record<string, (at: number, value: number) => boolean> = {
	LESS_THAN: (at, value) => at < value,
	GREATER_THAN: (at, value) => at > value,
	GREATER_THAN_OR_EQUAL: (at, value) => at >= value,
};

/** `time_created` by three operators, in seconds (Meta: guides/lead-ads/retrieving, "Filtering"); nothing else. */
function fits(context: EdgeContext): (lead: Lead) => boolean {
	const text = context.params.text('filtering');
	const filters: unknown = text === undefined ? [] : parseJson(text);
	if (!Array.isArray(filters)) throw parameterError('Param filtering must be an array.', 'filtering');
	const tests = filters.map((filter, index) => {
		const { field, operator, value } = filter as Record<string, unknown>;
		const compares = OPERATORS[String(operator)];
		if (field !== 'time_created' || compares === undefined || !/^\d+$/.test(String(value)))
			throw parameterError(`Param filtering[${index}] is not supported`, 'filtering');
		return (lead: Lead) => compares(Math.floor(lead.createdAt / 1000), Number(value));
	});
	return (lead) => tests.every((test) => test(lead));
}

/** The order of leads is not documented (UNCONFIRMED 105): here the newest of Meta's own numbers come first. */
const leads = { to: 'Lead', order: 'newest', isAds: false, filtersItself: true } as const;

export const formLeads: Edge = edge<'LeadgenForm'>(leads, (form, context) => {
	const { world, token } = context;
	if (!mayReadLeads(world, token, form.parentId ?? '')) return [];
	return world.leads.shown(form.id).filter(fits(context)).toReversed();
});

/** Only the leads of that ad (Meta: guides/lead-ads/retrieving). Whether a user's token may read them is UNCONFIRMED 106: here it may not. */
export const adLeads: Edge = edge<'Ad'>(leads, (ad, context) => {
	const { world, token } = context;
	const formIds = formsOf(ad, context);
	for (const form of formIds) mayReadLeads(world, token, world.get('LeadgenForm', form).parentId ?? '');
	return formIds
		.flatMap((form) => world.leads.shown(form))
		.filter(({ adId }) => adId === ad.id)
		.filter(fits(context))
		.toReversed();
});

/** Forms by which the ad has brought leads, or those of the page whose token asks. */
function formsOf(ad: Ad, { world, token }: EdgeContext): string[] {
	const forms = world.all('LeadgenForm');
	const brought = forms.filter(({ id }) => world.leads.all(id).some(({ adId }) => adId === ad.id));
	const asked = brought.length > 0 ? brought : forms.filter(({ parentId }) => parentId === token.user.id).slice(0, 1);
	return (asked.length > 0 ? asked : forms.slice(0, 1)).map(({ id }) => id);
}

export const testLeads: Edge = edge<'LeadgenForm'>(leads, (form, { world, token }) =>
	mayReadLeads(world, token, form.parentId ?? '') ? world.leads.shown(form.id).filter(({ isTest }) => isTest) : [],
);
