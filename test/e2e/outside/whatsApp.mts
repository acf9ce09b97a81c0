import Fastify from 'fastify';

export interface WhatsApp {
	/** Of the host that stands in for graph.facebook.com. */
	url: string;
	/** For n8n's WhatsApp credential. */
	credential: Record<string, unknown>;
	/** Templates that were sent, oldest first. */
	messages: Array<{ to: string; template: string; language: string; variables: string[] }>;
	close: () => Promise<void>;
}

interface TemplateBody {
	to: string;
	type: string;
	template: {
		name: string;
		language: { code: string };
		components: Array<{ type: string; parameters: Array<{ text: string }> }>;
	};
}

/**
 * Stands in for WhatsApp's Cloud API, as far as n8n's node sends a template
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages). It refuses what Meta refuses in a variable.
 */
export async function openWhatsApp(): Promise<WhatsApp> {
	const messages: WhatsApp['messages'] = [];
	const server = Fastify();
	server.post<{ Body: TemplateBody }>('/v13.0/:phone/messages', async ({ body: { to, template } }, reply) => {
		const variables = template.components.flatMap(({ parameters }) => parameters.map(({ text }) => text));
		if (variables.some((text) => /[\n\t]| {5}/.test(text) || text.length > 1_024))
			return await reply
				.code(400)
				.send({ error: { code: 132_018, message: '(#132018) There’s an issue with the parameters' } });
		messages.push({ to, template: template.name, language: template.language.code, variables });
		return { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id: 'wamid.1' }] };
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		url,
		credential: { accessToken: 'stand-in', businessAccountId: '102290129340398' },
		messages,
		close: async () => {
			await server.close();
		},
	};
}
