import { gates } from '../../gates/gates';
import type { Explanation } from './explanation';

const reduce = 'Ask for less at once: fewer fields, a shorter date range, or a smaller limit.';

/** What the request asks for: sizes Meta does not manage, values it does not take. */
export const values: readonly Explanation[] = [
	{ code: 100, subcode: 1487534, kind: 'tooMuchData', message: 'The report is too large for one call', advice: reduce },
	{ code: 100, subcode: 1504018, kind: 'tooMuchData', message: 'The report took Meta too long', advice: reduce },
	{ code: 2, subcode: 1504038, kind: 'tooMuchData', message: 'The report took Meta too long', advice: reduce },
	{ code: -3, subcode: 1504045, kind: 'tooMuchData', message: 'The report is too large', advice: reduce },
	{
		code: 1,
		says: /reduce the amount of data/i,
		kind: 'tooMuchData',
		message: 'Meta cannot return that much at once',
		advice: reduce,
	},
	{
		code: 1,
		subcode: 99, // field: of one object it passes, of a report it stays
		kind: 'tooMuchData',
		message: 'Meta could not answer a question this large, or one in this combination',
		advice: reduce,
		mayPass: true,
	},
	{
		code: 100,
		subcode: 3858094,
		kind: 'invalidParameter',
		message: 'The budget schedule is shorter than three hours',
		advice: 'Choose a Start Time and an End Time at least three hours apart.',
	},
	{
		code: 100,
		subcode: 3858090,
		kind: 'invalidParameter',
		message: 'The budget schedule ends after its campaign or ad set',
		advice: 'Choose an earlier End Time, or give the campaign or ad set a later end.',
	},
	...[3858199, 3858175].map((subcode) => ({
		code: 100,
		subcode,
		kind: 'invalidParameter' as const,
		message: 'Meta accepts no budget schedule for this campaign as it is',
		advice: 'Set its daily budget again in Ads Manager, then run the step once more.',
	})),
	{
		code: 100,
		subcode: 4834011,
		kind: 'invalidParameter',
		message: 'Meta needs to know whether the ad sets may share their budgets',
		advice: 'Switch Share Budget Between Ad Sets on or off.',
	},
	{
		code: 100,
		subcode: 4834005,
		kind: 'invalidParameter',
		message: 'Sharing budgets between ad sets needs a bid strategy on the campaign',
		advice: 'Choose a Bid Strategy, or switch Share Budget Between Ad Sets off.',
	},
	{
		code: [100, 100],
		subcode: 1885183,
		kind: 'permission',
		message: 'The Meta app is still in development mode',
		gate: 'appMode',
		advice: gates.appMode.remedy,
	},
	{
		code: 100,
		subcode: 1487197, // field
		kind: 'invalidParameter',
		message: 'Meta cannot read the image',
		advice: 'Save the file as JPG or PNG in an image editor, and run the step again.',
	},
	{
		code: 100,
		subcode: 1487212, // field
		kind: 'invalidParameter',
		message: 'The image is missing, or not in this ad account',
		advice:
			'Use the imageHash that Image → Upload gives for this ad account. It copies images of other ad accounts, too.',
	},
	{
		code: 100,
		subcode: 1443226, // field
		kind: 'invalidParameter',
		message: 'The video needs a thumbnail',
		advice: 'Add Thumbnail Image: the hash of an image from Image → Upload.',
	},
	{
		code: 100,
		subcode: 1815573, // field
		kind: 'invalidParameter',
		message: 'What a creative shows cannot be changed',
		advice: 'Creative → Update → Replace Text makes a new creative and gives it to the ads.',
	},
	{
		code: 6001,
		subcode: 1363037, // field
		kind: 'invalidParameter',
		message: 'Meta lost track of the upload',
		advice: 'Run the step again.',
	},
	...[1487901, 1885272, 1885650, 2238055].map((subcode) => ({
		code: 100,
		subcode,
		kind: 'invalidParameter' as const,
		message: 'The budget is below Meta’s minimum for this account',
		advice:
			'Enter a higher budget. The minimum depends on the account’s currency, the bid strategy and what was already spent.',
	})),
	{
		code: 100,
		subcode: 2490487, // "Bid Amount Or Bid Constraints Required For Bid Strategy"
		kind: 'invalidParameter',
		message: 'The bid strategy needs a bid, a cost per result goal or a ROAS goal',
		advice:
			'Enter it in the ad set, or choose Highest Volume. If the campaign has the budget, its bid strategy counts.',
	},
	{
		code: 100,
		subcode: 1885760, // mainbranch issue 808
		kind: 'invalidParameter',
		message: 'The ad sets of a campaign budget must have the same kind of goal',
		advice: 'Put the ad set into another campaign, or put the budgets on the ad sets.',
	},
	{
		code: 100,
		subcode: 3858449, // "Ad Account Ineligible For Omnichannel Ads"
		kind: 'invalidParameter',
		message: 'Meta has not enabled ads for website and app or store together for this ad account',
		advice: 'Choose one Conversion Location, such as Website. Only Meta can enable more.',
	},
	{
		code: 100,
		subcode: 1885621,
		kind: 'invalidParameter',
		message: 'A budget can be on the campaign or on its ad sets, not on both',
		advice: 'Change the budget where it is now: on the campaign if it has one, otherwise on the ad set.',
	},
	{
		code: 2,
		subcode: 1504041,
		kind: 'invalidParameter',
		message: 'Meta does not offer these breakdowns together, or a field that does not go with them',
		advice: 'Choose fewer breakdowns and fields, or a combination that Ads Manager offers too.',
	},
	{
		code: 2,
		subcode: 1504042,
		kind: 'invalidParameter',
		message: 'Meta cannot compute one of the custom metrics',
		advice: 'Correct or remove the custom metric.',
	},
	{
		code: 100,
		subcode: 3191001,
		kind: 'permission',
		message: 'The token may not read reports of this ad account',
		advice: 'Run Account → Check Access: the permission ads_read or the access to the account is missing.',
	},
	{
		code: 500, // field
		kind: 'policy',
		message: 'Meta does not allow some of the text or a link in it',
		advice: 'Change the text or the link; sending the same again leads to the same answer.',
	},
	{
		code: 2635,
		kind: 'invalidParameter',
		message: 'This version of Meta’s API has expired',
		advice: 'Choose a newer API Version in the credential.',
	},
	{
		code: 2642, // field
		kind: 'invalidParameter',
		message: 'Meta no longer knows the position in the list',
		advice: 'Run the step again: it reads from the beginning.',
	},
	{
		code: 3018,
		kind: 'invalidParameter',
		message: 'The date range starts more than 37 months ago',
		advice: 'Meta keeps 37 months. Choose a later start.',
	},
	{
		code: 194,
		kind: 'invalidParameter',
		message: 'A required value is missing',
		advice: 'Fill in the field Meta names below.',
	},
];
