import { changedRow, changeObjects, type ObjectChange } from '../../shared/adObject/change/changes';
import {
	readWith,
	wantedLabels,
	wantedStatus,
	wantedText,
	wantedTime,
	type WantedValue,
} from '../../shared/adObject/change/wanted';
import { keepingMarks } from '../../meta/marks/markedStatus';
import { textCell } from '../../shared/reading/cells';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts } from '../../shared/node/session/session';
import { recordOf } from '../../shared/reading/json';
import { wantedOthers } from '../adObjects/otherParameters';
import { adKind, creativeIdOf } from './kind';
import { orderProblem, scheduleOf, type Schedule } from './schedule';
import { wantedPixel } from './tracking';
import { updateAdForm, type AdUpdateFields, type UpdateAdParams } from './updateForm';

/** Why the fields cannot be sent as they are. */
function updateProblem({ updateFields }: UpdateAdParams): InputProblem | null {
	if (Object.keys(updateFields).length > 0) return null;
	return new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.');
}

/** "Steaming cup (120213…)": Meta gives many creatives the same name. */
const creativeInWords = ({ creative }: GraphObject): string => {
	// Before a write the ad holds Meta's `id`, in what is to be sent it is `creative_id`.
	const { id, creative_id: sentId, name } = recordOf(creative);
	const creativeId = textCell(id) ?? textCell(sentId);
	if (creativeId === null) return 'none';
	return textCell(name) === null ? creativeId : `${textCell(name)} (${creativeId})`;
};

const wantedCreative = (creative: string): WantedValue => ({
	...wantedText('creative', 'Creative', { creative_id: creative }),
	shownBy: (ad) => creativeIdOf(ad) === creative,
	inWords: creativeInWords,
});

/** Times that are changed have to fit the one that stays. */
function changedTimesProblem({ start, end }: Schedule, current: GraphObject): InputProblem | null {
	if (start === undefined && end === undefined) return null;
	const from = start ?? textCell(current.ad_schedule_start_time);
	const to = end ?? textCell(current.ad_schedule_end_time);
	if (from === null || to === null) return null;
	return orderProblem(['updateFields', end === undefined ? 'startTime' : 'endTime'], from, to);
}

/**
 * What the form asks for, as Graph's fields, given the ad as it is now: what Meta replaces as a whole is completed from it.
 *
 * @throws InputProblem for times that cannot be read, before anything is read or sent
 */
export function decideUpdate(fields: AdUpdateFields, account: AccountFacts): ObjectChange['decide'] {
	const { name, status, creative, pixel, conversionDomain, labels } = fields;
	const { start, end } = scheduleOf('updateFields', fields, account);
	return (current) => {
		const problem = changedTimesProblem({ start, end }, current);
		if (problem) return problem;
		const wantedValues = [
			name !== undefined && wantedText('name', 'Name', name),
			status !== undefined && wantedStatus(status),
			creative !== undefined && wantedCreative(creative),
			pixel !== undefined && wantedPixel(pixel, current),
			conversionDomain !== undefined && wantedText('conversion_domain', 'Conversion Domain', conversionDomain),
			labels !== undefined && wantedLabels(labels),
			start !== undefined && wantedTime('ad_schedule_start_time', 'Start Time', start),
			end !== undefined && wantedTime('ad_schedule_end_time', 'End Time', end),
			...wantedOthers(adKind, fields.otherParameters),
		].filter((want) => want !== false);
		return keepingMarks(wantedValues, current);
	};
}

export const updateAd = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an ad',
	description:
		'Change an ad. Only the differences are sent, then read back. Another creative sends the ad to review again.',
	effect: 'write',
	stopsSpend: true,
	form: updateAdForm,
	rule: updateProblem,
	perform: together(
		async (session, { adAccount, ad, updateFields, options }) => {
			const account = await session.account(adAccount);
			return {
				id: ad,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decideUpdate(updateFields, account),
				method: 'POST' as const,
				exact: true,
				others: wantedOthers(adKind, updateFields.otherParameters),
			};
		},
		async (session, changes) => {
			const kind = readWith(
				adKind,
				changes.flatMap(({ others }) => others),
			);
			return await changeObjects(session, kind, changes, changedRow(kind));
		},
	),
});
