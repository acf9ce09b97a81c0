import { AdLabel, Business, User } from 'facebook-nodejs-business-sdk';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';

/** Who an ad account belongs to, and the small objects that hang on it. */
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
			created_time: (business) => graphTime(business.createdTime, 'utc'),
			timezone_id: () => 1,
		},
	}),
	AdLabel: define('AdLabel', {
		sdkFields: AdLabel.Fields,
		defaults: ['name'],
		readers: {
			id: (label) => label.id,
			name: (label) => label.name,
			account: (label) => ({ id: label.account.id, account_id: label.account.accountId }),
			created_time: (label) => graphTime(label.createdTime, label.account.timeZone),
			updated_time: (label) => graphTime(label.createdTime, label.account.timeZone),
		},
	}),
	Permission: define('Permission', {
		sdkFields: {},
		defaults: ['permission', 'status'],
		hasId: false,
		readers: { permission: (row) => row.permission, status: (row) => row.status },
	}),
	MinimumBudget: define('MinimumBudget', {
		sdkFields: {},
		defaults: [
			'currency',
			'min_daily_budget_imp',
			'min_daily_budget_high_freq',
			'min_daily_budget_low_freq',
			'min_daily_budget_video_views',
		],
		hasId: false,
		// Relations as in a fixture seen in the field (USD 100/100/4000/100): third-party hint.
		readers: {
			currency: (row) => row.currency,
			min_daily_budget_imp: (row) => row.minor,
			min_daily_budget_high_freq: (row) => row.minor,
			min_daily_budget_low_freq: (row) => row.minor * 40,
			min_daily_budget_video_views: (row) => row.minor,
		},
	}),
};
