import type { Explanation } from './explanation';

/** Objects that are not there, or not for this token. */
export const objects: readonly Explanation[] = [
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
];
