import Fastify from 'fastify';

export interface Shopify {
	/** Of the host that stands in for the shop's. */
	url: string;
	/** For n8n's Shopify credential. */
	credential: Record<string, unknown>;
	/** Host of the shop. */
	host: string;
	orders: Array<Record<string, unknown>>;
	close: () => Promise<void>;
}

/**
 * Stands in for a Shopify shop, as far as n8n's node uses it to get its orders. The shape is that of the Admin REST API, Order
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/order).
 */
export async function openShopify(): Promise<Shopify> {
	const orders: Shopify['orders'] = [];
	// n8n's node 1 writes two strokes before the name.
	const server = Fastify({ ignoreDuplicateSlashes: true });
	server.get('/admin/api/:version/orders.json', () => ({ orders }));
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		url,
		host: 'quagga-shop.myshopify.com',
		credential: { shopSubdomain: 'quagga-shop', accessToken: 'stand-in', appSecretKey: 'stand-in' },
		orders,
		close: async () => await server.close(),
	};
}

/** An order as a shop has it: its visitor, its customer and what was bought. */
export const shopifyOrder = (number: number, createdAt: string, more: object = {}): Record<string, unknown> => ({
	id: 5_100_000_000_000 + number,
	name: `#${number}`,
	order_number: number,
	created_at: createdAt,
	email: `Okapi.${number}@Example.com`,
	phone: null,
	currency: 'EUR',
	total_price: '41.00',
	current_total_price: '41.00',
	financial_status: 'paid',
	buyer_accepts_marketing: true,
	browser_ip: '8.8.4.4',
	landing_site: '/?fbclid=IwAR1AbCdEfGhIjK',
	client_details: { browser_ip: '8.8.4.4', user_agent: 'Mozilla/5.0 (X11; Linux)' },
	customer: {
		id: 900 + number,
		email: `okapi.${number}@example.com`,
		first_name: 'Zebra',
		last_name: 'Quagga',
		created_at: '2020-01-01T00:00:00Z',
		currency: 'USD',
	},
	billing_address: { first_name: 'Zebra', city: 'Berlin', zip: '10115', country_code: 'DE', phone: '030 1234567' },
	line_items: [{ id: 1, product_id: 77, variant_id: 78, quantity: 2, price: '20.50', title: 'Cup' }],
	...more,
});
