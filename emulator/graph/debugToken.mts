import { APP, findToken } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import { GraphError } from './language/graphError.mts';
import type { Params } from './language/params.mts';

/** `GET /debug_token` (general Graph knowledge; the shape is UNCONFIRMED 55). Any living token of the app may inspect another. */
export function debugToken(world: World, params: Params): Record<string, unknown> {
	params.required('input_token');
	const value = params.text('input_token') ?? '';
	const base = { app_id: APP.id, application: APP.name };
	const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
	try {
		const token = findToken(world.tokens, value, world.clock.now());
		return { data: { ...base, type: token.type, ...details(token.value), is_valid: true } };
	} catch (error) {
		if (!(error instanceof GraphError)) throw error;
		const tokenData = world.tokens.has(value)
			? { type: world.tokens.get(value)?.type, ...details(value) }
			: { scopes: [] };
		const { message, code, details: more } = error;
		return {
			data: {
				...base,
				...tokenData,
				error: { code, message, ...(more.subcode && { subcode: more.subcode }) },
				is_valid: false,
			},
		};
	}

	function details(tokenValue: string): Record<string, unknown> {
		const token = world.tokens.get(tokenValue);
		if (!token) return { scopes: [] };
		return {
			// A user's data access lapses after 90 days without activity; a system user's does not.
			data_access_expires_at: token.type === 'USER' ? seconds(token.issuedAt) + 90 * 86_400 : 0,
			expires_at: seconds(token.expiresAt),
			issued_at: seconds(token.issuedAt),
			scopes: [...token.scopes, 'public_profile'],
			// `target_ids` stand where somebody chose objects (Meta: graph-api/reference/debug_token).
			granular_scopes: token.scopes.map((scope) => ({
				scope,
				...(token.targets && scope.startsWith('ads_') && { target_ids: token.targets }),
			})),
			user_id: token.user.id,
		};
	}
}
