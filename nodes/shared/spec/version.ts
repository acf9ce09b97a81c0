import { DAY_MS } from '../durations';

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
	/** The day its Marketing API ends, as Meta announced it; absent while none is. */
	readonly ends?: string;
}

/** Newest first; the credential also takes a version typed by hand. */
export const API_VERSIONS: readonly ApiVersion[] = [
	{ name: 'v27.0', note: 'Released 2026-11-04' },
	{ name: 'v26.0', note: 'Released 2026-07-29' },
	{ name: 'v25.0', note: 'Released 2026-02-18, expires 2027-02-23', ends: '2027-02-23' },
];

/** Whether the text is a version as Meta writes it in its paths, e.g. "v26.0". */
export function isApiVersion(text: string): boolean {
	return /^v\d{1,3}\.\d$/.test(text);
}

/** 27 of "v27.0"; NaN of a text that is no version. */
export const majorOf = (version: string): number => Number(/^v(\d+)/.exec(version)?.[1]);

/** How long before its end a version is spoken of: from the new year on for one that ends late in February. */
const NOTICE = 54 * DAY_MS;

/** What people should know of the version they have chosen, or null while it is long enough until its end. */
export function versionEnding(version: string, now: number): string | null {
	const { ends } = API_VERSIONS.find(({ name }) => name === version) ?? {};
	if (ends === undefined || now < Date.parse(ends) - NOTICE) return null;
	const verb = now < Date.parse(ends) ? 'ends' : 'ended';
	return `The API version ${version} in the credential ${verb} on ${ends}. Choose ${DEFAULT_API_VERSION} or a newer one there.`;
}
