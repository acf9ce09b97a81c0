/** The closed set of things that go wrong. Operations and workflows branch on these, never on Meta's wording. */
export const failureKinds = [
	'auth',
	'permission',
	'invalidParameter',
	'notFound',
	'rateLimited',
	'tooMuchData',
	'temporary',
	'policy',
	'outcomeUnknown',
] as const;

export type FailureKind = (typeof failureKinds)[number];
