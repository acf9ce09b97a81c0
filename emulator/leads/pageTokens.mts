import { createHash } from 'node:crypto';
import { pageToken, TOKENS, type Token } from '../world/tokens.mts';
import type { World } from '../world/world.mts';

/** Tells page tokens of different people apart, without the token they were made from. */
const markOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 8);

/**
 * The page's token for whoever asks (Meta: graph-api/reference/page, `access_token`): only somebody with a task on the page
 * gets one. It has the permissions of the token it was made from, and ends with it.
 */
export function pageTokenOf(world: World, page: string, asker: Token | undefined): string | undefined {
	if (asker === undefined || world.leads.page(page).tasks.length === 0) return undefined;
	if (asker.type === 'PAGE') return asker.user.id === page ? asker.value : undefined;
	const suffixes = [asker.value === TOKENS.full ? '' : markOf(asker.value), world.leads.tokenNumber(page) || ''];
	const value = [pageToken(page), ...suffixes.filter((part) => part !== '')].join('-');
	if (!world.tokens.has(value)) {
		const user = { kind: 'User', id: page, name: 'Page' } as const;
		const issuedAt = world.clock.now();
		world.tokens.set(value, {
			value,
			type: 'PAGE',
			user,
			madeFrom: asker.value,
			scopes: asker.scopes,
			expiresAt: 0,
			issuedAt,
		});
	}
	return value;
}

/** From now on the page's tokens are refused, and others are handed out. */
export function endPageTokens(world: World, page: string): void {
	for (const [value, { type, user }] of world.tokens)
		if (type === 'PAGE' && user.id === page) world.tokens.delete(value);
	world.leads.renewTokens(page);
}
