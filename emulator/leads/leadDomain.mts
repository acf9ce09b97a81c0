import type { Domain } from '../graph/handlers/domain.mts';
import { createForm, updateForm } from './formWrites.mts';
import { adLeads, formLeads, leadForms, testLeads } from './leadEdges.mts';
import { formType, leadType, pageType } from './leadFields.mts';
import { seedLeads } from './seedLeads.mts';
import { subscribeApp, subscribedApps, unsubscribeApp } from './subscriptions.mts';
import { createTestLead, deleteLead } from './testLeads.mts';

/** Lead forms, leads, and the pages they belong to. */
export const leadDomain = {
	types: { Lead: leadType, LeadgenForm: formType, Page: pageType },
	edges: {
		Page: { leadgen_forms: leadForms, subscribed_apps: subscribedApps },
		LeadgenForm: { leads: formLeads, test_leads: testLeads },
		Ad: { leads: adLeads },
	},
	writes: {
		Page: {
			'POST leadgen_forms': createForm,
			'POST subscribed_apps': subscribeApp,
			'DELETE subscribed_apps': unsubscribeApp,
		},
		LeadgenForm: { 'POST ': updateForm, 'POST test_leads': createTestLead },
		Lead: { 'DELETE ': deleteLead },
	},
	firstIds: { LeadgenForm: 3007000000001001n, Lead: 24810000000000001n },
	seed: seedLeads,
} satisfies Domain;
