import Fastify from 'fastify';

export interface Telegram {
	/** For n8n's Telegram credential: the bot's token, and an address that stands in for api.telegram.org. */
	credential: Record<string, unknown>;
	/** What the bot has sent, oldest first. */
	messages: Array<{ chat_id: string; text: string; parse_mode?: string }>;
	close: () => Promise<void>;
}

/** Marks that Telegram refuses a message for: only these tags are known (core.telegram.org/bots/api, HTML style). */
const isHtml = (text: string): boolean =>
	!/[<>&]/.test(text.replace(/<\/?(b|i|u|s|code|pre)>|<a href="[^"<>]*">|<\/a>|&(lt|gt|amp|quot);/g, ''));

/** Stands in for Telegram's bots, as far as n8n's node sends a message (core.telegram.org/bots/api: sendMessage). */
export async function openTelegram(): Promise<Telegram> {
	const messages: Telegram['messages'] = [];
	const server = Fastify();
	server.post<{ Body: Telegram['messages'][number] }>('/:bot/sendMessage', async ({ body }, reply) => {
		if (body.text.length > 4_096 || (body.parse_mode === 'HTML' && !isHtml(body.text)))
			return await reply
				.code(400)
				.send({ ok: false, error_code: 400, description: "Bad Request: can't parse entities" });
		messages.push(body);
		return { ok: true, result: { message_id: messages.length, chat: { id: Number(body.chat_id) }, text: body.text } };
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		credential: { accessToken: '123456:stand-in', baseUrl: url },
		messages,
		close: async () => {
			await server.close();
		},
	};
}
