import type { FastifyInstance } from 'fastify';

/**
 * Who may call. Web pages reach programs of one's own machine, too: by a form or a script (the browser then says from where
 * in `Origin`; Fetch standard, "Origin header"), or by a name of their own that leads to 127.0.0.1 ("DNS rebinding": the
 * browser then says that name in `Host`). host.docker.internal is this machine as seen from a container.
 */
const HOST = /^(?:127\.0\.0\.1|localhost|\[::1\]|host\.docker\.internal)(?::\d{1,5})?$/i;
const ORIGIN = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** @param noun what answers, in the refusal */
export function refuseStrangers(server: FastifyInstance, noun = 'The local emulator'): void {
	server.addHook('onRequest', async (request, reply) => {
		const why = refusal(request.headers, noun);
		if (why !== undefined) return reply.code(403).type('text/plain; charset=utf-8').send(`${why}\n`);
	});
}

function refusal({ host = '', origin }: { host?: string; origin?: string }, noun: string): string | undefined {
	if (!HOST.test(host)) {
		return `${noun} answers at 127.0.0.1, localhost, [::1] and host.docker.internal only, not at "${host}" (the Host header).`;
	}
	if (origin !== undefined && !ORIGIN.test(origin)) {
		return `${noun} takes no requests from other web pages; this one comes from "${origin}" (the Origin header).`;
	}
	return undefined;
}
