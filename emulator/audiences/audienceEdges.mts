import { edge, type Edge } from '../graph/handlers/edge.mts';

/** The ad account's own audiences, and those shared with it. */
export const customAudiences: Edge = edge<'AdAccount'>(
	{ to: 'CustomAudience', order: 'newest', isAds: true, filterPrefix: 'customaudience' },
	(account, { world }) =>
		world
			.newest('CustomAudience')
			.filter((audience) => audience.account.id === account.id || audience.shares.has(account.id)),
);

export const sessions: Edge = edge<'CustomAudience'>(
	{ to: 'CustomAudienceSession', order: 'newest', isAds: true },
	(audience, { params }) => {
		const id = params.text('session_id');
		const byNumber = [...audience.sessions].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
		return id === undefined ? byNumber : byNumber.filter((session) => session.id === id);
	},
);
