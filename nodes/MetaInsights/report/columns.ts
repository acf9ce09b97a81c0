import { fieldsWith } from './breakdownFields';
import { hidesPeople } from './breakdownRules';
import { BY_ACTION, fixedTypes, identityFields, metricFields, nameField, type Level } from './fieldSets';
import { kindOf } from './fieldKinds';

/** What decides the columns of a report; the same settings give the same columns, whatever Meta returns. */
export interface ColumnSettings {
	readonly level: Level;
	readonly fieldSets: readonly string[];
	readonly moreFields: readonly string[];
	readonly breakdowns: readonly string[];
	readonly actionBreakdowns: readonly string[];
	readonly windows: readonly string[];
	/** Action types with columns; empty for those of the field sets. */
	readonly actionTypes: readonly string[];
	/** Every type Meta returns gets a column, beside the fixed ones. */
	readonly allActionTypes: boolean;
	/** The window canonical columns count by; `value` follows each ad set's own setting. */
	readonly conversionWindow: string;
}

/** FNV-1a, four hex digits: tells apart names that look alike once their odd characters are gone. */
function shortHash(text: string): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return (hash >>> 16).toString(16).padStart(4, '0');
}

/** Meta's own names hold dots (`offsite_conversion.fb_pixel_purchase`), an advertiser's after `custom.` could mean a dot or an underscore. */
const PLAIN_NAME = /^(\w+\.custom\.\w*|(?!\w+\.custom\.)[\w.]*)$/;

const words = new Map<string, string>();

/**
 * A name as part of a column: letters, digits and underscores, which sheets, databases and n8n's Data Tables take.
 * Custom events can hold anything, dots of their own, too; their names carry a short hash so that no two share a column.
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

/** Where the values of several kinds of results stand, as JSON text: they are too different for one number, and too many for columns. */
export const byTypeColumn = (field: string): string => `${field}_by_type`;

type FieldSettings = Pick<ColumnSettings, 'level' | 'fieldSets' | 'moreFields'>;

/**
 * Fields these columns are made of. `attribution_setting` says by which windows `value` counts: Meta has one for ad sets and works it
 * out for campaigns and accounts.
 */
export const wantedFields = ({ level, fieldSets, moreFields }: FieldSettings): string[] => [
	...new Set([...identityFields(level), ...metricFields(fieldSets, moreFields), 'attribution_setting', 'account_currency']),
];

/** Fields asked of Meta: those of the columns that go with the breakdowns. The columns of the others stay empty. */
export const requestedFields = (settings: FieldSettings & Pick<ColumnSettings, 'breakdowns'>): string[] => fieldsWith(settings.breakdowns, wantedFields(settings));

/** Actions on Meta itself have no windows past one day (Meta: reference/ads-action-stats): the window that stands in where the chosen one is longer. */
export const standInWindow = (window: string): string | undefined => (window === '7d_click' || window === '28d_click' ? '1d_click' : undefined);

/** Windows asked of Meta: those with columns, and one for actions that do not have the window canonical columns count by. */
export function requestedWindows({ windows, conversionWindow }: Pick<ColumnSettings, 'windows' | 'conversionWindow'>): string[] {
	const standIn = standInWindow(conversionWindow);
	return standIn === undefined || windows.includes(standIn) ? [...windows] : [...windows, standIn];
}

/**
 * What Meta tells of an asset: not in its reference, but in what clients in the field get (airbytehq/airbyte, source-facebook-marketing,
 * ads_insights_breakdowns; an image's name and a link's display URL in some accounts only). `ad_format_asset` is plain text.
 */
const assetParts: Readonly<Record<string, readonly string[]>> = {
	ad_format_asset: [],
	body_asset: ['id', 'text'],
	call_to_action_asset: ['id', 'name'],
	description_asset: ['id', 'text'],
	image_asset: ['id', 'name', 'hash', 'url'],
	link_url_asset: ['id', 'website_url', 'display_url'],
	title_asset: ['id', 'text'],
	video_asset: ['id', 'video_id', 'video_name', 'url', 'thumbnail_url'],
};

export const partColumn = (breakdown: string, part: string): string => `${breakdown}_${columnWord(part)}`;

/** Columns of the breakdowns, an asset's parts behind it. */
export const breakdownColumns = (breakdowns: readonly string[]): string[] =>
	breakdowns.flatMap((name) => [name, ...(assetParts[name] ?? []).map((part) => partColumn(name, part))]);

/** Assets of which nobody has said what Meta tells of them. */
const hasUnknownParts = (breakdown: string): boolean => /_asset(_|$)/.test(breakdown) && assetParts[breakdown] === undefined;

export interface Canonical {
	readonly column: string;
	/** Lists it is taken from, first that has one of the types. */
	readonly from: ReadonlyArray<readonly [field: string, types: readonly string[]]>;
	/** A count Meta leaves out when it is zero. */
	readonly count: boolean;
	/** A plain number to fall back on. */
	readonly fallback?: string;
	/** Column of what one costs. Meta tells costs by action type only, whose counts are not these where types overlap. */
	readonly cost?: string;
}

const PURCHASES = ['omni_purchase', 'purchase', 'offsite_conversion.fb_pixel_purchase'];

