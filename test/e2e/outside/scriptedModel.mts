import Fastify from 'fastify';

interface Message {
	role: string;
	content?: string | null;
	tool_call_id?: string;
}

export interface ToolCall {
	name: string;
	arguments: Record<string, unknown>;
}

/** What the model says next, seeing the answers its calls have got so far and what it was asked: calls, or its last words. */
export type Script = (answers: string[], asked: string) => ToolCall[] | string;

export interface ScriptedModel {
	/** For n8n's OpenAI credential. */
	credential: Record<string, unknown>;
	/** The tools n8n offered it in the last request, with what their parameters are. */
	tools: () => Array<{ name: string; description: string; parameters: { properties?: Record<string, unknown> } }>;
	play: (script: Script) => void;
	close: () => Promise<void>;
}

/** Stands in for a language model that speaks OpenAI's chat protocol: it follows a script, so that a test knows its calls. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let script: Script = () => 'There is no script.';
	let offered: ReturnType<ScriptedModel['tools']> = [];
	const server = Fastify();
	interface Asked {
		Body: { messages: Message[]; tools?: Array<{ function: (typeof offered)[number] }> };
	}
	server.post<Asked>('/v1/chat/completions', ({ body }) => {
		offered = body.tools?.map((tool) => tool.function) ?? [];
		const of = (who: string) => body.messages.flatMap(({ role, content }) => (role === who ? [content ?? ''] : []));
		const said = script(of('tool'), of('user').join('\n'));
		const calls = typeof said === 'string' ? [] : said;
		const message = {
			role: 'assistant',
			content: typeof said === 'string' ? said : null,
			...(calls.length > 0 && {
				tool_calls: calls.map((call, index) => ({
					id: `call_${body.messages.length}_${index}`,
					type: 'function',
					function: { name: call.name, arguments: JSON.stringify(call.arguments) },
				})),
			}),
		};
		return {
			id: 'scripted',
			object: 'chat.completion',
			created: 0,
			model: 'scripted',
			choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		credential: { apiKey: 'stand-in', url: `${url}/v1` },
		tools: () => offered,
		play: (next) => {
			script = next;
		},
		close: async () => await server.close(),
	};
}
