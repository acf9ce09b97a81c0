import {
	AdAccountDeliveryEstimate,
	AdAccountReachEstimate,
	AdAccountTargetingUnified,
} from 'facebook-nodejs-business-sdk';
import { define } from '../graph/handlers/nodeType.mts';
import { boundsOf } from './estimate.mts';

/** Fields: the official SDK's own lists. */
export const TARGETING_TYPES = {
	TargetingUnified: define('TargetingUnified', {
		sdkFields: AdAccountTargetingUnified.Fields,
		// What Meta's page lists as the response (audiences/reference/detailed-targeting).
		defaults: [
			'name',
			'type',
			'path',
			'audience_size_lower_bound',
			'audience_size_upper_bound',
			'description',
			'valid',
		],
		readers: {
			id: ({ id }) => id,
			name: ({ option, askedName }) => option?.name ?? askedName,
			raw_name: ({ option }) => option?.name,
			type: ({ option }) => option?.type,
			path: ({ option }) => option?.path,
			audience_size_lower_bound: ({ option }) => option && boundsOf(option.size).lower,
			audience_size_upper_bound: ({ option }) => option && boundsOf(option.size).upper,
			description: ({ option }) => option && `People in ${option.path.join(' > ')}`,
			valid: ({ valid }) => valid,
		},
	}),
	DeliveryEstimate: define('DeliveryEstimate', {
		sdkFields: AdAccountDeliveryEstimate.Fields,
		defaults: ['estimate_ready', 'estimate_mau_lower_bound', 'estimate_mau_upper_bound'],
		hasId: false,
		readers: {
			estimate_ready: () => true,
			estimate_mau_lower_bound: ({ lower }) => lower,
			estimate_mau_upper_bound: ({ upper }) => upper,
			estimate_dau: ({ lower }) => Math.round(lower * 0.7),
			daily_outcomes_curve: ({ lower }) =>
				[1, 2, 4].map((step) => ({
					spend: step * 1000,
					reach: step * Math.min(lower, 900),
					impressions: step * 1100,
					actions: step * 12,
				})),
		},
	}),
	ReachEstimate: define('ReachEstimate', {
		sdkFields: AdAccountReachEstimate.Fields,
		defaults: ['users_lower_bound', 'users_upper_bound', 'estimate_ready'],
		hasId: false,
		readers: {
			users_lower_bound: ({ lower }) => lower,
			users_upper_bound: ({ upper }) => upper,
			estimate_ready: () => true,
		},
	}),
};
