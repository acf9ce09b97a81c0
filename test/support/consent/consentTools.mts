import type { IDataObject } from 'n8n-workflow';

import { furtherShapes } from './consentFurther.mts';
import { namedShapes } from './consentNamed.mts';
import { sheetShapes } from './consentSheets.mts';

/**
 * How tools give a contact with what it says of consent: items made after the page that is named, with invented people. Each
 * shape comes with the words that its tool writes for a yes, for a no, and for what is neither.
 */
export interface ConsentShape {
	readonly tool: string;
	readonly source: string;
	/** The item of a contact with this address that says this. */
	readonly item: (email: string, said: unknown) => IDataObject;
	readonly yes: readonly unknown[];
	readonly no: readonly unknown[];
	/** Understood, and no yes. */
	readonly open?: readonly unknown[];
	/** A yes stands nowhere in it: the tool keeps only who has left. */
	readonly onlyNo?: true;
	/** Its address stands under no name that is known: it has to be mapped by hand. */
	readonly isUnread?: true;
}

const BOOLEANS = { yes: [true], no: [false] } as const;
const OUT_BOOLEANS = { yes: [false], no: [true], onlyNo: true } as const;

const cast = (said: unknown): IDataObject[string] => said as IDataObject[string];

const nameOf = (email: string): string => email.replace(/@.*/, '');

/** A number of the contact's own. */
const numberOf = (email: string): string =>
	`+4917${String(Array.from(email).reduce((sum, mark) => (sum * 31 + mark.charCodeAt(0)) % 1e9, 7)).padStart(9, '1')}`;

