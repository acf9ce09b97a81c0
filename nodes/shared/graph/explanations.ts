import type { FailureKind } from './failureKind';

/** One known answer of Meta's: how to recognise it, what it means, what to do. */
export interface Explanation {
	/** A code, or a first and last one. */
	readonly code: number | readonly [number, number];
	/** A subcode, null for "none sent", nothing for "any". */
	readonly subcode?: number | null;
	/** Only where Meta gives nothing but text to tell two causes apart. */
	readonly says?: RegExp;
	readonly kind: FailureKind;
	readonly message: string;
	readonly advice: string;
	/** Seconds, where Meta documents a fixed block. */
	readonly retryAfter?: number;
	readonly worthWaiting?: boolean;
}

const hour = 3600;
const day = 86_400;

const renew =
	'Open the credential and paste a new token. A system-user token without an expiry date saves you from doing this again.';
const waitOrSpread = 'Meta limits calls per ad account and hour. Run fewer items at once, or run the step again later.';
const reduce = 'Ask for less at once: fewer fields, a shorter date range, or a smaller limit.';

/**
 * Meta's errors by code and subcode, most specific first. Sources: Marketing API "Error codes" (error-reference) and
 * "Rate limiting" (overview/rate-limiting), Graph API "Handling errors"; rows marked "field" were reported by users
 * or other clients and not found in Meta's pages.
 */
