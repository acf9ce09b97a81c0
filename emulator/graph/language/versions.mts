import { GraphError } from './graphError.mts';

export const DEFAULT_VERSION = 'v26.0';
const NEWEST_MAJOR = 27;
/** The Marketing API has its own, shorter clock: v24.0 expired on 2026-11-10 (Meta: marketing-api-changelog/versions). */
const OLDEST_ADS_MAJOR = 25;
const OLDEST_GRAPH_MAJOR = 21;

/** v25.0 expires on 2027-02-23, and Meta warns in a header; the words are those that a client saw in its answers, 2026-09. */
const WARNINGS: Record<string, string> = {
	'v25.0': 'The call has been auto-upgraded to v26.0 as v25.0 will be deprecated.',
};

export function splitVersion(segments: string[]): { version: string | null; rest: string[] } {
	const [first, ...rest] = segments;
	return first !== undefined && /^v\d+\.\d+$/.test(first)
		? { version: first, rest }
		: { version: null, rest: segments };
}

export function checkGraphVersion(version: string, path: string): void {
	const major = Number(/^v(\d+)/.exec(version)?.[1]);
	// An unknown version is read as a path (third-party hint); a dead Graph version is answered as the next living one.
	if (major > NEWEST_MAJOR) throw new GraphError(2500, `Unknown path components: /${version}/${path}`);
}

function effectiveVersion(version: string): string {
	return Number(/^v(\d+)/.exec(version)?.[1]) < OLDEST_GRAPH_MAJOR ? `v${OLDEST_GRAPH_MAJOR}.0` : version;
}

/**
 * Both answers to an expired version are documented: error 2635 (Meta: marketing-api/error-reference) and silent
 * auto-upgrade to the oldest living one (Meta: versioning, since 2024-05-14). The emulator takes the strict one.
 */
export function checkAdsVersion(version: string): void {
	if (Number(/^v(\d+)/.exec(version)?.[1]) >= OLDEST_ADS_MAJOR) return;
	throw new GraphError(
		2635,
		`(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: v${NEWEST_MAJOR}.0.`,
	);
}

export function versionHeaders(version: string): Record<string, string> {
	const warning = WARNINGS[version];
	return { 'facebook-api-version': effectiveVersion(version), ...(warning && { 'x-ad-api-version-warning': warning }) };
}
