import { breakdown } from '../../breakdowns/table';

/** FNV-1a, four hex digits: tells apart names that look alike once their odd characters are gone. */
function shortHash(text: string): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return (hash >>> 16).toString(16).padStart(4, '0');
}

/**
 * Meta's own names hold dots (`offsite_conversion.fb_pixel_purchase`), an advertiser's after `custom.` could mean a
 * dot or an underscore.
 */
const PLAIN_NAME = /^(\w+\.custom\.\w*|(?!\w+\.custom\.)[\w.]*)$/;

const words = new Map<string, string>();

/**
 * A name as part of a column: letters, digits and underscores, which sheets, databases and n8n's Data Tables take.
 * Custom events can hold anything, dots of their own, too; their names carry a short hash so that no two share a
 * column.
 */
export function columnWord(name: string): string {
	let word = words.get(name);
	if (word === undefined) {
		const plain = name.replace(/[^A-Za-z0-9]/g, '_');
		word = PLAIN_NAME.test(name) ? plain : `${plain}_${shortHash(name)}`;
		if (words.size > 10_000) words.clear();
		words.set(name, word);
	}
	return word;
}

/** `actions_purchase`, `actions_purchase_7d_click`; further action breakdowns stand between. */
export const actionColumn = (field: string, type: string, parts: readonly string[] = [], window?: string): string =>
	[field, columnWord(type), ...parts.map(columnWord), ...(window === undefined ? [] : [columnWord(window)])].join('_');

/**
 * Where the values of several kinds of results stand, as JSON text: they are too different for one number, and too
 * many for columns.
 */
export const byTypeColumn = (field: string): string => `${field}_by_type`;

export const partColumn = (name: string, part: string): string => `${name}_${columnWord(part)}`;

/** Columns of the breakdowns, an asset's parts behind it. */
export const breakdownColumns = (breakdowns: readonly string[]): string[] =>
	breakdowns.flatMap((name) => [name, ...(breakdown(name).parts ?? []).map((part) => partColumn(name, part))]);

/** Assets of which nobody has said what Meta tells of them. */
export const hasUnknownParts = (name: string): boolean =>
	/_asset(_|$)/.test(name) && breakdown(name).parts === undefined;
