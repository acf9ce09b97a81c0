import { readableNames } from '../../rows/columns/readableNames';
import { isFlat, shownColumns } from '../../rows/columns/reportColumns';
import { columnSettings, rowChoices } from '../columns/columnsAsked';
import type { GetForm } from '../reportForm';

/** A report over several ad accounts, as far as it is the same for all of them. */
export interface SeveralAccounts {
	/** Those that were chosen; all that the credential sees without it. */
	readonly ids?: readonly string[];
	/** Most rows of all accounts together. */
	readonly limit?: number;
	/** Columns by the names that rows show; null where rows are Meta's own, or stand in a file. */
	readonly names: ReadonlyMap<string, string> | null;
}

function namesOfColumns(form: GetForm): ReadonlyMap<string, string> | null {
	const { output } = form.options;
	const choices = rowChoices(form);
	if (!isFlat(choices) || output === 'csv' || output === 'jsonl') return null;
	const settings = columnSettings(form);
	const columns = shownColumns(choices, settings);
	return choices.readableNames
		? readableNames(columns, settings, choices.commonCurrency ?? null)
		: new Map(columns.map((column) => [column, column]));
}

export const severalAccounts = (form: GetForm): SeveralAccounts => ({
	ids: form.adAccounts,
	limit: form.options.limit,
	names: namesOfColumns(form),
});
