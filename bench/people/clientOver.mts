import { GraphClient } from '../../nodes/shared/graph/client.ts';
import { Pace } from '../../nodes/shared/graph/wire/pace.ts';
import type { Transport } from '../../nodes/shared/graph/wire/transport.ts';
import { UsageBoard } from '../../nodes/shared/graph/wire/usage.ts';

/** The package's way to Meta over a transport of one's own, that never waits. */
export const clientOver = (transport: Transport): GraphClient =>
	new GraphClient({
		transport,
		origin: 'https://graph.facebook.com',
		version: 'v26.0',
		board: new UsageBoard(Date.now),
		pace: new Pace(Date.now),
		wait: async () => await Promise.resolve(),
		now: Date.now,
		random: Math.random,
		maxWait: 0,
	});