export const explanations: readonly Explanation[] = [
	// --- access -----------------------------------------------------------------------------------------------------
	{ code: 190, subcode: 463, kind: 'auth', message: 'The access token has expired', advice: renew },
	{ code: 190, subcode: 460, kind: 'auth', message: 'The access token ended when the Facebook password was changed', advice: renew },
	{ code: 190, subcode: 467, kind: 'auth', message: 'The access token was revoked', advice: renew },
	{
		code: 190,
		subcode: 459, // field
		kind: 'auth',
		message: 'Meta wants the owner of this token to confirm their account',
		advice: 'Log in to facebook.com with the account that made the token and follow what Meta asks there, then run the step again.',
	},
	{ code: 190, kind: 'auth', message: 'Meta does not accept the access token', advice: renew },
	{ code: 102, kind: 'auth', message: 'Meta does not accept the access token', advice: renew },
	{
		code: 104, // "Incorrect signature"; whether a wrong proof is 104 or 100 is unconfirmed, so both are recognised
		kind: 'auth',
		message: 'The app secret in the credential does not fit the access token',
		advice: 'Copy the secret of the app that made the token (App Dashboard → Settings → Basic), or leave App Secret empty.',
	},
	{
		code: 100,
		says: /appsecret_proof/i,
		kind: 'auth',
		message: 'The app secret in the credential does not fit the access token',
		advice: 'Copy the secret of the app that made the token (App Dashboard → Settings → Basic), or leave App Secret empty.',
	},
	{
		code: 2500,
		says: /access token/i,
		kind: 'auth',
		message: 'Meta received no access token',
		advice: 'Open the credential, check that Access Token is filled in, and save it again.',
	},

	// --- limits that waiting inside one run cannot mend -------------------------------------------------------------
	{
		code: 613,
		subcode: 1487632,
		kind: 'rateLimited',
		message: 'This budget was changed four times within an hour, which is all Meta allows',
		advice: 'Meta refuses further budget changes for one hour. Change budgets less often than every 15 minutes.',
		retryAfter: hour,
		worthWaiting: false,
	},
	{
		code: 17,
		subcode: 1885172,
		kind: 'rateLimited',
		message: 'The account spending limit was changed ten times today, which is all Meta allows',
		advice: 'Change it again tomorrow.',
		retryAfter: day,
		worthWaiting: false,
	},
	{
		code: 613,
		subcode: 1487225,
		kind: 'rateLimited',
		message: 'The account reached its limit of new ads',
		advice: 'Meta ties this limit to the daily spending limit. Create further ads tomorrow.',
		retryAfter: day,
		worthWaiting: false,
	},
	{
		code: 613,
		subcode: null,
		kind: 'rateLimited',
		message: 'Meta has cut this app’s quota to prevent abuse',
		advice: 'Stop the workflow and ask Meta’s support why; trying on makes it worse.',
		worthWaiting: false,
	},
	{
		code: [1, 99_999], // the text stands in insights/best-practices without a code
		says: /reach-related metric breakdowns are unavailable due to rate limit threshold/i,
		kind: 'rateLimited',
		message: 'The ad account has used up its reports of old reach with breakdowns for today',
		advice: 'Meta prepares ten of them a day and ad account. Run the step again tomorrow, start the report at most 13 months ago, or drop reach, frequency, cpp or the breakdowns.',
		retryAfter: day,
		worthWaiting: false,
	},
	{
		code: 368,
		kind: 'policy',
		message: 'Meta blocked the action as abusive',
		advice: 'Stop the workflow for some hours and check the account’s status in Business Support Home before going on.',
	},

	// --- limits that pass ---------------------------------------------------------------------------------------------
	{ code: 17, kind: 'rateLimited', message: 'The ad account reached its call limit', advice: waitOrSpread },
	{ code: 613, kind: 'rateLimited', message: 'Too many changes to the ad account at once', advice: waitOrSpread },
	{ code: 4, kind: 'rateLimited', message: 'The Meta app reached its call limit', advice: waitOrSpread },
	{ code: 32, kind: 'rateLimited', message: 'The page reached its call limit', advice: waitOrSpread },
	{ code: [80_000, 80_014], kind: 'rateLimited', message: 'The ad account reached its call limit', advice: waitOrSpread },

	// --- permissions ----------------------------------------------------------------------------------------------------
	{
		code: 200,
		subcode: 1870034,
		kind: 'permission',
		message: 'The Custom Audience terms are not accepted for this ad account',
		advice: 'A person with access must accept them at https://business.facebook.com/ads/manage/customaudiences/tos.',
	},
	{
		code: 200,
		subcode: 1870090,
		kind: 'permission',
		message: 'The Custom Audience terms are not accepted for this business',
		advice: 'A person with access must accept them at https://business.facebook.com/ads/manage/customaudiences/tos.',
	},
	{
		code: 2655, // field
		kind: 'permission',
		message: 'The Custom Audience terms are not accepted for this ad account',
		advice: 'A person with access must accept them at https://business.facebook.com/ads/manage/customaudiences/tos.',
	},
	{
		code: 200,
		subcode: 1870050,
		kind: 'permission',
		message: 'The ad account does not belong to a business',
		advice: 'Add the ad account to a business in the business settings: only those may upload customer lists.',
	},
	{
		code: 200,
		subcode: 1870047,
		kind: 'policy',
		message: 'Meta does not let the audience become that small',
		advice: 'Remove fewer people at once, or delete the audience and create another one.',
	},
	{
		code: 270,
		kind: 'permission',
		message: 'The Meta app may only use ad accounts of its own business so far',
		advice: 'Give the app access to this account, or apply for Full access to the Marketing API in App Review.',
	},
	{
		code: 294,
		kind: 'permission',
		message: 'The token lacks the permission ads_management',
		advice: 'Make a new token with ads_management, or run Account → Check Access to see all that is missing.',
	},
	{
		code: 10,
		kind: 'permission',
		message: 'The token lacks a permission for this step',
		advice: 'Run Account → Check Access: it lists the missing permissions and what each one blocks.',
	},
	{
		code: [200, 299],
		kind: 'permission',
		message: 'The token may not do this on this ad account',
		advice: 'Run Account → Check Access. Often the system user is not assigned to the ad account, or ads_management is missing.',
	},
	{
		code: 3,
		kind: 'permission',
		message: 'The Meta app is not allowed to make this call',
		advice: 'Add the Marketing API to the app in the App Dashboard, then run the step again.',
	},

	// --- the request ------------------------------------------------------------------------------------------------
	{
		code: 100,
		subcode: 33,
		kind: 'notFound',
		message: 'No such object, or this token has no access to it',
		advice: 'Check the ID, and that the credential’s user is assigned to the ad account it belongs to.',
	},
	{
		code: 803,
		kind: 'notFound',
		message: 'No object has this ID',
		advice: 'Check the ID: IDs are digits only, without spaces.',
	},
	{
		code: 100,
		subcode: 1713098,
		kind: 'invalidParameter',
		message: 'Meta does not accept the rule of the audience',
		advice: 'Check that pixel, page or form belong to this ad account, and the rule against Meta’s text below.',
	},
	...[
		{ subcode: 1713228, what: 'The audience is flagged and takes no edits' },
		{ subcode: 1713230, what: 'The audience is flagged: its members cannot be changed' },
		{ subcode: 1713231, what: 'The audience is flagged and cannot be used' },
		{ subcode: 1713232, what: 'The source audience is flagged: no lookalike can be made of it' },
	].map(({ subcode, what }) => ({
		code: 100,
		subcode,
		kind: 'invalidParameter' as const,
		message: what,
		advice: 'Meta holds it to suggest sensitive facts such as health or finances. Resolve that in Ads Manager (Audiences), or create another audience with another name.',
	})),
	...[[100, 1487301], [1487301, undefined]].map(([code, subcode]) => ({
		code: code as number,
		subcode, // field
		kind: 'invalidParameter' as const,
		message: 'The audience is not available to this ad account',
		advice: 'Share it with this ad account first, or choose one of the account’s own.',
	})),
	...[[100, 1487366], [1487366, undefined]].map(([code, subcode]) => ({
		code: code as number,
		subcode, // field
		kind: 'notFound' as const,
		message: 'The audience has been deleted',
		advice: 'Choose another audience.',
	})),
	...[
		{ subcode: 1870145, message: 'Another update of the audience is in progress', advice: 'Wait until it is over, at most 90 minutes after the start of a replacement, then run the step again.' },
		{ subcode: 1870158, message: 'The replacement took longer than 90 minutes and is incomplete', advice: 'Run the replacement again from the start: what was sent after 90 minutes was dropped.' },
		{ subcode: 1870147, message: 'Meta has not received the first batch of this replacement', advice: 'Run the replacement again from the start.' },
		{ subcode: 1870159, message: 'This upload has ended already', advice: 'Run the step again: it starts a new upload.' },
		{ subcode: 1870148, message: 'Meta has not fully updated the audience', advice: 'Look at its status (Audience → Get), then run the replacement again from the start.' },
		{ subcode: 1870144, message: 'The audience is too large to be replaced', advice: 'Meta replaces lists below 100 million people. Add and remove members instead.' },
	].map((row) => ({ code: 2650, kind: 'invalidParameter' as const, ...row })),
	{ code: 2650, kind: 'invalidParameter', message: 'Meta could not update the audience', advice: 'Look at its status (Audience → Get) and check the values against Meta’s text below.' },
	{
		code: 2654,
		subcode: 1713007, // field
		kind: 'invalidParameter',
		message: 'There is a lookalike of the same source, country and size already',
		advice: 'Use the one that exists, or choose another size or country.',
	},
	{
		code: 2654,
		subcode: 1713092,
		kind: 'permission',
		message: 'The token may not create audiences in this ad account',
		advice: 'Run Meta Ads → Account → Check Access: the user needs the task Advertise on the ad account.',
	},
	{ code: 2654, kind: 'invalidParameter', message: 'Meta could not create the audience', advice: 'Check the values against Meta’s text below. The source of a lookalike needs at least 100 people of one country.' },
	{
		code: 2656,
		kind: 'invalidParameter',
		message: 'The audience is the source of lookalikes',
		advice: 'Delete the lookalikes made of it first.',
	},
	{ code: 100, subcode: 1487534, kind: 'tooMuchData', message: 'The report is too large for one call', advice: reduce },
	{ code: 100, subcode: 1504018, kind: 'tooMuchData', message: 'The report took Meta too long', advice: reduce },
	{ code: 2, subcode: 1504038, kind: 'tooMuchData', message: 'The report took Meta too long', advice: reduce },
	{ code: -3, subcode: 1504045, kind: 'tooMuchData', message: 'The report is too large', advice: reduce },
	{ code: 1, subcode: 99, kind: 'tooMuchData', message: 'Meta could not answer a question this large, or one in this combination', advice: reduce },
	{ code: 1, says: /reduce the amount of data/i, kind: 'tooMuchData', message: 'Meta cannot return that much at once', advice: reduce },
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
		advice: 'Switch the app to Live in the App Dashboard; until then it cannot create ads or creatives.',
	},
	{
		code: 100,
		subcode: 1487197, // field
		kind: 'invalidParameter',
		message: 'Meta cannot read the image',
		advice: 'Open the file in an image program, save it anew as JPG or PNG, and run the step again.',
	},
	{
		code: 100,
		subcode: 1487212, // field
		kind: 'invalidParameter',
		message: 'The image is missing, or not in this ad account',
		advice: 'Use the imageHash that Image → Upload gives for this ad account. An image of another ad account is copied there by the same step.',
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
		advice: 'Creative → Update → Replace Copy makes a new creative and gives it to the ads.',
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
		advice: 'Enter a higher budget. The minimum depends on the account’s currency, the bid strategy and what was already spent.',
	})),
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
		message: 'Meta does not know the place in the list any more',
		advice: 'Run the step again: it reads from the beginning. Lists that change while they are read can lose their place.',
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

	// --- passing trouble: last, so that a known cause is named first ----------------------------------------------------
	{ code: [1, 2], kind: 'temporary', message: 'Meta could not process the request just now', advice: 'Run the step again in a few minutes.' },
	{ code: 2601, subcode: 1815107, kind: 'temporary', message: 'Meta could not load the finished report just now', advice: 'Run the step again in a few minutes.' }, // field
	{ code: -2, kind: 'temporary', message: 'Meta’s report failed', advice: 'Run the step again in a few minutes.' },
];
