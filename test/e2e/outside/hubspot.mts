import Fastify from 'fastify';

export interface HubSpot {
	/** Of the host that stands in for api.hubapi.com. */
	url: string;
	/** For n8n's HubSpot credential. */
	credential: Record<string, unknown>;
	/** All contacts, by property; a blank one HubSpot leaves out of its answer. */
	contacts: Array<Record<string, string>>;
	/** What it was asked to make or update: by address, the properties. */
	upserted: Map<string, Record<string, string>>;
	close: () => Promise<void>;
}

interface Query {
	property?: string | string[];
	count?: string;
	vidOffset?: string;
}

interface Upsert {
	Params: { email: string };
	Body: { properties: Array<{ property: string; value: string }> };
}

/**
 * Stands in for HubSpot, as far as n8n's node uses it to get all contacts: pages by `vidOffset`, and of each contact the
 * properties that were asked for. The shape is that of the Contacts API v1, "Get all contacts"
 * (https://legacydocs.hubspot.com/docs/methods/contacts/get_contacts), which n8n's node 2.2 calls and whose published
 * schema n8n ships. "Create or update a contact" is of the same API. n8n tests a credential by
 * the details of the account.
 *
 * @param properties of its contacts, by name, that n8n lists
 */
export async function openHubSpot(properties: readonly string[] = []): Promise<HubSpot> {
	const contacts: HubSpot['contacts'] = [];
	const upserted: HubSpot['upserted'] = new Map();
	const server = Fastify();
	server.get('/account-info/v3/details', () => ({ portalId: 62_515, accountType: 'STANDARD' }));
	// CRM properties v3, "Read all properties" (https://developers.hubspot.com/docs/api/crm/properties), from which n8n's list comes.
	server.get('/crm/v3/properties/contacts', () => ({
		results: properties.map((name) => ({ name, label: name })),
	}));
	server.post<Upsert>('/contacts/v1/contact/createOrUpdate/email/:email', ({ params, body }) => {
		upserted.set(params.email, Object.fromEntries(body.properties.map(({ property, value }) => [property, value])));
		return { vid: 1, isNew: true };
	});
	server.get('/contacts/v1/contact/vid/:vid/profile', () => ({ vid: 1, properties: {} }));
	server.get<{ Querystring: Query }>('/contacts/v1/lists/all/contacts/all', ({ query }) => {
		const [from, count] = [Number(query.vidOffset ?? 0), Math.min(Number(query.count ?? 20), 100)];
		const asked = [query.property ?? []].flat();
		const page = contacts.slice(from, from + count);
		return {
			contacts: page.map((contact, index) => ({
				addedAt: 1_790_000_000_000,
				vid: from + index + 1,
				'canonical-vid': from + index + 1,
				'merged-vids': [],
				'portal-id': 62_515,
				'is-contact': true,
				properties: Object.fromEntries(
					asked.flatMap((name) => (contact[name] ? [[name, { value: contact[name] }]] : [])),
				),
				'form-submissions': [],
				'identity-profiles': [
					{
						vid: from + index + 1,
						'saved-at-timestamp': 1_790_000_000_000,
						'deleted-changed-timestamp': 0,
						identities: [
							{ type: 'EMAIL', value: contact.email ?? '', timestamp: 1_790_000_000_000, 'is-primary': true },
						],
					},
				],
				'merge-audits': [],
			})),
			'has-more': from + count < contacts.length,
			'vid-offset': from + count,
		};
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return { url, credential: { appToken: 'stand-in' }, contacts, upserted, close: async () => await server.close() };
}
