import type { FastifyInstance } from 'fastify';
import type { World } from '../world.mts';
import { operationStatus, sizeOf } from './audienceStatus.mts';

/** A look into customer lists, which Meta itself never shows to anybody. */
export function addAudienceRoutes(server: FastifyInstance, world: World): void {
	server.get<{ Params: { id: string }; Querystring: { key?: string; value?: string } }>(
		'/__emulator/audiences/:id',
		({ params: { id }, query: { key, value } }, reply) => {
			const audience = world.find(id);
			if (audience?.kind !== 'CustomAudience') return reply.code(404).send({ error: `${id} is no audience` });
			const { members, name, sessions } = audience;
			if (key !== undefined && value !== undefined) return reply.send({ isMember: members.has(key, value) });
			const now = world.clock.now();
			return reply.send({
				id,
				name,
				operationStatus: operationStatus(audience, now),
				size: sizeOf(audience, now),
				sessions,
				memberCount: members.size,
				members: members.all(),
			});
		},
	);
}