/**
 * Columns with one meaning in every report. Types overlap (an `omni_purchase` is also counted as
 * `offsite_conversion.fb_pixel_purchase`), so the first type there is taken and nothing is ever added.
 */
export const canonicals: readonly Canonical[] = [
	{ column: 'purchases', from: [['actions', PURCHASES]], count: true, cost: 'cost_per_purchase' },
	{ column: 'purchase_value', from: [['action_values', PURCHASES]], count: true },
	{ column: 'leads', from: [['actions', ['lead', 'onsite_conversion.lead_grouped', 'offsite_conversion.fb_pixel_lead']]], count: true, cost: 'cost_per_lead' },
	{ column: 'link_clicks', from: [['actions', ['link_click']]], count: true, fallback: 'inline_link_clicks', cost: 'cost_per_link_click' },
	{ column: 'roas', from: [['purchase_roas', PURCHASES], ['website_purchase_roas', ['offsite_conversion.fb_pixel_purchase']]], count: false },
];

/** The canonical columns that the requested fields can fill. */
export const canonicalsFor = (fields: readonly string[]): Canonical[] =>
	canonicals.filter(({ from, fallback }) => from.some(([field]) => fields.includes(field)) || (fallback !== undefined && fields.includes(fallback)));

const withCost = ({ column, cost }: Canonical): string[] => (cost === undefined ? [column] : [column, cost]);

/** Canonical columns that stay empty because further action breakdowns divide what they count: there is no one value. */
export function dividedColumns(settings: ColumnSettings): string[] {
	if (settings.actionBreakdowns.every((name) => name === 'action_type')) return [];
	const fields = requestedFields(settings);
	const divided = canonicals.filter(({ from }) => from.some(([field]) => fields.includes(field)));
	return divided.flatMap(withCost);
}

/** Columns that breakdowns leave empty in every row. */
export function untoldColumns(settings: ColumnSettings): string[] {
	const requested = requestedFields(settings).filter((field) => !hidesPeople(settings.breakdowns, field));
	const wanted = wantedFields(settings);
	const empty = canonicalsFor(wanted).filter(({ from, fallback }) => ![...from.map(([field]) => field), fallback].some((field) => field !== undefined && requested.includes(field)));
	return [...wanted.filter((field) => !requested.includes(field)), ...empty.flatMap(withCost)];
}

/** Canonical columns, what one costs right behind each count. */
const canonicalColumns = (fields: readonly string[]): string[] =>
	canonicalsFor(fields).flatMap((canonical) => (fields.includes('spend') ? withCost(canonical) : [canonical.column]));

/** Columns that tell what the numbers stand for; at the end of every row. */
export const factColumns = ['account_currency', 'account_timezone', 'attribution_setting', 'day_complete', 'settled', 'environment', 'row_key'] as const;

/** Columns of an action list that are always there. */
function listColumns(field: string, settings: ColumnSettings, types: ReadonlyMap<string, string[]>): string[] {
	// With further action breakdowns the columns depend on what Meta returns.
	if (settings.actionBreakdowns.some((name) => name !== 'action_type')) return [];
	const shownWindows = [undefined, ...settings.windows.filter((window) => window !== 'default')];
	return (types.get(field) ?? []).flatMap((type) => shownWindows.map((window) => actionColumn(field, type, [], window)));
}

/**
 * Every column that a row has for these settings, in order: what the row is about and its numbers before the names and IDs
 * around it, since the editor shows five columns.
 */
export function columnsOf(settings: ColumnSettings): string[] {
	const fields = wantedFields(settings);
	const metrics = metricFields(settings.fieldSets, settings.moreFields).filter((field) => !identityFields(settings.level).includes(field) && !isFact(field));
	const types = fixedTypes(settings.fieldSets, settings.actionTypes, fields);
	const metricColumns = metrics.flatMap((field) => {
		const kind = kindOf(field);
		if (kind === 'actions') return listColumns(field, settings, types);
		if (kind === 'results') return [field, ...(field === 'results' ? ['result_type'] : []), byTypeColumn(field)];
		return [field];
	});
	const columns = [
		nameField(settings.level),
		...['date_start', 'date_stop'],
		...breakdownColumns(settings.breakdowns),
		...canonicalColumns(fields),
		...metricColumns,
		...identityFields(settings.level),
		...factColumns,
	];
	return [...new Set(columns)];
}

const isFact = (field: string): boolean => (factColumns as readonly string[]).includes(field);

/** Whether the columns can be known before the first row: what a CSV file needs. */
export const columnsAreFixed = ({ allActionTypes, actionBreakdowns, actionTypes, breakdowns, fieldSets, moreFields, level }: ColumnSettings): boolean => {
	if (allActionTypes || actionBreakdowns.some((name) => name !== 'action_type') || breakdowns.some(hasUnknownParts)) return false;
	const fields = wantedFields({ level, fieldSets, moreFields });
	const types = fixedTypes(fieldSets, actionTypes, fields);
	return fields.every((field) => kindOf(field) !== 'actions' || types.has(field) || (BY_ACTION.includes(field) && actionTypes.length > 0));
};
