import { edge, type Edge } from '../graph/handlers/edge.mts';
import { MINIMUM_BUDGETS } from './minimumBudgets.mts';

export const accounts = (isOwn: boolean): Edge =>
	edge({ to: 'AdAccount', order: 'oldest', isAds: true }, (_node, { world, token }) =>
		isOwn ? world.all('AdAccount').filter((account) => world.sees(token.user, account)) : [],
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