const crm: readonly ConsentShape[] = [
	{
		tool: 'Pipedrive, person',
		source: 'Pipedrive API v1, Persons: marketing_status',
		item: (email, said) => ({
			id: 7,
			first_name: 'Ada',
			last_name: 'Oak',
			active_flag: true,
			email: [{ value: email, primary: true, label: 'work' }],
			owner_id: { id: 9, name: 'Rep', email: 'rep@example.org', active_flag: true },
			marketing_status: cast(said),
		}),
		yes: ['subscribed'],
		no: ['unsubscribed', 'no_consent', 'bounced', 'archived'],
	},
	{
		tool: 'HighLevel',
		source: 'HighLevel API, Contacts: dnd',
		item: (email, said) => ({ id: 'h1', email, firstName: 'Ada', dnd: cast(said), dndSettings: {}, tags: ['lead'] }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'HighLevel, by channel',
		source: 'HighLevel API, Contacts: dndSettings',
		item: (email, said) => ({
			id: 'h1',
			email,
			dndSettings: {
				Email: { status: cast(said), message: 'Form', code: '1' },
				SMS: { status: 'active', message: '' },
			},
		}),
		yes: ['inactive'],
		no: ['active', 'permanent'],
		onlyNo: true,
	},
	{
		tool: 'Odoo',
		source: 'Odoo mass_mailing, res.partner: is_blacklisted',
		item: (email, said) => ({ id: 3, email, name: 'Ada Oak', is_blacklisted: cast(said), country_id: [57, 'Germany'] }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'EspoCRM',
		source: 'EspoCRM, Contact: emailAddressIsOptedOut',
		item: (email, said) => ({
			id: 'e1',
			emailAddress: email,
			emailAddressIsOptedOut: cast(said),
			emailAddressIsInvalid: false,
			phoneNumberIsOptedOut: false,
			doNotCall: false,
			deleted: false,
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Freshsales',
		source: 'Freshsales API, Contacts: subscription_status',
		item: (email, said) => ({
			id: 4,
			email,
			first_name: 'Ada',
			subscription_status: cast(said),
			do_not_disturb: 'false',
		}),
		yes: [1],
		no: [2],
	},
	{
		tool: 'Freshsales, calls',
		source: 'Freshsales API, Contacts: do_not_disturb',
		item: (email, said) => ({
			id: 4,
			email,
			first_name: 'Ada',
			do_not_disturb: cast(said),
			subscription_types: '2;5;4',
		}),
		yes: ['false', false],
		no: ['true', true],
		onlyNo: true,
	},
	{
		tool: 'Keap',
		source: 'Keap REST API v1, Contacts: email_opted_in',
		item: (email, said) => ({
			id: 5,
			given_name: 'Ada',
			family_name: 'Oak',
			email_addresses: [{ email, field: 'EMAIL1' }],
			email_opted_in: cast(said),
			owner_id: 9,
		}),
		...BOOLEANS,
	},
	{
		tool: 'Keap, export',
		source: 'Keap help, export of contacts: Email Status',
		item: (email, said) => ({ Email: email, 'First Name': 'Ada', 'Email Status': cast(said) }),
		yes: ['Confirmed', 'Single Opt In', 'Double Opt-In'],
		no: ['Opted Out', 'Hard Bounce', 'Non-marketable'],
		open: ['Unconfirmed'],
		onlyNo: true,
	},
	{
		tool: 'Salesforce, contact',
		source: 'Salesforce Object Reference, Contact: HasOptedOutOfEmail',
		item: (email, said) => ({
			attributes: { type: 'Contact', url: '/services/data/v60.0/sobjects/Contact/003' },
			Id: '003',
			Email: email,
			HasOptedOutOfEmail: cast(said),
			HasOptedOutOfFax: true,
			DoNotCall: true,
		}),
		...OUT_BOOLEANS,
	},
	...['HasOptedOutSolicit', 'HasOptedOutProcessing', 'ShouldForget'].map((field): ConsentShape => ({
		tool: `Salesforce, individual: ${field}`,
		source: 'Salesforce Object Reference, Individual',
		item: (email, said) => ({ Id: '003', Email: email, Individual: { Id: '0PK', [field]: cast(said) } }),
		...OUT_BOOLEANS,
	})),
	{
		tool: 'HubSpot',
		source: 'HubSpot CRM API, Contacts: hs_email_optout',
		item: (email, said) => ({
			id: '1',
			properties: { email, firstname: 'Ada', hs_email_optout: cast(said), hs_marketable_status: 'false' },
		}),
		yes: ['', 'false', null],
		no: ['true'],
		onlyNo: true,
	},
	{
		tool: 'HubSpot, one kind of message',
		source: 'HubSpot CRM API, Contacts: hs_email_optout_<id>',
		item: (email, said) => ({
			vid: 1,
			properties: {
				email: { value: email },
				hs_email_optout_19284756: {
					value: cast(said),
					versions: [{ value: 'true', timestamp: 1700000000000, 'source-type': 'API' }],
				},
			},
		}),
		yes: ['', 'false'],
		no: ['true'],
		onlyNo: true,
	},
	{
		tool: 'Close',
		source: 'Close API, Contacts: emails[].is_unsubscribed',
		item: (email, said) => ({
			id: 'cont_1',
			name: 'Ada Oak',
			emails: [{ email, type: 'office', is_unsubscribed: cast(said) }],
			phones: [],
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Dynamics 365',
		source: 'Dataverse reference, Contact: donotbulkemail',
		item: (email, said) => ({
			contactid: nameOf(email),
			emailaddress1: email,
			donotbulkemail: cast(said),
			donotphone: false,
			donotfax: true,
			statecode: 0,
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Dynamics 365, export',
		source: 'Dataverse reference, Contact: labels of Bulk Email',
		item: (email, said) => ({ Email: email, 'First Name': 'Ada', 'Do not allow Bulk Emails': cast(said) }),
		yes: ['Allow', 'No'],
		no: ['Do Not Allow', 'Yes'],
		onlyNo: true,
	},
	{
		tool: 'Intercom',
		source: 'Intercom API, Contacts: unsubscribed_from_emails',
		item: (email, said) => ({
			type: 'contact',
			id: 'i1',
			email,
			unsubscribed_from_emails: cast(said),
			has_hard_bounced: false,
			marked_email_as_spam: false,
			owner_id: 9,
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Zoho CRM',
		source: 'Zoho CRM API, Contacts: Email_Opt_Out',
		item: (email, said) => ({
			id: 'z1',
			Email: email,
			Email_Opt_Out: cast(said),
			Unsubscribed_Mode: null,
			Unsubscribed_Time: null,
			Owner: { name: 'Rep', email: 'rep@example.org' },
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Zoho CRM, by its time',
		source: 'Zoho CRM API, Contacts: Unsubscribed_Time',
		item: (email, said) => ({ id: 'z1', Email: email, Email_Opt_Out: false, Unsubscribed_Time: cast(said) }),
		yes: [null],
		no: ['2026-03-04T05:06:07+01:00'],
		onlyNo: true,
	},
	{
		tool: 'Copper',
		source: 'Copper API, People; a custom field by its name',
		item: (email, said) => ({
			id: 8,
			name: 'Ada Oak',
			first_name: 'Ada',
			last_name: 'Oak',
			emails: [{ email, category: 'work' }],
			address: { city: 'Bonn', country: 'DE' },
			custom_fields: [{ name: 'Newsletter', value: cast(said) }],
		}),
		...BOOLEANS,
	},
	{
		tool: 'Agile CRM',
		source: 'n8n AgileCrm/contact; Agile CRM API: unsubscribeStatus',
		item: (email, said) => ({
			id: 11,
			type: 'PERSON',
			tags: ['lead'],
			properties: [{ type: 'SYSTEM', name: 'email', value: email }],
			unsubscribeStatus: cast(said),
		}),
		yes: [[]],
		no: [[{ unsubscribeType: 'ALL', campaign_id: '1' }], 'UNSUBSCRIBED'],
		onlyNo: true,
	},
	{
		tool: 'Bitrix24',
		source: 'Bitrix24 REST API, crm.contact: a custom field',
		item: (email, said) => ({
			ID: '1',
			NAME: 'Ada',
			EMAIL: [{ ID: '2', VALUE_TYPE: 'WORK', VALUE: email, TYPE_ID: 'EMAIL' }],
			UF_CRM_MARKETING_CONSENT: cast(said),
			EXPORT: 'Y',
			OPENED: 'Y',
		}),
		yes: ['Y', '1'],
		no: ['N', '0'],
	},
	{
		tool: 'monday',
		source: 'monday API, Items: column_values',
		item: (email, said) => ({
			id: '12',
			name: 'Ada Oak',
			column_values: [
				{ id: 'email', text: email, value: `{"email":"${email}"}`, type: 'email', column: { title: 'E-Mail' } },
				{ id: 'status_1', text: cast(said), value: '{"index":1}', type: 'status', column: { title: 'Newsletter' } },
			],
		}),
		yes: ['Yes', 'v'],
		no: ['No', 'Unsubscribed'],
	},
];

const newsletters: readonly ConsentShape[] = [
	{
		tool: 'Klaviyo',
		source: 'Klaviyo API, Profiles: subscriptions',
		item: (email, said) => ({
			type: 'profile',
			id: 'k1',
			attributes: {
				email,
				first_name: 'Ada',
				subscriptions: {
					email: {
						marketing: {
							can_receive_email_marketing: said === 'SUBSCRIBED',
							consent: cast(said),
							consent_timestamp: '2026-01-02T03:04:05+00:00',
							last_updated: '2026-01-02T03:04:05+00:00',
							method: 'FORM',
							method_detail: 'Footer',
							double_optin: false,
							suppression: [],
							list_suppressions: [],
						},
					},
					sms: { marketing: { consent: 'NEVER_SUBSCRIBED', can_receive_sms_marketing: false } },
				},
			},
		}),
		yes: ['SUBSCRIBED'],
		no: ['UNSUBSCRIBED', 'NEVER_SUBSCRIBED'],
	},
	{
		tool: 'Klaviyo, suppressed',
		source: 'Klaviyo API, Profiles: suppression',
		item: (email, said) => ({
			type: 'profile',
			attributes: {
				email,
				subscriptions: { email: { marketing: { consent: 'SUBSCRIBED', suppression: cast(said) } } },
			},
		}),
		yes: [[]],
		no: [[{ reason: 'USER_SUPPRESSED', timestamp: '2026-01-02T03:04:05+00:00' }]],
	},
	{
		tool: 'Klaviyo, may receive',
		source: 'Klaviyo API, Profiles: can_receive_email_marketing',
		item: (email, said) => ({
			attributes: {
				email,
				subscriptions: { email: { marketing: { consent: 'SUBSCRIBED', can_receive_email_marketing: cast(said) } } },
			},
		}),
		...BOOLEANS,
	},
	{
		tool: 'Klaviyo, export',
		source: 'Klaviyo help, export of profiles: Email Marketing Consent',
		item: (email, said) => ({ Email: email, 'First Name': 'Ada', 'Email Marketing Consent': cast(said) }),
		yes: ['SUBSCRIBED', 'Subscribed'],
		no: ['UNSUBSCRIBED', 'NEVER_SUBSCRIBED'],
	},
	{
		tool: 'Klaviyo, by channel',
		source: 'Klaviyo, custom property $consent',
		item: (email, said) => ({ $email: email, email, $consent: cast(said) }),
		yes: [['email', 'sms'], ['email'], 'email'],
		no: [['sms'], 'sms'],
	},
	{
		tool: 'Mailchimp',
		source: 'Mailchimp Marketing API, List members: status',
		item: (email, said) => ({
			id: 'm1',
			email_address: email,
			status: cast(said),
			email_type: 'html',
			merge_fields: { FNAME: 'Ada' },
			ip_opt: '192.0.2.1',
			timestamp_opt: '2026-01-02T03:04:05+00:00',
			member_rating: 2,
			source: 'API',
		}),
		yes: ['subscribed'],
		no: ['unsubscribed', 'cleaned', 'archived'],
		open: ['pending'],
	},
	{
		tool: 'Mailchimp, permissions',
		source: 'Mailchimp Marketing API, List members: marketing_permissions',
		item: (email, said) => ({
			email_address: email,
			status: 'subscribed',
			marketing_permissions: [
				{ marketing_permission_id: 'a1', text: 'Email', enabled: true },
				{ marketing_permission_id: 'a2', text: 'Direct Mail', enabled: false },
				{ marketing_permission_id: 'a3', text: 'Customized Online Advertising', enabled: cast(said) },
			],
		}),
		...BOOLEANS,
	},
	{
		tool: 'Brevo',
		source: 'Brevo API, Contacts: emailBlacklisted',
		item: (email, said) => ({
			id: 9,
			email,
			emailBlacklisted: cast(said),
			smsBlacklisted: true,
			listIds: [2],
			attributes: { VORNAME: 'Ada' },
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Brevo, attribute',
		source: 'Brevo API, Contacts: the attribute DOUBLE_OPT-IN',
		item: (email, said) => ({ email, emailBlacklisted: false, attributes: { 'DOUBLE_OPT-IN': cast(said) } }),
		yes: ['Yes', '1'],
		no: ['No', '2'],
	},
	{
		tool: 'ActiveCampaign',
		source: 'ActiveCampaign API, Contacts: contactLists[].status',
		item: (email, said) => ({
			contact: { email, firstName: 'Ada', deleted: '0', bounced_hard: '0' },
			contactLists: [{ contact: '1', list: '1', status: cast(said), unsubreason: '' }],
		}),
		yes: ['1', 1],
		no: ['2', '3'],
		open: ['0'],
	},
	{
		tool: 'MailerLite',
		source: 'MailerLite API v2, Subscribers: type',
		item: (email, said) => ({ id: 3, email, name: 'Ada', type: cast(said), opened: 0, date_unsubscribe: null }),
		yes: ['active'],
		no: ['unsubscribed', 'bounced', 'junk'],
		open: ['unconfirmed'],
		onlyNo: true,
	},
	{
		tool: 'MailerLite, new',
		source: 'MailerLite API, Subscribers: status',
		item: (email, said) => ({
			id: '3',
			email,
			status: cast(said),
			subscribed_at: '2026-01-02',
			fields: { name: 'Ada' },
		}),
		yes: ['active'],
		no: ['unsubscribed', 'bounced', 'junk'],
		open: ['unconfirmed'],
		onlyNo: true,
	},
	{
		tool: 'Campaign Monitor',
		source: 'Campaign Monitor API, Subscribers: State',
		item: (email, said) => ({ EmailAddress: email, Name: 'Ada Oak', State: cast(said), CustomFields: [] }),
		yes: ['Active'],
		no: ['Unsubscribed', 'Bounced', 'Deleted'],
		open: ['Unconfirmed'],
		onlyNo: true,
	},
	{
		tool: 'Campaign Monitor, consent',
		source: 'Campaign Monitor API, Subscribers: ConsentToTrack',
		item: (email, said) => ({ EmailAddress: email, State: 'Active', ConsentToTrack: cast(said) }),
		yes: ['Yes'],
		no: ['No'],
		open: ['Unspecified'],
	},
	{
		tool: 'ConvertKit',
		source: 'Kit API, Subscribers: state',
		item: (email, said) => ({
			subscriber: { id: 1, first_name: 'Ada', email_address: email, state: cast(said), fields: {} },
		}),
		yes: ['active'],
		no: ['cancelled', 'bounced', 'complained'],
		onlyNo: true,
	},
	{
		tool: 'Mautic',
		source: 'Mautic API, Contacts: doNotContact',
		item: (email, said) => ({ id: 1, fields: { email, firstname: 'Ada' }, doNotContact: cast(said) }),
		yes: [[]],
		no: [[{ id: 1, reason: 1, comments: '', channel: 'email', channelId: null }]],
		onlyNo: true,
	},
	{
		tool: 'Sendy, a list',
		source: 'Sendy, export of a list: Status',
		item: (email, said) => ({ Name: 'Ada', Email: email, Status: cast(said) }),
		yes: ['Subscribed'],
		no: ['Unsubscribed', 'Bounced', 'Marked as spam'],
		open: ['Unconfirmed'],
	},
	{
		tool: 'EmailOctopus',
		source: 'EmailOctopus API, Contacts: status',
		item: (email, said) => ({ id: 'o1', email_address: email, fields: { FirstName: 'Ada' }, status: cast(said) }),
		yes: ['SUBSCRIBED'],
		no: ['UNSUBSCRIBED'],
		open: ['PENDING'],
	},
	{
		tool: 'Drip',
		source: 'Drip API, Subscribers: status',
		item: (email, said) => ({ id: 'd1', email, status: cast(said), email_status: 'deliverable', tags: [] }),
		yes: ['active'],
		no: ['unsubscribed', 'removed'],
		onlyNo: true,
	},
	{
		tool: 'Autopilot',
		source: 'n8n Autopilot/contact: unsubscribed',
		item: (email, said) => ({ contact_id: nameOf(email), Email: email, FirstName: 'Ada', unsubscribed: cast(said) }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Iterable',
		source: 'Iterable API, Users: unsubscribedChannelIds',
		item: (email, said) => ({ email, userId: nameOf(email), dataFields: { email, emailOptIn: cast(said) } }),
		...BOOLEANS,
	},
	{
		tool: 'AWeber',
		source: 'AWeber API, Subscribers: status',
		item: (email, said) => ({
			id: 1,
			email,
			name: 'Ada',
			status: cast(said),
			is_verified: true,
			unsubscribed_at: null,
		}),
		yes: ['subscribed'],
		no: ['unsubscribed'],
		open: ['unconfirmed'],
	},
];

const shops: readonly ConsentShape[] = [
	{
		tool: 'Shopify, customer',
		source: 'Shopify REST Admin API, Customer: email_marketing_consent',
		item: (email, said) => ({
			id: 1,
			email,
			first_name: 'Ada',
			state: 'disabled',
			verified_email: true,
			email_marketing_consent: { state: cast(said), opt_in_level: 'single_opt_in', consent_updated_at: '2026-01-02' },
			sms_marketing_consent: { state: 'not_subscribed', opt_in_level: 'unknown', consent_collected_from: 'OTHER' },
		}),
		yes: ['subscribed'],
		no: ['not_subscribed', 'unsubscribed', 'redacted'],
		open: ['pending'],
	},
	{
		tool: 'Shopify, order',
		source: 'Shopify REST Admin API, Order: buyer_accepts_marketing',
		item: (email, said) => ({
			id: 2,
			email,
			buyer_accepts_marketing: cast(said),
			financial_status: 'paid',
			total_price: '9.00',
			customer: { id: 1, email, state: 'enabled' },
		}),
		...BOOLEANS,
	},
	{
		tool: 'Shopify, GraphQL',
		source: 'Shopify GraphQL Admin API, Customer: defaultEmailAddress.marketingState',
		item: (email, said) => ({
			id: 'gid://shopify/Customer/1',
			firstName: 'Ada',
			defaultEmailAddress: { emailAddress: email, marketingState: cast(said), marketingOptInLevel: 'SINGLE_OPT_IN' },
			defaultPhoneNumber: { phoneNumber: numberOf(email), marketingState: 'NOT_SUBSCRIBED' },
		}),
		yes: ['SUBSCRIBED'],
		no: ['NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'REDACTED', 'INVALID'],
		open: ['PENDING'],
	},
	{
		tool: 'Shopify, export',
		source: 'help.shopify.com, Customer CSV file: Accepts Email Marketing',
		item: (email, said) => ({
			Email: email,
			'First Name': 'Ada',
			'Accepts Email Marketing': cast(said),
			'Accepts SMS Marketing': 'no',
		}),
		yes: ['yes'],
		no: ['no'],
	},
	{
		tool: 'Magento',
		source: 'Adobe Commerce REST API, Customers: extension_attributes.is_subscribed',
		item: (email, said) => ({ id: 1, email, firstname: 'Ada', extension_attributes: { is_subscribed: cast(said) } }),
		...BOOLEANS,
	},
	{
		tool: 'WooCommerce',
		source: 'WooCommerce REST API, Customers: meta_data of newsletter plug-ins',
		item: (email, said) => ({
			id: 5,
			email,
			first_name: 'Ada',
			billing: { email },
			meta_data: [
				{ id: 1, key: '_last_order', value: '12' },
				{ id: 2, key: 'newsletter_optin', value: cast(said) },
			],
		}),
		yes: ['yes', '1'],
		no: ['no', '0'],
	},
	{
		tool: 'WooCommerce, Mailchimp',
		source: 'Mailchimp for WooCommerce: mailchimp_woocommerce_is_subscribed',
		item: (email, said) => ({
			id: 5,
			status: 'pending',
			currency: 'EUR',
			total: '9.00',
			billing: { email },
			meta_data: [{ id: 2, key: 'mailchimp_woocommerce_is_subscribed', value: cast(said) }],
		}),
		yes: ['1'],
		no: ['0'],
	},
	{
		tool: 'Stripe, checkout',
		source: 'Stripe API, Checkout Sessions: consent.promotions',
		item: (email, said) => ({
			id: 'cs_1',
			customer_details: { email, name: 'Ada Oak' },
			consent: { promotions: cast(said), terms_of_service: 'accepted' },
			consent_collection: { promotions: 'auto', terms_of_service: 'none' },
			status: 'complete',
			amount_total: 900,
		}),
		yes: ['opt_in'],
		no: ['opt_out'],
	},
	{
		tool: 'Gumroad',
		source: 'Gumroad API, Sales: can_contact',
		item: (email, said) => ({
			id: 'g1',
			email,
			full_name: 'Ada Oak',
			price: 900,
			can_contact: cast(said),
			refunded: false,
		}),
		...BOOLEANS,
	},
	{
		tool: 'PrestaShop',
		source: 'PrestaShop webservice, customers: newsletter',
		item: (email, said) => ({ id: 1, email, firstname: 'Ada', newsletter: cast(said), optin: cast(said), active: '1' }),
		yes: ['1'],
		no: ['0'],
	},
	{
		tool: 'BigCommerce',
		source: 'BigCommerce API v3, Customers: accepts_product_review_abandoned_cart_emails',
		item: (email, said) => ({
			id: 1,
			email,
			first_name: 'Ada',
			accepts_product_review_abandoned_cart_emails: cast(said),
		}),
		yes: [true],
		no: [false],
		onlyNo: true,
	},
	{
		tool: 'Wix',
		source: 'Wix API, Contacts: primaryEmail.subscriptionStatus',
		item: (email, said) => ({
			id: 'w1',
			info: {
				name: { first: 'Ada', last: 'Oak' },
				emails: { items: [{ id: 'e1', tag: 'UNTAGGED', email, primary: true }] },
			},
			primaryEmail: { email, subscriptionStatus: cast(said), deliverabilityStatus: 'UNKNOWN' },
		}),
		yes: ['SUBSCRIBED'],
		no: ['UNSUBSCRIBED', 'NOT_SET'.replace('NOT_SET', 'NOT_SUBSCRIBED')],
		open: ['PENDING', 'NOT_SET'],
	},
	{
		tool: 'JTL-Shop',
		source: 'guide.jtl-software.com, import of customers: cNewsletter',
		item: (email, said) => ({ cMail: email, cVorname: 'Ada', cNewsletter: cast(said) }),
		yes: ['Y', 'J'],
		no: ['N'],
	},
	{
		tool: 'Squarespace',
		source: 'Squarespace API, Profiles: acceptsMarketing',
		item: (email, said) => ({ id: 's1', email, firstName: 'Ada', acceptsMarketing: cast(said), hasAccount: true }),
		...BOOLEANS,
	},
];

const forms: readonly ConsentShape[] = [
	{
		tool: 'Action Network',
		source: 'Action Network API, People: email_addresses[].status',
		item: (email, said) => ({
			given_name: 'Ada',
			family_name: 'Oak',
			email_addresses: [{ primary: true, address: email, status: cast(said) }],
			phone_numbers: [{ primary: true, number: numberOf(email), status: 'unsubscribed' }],
		}),
		yes: ['subscribed'],
		no: ['unsubscribed', 'bouncing', 'spam complaint'],
	},
	{
		tool: 'Facebook Lead Ads',
		source: 'n8n FacebookLeadAds trigger: data of a form with a question',
		item: (email, said) => ({
			id: 'l1',
			data: { email, full_name: 'Ada Oak', newsletter_consent: cast(said) },
			form: { id: 'f1', name: 'Form', status: 'ACTIVE' },
			page: { id: 'p1', name: 'Page' },
		}),
		yes: ['yes', 'ja'],
		no: ['no', 'nein'],
	},
	{
		tool: 'Notion, simplified',
		source: 'n8n Notion/databasePage: property_*',
		item: (email, said) => ({ id: 'n1', name: 'Ada Oak', property_email: email, property_newsletter: cast(said) }),
		...BOOLEANS,
	},
	{
		tool: 'Airtable',
		source: 'Airtable Web API, List records: a checkbox',
		item: (email, said) => ({ id: 'rec1', fields: { Email: email, 'Opt-in': cast(said) } }),
		yes: [true],
		no: [false],
	},
	{
		tool: 'Typeform',
		source: 'n8n Typeform trigger: answers by their question',
		item: (email, said) => ({ Email: email, 'I agree to receive marketing emails': cast(said) }),
		yes: [true, 'Yes', 'I agree'],
		no: [false, 'No'],
	},
	{
		tool: 'Eventbrite',
		source: 'Eventbrite API, Attendees: answers by their question',
		item: (email, said) => ({
			profile: { email, first_name: 'Ada' },
			email,
			status: 'Attending',
			answers: [{ question: 'May we email you? I agree to receive news', type: 'checkbox', answer: cast(said) }],
		}),
		yes: ['yes'],
		no: ['no'],
	},
	{
		tool: 'Outlook',
		source: 'Microsoft Graph, contact: a category',
		item: (email, said) => ({
			givenName: 'Ada',
			surname: 'Oak',
			emailAddresses: [{ name: 'Ada Oak', address: email }],
			categories: ['Kunden'],
			Newsletter: cast(said),
		}),
		yes: ['Ja'],
		no: ['Nein'],
	},
	{
		tool: 'QuickBooks',
		source: 'QuickBooks Online API, Customer; a column of a sheet beside it',
		item: (email, said) => ({
			Id: '1',
			GivenName: 'Ada',
			PrimaryEmailAddr: { Address: email },
			Active: true,
			'Marketing Consent': cast(said),
		}),
		yes: ['granted'],
		no: ['denied'],
	},
	{
		tool: 'Customer.io',
		source: 'Customer.io API, customers: unsubscribed',
		item: (email, said) => ({ customer: { id: 'c1', attributes: { email, unsubscribed: cast(said) } } }),
		yes: ['false', false],
		no: ['true', true],
		onlyNo: true,
	},
];

export const consentShapes: readonly ConsentShape[] = [
	...crm,
	...newsletters,
	...shops,
	...forms,
	...furtherShapes,
	...namedShapes,
	...sheetShapes,
];
