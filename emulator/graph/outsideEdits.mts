import type { User } from '../world/basics.mts';
import type { Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import { Params } from './language/params.mts';
import { findWrite } from './writes.mts';

/** Somebody in Ads Manager; the names its entries carry in the log are a third-party hint. */
const SOMEBODY: User = {
	kind: 'User',
	id: '100000000000009',
	name: 'Somebody Else',
	application: { id: '119211728144504', name: 'Power Editor' },
};

const EDITOR: Token = {
	value: '',
	type: 'USER',
	user: SOMEBODY,
	scopes: ['ads_management', 'ads_read'],
	expiresAt: 0,
	issuedAt: 0,
};

/** Carries out what is due, in order, as if it had happened at its moment. */
export function settleEdits(world: World): void {
	const due = world.outsideEdits.filter(({ at }) => at <= world.clock.now()).sort((one, other) => one.at - other.at);
	if (due.length === 0) return;
	world.outsideEdits = world.outsideEdits.filter((edit) => !due.includes(edit));
	for (const { at, id, params } of due) {
		const node = world.find(id);
		if (!node) throw new Error(`The emulator has no object ${id} to edit`);
		world.clock.asOf(at, () =>
			findWrite('POST', node, '')({ world, params: new Params(params), token: EDITOR, files: {} }, node),
		);
	}
}

/** Parameters as a client sends them: everything that is no text as JSON. */
export function asSent(params: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
	);
}
