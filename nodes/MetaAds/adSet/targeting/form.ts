import { omit } from 'lodash';

import type { Entries } from '../../../shared/form/collections';
import { InputProblem } from '../../../shared/form/problem';
import type { advantageAudienceField, countriesField, targetingEntries } from './fields';

type Parts = Entries<(typeof targetingEntries)[number] | typeof countriesField | typeof advantageAudienceField>;

/** What a form says of a targeting, each part under its field's name; the countries and the switch may lie elsewhere. */
export type TargetingForm = Omit<Parts, 'targetingJson'>;

/** What holds for the collection as a whole, in whichever form it lies. */
export function togetherProblem({ targetingJson, ...parts }: Parts): InputProblem | null {
	const { ageMin, ageMax } = parts;
	if (ageMin !== undefined && ageMax !== undefined && ageMin > ageMax) {
		return new InputProblem(['targeting', 'ageMax'], 'is below Minimum Age', 'Enter an age from Minimum Age up.');
	}
	if (targetingJson === undefined || Object.keys(omit(parts, 'otherDevices')).length === 0) return null;
	const advice = 'It is the whole targeting. Remove it, or the other fields.';
	return new InputProblem(['targeting', 'targetingJson'], 'cannot be combined with other targeting fields', advice);
}
