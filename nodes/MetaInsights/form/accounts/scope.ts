import { InputProblem } from '../../../shared/form/problem';
import { isBelow, levelNames, reportLevels, type ReportLevel } from '../../facts/levels';
import { IDS_PER_PART } from '../../facts/query';
import type { ReportForm } from '../reportForm';

const nodeLevels: Record<NonNullable<ReportForm['scope']>, ReportLevel> = {
	account: 'account',
	list: 'account',
	campaign: 'campaign',
	adSet: 'adset',
	ad: 'ad',
};

/** What the report is on: one object, or the account, where a list only narrows its numbers. */
export const nodeOf = ({ scope = 'account', campaign, adSet, ad }: ReportForm, account: string) => ({
	// Of the three only the one that the form shows is there.
	node: campaign ?? adSet ?? ad ?? account,
	nodeLevel: nodeLevels[scope],
});

/** The ids of a list, each once. */
export const idsOf = ({ idLevel, ids }: ReportForm) =>
	idLevel === undefined || ids === undefined ? undefined : { level: idLevel, ids: [...new Set(ids)].sort() };

/** An object has no numbers of its parents. */
export const levelProblem = ({ scope = 'account', level }: ReportForm): InputProblem | null =>
	reportLevels.indexOf(level) < reportLevels.indexOf(nodeLevels[scope])
		? new InputProblem(
				['level'],
				'is above the object the report is on',
				'Choose the level of the object itself, or one below it.',
			)
		: null;

/** Ids of which several make up one row have to fit one question: the row would come in pieces that nothing puts together. */
export function idsProblem(form: ReportForm): InputProblem | null {
	const ids = idsOf(form);
	if (ids === undefined || !isBelow(ids.level, form.level) || ids.ids.length <= IDS_PER_PART) return null;
	const idName = levelNames[ids.level];
	return new InputProblem(
		['ids'],
		`are ${ids.ids.length.toLocaleString('en')} ${idName.toLowerCase()}s, and at most ${IDS_PER_PART} can make up one row of level ${levelNames[form.level]}`,
		`Set Level to ${idName} for a row each, or enter at most ${IDS_PER_PART} IDs.`,
	);
}
