import Fastify from 'fastify';

export interface Telegram {
	/** For n8n's Telegram credential: the bot's token, and an address that stands in for api.telegram.org. */
	credential: Record<string, unknown>;
	/** What the bot has sent, oldest first. */
	messages: Array<{ chat_id: string; text: string; parse_mode?: string }>;
	/** Somebody writes to the bot. @returns what n8n's trigger answered */
	write: (from: number, text: string) => Promise<number>;
	close: () => Promise<void>;
}

/** Marks that Telegram refuses a message for: only these tags are known (core.telegram.org/bots/api, HTML style). */
const isHtml = (text: string): boolean =>
	!/[<>&]/.test(text.replace(/<\/?(b|i|u|s|code|pre)>|<a href="[^"<>]*">|<\/a>|&(lt|gt|amp|quot);/g, ''));

/** Stands in for Telegram's bots, as far as n8n's nodes use them (core.telegram.org/bots/api: setWebhook, sendMessage, Update). */
export async function openTelegram(): Promise<Telegram> {
	const messages: Telegram['messages'] = [];
	let webhook: { url: string; secret_token?: string } | undefined;
	const server = Fastify();
	server.post<{ Body: Telegram['messages'][number] }>('/:bot/sendMessage', async ({ body }, reply) => {
		if (body.text.length > 4_096 || (body.parse_mode === 'HTML' && !isHtml(body.text)))
			return await reply
				.code(400)
				.send({ ok: false, error_code: 400, description: "Bad Request: can't parse entities" });
		messages.push(body);
		return { ok: true, result: { message_id: messages.length, chat: { id: Number(body.chat_id) }, text: body.text } };
	});
	server.post('/:bot/getWebhookInfo', () => ({ ok: true, result: { url: webhook?.url ?? '' } }));
	server.post<{ Body: { url: string; secret_token?: string } }>('/:bot/setWebhook', ({ body }) => {
		webhook = body;
		return { ok: true, result: true };
	});
	server.post('/:bot/deleteWebhook', () => {
		webhook = undefined;
		return { ok: true, result: true };
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		credential: { accessToken: '123456:stand-in', baseUrl: url },
		messages,
		write: async (from, text) => {
			// n8n tells it a moment after the workflow is published.
			for (let looks = 0; webhook === undefined && looks < 120; looks++)
				await new Promise((resolve) => setTimeout(resolve, 250));
			if (webhook === undefined) throw new Error('n8n has told Telegram no address');
			const { status } = await fetch(webhook.url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-telegram-bot-api-secret-token': webhook.secret_token ?? '',
				},
				body: JSON.stringify({
					update_id: 1,
					message: {
						message_id: 1,
						date: Math.floor(Date.now() / 1000),
						from: { id: from, is_bot: false, first_name: 'A' },
						chat: { id: from, type: 'private' },
						text,
					},
				}),
			});
			return status;
		},
		close: async () => {
			await server.close();
		},
	};
}
