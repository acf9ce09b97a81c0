import type { Explanation } from './explanation';

/** Objects that are not there, or not for this token. */
export const objects: readonly Explanation[] = [
	{
		code: 100,
		subcode: 33,
		kind: 'notFound',
		message: 'No such object, or this token has no access to it',
		advice:
			'Check the ID: it may be wrong, or the object is gone. Or the credential’s user is not assigned to it. For objects of another business, the app may lack Tech Provider verification.',
	},
	{
		// airbytehq/airbyte issue 65944.
		code: 100,
		subcode: 2446289,
		kind: 'notFound',
		message: 'The post of this creative is not available: it was deleted, or the credential’s user may not see it',
		advice: 'Choose another post, or assign its page to the credential’s user in the business settings.',
	},
	{
		code: 803,
		kind: 'notFound',
		message: 'No object has this ID',
		advice: 'Check the ID: IDs are digits only, without spaces.',
	},
];
