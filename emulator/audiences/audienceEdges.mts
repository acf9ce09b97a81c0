import { adsUsing } from '../campaigns/adObjectEdges.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { AUDIENCE_TYPES } from './audienceFields.mts';
import { createAudience, deleteAudience, updateAudience } from './audiences.mts';
import { seedAudiences } from './seedAudiences.mts';
import { sharedWith, shareAudience, unshareAudience } from './sharing.mts';
import { addUsers, removeUsers, replaceUsers } from './users.mts';

/** The ad account's own audiences, and those shared with it. */
const customAudiences = edge<'AdAccount'>(
	{ to: 'CustomAudience', order: 'newest', isAds: true, filterPrefix: 'customaudience' },
	(account, { world }) =>
		world
			.newest('CustomAudience')
			.filter((audience) => audience.account.id === account.id || audience.shares.has(account.id)),
);

const sessions = edge<'CustomAudience'>(
	{ to: 'CustomAudienceSession', order: 'newest', isAds: true },
	(audience, { params }) => {
		const id = params.text('session_id');
		const byNumber = [...audience.sessions].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1));
		return id === undefined ? byNumber : byNumber.filter((session) => session.id === id);
	},
);

export const audienceDomain = {
	types: AUDIENCE_TYPES,
	edges: {
		AdAccount: { customaudiences: customAudiences },
		CustomAudience: { sessions, adaccounts: sharedWith, ads: adsUsing },
	},
	writes: {
		AdAccount: { 'POST customaudiences': createAudience },
		CustomAudience: {
			'POST ': updateAudience,
			'DELETE ': deleteAudience,
			'POST users': addUsers,
			'DELETE users': removeUsers,
			'POST adaccounts': shareAudience,
			'DELETE adaccounts': unshareAudience,
			'POST ad_accounts': shareAudience,
			'DELETE ad_accounts': unshareAudience,
			'POST usersreplace': replaceUsers,
		},
	},
	firstIds: { CustomAudience: 120214000000001001n },
	seed: seedAudiences,
} satisfies Domain;
