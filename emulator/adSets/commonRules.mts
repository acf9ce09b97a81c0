import { parameterError, ruleError } from '../graph/language/graphError.mts';
import type { AdSetRule } from './rule.mts';

/** Meta: reference/ad-campaign. */
const MAX_NAME = 400;
/** Meta: reference/ad-campaign-group. */
const MAX_AD_SETS = 200;

export const ADSET_CREATE_RULES: AdSetRule[] = [
	{
		on: ['status'],
		check: ({ status }, { campaign, world }) => {
			if (status !== undefined && status !== 'ACTIVE' && status !== 'PAUSED') {
				throw parameterError('Param status must be one of {ACTIVE, PAUSED}', 'status');
			}
			if (campaign.status === 'ARCHIVED') {
				throw ruleError('Campaign is archived', 'An archived campaign takes no new ad sets.', 'campaign_id');
			}
			const count = world
				.all('AdSet')
				.filter((adSet) => adSet.campaign.id === campaign.id && adSet.status !== 'DELETED').length;
			if (count < MAX_AD_SETS) return;
			throw ruleError('Too many ad sets', `A campaign can have at most ${MAX_AD_SETS} ad sets.`, 'campaign_id');
		},
	},
];

export const COMMON_RULES: AdSetRule[] = [
	{
		on: ['name'],
		check: ({ name = '' }) => {
			if (name.trim() === '') throw ruleError('Name is missing', 'Please enter a name for the ad set.', 'name');
			if (name.length <= MAX_NAME) return;
			throw ruleError('Name is too long', `The name of an ad set can have at most ${MAX_NAME} characters.`, 'name');
		},
	},
];
