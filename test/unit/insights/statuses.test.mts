import { Campaign } from 'facebook-nodejs-business-sdk';

import { allStatuses, statusOptions, statusProblem } from '../../../nodes/MetaInsights/facts/statuses.ts';
import { problemOf } from './forms.mts';

const shared = ['ACTIVE', 'ARCHIVED', 'DELETED', 'IN_PROCESS', 'PAUSED', 'WITH_ISSUES'];
const ofAds = [
	'ADSET_PAUSED',
	'CAMPAIGN_PAUSED',
	'DISAPPROVED',
	'PENDING_BILLING_INFO',
	'PENDING_REVIEW',
	'PREAPPROVED',
];

it('each level has the states of Meta’s own list', () => {
	expect(allStatuses('campaign').sort()).toEqual(Object.values(Campaign.EffectiveStatus).sort());
	expect(allStatuses('adset').sort()).toEqual([...shared, 'CAMPAIGN_PAUSED'].sort());
	expect(allStatuses('ad').sort()).toEqual([...shared, ...ofAds].sort());
	expect(allStatuses('account')).toEqual([]);
	expect(statusOptions.map(({ value }) => value).sort()).toEqual(allStatuses('ad').sort());
});

it('a state that the level does not have is refused, with the levels that have it', () => {
	expect(statusProblem('campaign', ['ACTIVE', 'CAMPAIGN_PAUSED'])).toMatchObject({
		field: ['options', 'statuses'],
		message: '“Campaign Paused” is no status that rows of level Campaign can have',
		advice: 'Set Level to Ad Set or Ad, or choose from Active, Archived, Deleted, In Process, Paused, With Issues.',
	});
	expect(statusProblem('account', ['DISAPPROVED'])?.message).toBe(
		'“Rejected” is no status that the campaigns of rows of level Ad Account can have',
	);
	expect(statusProblem('adset', ['CAMPAIGN_PAUSED'])).toBeNull();
	expect(statusProblem('ad', allStatuses('ad'))).toBeNull();
	expect(problemOf({ level: 'adset', options: { statuses: ['PREAPPROVED'] } })).toMatchObject({
		field: ['options', 'statuses'],
		message: '“Preapproved” is no status that rows of level Ad Set can have',
	});
});
