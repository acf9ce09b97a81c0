import type { GraphObject } from '../../shared/graph/object';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import { text } from '../../shared/adObject/columns';
import { wantedLabels, wantedStatus, wantedText, wantedTime, type Wanted } from '../../shared/adObject/wanted';
import { creativeOf } from './kind';
import { orderProblem, scheduleOf } from './schedule';
import { wantedPixel } from './tracking';
import type { UpdateFields } from './updateForm';

/** Why the fields cannot be sent as they are. */
export const updateProblem = (fields: UpdateFields): InputProblem | null =>
	Object.keys(fields).length > 0 ? null : new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.');

/** "Steaming cup (120213…)": Meta gives many creatives the same name. */
const creativeInWords = ({ creative }: GraphObject): string => {
	// Before a write the ad holds Meta's `id`, in what is to be sent it is `creative_id`.
	const { id, creative_id: sent, name } = (creative ?? {}) as GraphObject;
	const known = text(id) ?? text(sent);
	if (known === null) return 'none';
	return text(name) === null ? known : `${text(name)} (${known})`;
};

const wantedCreative = (creative: string): Wanted => ({
	...wantedText('creative', 'Creative', { creative_id: creative }),
	shownBy: (ad) => creativeOf(ad) === creative,
	inWords: creativeInWords,
});

/**
 * What the form asks for, as Graph's fields, given the ad as it is now: what Meta replaces as a whole is completed from it.
 *
 * @throws InputProblem for times that cannot be read, before anything is read or sent
 */
export function decideUpdate(fields: UpdateFields, account: AccountFacts): (current: GraphObject) => readonly Wanted[] | Error {
	const { name, status, creative, pixel, conversionDomain, labels } = fields;
	const { start, end } = scheduleOf('updateFields', fields, account);
	return (current) => {
		const from = start ?? text(current.ad_schedule_start_time);
		const to = end ?? text(current.ad_schedule_end_time);
		const touched = start ?? end;
		const problem = touched === undefined || from === null || to === null ? null : orderProblem(['updateFields', end === undefined ? 'startTime' : 'endTime'], from, to);
		if (problem) return problem;
		return [
			name !== undefined && wantedText('name', 'Name', name),
			status !== undefined && wantedStatus(status),
			creative !== undefined && wantedCreative(creative),
			pixel !== undefined && wantedPixel(pixel, current),
			conversionDomain !== undefined && wantedText('conversion_domain', 'Conversion Domain', conversionDomain),
			labels !== undefined && wantedLabels(labels),
			start !== undefined && wantedTime('ad_schedule_start_time', 'Start Time', start),
			end !== undefined && wantedTime('ad_schedule_end_time', 'End Time', end),
		].filter((want) => want !== false);
	};
}
