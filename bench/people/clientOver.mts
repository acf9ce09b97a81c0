import { GraphClient } from '../../nodes/shared/graph/client.ts';
import type { Transport } from '../../nodes/shared/graph/wire/transport.ts';
import { Drawing } from '../../nodes/shared/graph/wire/drawing.ts';

/** The package's way to Meta over a transport of one's own, that never waits. */
export const clientOver = (transport: Transport): GraphClient =>
	new GraphClient({
		transport,
		origin: 'https://graph.facebook.com',
		version: 'v26.0',
		drawing: new Drawing(Date.now),
		wait: async () => await Promise.resolve(),
		now: Date.now,
		random: Math.random,
		maxWait: 0,
	});
