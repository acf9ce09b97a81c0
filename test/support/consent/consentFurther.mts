import type { IDataObject } from 'n8n-workflow';

import type { ConsentShape } from './consentTools.mts';

/** Further tools: how they give a contact with what it says of consent, made after the page that is named. */

const BOOLEANS = { yes: [true], no: [false] } as const;
const OUT_BOOLEANS = { yes: [false], no: [true], onlyNo: true } as const;

const nameOf = (email: string): string => email.replace(/@.*/, '');

const cast = (said: unknown): IDataObject[string] => said as IDataObject[string];

const members: readonly ConsentShape[] = [
	{
		tool: 'Keap, email_status',
		source: 'Keap REST API v1, Contact: email_status',
		item: (email, said) => ({ id: 5, given_name: 'Ada', email_addresses: [{ email }], email_status: cast(said) }),
		yes: ['SingleOptIn', 'DoubleOptin', 'Confirmed', 'UnengagedMarketable'],
		no: [
			...['ListUnsubscribe', 'NonMarketable', 'UnengagedNonMarketable', 'Manual', 'Admin', 'System', 'Feedback'],
			...['Spam', 'HardBounce', 'Lockdown'],
		],
		onlyNo: true,
	},
	{
		tool: 'Keap, by address',
		source: 'Keap REST API v2, Contact: email_addresses[].email_opt_status',
		item: (email, said) => ({
			id: '5',
			given_name: 'Ada',
			email_addresses: [
				{ email, field: 'EMAIL1', email_opt_status: cast(said), is_opt_in: false, opt_in_reason: null },
			],
		}),
		yes: [],
		no: ['LIST_UNSUBSCRIBE', 'NON_MARKETABLE', 'Opt-Out: Admin', 'MANUAL'],
	},
	{
		tool: 'Omnisend',
		source: 'Omnisend API v5, Contacts: identifiers[].channels',
		item: (email, said) => ({
			identifiers: [
				{ type: 'email', id: email, channels: { email: { status: cast(said), statusDate: '2026-02-01T10:07:28Z' } } },
				{ type: 'phone', id: '+443031237300', channels: { sms: { status: 'nonSubscribed' } } },
			],
			firstName: 'Ada',
			tags: ['lead'],
		}),
		yes: ['subscribed'],
		no: ['unsubscribed', 'nonSubscribed'],
	},
	{
		tool: 'Mailjet',
		source: 'Mailjet API, Contact: IsExcludedFromCampaigns',
		item: (email, said) => ({
			ID: 1,
			Email: email,
			Name: 'Ada Oak',
			IsExcludedFromCampaigns: cast(said),
			IsOptInPending: false,
			IsSpamComplaining: false,
			DeliveredCount: 3,
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Mailjet, complaint',
		source: 'Mailjet API, Contact: IsSpamComplaining',
		item: (email, said) => ({ Email: email, IsExcludedFromCampaigns: false, IsSpamComplaining: cast(said) }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'CleverReach',
		source: 'CleverReach REST API v3, receivers: deactivated, other than 0 for who has left',
		item: (email, said) => ({
			id: '1',
			email,
			imported: 1640995200,
			registered: 1640995200,
			activated: 1640995260,
			deactivated: cast(said),
			bounced: 0,
			group_id: '9',
			global_attributes: { firstname: 'Ada' },
		}),
		yes: [0, '0', null],
		no: [1640995300, '1640995300'],
		onlyNo: true,
	},
	{
		tool: 'Constant Contact',
		source: 'Constant Contact API v3, Contacts: email_address.permission_to_send',
		item: (email, said) => ({
			contact_id: nameOf(email),
			email_address: {
				address: email,
				permission_to_send: cast(said),
				opt_in_source: 'Contact',
				opt_in_date: '2026-01-02T03:04:05Z',
				confirm_status: 'off',
			},
			first_name: 'Ada',
		}),
		yes: ['explicit', 'implicit'],
		no: ['unsubscribed'],
		onlyNo: true,
	},
	{
		tool: 'FluentCRM',
		source: 'FluentCRM REST API, Subscribers: status',
		item: (email, said) => ({ id: 1, email, first_name: 'Ada', status: cast(said), contact_type: 'lead', tags: [] }),
		yes: ['subscribed'],
		no: ['unsubscribed', 'bounced', 'complained', 'transactional'],
		open: ['pending'],
	},
	{
		tool: 'Listmonk',
		source: 'listmonk API, Subscribers: lists[].subscription_status',
		item: (email, said) => ({
			id: 1,
			email,
			name: 'Ada',
			status: 'enabled',
			attribs: {},
			lists: [{ id: 2, name: 'News', type: 'public', optin: 'double', subscription_status: cast(said) }],
		}),
		yes: ['confirmed'],
		no: ['unsubscribed'],
		open: ['unconfirmed'],
	},
	{
		tool: 'Listmonk, of all lists',
		source: 'listmonk API, Subscribers: status',
		item: (email, said) => ({ id: 1, email, name: 'Ada', status: cast(said), lists: [] }),
		yes: ['enabled'],
		no: ['blocklisted'],
		open: ['disabled'],
		onlyNo: true,
	},
	{
		tool: 'beehiiv',
		source: 'beehiiv API v2, Subscriptions: status',
		item: (email, said) => ({ id: 'sub_1', email, status: cast(said), created: 1767225600, subscription_tier: 'free' }),
		yes: ['active'],
		no: [],
		open: ['inactive', 'pending'],
		onlyNo: true,
	},
	{
		tool: 'Sender',
		source: 'Sender API v2, Subscribers: status',
		item: (email, said) => ({ id: 's1', email, firstname: 'Ada', status: { email: cast(said), temail: 'active' } }),
		yes: ['active'],
		no: ['unsubscribed'],
		onlyNo: true,
	},
	{
		tool: 'iContact',
		source: 'iContact API, Contacts: status',
		item: (email, said) => ({ contactId: nameOf(email), email, firstName: 'Ada', status: cast(said), bounceCount: 0 }),
		yes: ['normal'],
		no: ['donotcontact', 'bounced', 'deleted'],
		open: ['pending'],
		onlyNo: true,
	},
	{
		tool: 'Benchmark Email',
		source: 'Benchmark Email API, Contact: Status',
		item: (email, said) => ({
			ContactID: nameOf(email),
			Email: email,
			FirstName: 'Ada',
			Status: cast(said),
			UnsubscribeDate: null,
		}),
		yes: ['Active'],
		no: ['Unsubscribed', 'Bounced', 'DNC'],
		onlyNo: true,
	},
	{
		tool: 'Elastic Email',
		source: 'Elastic Email API v4, Contact: Status and Consent',
		item: (email, said) => ({
			Email: email,
			FirstName: 'Ada',
			Status: cast(said),
			Consent: { ConsentIP: null, ConsentDate: null, ConsentTracking: 'Unknown' },
		}),
		yes: ['Active', 'Engaged'],
		no: ['Unsubscribed', 'Bounced', 'Abuse', 'Transactional'],
		open: ['NotConfirmed'],
		onlyNo: true,
	},
	{
		tool: 'Ghost',
		source: 'Ghost Admin API, Members: subscribed',
		item: (email, said) => ({
			id: 'g1',
			email,
			name: 'Ada Oak',
			status: 'free',
			subscribed: cast(said),
			subscriptions: [],
			newsletters: said === true ? [{ id: 'n1', name: 'Weekly', description: null, status: 'active' }] : [],
			email_suppression: { suppressed: false, info: null },
		}),
		...BOOLEANS,
	},
	{
		tool: 'Substack, export',
		source: 'Substack help, export of subscribers: email_disabled',
		item: (email, said) => ({
			email,
			active_subscription: 'false',
			expiry: '',
			plan: 'other',
			email_disabled: cast(said),
		}),
		yes: ['false'],
		no: ['true'],
		onlyNo: true,
	},
	{
		tool: 'Braze',
		source: 'Braze API, users/export: email_subscribe',
		item: (email, said) => ({ external_id: nameOf(email), email, first_name: 'Ada', email_subscribe: cast(said) }),
		yes: ['opted_in', 'subscribed'],
		no: ['unsubscribed'],
		onlyNo: true,
	},
	{
		tool: 'Shopware, recipient',
		source: 'Shopware Admin API, newsletter-recipient: status',
		item: (email, said) => ({ id: 's1', email, firstName: 'Ada', status: cast(said), confirmedAt: null }),
		yes: ['optIn', 'direct'],
		no: ['optOut'],
		onlyNo: true,
	},
];

const crms: readonly ConsentShape[] = [
	{
		tool: 'Marketo',
		source: 'Marketo REST API, Leads: marketingSuspended',
		item: (email, said) => ({ id: 1, email, firstName: 'Ada', unsubscribed: false, marketingSuspended: cast(said) }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'Salesforce, own field',
		source: 'a field of a Salesforce organization: Exclude from Marketing',
		item: (email, said) => ({ Id: '003', Email: email, Exclude_from_Marketing__c: cast(said) }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'SuiteCRM, SugarCRM',
		source: 'Sugar REST API, Contacts: email[].opt_out',
		item: (email, said) => ({
			id: 's1',
			first_name: 'Ada',
			email: [{ email_address: email, primary_address: true, opt_out: cast(said), invalid_email: false }],
		}),
		...OUT_BOOLEANS,
	},
	{
		tool: 'weclapp',
		source: 'weclapp API, party: optIn next to optInLetter, optInPhone, optInSms',
		item: (email, said) => ({
			id: '1',
			email,
			firstName: 'Ada',
			optIn: cast(said),
			optInLetter: false,
			optInPhone: false,
			optInSms: false,
		}),
		...BOOLEANS,
	},
	{
		tool: 'Zoho CRM, details of consent',
		source: 'Zoho CRM API, records: Data_Processing_Basis_Details',
		item: (email, said) => ({
			id: 'z1',
			Email: email,
			Email_Opt_Out: false,
			Data_Processing_Basis_Details: {
				Consent_Remarks: 'Approved.',
				Consent_Through: 'Email',
				Contact_Through_Email: cast(said),
				Contact_Through_Social: false,
				Contact_Through_Phone: false,
				Data_Processing_Basis: 'Obtained',
			},
		}),
		...BOOLEANS,
	},
	{
		tool: 'NetSuite',
		source: 'NetSuite REST API, customer: globalSubscriptionStatus',
		item: (email, said) => ({
			id: '1',
			email,
			firstName: 'Ada',
			globalSubscriptionStatus: { id: '1', refName: cast(said) },
		}),
		yes: ['Confirmed Opt-In'],
		open: ['Soft Opt-In'],
		no: ['Confirmed Opt-Out', 'Soft Opt-Out'],
	},
	{
		tool: 'ERPNext',
		source: 'ERPNext, Lead: unsubscribed next to blog_subscriber',
		item: (email, said) => ({ name: 'CRM-LEAD-1', email_id: email, unsubscribed: cast(said), blog_subscriber: 0 }),
		yes: [0],
		no: [1],
		onlyNo: true,
	},
	{
		tool: 'Intercom, kinds of message',
		source: 'Intercom API, Contacts: opted_out_subscription_types',
		item: (email, said) => ({
			type: 'contact',
			id: 'i1',
			email,
			unsubscribed_from_emails: false,
			opted_out_subscription_types: {
				type: 'list',
				data: cast(said),
				url: '/contacts/i1',
				total_count: 0,
				has_more: false,
			},
			opted_in_subscription_types: { type: 'list', data: [], url: '/contacts/i1', total_count: 0, has_more: false },
		}),
		yes: [[]],
		no: [[{ id: '1', type: 'subscription', url: '/subscription_types/1' }]],
		onlyNo: true,
	},
	{
		tool: 'HubSpot, export',
		source: 'HubSpot, export of contacts: Unsubscribed from all email',
		item: (email, said) => ({
			Email: email,
			'First Name': 'Ada',
			'Unsubscribed from all email': cast(said),
			'Opted out of email: One to One': '',
			'Marketing contact status': 'Non-marketing contact',
		}),
		yes: ['No', ''],
		no: ['Yes', 'true'],
		onlyNo: true,
	},
	{
		tool: 'HubSpot, kinds of message',
		source: 'HubSpot Subscription Preferences API v3: subscriptionStatuses',
		item: (email, said) => ({
			recipient: email,
			subscriptionStatuses: [
				{
					id: '1',
					name: 'Marketing Information',
					description: 'Offers',
					definition: 'Offers',
					status: cast(said),
					sourceOfStatus: 'SUBSCRIPTION_STATUS',
					preferenceGroupName: null,
					legalBasis: null,
					legalBasisExplanation: null,
				},
			],
		}),
		yes: ['SUBSCRIBED'],
		no: ['UNSUBSCRIBED', 'NOT_SUBSCRIBED'],
		onlyNo: true,
		isUnread: true,
	},
	{
		tool: 'Attio',
		source: 'Attio API v2, records: values, a list of each attribute',
		item: (email, said) => ({
			id: { record_id: 'r1' },
			values: {
				email_addresses: [{ active_until: null, email_address: email, attribute_type: 'email-address' }],
				marketing_consent: [
					{
						active_from: '2026-01-02T03:04:05Z',
						active_until: null,
						created_by_actor: { type: 'system', id: null },
						value: cast(said),
						attribute_type: 'checkbox',
					},
				],
			},
		}),
		...BOOLEANS,
	},
	{
		tool: 'Drip, GDPR',
		source: 'Drip API, Subscribers: eu_consent',
		item: (email, said) => ({ id: 'd1', email, status: 'active', eu_consent: cast(said), sms_consent: false }),
		yes: ['granted'],
		no: ['denied'],
		open: ['unknown'],
	},
	{
		tool: 'Mindbody',
		source: 'Mindbody API v6, Client: SendPromotionalEmails',
		item: (email, said) => ({
			Id: '1',
			Email: email,
			FirstName: 'Ada',
			SendAccountEmails: true,
			SendPromotionalEmails: cast(said),
			SendPromotionalTexts: false,
		}),
		...BOOLEANS,
	},
];

const forms: readonly ConsentShape[] = [
	{
		tool: 'Typeform, as it comes',
		source: 'Typeform Webhooks API, form_response: answers',
		item: (email, said) => ({
			Email: email,
			answers: [{ type: 'boolean', boolean: cast(said), field: { id: 'f', type: 'yes_no', title: 'Newsletter?' } }],
		}),
		...BOOLEANS,
	},
	{
		tool: 'Jotform, as it comes',
		source: 'Jotform API, submissions: answers by the number of the question',
		item: (email, said) => ({
			Email: email,
			answers: {
				5: { name: 'input5', order: '3', text: 'Subscribe to newsletter', type: 'control_radio', answer: cast(said) },
			},
		}),
		yes: ['Yes'],
		no: ['No'],
	},
	{
		tool: 'Campaign Monitor, own field',
		source: 'Campaign Monitor API, Subscribers: CustomFields',
		item: (email, said) => ({
			EmailAddress: email,
			State: 'Active',
			CustomFields: [{ Key: 'Newsletter', Value: cast(said) }],
		}),
		yes: ['yes'],
		no: ['no'],
	},
	{
		tool: 'Insightly, own field',
		source: 'Insightly API v3.1, Contacts: CUSTOMFIELDS',
		item: (email, said) => ({
			EMAIL_ADDRESS: email,
			CUSTOMFIELDS: [{ FIELD_NAME: 'Newsletter__c', FIELD_VALUE: cast(said), CUSTOM_FIELD_ID: 'Newsletter__c' }],
		}),
		...BOOLEANS,
	},
	{
		tool: 'Zoho Campaigns',
		source: 'Zoho Campaigns API, contacts of a list: status',
		item: (email, said) => ({ contact_email: email, email, status: cast(said) }),
		yes: ['active'],
		no: ['Unsub'],
		onlyNo: true,
	},
	{
		tool: 'preferences by channel',
		source: 'a field of preferences, as apps keep it',
		item: (email, said) => ({ email, communication_preferences: { email: cast(said), sms: false } }),
		...BOOLEANS,
	},
];

/** Tables whose fields are objects, with the option that somebody has chosen. */
const option = (name: unknown): IDataObject => ({ id: 'o1', name: cast(name), color: 'red' });

const tables: readonly ConsentShape[] = [
	{
		tool: 'Notion, an option',
		source: 'Notion API, pages: properties of the type select',
		item: (email, said) => ({
			object: 'page',
			properties: {
				Email: { id: 'a', type: 'email', email },
				Newsletter: { id: 'b', type: 'select', select: option(said) },
			},
		}),
		yes: ['Yes', 'Ja'],
		no: ['No', 'Unsubscribed'],
	},
	{
		tool: 'Notion, a checkbox',
		source: 'Notion API, pages: properties of the type checkbox',
		item: (email, said) => ({
			object: 'page',
			properties: {
				Email: { id: 'a', type: 'email', email },
				Newsletter: { id: 'b', type: 'checkbox', checkbox: cast(said) },
			},
		}),
		...BOOLEANS,
	},
	{
		tool: 'ClickUp',
		source: 'ClickUp API v2, Tasks: custom fields of the type drop_down',
		item: (email, said) => ({
			id: 'c1',
			name: 'Ada Oak',
			custom_fields: [
				{ id: 'f1', name: 'Email', type: 'email', type_config: {}, value: email, required: false },
				{
					id: 'f2',
					name: 'Newsletter',
					type: 'drop_down',
					type_config: {
						options: [
							{ id: 'o1', name: 'Yes', color: null, orderindex: 0 },
							{ id: 'o2', name: 'No', color: null, orderindex: 1 },
						],
					},
					date_created: '1577378759142',
					hide_from_guests: false,
					value: cast(said),
					required: false,
				},
			],
		}),
		yes: [0, 'o1'],
		no: [1, 'o2'],
	},
	{
		tool: 'Asana',
		source: 'Asana API, Tasks: custom_fields, enum_value and display_value',
		item: (email, said) => ({
			gid: '1',
			name: 'Ada Oak',
			custom_fields: [
				{
					gid: '2',
					enabled: true,
					enum_options: [
						{ gid: '3', color: 'green', enabled: true, name: 'Yes', resource_type: 'enum_option' },
						{ gid: '4', color: 'red', enabled: true, name: 'No', resource_type: 'enum_option' },
					],
					enum_value: { gid: '4', color: 'red', enabled: true, name: cast(said), resource_type: 'enum_option' },
					name: 'Newsletter',
					description: '',
					created_by: null,
					display_value: cast(said),
					resource_subtype: 'enum',
					resource_type: 'custom_field',
					is_formula_field: false,
					is_value_read_only: false,
					type: 'enum',
				},
			],
			Email: email,
		}),
		yes: ['Yes'],
		no: ['No'],
	},
	{
		tool: 'Podio',
		source: 'Podio API, Items: fields of the type category',
		item: (email, said) => ({
			item_id: 1,
			Email: email,
			fields: [
				{
					field_id: 2,
					label: 'Newsletter',
					external_id: 'newsletter',
					type: 'category',
					values: [{ value: { text: cast(said), id: 2, status: 'active', color: 'D2E4EB' } }],
				},
			],
		}),
		yes: ['Yes'],
		no: ['No'],
	},
	{
		tool: 'Baserow',
		source: 'Baserow API, rows: a single select',
		item: (email, said) => ({
			id: 1,
			order: '1.0',
			Email: email,
			Newsletter: { id: 3, value: cast(said), color: 'red' },
		}),
		yes: ['Yes'],
		no: ['No'],
	},
];

const shops: readonly ConsentShape[] = [
	{
		tool: 'Shopify, GraphQL 2025',
		source: 'Shopify GraphQL Admin API, Customer: emailMarketingConsent, defaultEmailAddress',
		item: (email, said) => ({
			id: 'gid://shopify/Customer/1',
			email,
			emailMarketingConsent: { marketingState: cast(said), marketingOptInLevel: null, consentUpdatedAt: null },
			defaultEmailAddress: {
				emailAddress: email,
				marketingState: cast(said),
				marketingOptInLevel: null,
				marketingUnsubscribeUrl: 'https://shop.example.com/account/unsubscribe',
				openTrackingLevel: 'UNKNOWN',
			},
			smsMarketingConsent: { marketingState: 'NOT_SUBSCRIBED', marketingOptInLevel: 'SINGLE_OPT_IN' },
		}),
		yes: ['SUBSCRIBED'],
		no: ['NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'REDACTED'],
		open: ['PENDING'],
	},
	{
		tool: 'Shopify, webhook',
		source: 'Shopify webhooks, customers_email_marketing_consent/update',
		item: (email, said) => ({
			customer_id: nameOf(email),
			email_address: email,
			email_marketing_consent: { state: cast(said), opt_in_level: 'unknown', consent_updated_at: '2026-01-02' },
		}),
		yes: ['subscribed'],
		no: ['not_subscribed', 'unsubscribed'],
		open: ['pending'],
	},
	{
		tool: 'Shopify, tags',
		source: 'Shopify REST Admin API, Customer: tags, separated by commas',
		item: (email, said) => ({ id: 1, email, first_name: 'Ada', tags: cast(said) }),
		yes: ['VIP, wholesale', ''],
		no: ['VIP, unsubscribed', 'do-not-contact, VIP', 'Unsubscribed'],
		onlyNo: true,
	},
	{
		tool: 'WooCommerce, additional field',
		source: 'WooCommerce docs, additional checkout fields: meta_data _wc_other/…',
		item: (email, said) => ({
			id: 5,
			billing: { email },
			total: '9.00',
			currency: 'EUR',
			meta_data: [{ id: 1, key: '_wc_other/acme/marketing-opt-in', value: cast(said) }],
		}),
		yes: ['1', true],
		no: ['0', false],
	},
	{
		tool: 'Lemon Squeezy',
		source: 'Lemon Squeezy API, Customers: status',
		item: (email, said) => ({ type: 'customers', id: '1', attributes: { name: 'Ada Oak', email, status: cast(said) } }),
		yes: ['subscribed'],
		no: ['unsubscribed', 'archived', 'bounced'],
	},
	{
		tool: 'Paddle',
		source: 'Paddle API, Customers: marketing_consent',
		item: (email, said) => ({ id: 'ctm_1', email, name: 'Ada Oak', marketing_consent: cast(said), status: 'active' }),
		...BOOLEANS,
	},
	{
		tool: 'Square',
		source: 'Square API, Customers: preferences.email_unsubscribed',
		item: (email, said) => ({ id: 's1', email_address: email, preferences: { email_unsubscribed: cast(said) } }),
		...OUT_BOOLEANS,
	},
	{
		tool: 'sheet: Werbung per E-Mail',
		source: 'a sheet with a column for each channel',
		item: (email, said) => ({ 'E-Mail': email, 'Werbung per Post': 'nein', 'Werbung per E-Mail': cast(said) }),
		yes: ['ja'],
		no: ['nein'],
	},
	{
		tool: 'sheet: Newsletter gesperrt',
		source: 'a sheet that people keep',
		item: (email, said) => ({ 'E-Mail': email, 'Newsletter gesperrt': cast(said) }),
		yes: ['nein', ''],
		no: ['ja', 'x'],
		onlyNo: true,
	},
	{
		tool: 'sheet: Marketing blocked',
		source: 'a sheet that people keep',
		item: (email, said) => ({ Email: email, 'Marketing blocked': cast(said) }),
		yes: ['no', 'false'],
		no: ['yes', 'TRUE'],
		onlyNo: true,
	},
];

export const furtherShapes: readonly ConsentShape[] = [...members, ...crms, ...forms, ...tables, ...shops];
