import type { Explanation } from './explanation';

/** Audiences and the lists that are uploaded into them. */
export const audiences: readonly Explanation[] = [
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
		advice:
			'Meta flagged it, because its name or description seems to be about sensitive topics such as health or finances. Resolve this in Ads Manager (Audiences), or create an audience with another name.',
	})),
	...[
		[100, 1487301],
		[1487301, undefined],
	].map(([code, subcode]) => ({
		code: code as number,
		subcode, // field
		kind: 'invalidParameter' as const,
		message: 'The audience is not available to this ad account',
		advice: 'Share it with this ad account first, or choose one of the account’s own.',
	})),
	...[
		[100, 1487366],
		[1487366, undefined],
	].map(([code, subcode]) => ({
		code: code as number,
		subcode, // field
		kind: 'notFound' as const,
		message: 'The audience has been deleted',
		advice: 'Choose another audience.',
	})),
	...[
		{
			subcode: 1870145,
			message: 'Another update of the audience is in progress',
			advice:
				'Wait until it is over, at most 90 minutes after the start of a replacement, then run the step again. If Meta still says so ' +
				'then, nothing sent to this list ends it: create a new list, and use that one in the ad sets.',
		},
		{
			subcode: 1870158,
			message: 'The replacement took longer than 90 minutes and is incomplete',
			advice: 'Run the replacement again from the start: what was sent after 90 minutes was dropped.',
		},
		{
			subcode: 1870147,
			message: 'Meta has not received the first batch of this replacement',
			advice: 'Run the replacement again from the start.',
		},
		{
			subcode: 1870159,
			message: 'This upload has ended already',
			advice: 'Run the step again: it starts a new upload.',
		},
		{
			subcode: 1870148,
			message: 'Meta has not fully updated the audience',
			advice: 'Look at its status (Audience → Get), then run the replacement again from the start.',
		},
		{
			subcode: 1870144,
			message: 'The audience is too large to be replaced',
			advice: 'Meta replaces lists below 100 million people. Add and remove members instead.',
		},
	].map((row) => ({ code: 2650, kind: 'invalidParameter' as const, ...row })),
	{
		code: 2650,
		kind: 'invalidParameter',
		message: 'Meta could not update the audience',
		advice: 'Look at its status (Audience → Get) and check the values against Meta’s text below.',
	},
	{
		code: 2654,
		subcode: 1713007, // field
		kind: 'invalidParameter',
		message: 'A lookalike with this source, country and size already exists',
		advice: 'Use the one that exists, or choose another size or country.',
	},
	{
		code: 2654,
		subcode: 1713159, // field
		kind: 'invalidParameter',
		message: 'Meta wants countries for this lookalike',
		advice: 'Choose where to find similar people under Countries.',
	},
	{
		code: 2654,
		subcode: 1713092,
		kind: 'permission',
		message: 'The token may not create audiences in this ad account',
		advice: 'Run Meta Ads → Account → Check Access: the user needs the task Advertise on the ad account.',
	},
	{
		code: 2654,
		kind: 'invalidParameter',
		message: 'Meta could not create the audience',
		advice:
			'Check the values against Meta’s text below. The source of a lookalike needs at least 100 people of one country.',
	},
	{
		code: 2656,
		kind: 'invalidParameter',
		message: 'The audience is the source of lookalikes',
		advice: 'Delete the lookalikes made of it first.',
	},
];
