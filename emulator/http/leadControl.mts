import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseJson } from '../graph/language/params.mts';
import { addLead, arrivalSchema } from '../leads/arrivals.mts';
import { deliverDue, proveAddress } from '../leads/delivery.mts';
import { endPageTokens } from '../leads/pageTokens.mts';
import { PAGES } from '../world/seedIds.mts';
import type { World } from '../world/world.mts';

const webhookSchema = z.object({
	url: z.string().url(),
	verifyToken: z.string(),
	ids: z.enum(['bare', 'quoted']).default('bare'),
});
const pageSchema = z.object({
	page: z.enum(Object.values(PAGES) as [string, ...string[]]),
	termsAccepted: z.boolean().optional(),
	tasks: z.array(z.string()).optional(),
	accessManager: z.enum(['open', 'assigned', 'revoked']).optional(),
	withoutScope: z.enum(['refused', 'silent']).optional(),
	endTokens: z.boolean().optional(),
});

/** Lets leads come, says who may see them, and sends Meta's notifications. */
export function addLeadRoutes(server: FastifyInstance, world: World): void {
	const post = <T extends z.ZodTypeAny>(path: string, schema: T, act: (input: z.output<T>) => unknown): void => {
		server.post(`/__emulator/leads${path}`, async (request, reply) => {
			const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
			const input = schema.safeParse(text === '' ? {} : parseJson(text));
			if (!input.success) return await reply.code(400).send({ error: input.error.issues });
			return await reply.send(await act(input.data as z.output<T>));
		});
	};
	const isForm = z.object({ form: z.string().refine((id) => world.find(id)?.kind === 'LeadgenForm', 'is no form') });
	post('', z.array(arrivalSchema.and(isForm)), (arrivals) => ({
		ids: arrivals.map((arrival) => addLead(world, arrival).id),
	}));
	post('/page', pageSchema, ({ page, endTokens, ...settings }) => {
		Object.assign(world.leads.page(page), settings);
		if (endTokens === true) endPageTokens(world, page);
		return { success: true };
	});
	post('/app', z.object({ isInDevelopment: z.boolean() }), ({ isInDevelopment }) => {
		world.leads.isInDevelopment = isInDevelopment;
		return { success: true };
	});
	post('/webhook', webhookSchema, async (webhook) => {
		world.leads.webhook = webhook;
		return { proven: await proveAddress(webhook) };
	});
	post('/deliver', z.object({}), async () => ({ delivered: await deliverDue(world) }));
}
