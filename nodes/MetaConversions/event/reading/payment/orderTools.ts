import { isRecord, type Json } from '../../../../shared/record';
import type { PaymentState } from './orderWords';

/** How a tool counts an amount: in currency units, or in the smallest unit as ISO 4217 or Stripe has it. */
export type Unit = 'major' | 'minor' | 'stripe';

/** What is special about a tool's records; what is not said here is as everywhere. */
export interface OrderTool {
	readonly is: (record: Json) => boolean;
	/** Words that another tool uses for something else. */
	readonly words?: Readonly<Record<string, PaymentState>>;
	/** Of its whole amounts. */
	readonly unit?: Exclude<Unit, 'major'>;
	/** The sale's own number, the same in every message about it. */
	readonly number?: (record: Json) => unknown;
}

const has = (record: Json, ...names: string[]): boolean => names.every((name) => name in record);

/** Stripe API, and Chargebee's for invoices: every object says what it is. */
const stripeObjects = /^(?:charge|payment_intent|checkout\.session|invoice|refund|subscription|dispute|payment_link)$/;

/** The first that fits counts. */
const tools: readonly OrderTool[] = [
	{
		is: ({ object }) => object === 'refund' || object === 'dispute',
		words: { succeeded: 'refunded', pending: 'refunded', won: 'refunded' },
		unit: 'stripe',
	},
	{
		is: ({ object }) => typeof object === 'string' && stripeObjects.test(object),
		words: { processing: 'open', complete: 'nothing', open: 'open' },
		unit: 'stripe',
		number: ({ object, id, payment_intent: intent }) => (object === 'payment_intent' ? id : intent),
	},
	// WooCommerce REST API, Orders: `processing` is paid and not yet shipped; cash on delivery, too.
	{
		is: (record) => has(record, 'order_key', 'line_items') || has(record, 'date_created_gmt'),
		words: { processing: 'paid' },
	},
	// Adobe Commerce REST API, Order: invoiced, and refunded as a whole.
	{
		is: (record) => has(record, 'increment_id', 'grand_total'),
		words: { processing: 'paid', closed: 'refunded', new: 'open', holded: 'open', 'payment review': 'open' },
	},
	// BigCommerce, Order Statuses: the payment is confirmed.
	{
		is: (record) => has(record, 'status_id', 'payment_status'),
		words: { 'awaiting fulfillment': 'paid', 'awaiting shipment': 'paid', 'awaiting pickup': 'paid', shipped: 'paid' },
	},
	// Lightspeed X-Series API, Sales.
	{
		is: (record) => has(record, 'register_id', 'sale_date') || has(record, 'register_sale_products'),
		words: { closed: 'paid', 'awaiting pickup': 'nothing', parked: 'open' },
	},
	// Square API, Payment and Order: APPROVED is authorized.
	{
		is: (record) => isSquareMoney(record.amount_money) || isSquareMoney(record.total_money),
		words: { approved: 'open' },
		unit: 'minor',
	},
	// PayPal Orders API v2: the buyer has agreed, and no money has been taken.
	{ is: (record) => has(record, 'purchase_units') || has(record, 'intent', 'links'), words: { approved: 'open' } },
	// Mercado Pago API, Payments.
	{
		is: (record) => has(record, 'status_detail', 'transaction_amount'),
		words: { approved: 'paid', 'in process': 'open' },
	},
	// Lemon Squeezy API, Orders: amounts in cents.
	{
		is: (record) => has(record, 'order_number', 'total_formatted') || has(record, 'first_order_item', 'total'),
		unit: 'minor',
	},
	// Paddle Billing API, Transactions: `details.totals` are texts of the lowest denomination.
	{
		is: (record) => isRecord(record.details) && isRecord(record.details.totals),
		unit: 'minor',
		number: ({ id }) => id,
	},
	{ is: (record) => has(record, 'grand_total', 'currency_code', 'subtotal'), unit: 'minor' },
	// Razorpay API, Payments: paise.
	{ is: ({ entity }) => entity === 'payment' || entity === 'order', unit: 'minor', words: { attempted: 'open' } },
	// Paystack API, Transactions: kobo.
	{ is: (record) => has(record, 'gateway_response', 'amount'), unit: 'minor', words: { ongoing: 'open' } },
	// Zettle by PayPal, Purchase API: `amount` in the smallest unit.
	{ is: (record) => has(record, 'purchaseNumber', 'amount') || has(record, 'purchaseUUID', 'amount'), unit: 'minor' },
	// Gumroad, Ping: `price` in cents.
	{ is: (record) => has(record, 'sale_id', 'seller_id', 'price'), unit: 'minor' },
];

function isSquareMoney(value: unknown): boolean {
	return isRecord(value) && typeof value.amount === 'number' && typeof value.currency === 'string';
}

const NO_TOOL: OrderTool = { is: () => true };

/** Which tool has written a record, by what stands in it. */
export const toolOf = (record: Json): OrderTool => tools.find(({ is }) => is(record)) ?? NO_TOOL;
