import Fastify from 'fastify';

import { PAGES } from '../../../emulator/world/seedIds.mts';
import type { World } from '../../../emulator/world/world.mts';

export interface FacebookPage {
	/** Of the host that stands in for the page's. */
	url: string;
	close: () => Promise<void>;
}

/**
 * Stands in for a Facebook Page: `POST /{page}/feed` answers with the ID of the post (Meta: graph-api/reference/page/feed), which
 * the emulator's world has from then on. A post with music cannot be promoted.
 */
export async function openFacebookPage(worldOf: () => World): Promise<FacebookPage> {
	let published = 0;
	const server = Fastify();
	server.post<{ Querystring: { message: string } }>('/v25.0/:page/feed', ({ query }) => {
		published += 1;
		const id = `${PAGES.usd}_30100000000009${published}`;
		const world = worldOf();
		world.add({
			...{ kind: 'PagePost', id, pageId: PAGES.usd, message: query.message },
			...{ createdAt: world.clock.now(), isEligible: !query.message.includes('music') },
		});
		return { id };
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return { url, close: async () => await server.close() };
}
