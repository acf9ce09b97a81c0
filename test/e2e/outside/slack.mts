import Fastify from 'fastify';

export interface Slack {
	/** Of the host that stands in for slack.com. */
	url: string;
	/** For n8n's Slack credential. */
	credential: Record<string, unknown>;
	/** What was posted, oldest first. */
	messages: Array<{ channel: string; text: string }>;
	/** Channels that the app is not in. */
	unknown: Set<string>;
	close: () => Promise<void>;
}

/** Stands in for Slack, as far as n8n's node posts a message: `chat.postMessage` (https://docs.slack.dev/reference/methods/chat.postMessage). */
export async function openSlack(): Promise<Slack> {
	const messages: Slack['messages'] = [];
	const unknown = new Set<string>();
	const server = Fastify();
	server.post<{ Body: Slack['messages'][number] }>('/api/chat.postMessage', ({ body }) => {
		if (unknown.has(body.channel)) return { ok: false, error: 'channel_not_found' };
		messages.push({ channel: body.channel, text: body.text });
		return { ok: true, channel: body.channel, ts: '1790000000.000100', message: { text: body.text } };
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		url,
		messages,
		unknown,
		credential: { accessToken: 'stand-in' },
		close: async () => {
			await server.close();
		},
	};
}
