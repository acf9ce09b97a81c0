import { Ad, Lead, LeadgenForm, Page, User } from 'facebook-nodejs-business-sdk';

import { leadFields } from '../../nodes/meta/leads/leads.ts';
import { leadFormFields } from '../../nodes/meta/leads/forms.ts';
import { formFields } from '../../nodes/MetaLeads/form/formRow.ts';
import type { Intent } from './intents.mts';
import { IDS, TOKEN } from './ours.mts';

const limit = 50;
const names = (list: string): string[] => list.split(',');
const page = () => new Page(IDS.page);
const form = () => new LeadgenForm(IDS.leadForm);
const newId = '120210000000000000';

/** What everything in a page's name begins with. */
export const readPageToken = (id: string = IDS.page) => new Page(id).get(['access_token']);
const readForm = () => form().get(names(leadFormFields));
const readLead = (id: string = IDS.lead) => new Lead(id).get(names(leadFields));
/** Of a lead without an ad. */
const readTestLeads = () => form().getTestLeads(['id'], { limit: 100 });
const readFormRow = (id: string = IDS.leadForm) => new LeadgenForm(id).get(names(formFields));

const during =
	(...steps: Array<() => unknown>) =>
	async () => {
		await readPageToken();
		for (const step of steps) await step();
	};

const ofPage = { page: IDS.page };
const ofForm = { ...ofPage, leadForm: IDS.leadForm };

const leads: Intent[] = [
	{
		operation: 'lead.get',
		title: 'by its ID',
		form: { ...ofPage, lead: IDS.lead },
		sdk: during(() => readLead(), readForm, readTestLeads),
	},
	{
		operation: 'lead.getMany',
		title: 'of a form',
		form: { ...ofForm, leadsOf: 'form', period: 'all' },
		sdk: during(readForm, () => form().getLeads(names(leadFields), { limit }), readTestLeads),
	},
	{
		operation: 'lead.getMany',
		title: 'of a form, between two times',
		form: {
			...ofForm,
			leadsOf: 'form',
			period: 'between',
			since: '2026-11-24T00:00:00Z',
			until: '2026-11-25T00:00:00Z',
		},
		sdk: during(readForm, async () => {
			const time = (operator: string, value: number) => ({ field: 'time_created', operator, value });
			const [since, until] = ['2026-11-24', '2026-11-25'].map((day) => Date.parse(day) / 1000);
			const filtering = [time('GREATER_THAN_OR_EQUAL', since), time('LESS_THAN', until + 1)];
			await form().getLeads(names(leadFields), { limit, filtering });
			await new User('me').getPermissions([]);
			await new User('me').getAccounts(['id', 'tasks'], { limit: 100 });
			await page().get(['leadgen_tos_accepted']);
		}),
	},
	{
		operation: 'lead.getMany',
		title: 'of an ad',
		form: { ...ofPage, leadsOf: 'ad', ad: IDS.ad, period: 'all', returnAll: true },
		sdk: during(async () => {
			await new Ad(IDS.ad).getLeads(names(leadFields), { limit: 500 });
			await new User('me').getPermissions([]);
			await new User('me').getAccounts(['id', 'tasks'], { limit: 100 });
			await page().get(['leadgen_tos_accepted']);
		}),
	},
];

const forms: Intent[] = [
	{ operation: 'form.get', title: 'with its questions', form: ofForm, sdk: during(() => readFormRow()) },
	{
		operation: 'form.getMany',
		title: 'of a page',
		form: ofPage,
		sdk: during(() => page().getLeadGenForms(names(formFields), { limit })),
	},
	{
		operation: 'form.create',
		title: 'with a consent box, an own question and a last page',
		form: {
			...ofPage,
			name: 'Angebot',
			questions: {
				question: [
					{ type: 'EMAIL', key: '' },
					{ type: 'CUSTOM', label: 'Seats?', choices: 'One, Two', key: 'seats' },
				],
			},
			privacyPolicyUrl: 'https://example.com/privacy',
			consentBoxes: { box: [{ text: 'Send me offers', isRequired: false, key: 'offers' }] },
			thankYouPage: {
				page: {
					title: 'Thanks',
					body: '',
					buttonType: 'VIEW_WEBSITE',
					buttonText: 'Visit',
					websiteUrl: 'https://example.com',
				},
			},
			additionalFields: { locale: 'de_DE', higherIntent: true },
		},
		sdk: during(
			() =>
				page().createLeadGenForm([], {
					name: 'Angebot',
					questions: [
						{ type: 'EMAIL' },
						{ type: 'CUSTOM', key: 'seats', label: 'Seats?', options: [{ value: 'One' }, { value: 'Two' }] },
					],
					privacy_policy: { url: 'https://example.com/privacy' },
					follow_up_action_url: 'https://example.com',
					custom_disclaimer: {
						title: 'Angebot',
						body: { text: 'Angebot' },
						checkboxes: [{ text: 'Send me offers', is_required: false, is_checked_by_default: false, key: 'offers' }],
					},
					thank_you_page: {
						title: 'Thanks',
						button_type: 'VIEW_WEBSITE',
						button_text: 'Visit',
						website_url: 'https://example.com',
					},
					locale: 'DE_DE',
					is_optimized_for_quality: true,
				}),
			() => readFormRow(newId),
		),
	},
	{
		operation: 'form.archive',
		title: 'which is the only change there is',
		form: ofForm,
		sdk: during(
			() => readFormRow(),
			() => form().update([], { status: LeadgenForm.Status.archived }),
		),
	},
];

const testLeads: Intent[] = [
	{
		operation: 'testLead.create',
		title: 'with an answer',
		form: { ...ofForm, answers: { answer: [{ key: 'email', value: 'ada@example.com' }] } },
		sdk: during(
			readForm,
			() => form().createTestLead([], { field_data: [{ name: 'email', values: ['ada@example.com'] }] }),
			() => readLead(newId),
		),
	},
	{
		operation: 'testLead.delete',
		title: 'after a look whether it is one',
		form: { ...ofPage, lead: IDS.testLead },
		sdk: during(
			() => readLead(IDS.testLead),
			() => form().getTestLeads(['id'], { limit: 100 }),
			() => new Lead(IDS.testLead).delete([]),
		),
	},
];

/** Whose app it is comes first. */
const whose = () => new User('debug_token').get([], { input_token: TOKEN });
const subscriptions: Intent[] = [
	{
		operation: 'page.checkSubscription',
		title: 'of all apps',
		form: ofPage,
		sdk: during(whose, () => page().getSubscribedApps([])),
	},
	{
		operation: 'page.subscribe',
		title: 'to leads',
		form: ofPage,
		sdk: during(
			whose,
			() => page().getSubscribedApps([]),
			() => page().createSubscribedApp([], { subscribed_fields: 'leadgen' }),
		),
	},
	{
		operation: 'page.unsubscribe',
		title: 'from leads alone',
		form: { page: IDS.toldPage },
		sdk: async () => {
			const told = new Page(IDS.toldPage);
			await readPageToken(IDS.toldPage);
			await whose();
			await told.getSubscribedApps([]);
			await told.createSubscribedApp([], { subscribed_fields: 'feed' });
		},
	},
];

export const leadIntents: readonly Intent[] = [...leads, ...forms, ...testLeads, ...subscriptions];
