/**
 * The one place that names Marketing API versions.
 *
 * Meta keeps two clocks: a Graph API version lives about two years, the Marketing API under the same number about a
 * year. Only the second one counts here. After it, Meta serves the next version that still works or answers with error
 * 2635. Source: https://developers.facebook.com/docs/marketing-api/marketing-api-changelog/versions
 */
export const DEFAULT_API_VERSION = 'v26.0';

export interface ApiVersion {
	readonly name: string;
	/** What people see beside the name in the credential. */
	readonly note: string;
}

/** Newest first; the credential also takes a version typed by hand. */
export const API_VERSIONS: readonly ApiVersion[] = [
	{ name: 'v27.0', note: 'Released 2026-11-04' },
	{ name: 'v26.0', note: 'Released 2026-07-29' },
	{ name: 'v25.0', note: 'Released 2026-02-18, expires 2027-02-23' },
];

/** Whether the text is a version as Meta writes it in its paths, e.g. "v26.0". */
export function isApiVersion(text: string): boolean {
	return /^v\d{1,3}\.\d$/.test(text);
}
