import { uniq, uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { unlinked } from '../../../meta/unlinked';
import type { ReportRecord } from '../../../meta/report/reportRecord';
import { textOfCell } from '../numbers/cells';
import { daysInWords, daysOf } from '../numbers/days';
import { Words } from '../numbers/words';

/** What a message without a report says. */
export const NO_NUMBERS = 'There are no numbers for this report.';

/** Why a whole report can have no row, as far as its questions let it be told. */
function reasonsOf({ filters, mayLackGone, isComplete }: ReportRecord): string {
	if (!isComplete) return 'Part of the report is missing.';
	const reasons = [
		'No ad was delivered',
		...(mayLackGone ? ['only ads that are archived or deleted now'] : []),
		...(filters.length > 0 ? [`the filters leave nothing (${filters.join('; ')})`] : []),
	];
	return `${reasons.join(', or ')}.`;
}

function sentenceOf(report: ReportRecord, words: Words): string {
	const { id, name } = report.account;
	return `${unlinked(name || id)}: Meta has no numbers for ${daysInWords(daysOf([], [report]), words)}. ${reasonsOf(report)}`;
}

/** What stands in a message without numbers: whose it is, of which days, and why. */
export function nothingInWords(rows: readonly IDataObject[], reports: readonly ReportRecord[], locale: string): string {
	const words = new Words(locale, null);
	const empty = uniqBy(
		reports.filter(({ rowCount }) => rowCount === 0),
		({ account }) => account.id,
	);
	if (empty.length > 0) return empty.map((report) => sentenceOf(report, words)).join(' ');
	const names = uniq(rows.map((row) => textOfCell(row.account_name)).filter(Boolean));
	return names.length === 0 ? NO_NUMBERS : `${names.map(unlinked).join(', ')}: the report has no numbers.`;
}
