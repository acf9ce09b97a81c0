import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { seedAccounts } from '../world/seedAccounts.mts';
import { accountType } from './accountFields.mts';
import { ACCOUNT_TYPES } from './accountTypes.mts';

const accounts = edge({ to: 'AdAccount', order: 'oldest', isAds: true }, (_user, { world, token }) =>
	world.all('AdAccount').filter((account) => world.admits(token, account)),
);

/** Accounts that a business owns, or works on for others (spec object Business: owned_ad_accounts, client_ad_accounts). */
const accountsOf = (relation: 'owned' | 'client') =>
	edge<'Business'>({ to: 'AdAccount', order: 'oldest', isAds: true }, (business, { world, token }) =>
		world
			.all('AdAccount')
			.filter((account) => world.admits(token, account))
			.filter(({ business: owner, clientOf = [] }) =>
				relation === 'owned' ? owner.id === business.id : clientOf.includes(business.id),
			),
	);

const businesses = edge({ to: 'Business', order: 'oldest', isAds: false }, (_user, { world, token }) =>
	token.scopes.includes('business_management') ? world.all('Business') : [],
);

export const accountDomain = {
	types: { ...ACCOUNT_TYPES, AdAccount: accountType },
	edges: {
		User: { adaccounts: accounts, businesses },
		Business: { owned_ad_accounts: accountsOf('owned'), client_ad_accounts: accountsOf('client') },
	},
	seed: seedAccounts,
} satisfies Domain;
