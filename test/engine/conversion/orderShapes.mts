import type { IDataObject } from 'n8n-workflow';

/**
 * Sales as shops, payment tools and CRMs give them, cut to what matters here. Persons are invented. Each names where its shape is
 * documented.
 */
export interface OrderShape {
	readonly tool: string;
	readonly what: string;
	readonly json: IDataObject;
	/** The amount that Meta gets. */
	readonly sends?: { readonly value: number; readonly currency: string; readonly order?: string };
	/** Why it is left out. */
	readonly leavesOut?: RegExp;
	/** What stops the run before anything is sent. */
	readonly asks?: RegExp;
}

type Outcome = Pick<OrderShape, 'sends' | 'leavesOut' | 'asks'>;

const unpaid: Outcome = { leavesOut: /is not paid/ };
const cancelled: Outcome = { leavesOut: /is cancelled or lost/ };
const refunded: Outcome = { leavesOut: /is refunded or disputed/ };
const failed: Outcome = { leavesOut: /has a payment that failed/ };
const test: Outcome = { leavesOut: /is a test/ };
const partly: Outcome = { leavesOut: /is only paid in part/ };
const euros = (value: number, order?: string): Outcome => ({ sends: { value, currency: 'EUR', order } });

/** @param now milliseconds since 1970 */
export function orderShapes(now: number): OrderShape[] {
	const iso = new Date(now).toISOString();
	const seconds = Math.floor(now / 1000);
	const person = { email: 'okapi@example.com' };

	// n8n's Shopify and Shopify Trigger nodes: Admin REST API, Order.
	const shopify = (more: IDataObject): IDataObject => ({
		id: 5_100_000_001_001,
		name: '#1001',
		order_number: 1001,
		created_at: iso,
		...person,
		currency: 'EUR',
		total_price: '41.00',
		financial_status: 'paid',
		fulfillment_status: null,
		cancelled_at: null,
		cancel_reason: null,
		test: false,
		customer: { id: 901, ...person, state: 'disabled', created_at: '2020-01-01T00:00:00Z' },
		line_items: [{ id: 1, product_id: 77, quantity: 2, price: '20.50', fulfillment_status: null }],
		...more,
	});

	// n8n's WooCommerce and WooCommerce Trigger nodes: REST API, Orders.
	const woo = (status: string, more: IDataObject = {}): IDataObject => ({
		id: 727,
		number: '727',
		order_key: 'wc_order_58d2d042d1d',
		status,
		currency: 'EUR',
		date_created_gmt: iso.slice(0, 19),
		total: '29.35',
		billing: { first_name: 'Zebra', ...person },
		line_items: [{ id: 315, product_id: 93, quantity: 2, price: 14.67 }],
		...more,
	});

	// n8n's Stripe node (Charge: Get Many) and Stripe Trigger: Stripe API.
	const charge = (more: IDataObject): IDataObject => ({
		id: 'ch_1',
		object: 'charge',
		amount: 2198,
		amount_captured: 2198,
		amount_refunded: 0,
		billing_details: { ...person, name: 'Zebra Okapi', phone: null, address: { country: 'DE' } },
		captured: true,
		created: seconds,
		currency: 'eur',
		disputed: false,
		livemode: true,
		outcome: { network_status: 'approved_by_network', type: 'authorized' },
		paid: true,
		payment_intent: 'pi_1',
		receipt_email: null,
		refunded: false,
		status: 'succeeded',
		...more,
	});
	const stripe = (type: string, object: IDataObject): IDataObject => ({
		id: 'evt_1',
		object: 'event',
		api_version: '2025-08-27.basil',
		created: seconds,
		data: { object },
		livemode: object.livemode,
		type,
	});
	const session = (more: IDataObject): IDataObject => ({
		id: 'cs_live_1',
		object: 'checkout.session',
		amount_subtotal: 2000,
		amount_total: 2198,
		created: seconds,
		currency: 'eur',
		customer_details: { ...person, name: 'Zebra Okapi', address: { country: 'DE' } },
		livemode: true,
		mode: 'payment',
		payment_intent: 'pi_2',
		payment_status: 'paid',
		status: 'complete',
		...more,
	});
	const intent = (status: string): IDataObject => ({
		id: 'pi_3',
		object: 'payment_intent',
		amount: 2198,
		amount_received: status === 'succeeded' ? 2198 : 0,
		created: seconds,
		currency: 'eur',
		livemode: true,
		receipt_email: 'okapi@example.com',
		status,
	});

	// n8n's PayPal Trigger: Webhooks with Orders v2 and Payments v2.
	const paypal = (type: string, resource: IDataObject): IDataObject => ({
		id: 'WH-1',
		create_time: iso,
		event_type: type,
		resource_version: '2.0',
		resource,
	});
	const paypalOrder = (status: string): IDataObject => ({
		id: '5O190127TN364715T',
		intent: 'CAPTURE',
		status,
		create_time: iso,
		payer: { email_address: 'okapi@example.com', name: { given_name: 'Zebra', surname: 'Okapi' }, payer_id: 'P1' },
		purchase_units: [
			{
				reference_id: 'default',
				amount: { currency_code: 'EUR', value: '21.98' },
				payee: { email_address: 'shop@example.com' },
			},
		],
	});

	// Square, webhooks `payment.updated`, `refund.created`, through n8n's Webhook node.
	const square = (status: string, more: IDataObject = {}): IDataObject => ({
		body: {
			merchant_id: 'M1',
			type: 'payment.updated',
			event_id: `6a8f5f28-54a1-4eb0-a98a-3111513fd4f${status.length % 10}`,
			created_at: iso,
			data: {
				type: 'payment',
				id: 'KkAkhdMsgzn59SM8A89WgKwekxLZY',
				object: {
					payment: {
						id: 'KkAkhdMsgzn59SM8A89WgKwekxLZY',
						created_at: iso,
						amount_money: { amount: 2000, currency: 'EUR' },
						total_money: { amount: 2198, currency: 'EUR' },
						buyer_email_address: 'okapi@example.com',
						order_id: 'sq-1',
						...more,
						status,
					},
				},
			},
		},
	});

	// Lemon Squeezy, webhooks `order_created` and `order_refunded`.
	const lemon = (more: IDataObject, event = 'order_created'): IDataObject => ({
		body: {
			meta: { event_name: event, test_mode: false, webhook_id: 'w1' },
			data: {
				type: 'orders',
				id: '1',
				attributes: {
					store_id: 1,
					customer_id: 1,
					order_number: 77,
					user_name: 'Zebra Okapi',
					user_email: 'okapi@example.com',
					currency: 'EUR',
					subtotal: 2000,
					tax: 198,
					total: 2198,
					total_usd: 2300,
					total_formatted: '€21.98',
					status: 'paid',
					status_formatted: 'Paid',
					refunded: false,
					refunded_at: null,
					test_mode: false,
					created_at: iso,
					...more,
				},
			},
		},
	});

	// Paddle Billing, webhooks `transaction.*` with the customer added to it.
	const paddle = (status: string, currency = 'EUR', id = 'txn_1'): IDataObject => ({
		event_id: `evt_${status}`,
		event_type: `transaction.${status}`,
		occurred_at: iso,
		notification_id: `ntf_${status}`,
		data: {
			id,
			status,
			customer_id: 'ctm_1',
			customer: { ...person },
			currency_code: currency,
			created_at: iso,
			billed_at: iso,
			details: {
				totals: { subtotal: '2000', tax: '198', total: '2198', grand_total: '2198', currency_code: currency },
			},
			items: [{ quantity: 1, price: { id: 'pri_1', unit_price: { amount: '2000', currency_code: currency } } }],
		},
	});

	// Mollie API, Payments v2, with the order's address.
	const mollie = (status: string, more: IDataObject = {}): IDataObject => ({
		resource: 'payment',
		id: 'tr_1',
		mode: 'live',
		status,
		amount: { value: '21.98', currency: 'EUR' },
		createdAt: iso,
		metadata: { order_id: '12345' },
		billingAddress: { ...person },
		...person,
		...more,
	});

	// Lightspeed X-Series, webhook `sale.update`; R-Series API, Sale.
	const lightspeed = (status: string): IDataObject => ({
		id: 'b1',
		register_id: 'r1',
		invoice_number: '43',
		sale_date: iso,
		status,
		total_price: 21.98,
		currency: 'EUR',
		customer: { ...person },
	});
	const lightspeedR = (more: IDataObject): IDataObject => ({
		saleID: '7',
		createTime: iso,
		completeTime: iso,
		completed: 'true',
		voided: 'false',
		archived: 'false',
		total: '21.98',
		currency: 'EUR',
		...person,
		...more,
	});

	// Deals as n8n's nodes for CRMs give them, with their person.
	const hubspot = (stage: string, more: IDataObject = {}): IDataObject => ({
		dealId: 900_001,
		properties: {
			amount: { value: '2198.50' },
			deal_currency_code: { value: 'EUR' },
			dealstage: { value: stage },
			closedate: { value: String(now) },
			email: { value: 'okapi@example.com' },
			...more,
		},
	});
	const pipedrive = (status: string, more: IDataObject = {}): IDataObject => ({
		id: 77,
		title: 'Espresso machine',
		status,
		stage_id: 5,
		pipeline_id: 1,
		value: 2198.5,
		currency: 'EUR',
		won_time: status === 'won' ? iso : null,
		lost_time: status === 'lost' ? iso : null,
		add_time: iso,
		close_time: iso,
		person_id: { name: 'Zebra Okapi', email: [{ value: 'okapi@example.com', primary: true }], value: 12 },
		...more,
	});
	const salesforce = (StageName: string, more: IDataObject = {}): IDataObject => ({
		Id: '0065g00000XyZ',
		StageName,
		Amount: 2198.5,
		CurrencyIsoCode: 'EUR',
		CloseDate: iso.slice(0, 10),
		Contact: { Email: 'okapi@example.com' },
		...more,
	});

	// Razorpay, webhooks; Paystack, webhooks; Gumroad, Ping; Magento, BigCommerce, Mercado Pago.
	const razorpay = (event: string, status: string): IDataObject => ({
		entity: 'event',
		event,
		payload: {
			payment: {
				entity: {
					id: 'pay_1',
					entity: 'payment',
					amount: 219_850,
					currency: 'INR',
					status,
					captured: status === 'captured',
					email: 'okapi@example.com',
					created_at: seconds,
				},
			},
		},
		created_at: seconds,
	});
	const paystack = (status: string, domain = 'live'): IDataObject => ({
		event: 'charge.success',
		data: {
			id: 302_961,
			domain,
			status,
			amount: 1_000_050,
			currency: 'NGN',
			gateway_response: 'Approved',
			paid_at: iso,
			customer: { ...person },
		},
	});
	const magento = (status: string): IDataObject => ({
		increment_id: '000000001',
		entity_id: 1,
		state: status,
		status,
		grand_total: 21.98,
		base_grand_total: 21.98,
		order_currency_code: 'EUR',
		created_at: iso,
		customer_email: 'okapi@example.com',
		customer_dob: '1990-01-01',
	});
	const bigCommerce = (status: string): IDataObject => ({
		order_id: 101,
		status,
		status_id: 11,
		payment_status: '',
		total: '21.98',
		currency_code: 'EUR',
		date_created: iso,
		billing_address: { ...person, country_iso2: 'DE' },
		...person,
	});
	const mercadoPago = (status: string): IDataObject => ({
		id: 1,
		status,
		status_detail: 'accredited',
		transaction_amount: 21.98,
		currency_id: 'BRL',
		currency: 'BRL',
		date_created: iso,
		live_mode: true,
		payer: { ...person },
	});
	const sheet = (more: IDataObject): IDataObject => ({
		'E-Mail': 'okapi@example.com',
		Bestellnummer: 'B-7',
		Bestelldatum: iso,
		Gesamtbetrag: '21,98 €',
		...more,
	});

	const shape = (tool: string, what: string, json: IDataObject, outcome: Outcome): OrderShape => ({
		tool,
		what,
		json,
		...outcome,
	});
	return [
		shape('Shopify', 'paid', shopify({}), euros(41, '1001')),
		...(['pending', 'authorized', 'unpaid'] as const).map((status) =>
			shape('Shopify', status, shopify({ financial_status: status }), unpaid),
		),
		shape('Shopify', 'voided', shopify({ financial_status: 'voided' }), cancelled),
		shape('Shopify', 'expired', shopify({ financial_status: 'expired' }), cancelled),
		shape('Shopify', 'refunded', shopify({ financial_status: 'refunded' }), refunded),
		shape('Shopify', 'partially_paid', shopify({ financial_status: 'partially_paid' }), partly),
		shape('Shopify', 'partially_refunded', shopify({ financial_status: 'partially_refunded' }), euros(41, '1001')),
		shape('Shopify', 'cancelled after payment', shopify({ cancelled_at: iso, cancel_reason: 'customer' }), cancelled),
		shape('Shopify', 'a test order', shopify({ test: true }), test),
		shape(
			'Shopify GraphQL',
			'paid',
			{
				node: {
					name: '#1002',
					createdAt: iso,
					...person,
					displayFinancialStatus: 'PAID',
					displayFulfillmentStatus: 'UNFULFILLED',
					totalPriceSet: { shopMoney: { amount: '41.0', currencyCode: 'EUR' } },
				},
			},
			euros(41),
		),
		shape(
			'Shopify GraphQL',
			'pending',
			{
				...person,
				createdAt: iso,
				displayFinancialStatus: 'PENDING',
				totalPriceSet: { shopMoney: { amount: '41.0', currencyCode: 'EUR' } },
			},
			unpaid,
		),
		shape('WooCommerce', 'processing', woo('processing'), euros(29.35)),
		shape('WooCommerce', 'completed', woo('completed'), euros(29.35)),
		shape('WooCommerce', 'pending', woo('pending'), unpaid),
		shape('WooCommerce', 'on-hold', woo('on-hold'), unpaid),
		shape('WooCommerce', 'checkout-draft', woo('checkout-draft'), unpaid),
		shape('WooCommerce', 'failed', woo('failed'), failed),
		shape('WooCommerce', 'cancelled', woo('cancelled'), cancelled),
		shape('WooCommerce', 'trash', woo('trash'), cancelled),
		shape('WooCommerce', 'refunded', woo('refunded'), refunded),
		shape(
			'WooCommerce',
			'completed, all given back',
			woo('completed', {
				refunds: [
					{ id: 1, reason: '', total: '-20.00' },
					{ id: 2, reason: '', total: '-9.35' },
				],
			}),
			refunded,
		),
		shape(
			'WooCommerce',
			'completed, part given back',
			woo('completed', { refunds: [{ id: 1, reason: '', total: '-9.35' }] }),
			euros(29.35),
		),
		shape('WooCommerce', 'a status of the shop’s own', woo('in-roastery'), {
			asks: /Words of Order Status.*status: “in-roastery”/,
		}),
		shape('Stripe', 'charge', charge({}), euros(21.98, 'pi_1')),
		shape('Stripe', 'charge, yen', charge({ currency: 'jpy' }), { sends: { value: 2198, currency: 'JPY' } }),
		shape('Stripe', 'charge, krónur', charge({ currency: 'isk', amount: 219_800, amount_captured: 219_800 }), {
			sends: { value: 2198, currency: 'ISK' },
		}),
		shape('Stripe', 'charge, dinar', charge({ currency: 'kwd', amount: 21_980, amount_captured: 21_980 }), {
			sends: { value: 21.98, currency: 'KWD' },
		}),
		shape('Stripe', 'charge, forint', charge({ currency: 'huf', amount: 219_800, amount_captured: 219_800 }), {
			sends: { value: 2198, currency: 'HUF' },
		}),
		shape('Stripe', 'charge, refunded', charge({ refunded: true, amount_refunded: 2198 }), refunded),
		shape('Stripe', 'charge, authorized only', charge({ captured: false }), unpaid),
		shape('Stripe', 'charge, failed', charge({ status: 'failed', paid: false }), failed),
		shape('Stripe', 'charge, test mode', charge({ livemode: false }), test),
		shape(
			'Stripe',
			'checkout.session.completed',
			stripe('checkout.session.completed', session({})),
			euros(21.98, 'pi_2'),
		),
		shape(
			'Stripe',
			'session, paid later',
			stripe('checkout.session.completed', session({ payment_status: 'unpaid' })),
			unpaid,
		),
		shape(
			'Stripe',
			'session by a Webhook node',
			{ headers: { 'content-type': 'application/json' }, body: stripe('checkout.session.completed', session({})) },
			euros(21.98, 'pi_2'),
		),
		shape(
			'Stripe',
			'payment_intent.succeeded',
			stripe('payment_intent.succeeded', intent('succeeded')),
			euros(21.98, 'pi_3'),
		),
		shape('Stripe', 'payment_intent.processing', stripe('payment_intent.processing', intent('processing')), unpaid),
		shape(
			'Stripe',
			'payment_intent.payment_failed',
			stripe('payment_intent.payment_failed', intent('requires_payment_method')),
			failed,
		),
		shape(
			'Stripe',
			'refund.created',
			stripe('refund.created', {
				id: 're_1',
				object: 'refund',
				amount: 2198,
				currency: 'eur',
				created: seconds,
				status: 'succeeded',
				receipt_email: 'okapi@example.com',
				livemode: true,
			}),
			refunded,
		),
		shape(
			'PayPal',
			'CHECKOUT.ORDER.COMPLETED',
			paypal('CHECKOUT.ORDER.COMPLETED', paypalOrder('COMPLETED')),
			euros(21.98),
		),
		shape('PayPal', 'CHECKOUT.ORDER.APPROVED', paypal('CHECKOUT.ORDER.APPROVED', paypalOrder('APPROVED')), unpaid),
		shape(
			'PayPal',
			'PAYMENT.CAPTURE.REFUNDED',
			paypal('PAYMENT.CAPTURE.REFUNDED', {
				id: '1Y107995YT783435V',
				status: 'COMPLETED',
				amount: { currency_code: 'EUR', value: '21.98' },
				create_time: iso,
				payer: { email_address: 'okapi@example.com' },
			}),
			refunded,
		),
		shape('Square', 'payment.updated', square('COMPLETED'), euros(21.98, 'sq-1')),
		// Square leaves COMPLETED where all was given back.
		shape('Square', 'refunded', square('COMPLETED', { refunded_money: { amount: 2198, currency: 'EUR' } }), refunded),
		shape(
			'Square',
			'refunded in part',
			square('COMPLETED', { refunded_money: { amount: 500, currency: 'EUR' } }),
			euros(21.98, 'sq-1'),
		),
		shape('Square', 'authorized', square('APPROVED'), unpaid),
		shape('Square', 'canceled', square('CANCELED'), cancelled),
		shape('Lemon Squeezy', 'order_created', lemon({}), euros(21.98, '1/77')),
		shape('Lemon Squeezy', 'pending', lemon({ status: 'pending', status_formatted: 'Pending' }), unpaid),
		shape(
			'Lemon Squeezy',
			'order_refunded',
			lemon({ status: 'refunded', refunded: true, refunded_at: iso }, 'order_refunded'),
			refunded,
		),
		shape('Lemon Squeezy', 'test mode', lemon({ test_mode: true }), test),
		shape('Paddle', 'transaction.completed', paddle('completed'), euros(21.98, 'txn_1')),
		shape('Paddle', 'transaction.paid, yen', paddle('paid', 'JPY', 'txn_2'), {
			sends: { value: 2198, currency: 'JPY', order: 'txn_2' },
		}),
		shape('Paddle', 'transaction.past_due', paddle('past_due'), unpaid),
		shape('Paddle', 'transaction.canceled', paddle('canceled'), cancelled),
		shape('Mollie', 'paid', mollie('paid'), euros(21.98)),
		shape('Mollie', 'refunded', mollie('paid', { amountRefunded: { value: '21.98', currency: 'EUR' } }), refunded),
		shape(
			'Mollie',
			'refunded in part',
			mollie('paid', { amountRefunded: { value: '1.00', currency: 'EUR' } }),
			euros(21.98),
		),
		shape('Mollie', 'open', mollie('open'), unpaid),
		shape('Mollie', 'failed', mollie('failed'), failed),
		shape('Mollie', 'test mode', mollie('paid', { mode: 'test' }), test),
		shape('Lightspeed X-Series', 'CLOSED', lightspeed('CLOSED'), euros(21.98, 'r1/43')),
		shape('Lightspeed X-Series', 'VOIDED', lightspeed('VOIDED'), cancelled),
		shape('Lightspeed X-Series', 'ONACCOUNT', lightspeed('ONACCOUNT'), unpaid),
		shape('Lightspeed R-Series', 'completed', lightspeedR({}), euros(21.98)),
		shape('Lightspeed R-Series', 'not completed', lightspeedR({ completed: 'false' }), unpaid),
		shape('Lightspeed R-Series', 'voided', lightspeedR({ voided: 'true' }), cancelled),
		shape('HubSpot', 'deal won', hubspot('closedwon'), { sends: { value: 2198.5, currency: 'EUR' } }),
		shape('HubSpot', 'deal lost', hubspot('closedlost'), cancelled),
		shape('HubSpot', 'a pipeline of one’s own', hubspot('contractsent'), { asks: /properties\.dealstage/ }),
		shape(
			'HubSpot',
			'a pipeline of one’s own, won',
			hubspot('998877', { hs_is_closed_won: { value: 'true' }, hs_is_closed_lost: { value: 'false' } }),
			{ sends: { value: 2198.5, currency: 'EUR' } },
		),
		shape('Pipedrive', 'deal won', pipedrive('won'), euros(2198.5)),
		shape('Pipedrive', 'deal open', pipedrive('open'), unpaid),
		shape('Pipedrive', 'deal lost', pipedrive('lost'), cancelled),
		shape(
			'Pipedrive',
			'trigger, deal lost',
			{ event: 'updated.deal', current: pipedrive('lost'), previous: pipedrive('open') },
			cancelled,
		),
		shape('Salesforce', 'Closed Won', salesforce('Closed Won'), euros(2198.5)),
		shape('Salesforce', 'Closed Lost', salesforce('Closed Lost'), cancelled),
		shape('Salesforce', 'a stage of one’s own', salesforce('Negotiation'), { asks: /StageName: “Negotiation”/ }),
		shape('Salesforce', 'not won, whatever the stage', salesforce('Negotiation', { IsWon: false }), unpaid),
		shape('Razorpay', 'payment.captured', razorpay('payment.captured', 'captured'), {
			sends: { value: 2198.5, currency: 'INR' },
		}),
		shape('Razorpay', 'payment.failed', razorpay('payment.failed', 'failed'), failed),
		shape('Paystack', 'charge.success', paystack('success'), { sends: { value: 10_000.5, currency: 'NGN' } }),
		shape('Paystack', 'test', paystack('success', 'test'), test),
		shape('Magento', 'processing', magento('processing'), euros(21.98)),
		shape('Magento', 'closed', magento('closed'), refunded),
		shape('BigCommerce', 'Awaiting Fulfillment', bigCommerce('Awaiting Fulfillment'), euros(21.98, '101')),
		shape('BigCommerce', 'Awaiting Payment', bigCommerce('Awaiting Payment'), unpaid),
		shape('BigCommerce', 'Disputed', bigCommerce('Disputed'), refunded),
		shape('Mercado Pago', 'approved', mercadoPago('approved'), { sends: { value: 21.98, currency: 'BRL' } }),
		shape('Mercado Pago', 'in_process', mercadoPago('in_process'), unpaid),
		shape(
			'Stripe',
			'its export as CSV',
			{
				id: 'ch_3',
				'Created date (UTC)': iso.slice(0, 16).replace('T', ' '),
				Amount: '21.98',
				'Amount Refunded': '0.00',
				Currency: 'eur',
				Status: 'Paid',
				Captured: 'TRUE',
				'Customer Email': 'okapi@example.com',
			},
			euros(21.98),
		),
		shape(
			'Shopify',
			'its export as CSV',
			{
				Name: '#1003',
				Email: 'okapi@example.com',
				'Financial Status': 'pending',
				'Created at': iso,
				Currency: 'EUR',
				Total: '41.00',
				'Cancelled at': '',
			},
			unpaid,
		),
		shape(
			'PayPal',
			'PAYMENT.CAPTURE.COMPLETED, which has no buyer',
			paypal('PAYMENT.CAPTURE.COMPLETED', {
				id: '4L',
				status: 'COMPLETED',
				amount: { currency_code: 'EUR', value: '21.98' },
				create_time: iso,
			}),
			{ asks: /name nobody/ },
		),
		shape('a sheet', 'bezahlt', sheet({ Zahlungsstatus: 'Bezahlt' }), euros(21.98, 'B-7')),
		shape('a sheet', 'offen', sheet({ Zahlungsstatus: 'offen' }), unpaid),
		shape('a sheet', 'storniert', sheet({ Status: 'Storniert' }), cancelled),
		shape('a sheet', 'no status at all', sheet({}), euros(21.98, 'B-7')),
		shape('a sheet', 'a word of its own', sheet({ Status: 'Abholung' }), { asks: /Status: “Abholung”/ }),
		shape(
			'Zettle',
			'purchase',
			{ ...person, purchaseNumber: 4, timestamp: iso, amount: 2198, currency: 'EUR' },
			euros(21.98),
		),
		shape('a sheet', 'Estado del pago: Pendiente', sheet({ 'Estado del pago': 'Pendiente' }), unpaid),
		shape('a sheet', 'Statut du paiement: en cours', sheet({ 'Statut du paiement': 'en cours' }), {
			asks: /does not say what these order statuses mean/,
		}),
		shape('a sheet', 'paid_at is blank', sheet({ paid_at: '' }), unpaid),
		...['refund', 'Return', 'credit_note', 'Credit Memo', 'Gutschrift', 'Avoir'].map((type) =>
			shape('a sheet', `type: ${type}`, sheet({ type }), refunded),
		),
		shape('a sheet', 'transaction_type: REFUND', sheet({ transaction_type: 'REFUND' }), refunded),
		shape('a sheet', 'Belegart: Gutschrift', sheet({ Belegart: 'Gutschrift' }), refunded),
		shape('a sheet', 'is_refund', sheet({ is_refund: true }), refunded),
		shape('a sheet', 'type: sale', sheet({ type: 'Sale' }), euros(21.98, 'B-7')),
		shape('a sheet', 'total_refunds', sheet({ total_refunds: '21.98' }), refunded),
		shape(
			'Shopify',
			'refunds without a status',
			sheet({ refunds: [{ transactions: [{ amount: '21.98' }] }] }),
			refunded,
		),
		shape('a sheet', 'a chargeback', sheet({ chargeback: 1 }), refunded),
		shape('a sheet', 'a stage that nobody knows', sheet({ stage: 'Negotiation' }), {
			asks: /does not say what these order statuses mean/,
		}),
		shape(
			'a sheet',
			'cents without a word',
			sheet({ Gesamtbetrag: 2198, Währung: 'EUR', 'Betrag formatiert': '21,98 €' }),
			{
				asks: /Unit of Value.*Gesamtbetrag/,
			},
		),
	];
}
