import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { operationStatus, audienceSizeOf } from '../audiences/audienceStatus.mts';
import { parseJson } from '../graph/language/params.mts';
import type { World } from '../world/world.mts';

const status = z.object({ code: z.number().int(), description: z.string().default('') });
const scriptSchema = z.object({
	operation: status.nullable().optional(),
	delivery: status.nullable().optional(),
	integrityFields: z.array(z.string()).optional(),
	reach: z.number().int().nonnegative().optional(),
	readyInSeconds: z.number().optional(),
});

type AudienceRoute = { Params: { id: string }; Querystring: { key?: string; value?: string } };

/** A look into customer lists, which Meta itself never shows to anybody, and a hand on what Meta decides. */
export function addAudienceRoutes(server: FastifyInstance, world: World): void {
	const find = (id: string) => {
		const audience = world.find(id);
		return audience?.kind === 'CustomAudience' ? audience : undefined;
	};
	server.get<AudienceRoute>('/__emulator/audiences/:id', ({ params: { id }, query: { key, value } }, reply) => {
		const audience = find(id);
		if (!audience) return reply.code(404).send({ error: `${id} is no audience` });
		const { members, name, sessions } = audience;
		if (key !== undefined && value !== undefined) return reply.send({ isMember: members.has(key, value) });
		const now = world.clock.now();
		return reply.send({
			id,
			name,
			operationStatus: operationStatus(audience, now),
			size: audienceSizeOf(audience, now),
			sessions,
			memberCount: members.size,
			members: members.all(),
		});
	});
	server.post<AudienceRoute>('/__emulator/audiences/:id', (request, reply) => {
		const audience = find(request.params.id);
		const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
		const input = scriptSchema.safeParse(parseJson(text));
		if (!audience || !input.success) return reply.code(400).send({ error: input.error?.issues ?? 'is no audience' });
		const { operation, delivery, integrityFields, reach, readyInSeconds } = input.data;
		if (operation !== undefined) audience.scripted.operation = operation ?? undefined;
		if (delivery !== undefined) audience.scripted.delivery = delivery ?? undefined;
		if (integrityFields) audience.scripted.integrityFields = integrityFields;
		if (reach !== undefined) audience.reach = reach;
		if (readyInSeconds !== undefined) audience.readyAt = world.clock.now() + readyInSeconds * 1000;
		return reply.send({ success: true });
	});
}
