import { edge, type Edge } from '../graph/handlers/edge.mts';
import { MINIMUM_BUDGETS } from './minimumBudgets.mts';

export const accounts: Edge = edge({ to: 'AdAccount', order: 'oldest', isAds: true }, (_user, { world, token }) =>
	world.all('AdAccount').filter((account) => world.sees(token.user, account)),
);

/** Accounts that a business owns, or works on for others (spec object Business: owned_ad_accounts, client_ad_accounts). */
export const accountsOf = (relation: 'owned' | 'client'): Edge =>
	edge<'Business'>({ to: 'AdAccount', order: 'oldest', isAds: true }, (business, { world, token }) =>
		world
			.all('AdAccount')
			.filter((account) => world.sees(token.user, account))
			.filter(({ business: owner, clientOf = [] }) =>
				relation === 'owned' ? owner.id === business.id : clientOf.includes(business.id),
			),
	);

export const businesses: Edge = edge({ to: 'Business', order: 'oldest', isAds: false }, (_user, { world, token }) =>
	token.scopes.includes('business_management') ? world.all('Business') : [],
);

export const permissions: Edge = edge({ to: 'Permission', order: 'oldest', isAds: false }, (_user, { token }) =>
	[...token.scopes, 'public_profile'].map((permission, index) => ({
		kind: 'Permission',
		id: String(index + 1),
		permission,
		status: 'granted',
	})),
);

export const adlabels: Edge = edge<'AdAccount'>({ to: 'AdLabel', order: 'newest', isAds: true }, (account, { world }) =>
	world.newest('AdLabel').filter((label) => label.account.id === account.id),
);

export const minimumBudgets: Edge = edge({ to: 'MinimumBudget', order: 'oldest', isAds: true }, () => MINIMUM_BUDGETS);
