import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';

/** Media for tests of creatives, put straight into the emulator's world. */

/** An item's file as n8n holds it in memory. */
export const file = (content: Buffer, fileName = 'cup.png', name = 'data'): IBinaryKeyData => ({
	[name]: { data: content.toString('base64'), mimeType: 'application/octet-stream', fileName, bytes: content.length },
});

type World = Emulator['world'];

/** An image of an account; its hash. */
export function putImage(world: World, hash = 'a'.repeat(32), accountId: string = ACCOUNTS.usd): string {
	const account = world.get('AdAccount', accountId);
	const now = world.clock.now();
	world.add({
		kind: 'AdImage',
		id: `${account.accountId}:${hash}`,
		account,
		hash,
		name: 'cup.png',
		width: 1200,
		height: 628,
		createdTime: now,
		updatedTime: now,
	});
	return hash;
}

/** A video of an account, ready unless said otherwise; its id. */
export function putVideo(world: World, readyIn = 0, more: IDataObject = {}): string {
	const account = world.get('AdAccount', ACCOUNTS.usd);
	const now = world.clock.now();
	const processing = { readyAt: now + readyIn * 1000, state: 'ready' as const, ...more };
	return world.add({
		kind: 'AdVideo',
		id: world.newId('AdVideo'),
		account,
		title: 'Steam',
		processing,
		createdTime: now,
		updatedTime: now,
	}).id;
}
