import { InputProblem } from '../../shared/form/problem';
import { isReach, isUnique } from '../facts/fieldKinds';
import { breakdown, quotedBreakdowns } from './table';

/**
 * Which fields Meta offers with a breakdown. A field that does not go with a breakdown can fail the whole report
 * (2/1504041), so it is not asked for.
 */

/** What a row is about; it goes with everything. */
const DESCRIBING = /^((account|campaign|adset|ad)_(id|name)|account_currency|date_start|date_stop)$/;

/**
 * Whether Meta tells a field by a breakdown. Whether attribution_setting goes with few is UNCONFIRMED 14: it is not
 * asked for.
 */
function tells(name: string, field: string): boolean {
	const { fields } = breakdown(name);
	if (fields === undefined) return true;
	return 'only' in fields ? DESCRIBING.test(field) || fields.only.includes(field) : !fields.allBut.test(field);
}

/** The breakdown with which Meta does not tell this field, if any. */
const hiddenBy = (breakdowns: readonly string[], field: string): string | undefined =>
	breakdowns.find((name) => !tells(name, field));

/** The fields that can be asked for beside these breakdowns. */
export const fieldsWith = (breakdowns: readonly string[], fields: readonly string[]): string[] =>
	fields.filter((field) => hiddenBy(breakdowns, field) === undefined);

/**
 * What a report goes without, in sentences.
 *
 * @param fields that were chosen
 */
export function remarksOnHiddenFields(
	breakdowns: readonly string[],
	fields: readonly string[],
	simplify: boolean,
): string[] {
	return breakdowns.flatMap((name) => {
		const missing = fields.filter((field) => hiddenBy(breakdowns, field) === name);
		if (missing.length === 0) return [];
		return [
			`Meta does not return ${missing.join(', ')} by ${quotedBreakdowns([name])}: ${simplify ? 'their columns are empty' : 'they are missing'} in this report. Drop the breakdown to get them.`,
		];
	});
}

/** Why nothing of what was chosen can be told with these breakdowns, or null. */
export function emptyProblem(breakdowns: readonly string[], metrics: readonly string[]): InputProblem | null {
	const fieldNames = fieldsWith(breakdowns, metrics).filter((field) => !DESCRIBING.test(field));
	const limiting = breakdowns.find((name) => metrics.some((field) => hiddenBy(breakdowns, field) === name));
	if (fieldNames.length > 0 || limiting === undefined) return null;
	const { fields } = breakdown(limiting);
	const advice = `${fields && 'only' in fields ? `Add ${fields.only.join(' or ')} to Fields in the options` : 'Choose other fields'}, or drop the breakdown.`;
	return new InputProblem(
		['breakdowns'],
		`Meta reports none of the chosen fields by ${quotedBreakdowns([limiting])}`,
		advice,
	);
}

/** Whether Meta does not tell this number with these breakdowns though it sends one. */
export const hidesPeople = (breakdowns: readonly string[], field: string): boolean =>
	(isReach(field) || isUnique(field)) && breakdowns.some((name) => breakdown(name).hidesPeople);

/** Whether a missing count of actions is unknown and not zero. */
export const hidesOffsiteActions = (names: readonly string[]): boolean =>
	names.some((name) => breakdown(name).hidesOffsite);
