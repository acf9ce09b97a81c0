import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import type { CustomAudience } from './audienceModel.mts';
import { checkTerms, userRefusal } from './audienceRules.mts';

/**
 * Sharing with other ad accounts. The spec object and the SDK write to the edge `adaccounts`; Meta's reference pages write to
 * `ad_accounts` and say that `adaccounts` only reads (reference/custom-audience/ad_accounts). Here both take writes.
 */

const PERMISSIONS = ['targeting', 'targeting_and_insights'] as const;

/** Ad accounts an audience is shared with. */
export const sharedWith: Edge = edge<'CustomAudience'>(
	{ to: 'AdAccount', order: 'oldest', isAds: true },
	(audience, { world }) => world.accounts().filter(({ id }) => audience.shares.has(id)),
);

/** `permissions` is targeting_and_insights by default; the answer is that of Meta's reference page. */
export function shareAudience({ world, params }: WriteCall, audience: CustomAudience): Record<string, unknown> {
	checkTerms(audience.account);
	const permissions = params.oneOf('permissions', PERMISSIONS) ?? 'targeting_and_insights';
	const accounts = readAccounts({ world, params });
	if (params.boolean('replace')) audience.shares.clear();
	for (const { id } of accounts) audience.shares.set(id, permissions);
	return {
		success: true,
		sharing_data: accounts.map(({ accountId, business }) => ({
			ad_acct_id: accountId,
			business_id: business.id,
			audience_share_status: 'SHARED',
			errors: [],
		})),
	};
}

export function unshareAudience({ world, params }: WriteCall, audience: CustomAudience): Record<string, unknown> {
	for (const { id } of readAccounts({ world, params })) audience.shares.delete(id);
	return { success: true };
}

/** Numbers without `act_`: "list<numeric string>". An account the token cannot see is refused as a whole (UNCONFIRMED 44). */
function readAccounts({ world, params }: Pick<WriteCall, 'world' | 'params'>) {
	params.required('adaccounts');
	return (params.list('adaccounts') ?? []).map((number) => {
		const account = world.find(`act_${number.replace(/^act_/, '')}`);
		if (account?.kind === 'AdAccount' && account.visible) return account;
		throw userRefusal(
			'Audience cannot be shared',
			`The ad account ${number} cannot receive this audience.`,
			'adaccounts',
		);
	});
}
