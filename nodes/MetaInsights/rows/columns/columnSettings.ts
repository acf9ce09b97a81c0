import type { ChosenConversion } from '../../../meta/assets/chosenConversion';
import { fieldsWith } from '../../breakdowns/fieldLimits';
import { ACTION_TYPE } from '../../breakdowns/table';
import { metricFields } from '../../facts/fieldSets';
import { identityFields, type ReportLevel } from '../../facts/levels';

/** What decides the columns of a report; the same settings give the same columns, whatever Meta returns. */
export interface ColumnSettings {
	readonly level: ReportLevel;
	readonly fieldSets: readonly string[];
	readonly moreFields: readonly string[];
	readonly breakdowns: readonly string[];
	readonly actionBreakdowns: readonly string[];
	/** Attribution windows with columns of their own; empty for none. */
	readonly windows: readonly string[];
	/** Action types with columns; empty for those of the field sets. */
	readonly actionTypes: readonly string[];
	/** Every type Meta returns gets a column, beside the fixed ones. */
	readonly allActionTypes: boolean;
	/** The window canonical columns count by; `value` follows each ad set's own setting. */
	readonly conversionWindow: string;
	/** Custom conversions with columns by their names. Absent: none. */
	readonly customConversions?: readonly ChosenConversion[];
}

/**
 * Further breakdowns within action lists: with any, what a list counts has no one value, and its columns depend on
 * what Meta returns.
 */
export const dividingBreakdowns = ({ actionBreakdowns }: Pick<ColumnSettings, 'actionBreakdowns'>): string[] =>
	actionBreakdowns.filter((name) => name !== ACTION_TYPE);

export const areListsDivided = (settings: Pick<ColumnSettings, 'actionBreakdowns'>): boolean =>
	dividingBreakdowns(settings).length > 0;

type FieldSettings = Pick<ColumnSettings, 'level' | 'fieldSets' | 'moreFields'>;

/**
 * Fields these columns are made of. The field `attribution_setting` says by which windows `value` counts: Meta has one
 * for ad sets and works it out for campaigns and accounts.
 */
export const wantedFields = ({ level, fieldSets, moreFields }: FieldSettings): string[] => [
	...new Set([
		...identityFields(level),
		...metricFields(fieldSets, moreFields),
		'attribution_setting',
		'account_currency',
	]),
];

/**
 * Fields asked of Meta: those of the columns that go with the breakdowns. The columns of the others stay empty. Custom conversions
 * stand among the actions, which have no columns of their own where nobody wants those.
 */
export const requestedFields = (
	settings: FieldSettings & Pick<ColumnSettings, 'breakdowns' | 'customConversions'>,
): string[] =>
	fieldsWith(settings.breakdowns, [
		...new Set([...wantedFields(settings), ...(settings.customConversions === undefined ? [] : ['actions'])]),
	]);

/**
 * Actions on Meta itself have no windows past one day (Meta: reference/ads-action-stats). This is the window that
 * stands in where the chosen one is longer.
 */
export const standInWindow = (window: string): string | undefined =>
	window === '7d_click' || window === '28d_click' ? '1d_click' : undefined;

/**
 * Windows asked of Meta: those with columns, and one for actions that do not have the window canonical columns count
 * by.
 */
export function requestedWindows({
	windows,
	conversionWindow,
}: Pick<ColumnSettings, 'windows' | 'conversionWindow'>): string[] {
	const standIn = standInWindow(conversionWindow);
	return standIn === undefined || windows.includes(standIn) ? [...windows] : [...windows, standIn];
}
