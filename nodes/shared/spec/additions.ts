/**
 * Names that Meta documents and no SDK of Meta's knows. Newer names that an SDK has do not belong here:
 * `gulp spec:learn` takes them in. A test fails when the generated list has caught up with a name here: then delete it.
 */
export const additions = {
	adsInsights: {
		// Meta's page marketing-api/insights/breakdowns (new, engaged and existing audience; airbytehq/airbyte issue 66976).
		Breakdowns: ['user_segment_key'],
	},
} as const;
