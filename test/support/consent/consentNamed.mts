import type { IDataObject } from 'n8n-workflow';

import type { ConsentShape } from './consentTools.mts';

/** Tools and columns whose no was once taken for nothing. */

const cast = (said: unknown): IDataObject[string] => said as IDataObject[string];

const sheetColumns = (
	[
		['Darf kontaktiert werden', { yes: ['ja'], no: ['nein'] }],
		['Mailing-Sperre', { yes: ['nein', ''], no: ['ja', 'x', '12.03.2026'], onlyNo: true }],
		['Fecha de baja', { yes: [''], no: ['01/02/2026', '2026-02-01'], onlyNo: true }],
		['LOPD', { yes: ['sí', 'acepto'], no: ['no', 'no acepto'] }],
	] as const
).map(([name, words]): ConsentShape => ({
	tool: `sheet: ${name}`,
	source: 'a sheet that people keep',
	item: (email, said) => ({ Email: email, [name]: cast(said) }),
	...words,
}));

export const namedShapes: readonly ConsentShape[] = [
	{
		tool: 'SendGrid, events',
		source: 'SendGrid, Event Webhook reference: event',
		item: (email, said) => ({
			email,
			event: cast(said),
			timestamp: 1_767_225_600,
			'smtp-id': '<14c5d75ce93@ismtpd>',
			sg_event_id: 'ZGVsaXZlcmVk',
		}),
		yes: [],
		no: ['spamreport', 'unsubscribe', 'group_unsubscribe'],
		onlyNo: true,
	},
	{
		tool: 'rapidmail',
		source: 'rapidmail API v3, recipients: status',
		item: (email, said) => ({ id: 5, email, firstname: 'Ada', recipientlist_id: 7, status: cast(said), extra1: null }),
		yes: ['active'],
		no: ['abused', 'bounced', 'deleted'],
		onlyNo: true,
	},
	{
		tool: 'Customer.io, topics',
		source: 'Customer.io, subscription center: cio_subscription_preferences',
		item: (email, said) => ({ id: 'c7', email, cio_subscription_preferences: { topics: { topic_1: cast(said) } } }),
		yes: [true],
		no: [false],
		onlyNo: true,
	},
	{
		tool: 'Customer.io, topics as text',
		source: 'Customer.io, subscription center: cio_subscription_preferences',
		item: (email, said) => ({
			id: 'c7',
			email,
			cio_subscription_preferences: JSON.stringify({ topics: { topic_1: said } }),
		}),
		yes: [true],
		no: [false],
		onlyNo: true,
	},
	{
		tool: 'Loops',
		source: 'Loops API, contacts: mailingLists',
		item: (email, said) => ({
			id: 'cll6b3i89',
			email,
			firstName: 'Ada',
			userGroup: 'Founders',
			mailingLists: { cm06f5v0e45nf0ml5754o9cix: cast(said) },
		}),
		yes: [true],
		no: [false],
		onlyNo: true,
	},
	{
		tool: 'Ontraport',
		source: 'Ontraport API, contacts: bulk_mail',
		item: (email, said) => ({ id: '5', firstname: 'Ada', email, bulk_mail: cast(said), bulk_sms: '0' }),
		yes: ['1', 2],
		no: [0, '0', '-1', '-2'],
	},
	{
		tool: 'CiviCRM',
		source: 'CiviCRM APIv4, Contact: do_not_trade',
		item: (email, said) => ({
			id: 5,
			email,
			do_not_email: false,
			do_not_trade: cast(said),
			is_opt_out: false,
			is_deleted: false,
		}),
		yes: [false, '0'],
		no: [true, '1'],
		onlyNo: true,
	},
	{
		tool: 'OneTrust',
		source: 'OneTrust, Consent API, data subject: Purposes[].Status',
		item: (email, said) => ({
			Identifier: email,
			email,
			Purposes: [{ Id: '7f2a', Name: 'Advertising', Version: 2, Status: cast(said) }],
		}),
		yes: ['ACTIVE'],
		no: ['WITHDRAWN', 'OPT_OUT', 'NO_CONSENT', 'EXPIRED'],
		open: ['PENDING'],
	},
	{
		tool: 'us_privacy',
		source: 'IAB, US Privacy String: us_privacy',
		item: (email, said) => ({ email, us_privacy: cast(said) }),
		yes: ['1YNN', '1---'],
		no: ['1YYN', '1NYN', '1yyn'],
		onlyNo: true,
	},
	{
		tool: 'HighLevel, inbound',
		source: 'HighLevel API, Contacts: inboundDndSettings',
		item: (email, said) => ({
			id: 'h1',
			email,
			dnd: false,
			inboundDndSettings: { all: { status: cast(said), message: 'STOP' } },
		}),
		yes: ['inactive'],
		no: ['active'],
		onlyNo: true,
	},
	{
		tool: 'Stripe, custom fields',
		source: 'Stripe API, Checkout Session: custom_fields',
		item: (email, said) => ({
			id: 'cs_1',
			customer_details: { email, name: 'Ada Oak' },
			custom_fields: [
				{
					key: 'newsletter',
					label: { custom: 'Newsletter', type: 'custom' },
					optional: false,
					type: 'dropdown',
					dropdown: {
						default_value: null,
						options: ['Yes', 'No'].map((label) => ({ label, value: label.toLowerCase() })),
						value: cast(said),
					},
				},
			],
		}),
		yes: ['yes'],
		no: ['no'],
	},
	{
		tool: 'requests of privacy tools',
		source: 'a sheet of requests: Request Type',
		item: (email, said) => ({ Email: email, 'Request Type': cast(said), 'Request ID': 'R-17' }),
		yes: [],
		no: ['Erasure', 'Deletion', 'Opt-Out', 'erasure request', 'Do Not Sell'],
		onlyNo: true,
	},
	{
		tool: 'limit_ad_tracking',
		source: 'AppsFlyer, Adjust: raw data, limit_ad_tracking',
		item: (email, said) => ({ email, idfa: null, limit_ad_tracking: cast(said) }),
		yes: [false, 'false'],
		no: [true, 'true', '1'],
		onlyNo: true,
	},
	...sheetColumns,
];
