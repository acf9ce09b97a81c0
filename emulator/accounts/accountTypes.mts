import { Business, User } from 'facebook-nodejs-business-sdk';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';

/** Whom an ad account belongs to. */
export const ACCOUNT_TYPES = {
	User: define('User', {
		sdkFields: User.Fields,
		defaults: ['name'],
		readers: { id: (user) => user.id, name: (user) => user.name },
	}),
	Business: define('Business', {
		sdkFields: Business.Fields,
		defaults: ['name'],
		readers: {
			id: (business) => business.id,
			name: (business) => business.name,
			two_factor_type: (business) => business.twoFactorType,
			verification_status: (business) => business.verificationStatus,
			created_time: (business) => graphTime(business.createdTime, 'UTC'),
			timezone_id: () => 1,
		},
	}),
};
