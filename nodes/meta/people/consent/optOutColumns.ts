import { has } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import type { Json } from '../../../shared/record';
import { consentTopic, NO_SURROUNDINGS } from './consentNames';

/** The opt-out columns that the forms of a run name. A wrong one would have everybody sent, so it is refused. */
export class OptOutColumns {
	/** Whether any contact has the column, by its name. */
	private readonly isThere = new Map<string, boolean>();

	note(column: string, json: Json): void {
		if (this.isThere.get(column) !== true) this.isThere.set(column, has(json, column));
	}

	/** Names none of them: an expression can have put somebody's data in the field. */
	problem(): InputProblem | null {
		for (const [column, isThere] of this.isThere) {
			if (!isThere) {
				const advice = 'Write it as the input shows it; inside an object with a point, as in properties.no_ads.';
				return new InputProblem(['optOutColumn'], 'names a column that no contact has', advice);
			}
			if (isAgreement(column)) {
				const advice = 'Set Consent to “Only People With Opt-In”, or leave the field empty: its no counts by itself.';
				return new InputProblem(['optOutColumn'], 'names an opt-in column', advice);
			}
		}
		return null;
	}
}

const isAgreement = (path: string): boolean =>
	consentTopic(path.slice(path.lastIndexOf('.') + 1), NO_SURROUNDINGS)?.kind === 'agreement';
