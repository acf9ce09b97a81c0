import { gates } from '../../gates/gates';
import { ANY_CODE, type Explanation } from './explanation';
import { DAY_SECONDS, HOUR_SECONDS } from '../../durations';

const waitOrSpread = 'Meta limits calls per ad account and hour. Run fewer items at once, or run the step again later.';

/** Limits that waiting inside one run cannot mend; the passing ones follow, which know no subcodes. */
export const limitExplanations: readonly Explanation[] = [
	{
		code: 613,
		subcode: 1487632,
		kind: 'rateLimited',
		message: 'This budget was changed four times within an hour, which is all Meta allows',
		advice: 'Meta refuses further budget changes for one hour. Change budgets less often than every 15 minutes.',
		retryAfter: HOUR_SECONDS,
		worthWaiting: false,
	},
	{
		code: 17,
		subcode: 1885172,
		kind: 'rateLimited',
		message: 'The account spending limit was changed ten times today, which is all Meta allows',
		gate: 'spendingLimit',
		advice: 'Change it again tomorrow.',
		retryAfter: DAY_SECONDS,
		worthWaiting: false,
	},
	{
		code: 613,
		subcode: 1487225,
		kind: 'rateLimited',
		message: 'The account reached its limit of new ads',
		gate: 'newAds',
		advice: gates.newAds.remedy,
		retryAfter: DAY_SECONDS,
		worthWaiting: false,
	},
	{
		code: 613,
		subcode: null,
		kind: 'rateLimited',
		message: 'Meta has cut this app’s quota to prevent abuse',
		advice: 'Stop the workflow and ask Meta’s support why; retrying makes it worse.',
		worthWaiting: false,
	},
	{
		code: ANY_CODE, // the text stands in insights/best-practices without a code
		says: /reach-related metric breakdowns are unavailable due to rate limit threshold/i,
		kind: 'rateLimited',
		message: 'The ad account has used up its reports of old reach with breakdowns for today',
		advice:
			'Meta prepares ten of them a day and ad account. Run the step again tomorrow, start the report at most 13 months ago, or drop reach, frequency, cpp or the breakdowns.',
		retryAfter: DAY_SECONDS,
		worthWaiting: false,
	},
	{
		code: 368,
		kind: 'policy',
		message: 'Meta blocked the action as abusive',
		advice: 'Stop the workflow for some hours and check the account’s status in Business Support Home before going on.',
	},

	// Limits that pass.
	{
		code: 613,
		subcode: 5044001,
		kind: 'rateLimited',
		message: 'More than a hundred changes a second reached the ad account from this app',
		advice: 'Let fewer workflows change the same ad account at the same time.',
		retryAfter: 2, // It is counted by the second, whatever blocks of other limits the headers tell.
	},
	{ code: 17, kind: 'rateLimited', message: 'The ad account reached its call limit', advice: waitOrSpread },
	{ code: 613, kind: 'rateLimited', message: 'Too many changes to the ad account at once', advice: waitOrSpread },
	{ code: 341, kind: 'rateLimited', message: 'The Meta app reached a limit that passes', advice: waitOrSpread }, // field
	{
		code: 4,
		subcode: 1504022,
		kind: 'rateLimited',
		message: 'All reports of this Meta app together reached Meta’s limit',
		advice:
			'It counts all ad accounts of the app. Ask for less at once, or run reports of several accounts one after the other.',
	},
	{ code: 4, kind: 'rateLimited', message: 'The Meta app reached its call limit', advice: waitOrSpread },
	{ code: 32, kind: 'rateLimited', message: 'The page reached its call limit', advice: waitOrSpread },
	{
		code: 80_005,
		kind: 'rateLimited',
		message: 'The page reached its call limit for leads',
		advice:
			'Meta allows each page 4,800 calls a day for every lead of the last 90 days. Look less often, or wait for as long as Meta says.',
	},
	{
		code: [80_000, 80_014],
		kind: 'rateLimited',
		message: 'The ad account reached its call limit',
		advice: waitOrSpread,
	},
];
