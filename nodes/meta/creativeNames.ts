import { textCell } from '../shared/reading/cells';
import { composed, type MatchName } from '../shared/reading/nameMatch';

/**
 * Meta writes on to the name of a new creative: a day and 32 hex digits, or `-01` on a carousel (both recorded). Nobody gives
 * the first. The second can be a person's own.
 */
const DATED_SUFFIX = / \d{4}-\d{2}-\d{2}-[\da-f]{32}$/;
const NUMBERED_SUFFIX = /-\d{2}$/;

/** The name that people gave, as far as the name alone tells. */
export const givenName = (name: unknown): string | null => textCell(textCell(name)?.replace(DATED_SUFFIX, ''));

export const matchCreativeName: MatchName = (shownName, name) => {
	const metaName = composed(textCell(shownName) ?? '');
	const sentName = composed(name);
	if (metaName === sentName || metaName.replace(DATED_SUFFIX, '') === sentName) return 'same';
	return metaName.replace(NUMBERED_SUFFIX, '') === sentName ? 'perhaps' : 'other';
};
