import { ANY_CODE, type Explanation } from './explanation';

const notThePages = {
	code: ANY_CODE,
	kind: 'permission',
	message: 'The credential’s user may not advertise for this page',
	advice: 'In Business settings → Pages, give the user the task Ads on the page.',
} as const;

/**
 * What an ad is made of, and what Meta lacks of it: pages, Instagram accounts, pixels, videos, placements. None of it stands
 * in Meta's reference. Most were pasted in public repositories by several or with Meta's own title (2019 to 2026); 2446149,
 * 3858412 and 3858492 stand in one each. Meta sends them with codes 10, 100 and 200.
 */
export const assets: readonly Explanation[] = [
	{ ...notThePages, subcode: 1487202 }, // "Only Admins Can Run Ads for Pages", later "Insufficient page permissions"
	{ ...notThePages, subcode: 3858749 }, // with `required_permission=Ads`
	{
		code: ANY_CODE,
		subcode: 1487194, // one of its answers held `ad_account_status: 3`, an unpaid bill
		kind: 'permission',
		message: 'The ad account or the page cannot be used for ads as it is now',
		advice:
			'Run Account → Check Access. Often a bill is unpaid, or pages_manage_ads or the task Ads on the page is missing.',
	},
	{
		code: ANY_CODE,
		subcode: 3858412,
		kind: 'permission',
		message: 'The Instagram account has less personalized ads, and may not advertise',
		advice: 'Switch them off in its Accounts Center → Ad preferences, or leave Instagram Account empty.',
	},
	{
		code: ANY_CODE,
		subcode: 1487246, // "This WhatsApp phone number is not linked to your account" (facebook-nodejs-business-sdk issue 301)
		says: /WhatsApp/,
		kind: 'invalidParameter',
		message: 'The page has no WhatsApp Business number that the ad account can use',
		advice: 'Connect the number in the page’s settings → Linked accounts, or choose another Conversion Location.',
	},
	{
		code: ANY_CODE,
		subcode: 2875030, // field: Meta may say so although `boost_eligibility_info` called the reel eligible
		kind: 'policy',
		message: 'This reel or post cannot be used in ads, most often because of its music',
		advice: 'Choose another post, or publish the video again with music that is licensed for ads.',
	},
	{
		code: ANY_CODE,
		subcode: 2875039, // "Reels with tappable elements can't be used in ads"
		kind: 'invalidParameter',
		message: 'This reel has stickers, links or tags to tap on, and cannot be used in ads',
		advice: 'Choose another post, or publish the video again without them.',
	},
	{
		code: ANY_CODE,
		subcode: 1815279, // "Instagram video must be uploaded to Facebook"
		kind: 'invalidParameter',
		message: 'Meta does not take this Instagram video as it is',
		advice: 'Upload its file with Video → Upload and make a creative of it.',
	},
	{
		code: ANY_CODE,
		subcode: 1443048, // "Object story spec is ill formed" (facebook-nodejs-business-sdk issue 36, meta-ads-mcp pull request 82)
		kind: 'invalidParameter',
		message: 'Meta cannot make an ad from this creative',
		advice:
			'Check Page, and that the creative has an image or a video. For a video with Instagram, add a Thumbnail Image.',
	},
	{
		code: ANY_CODE,
		subcode: 1487390, // "Adcreative Create Failed", without a reason
		kind: 'invalidParameter',
		message: 'Meta could not make the creative and gives no reason',
		advice: 'Make it with fewer fields, then add them one by one. Media for each placement are the most common reason.',
	},
	{
		code: ANY_CODE,
		subcode: 1443121, // "The Facebook Page is missing"
		kind: 'invalidParameter',
		message: 'The creative has no page that Meta can use',
		advice: 'Choose Page from the list. Assign one that is missing there in Business settings.',
	},
	{
		code: ANY_CODE,
		subcode: 1487888, // "Tracking Pixel Required"
		kind: 'invalidParameter',
		message: 'The ad set has no pixel, which its goal needs',
		advice: 'Choose a Conversion Source for it, or another Performance Goal or Conversion Location.',
	},
	{
		code: ANY_CODE,
		subcode: 2061015, // "The website URL field is required"
		kind: 'invalidParameter',
		message: 'The ad has no link, which its campaign needs',
		advice: 'Enter Link in the creative.',
	},
	{
		code: ANY_CODE,
		subcode: 1487713, // "Video failed to process"
		kind: 'invalidParameter',
		message: 'The video is not ready, or Meta cannot load its picture',
		advice: 'Wait until Video → Get shows it as ready. Take the picture from Image → Upload.',
	},
	{
		code: ANY_CODE,
		subcode: 1487094, // "No end date entered"; with an end, a flight of 24 hours at most
		kind: 'invalidParameter',
		message: 'A lifetime budget needs an end more than 24 hours after its start',
		advice: 'Enter a later End Time, or use a daily budget.',
	},
	{
		code: ANY_CODE,
		subcode: 2446149,
		kind: 'invalidParameter',
		message: 'The campaign’s budget is too low for one more ad set',
		advice: 'Raise it, or pause one of its ad sets.',
	},
	{
		code: ANY_CODE,
		subcode: 1487866, // "Ad sets may not be added to archived campaigns"
		kind: 'invalidParameter',
		message: 'The campaign is archived and takes nothing new',
		advice: 'Choose another campaign, or duplicate this one.',
	},
	{
		code: ANY_CODE,
		subcode: 1815891, // "Facebook Stories Placement Not Allowed Alone"
		kind: 'invalidParameter',
		message: 'Facebook Stories cannot be the only placement',
		advice: 'In Placements, add Facebook Feed or Instagram Stories, or choose Automatic.',
	},
	{
		code: ANY_CODE,
		subcode: 1815433, // `reels` instead of `facebook_reels`; video feeds with goals that have none
		kind: 'invalidParameter',
		message: 'Meta does not offer one of the placements here',
		advice: 'Choose Placements from the list, or Automatic.',
	},
	{
		code: ANY_CODE,
		subcode: 3858492,
		kind: 'invalidParameter',
		message: 'Interests and behaviors can no longer be excluded',
		advice: 'Take them out of Targeting JSON. Audiences and places can still be excluded.',
	},
	{
		code: ANY_CODE,
		subcode: 1870227, // "Advantage Audience Flag Required"
		kind: 'invalidParameter',
		message: 'Meta wants to know whether to use Advantage+ audience',
		advice: 'Set Advantage+ Audience in the ad set; for a copy, in the original.',
	},
];
