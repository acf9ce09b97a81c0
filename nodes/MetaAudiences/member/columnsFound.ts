import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { columnNamed } from '../../meta/people/columns/columnNamed';
import { aboutConsent } from '../../meta/people/consent';
import type { Cells } from '../../meta/people/columns/recognise';
import type { Heard } from '../people/contact';
import { chosenColumn, holds, isAuto } from './cells';
import type { ContactForm } from './form/contactItem';

/** How many cells of a consent column hold something, and how many of them say yes or no. */
interface Understood {
	answers: number;
	understood: number;
}

/** Whether the columns of all items together can tell what they have to. */
export class ColumnsFound {
	private tellWho = false;
	private consentAsked = false;
	private tellConsent = false;
	private allAuto = true;
	/** Names that the form has for the consent column, and whether any item has such a column. */
	private readonly chosen = new Map<string, boolean>();
	/** By the input's name of the column. */
	private readonly consent = new Map<string, Understood>();

	note(form: ContactForm, json: IDataObject, cells: Cells, { said }: Heard): void {
		const asked = typeof form.consent === 'object';
		this.allAuto &&= isAuto(form);
		this.consentAsked ||= asked;
		for (const [column] of cells) {
			this.tellWho ||= !aboutConsent.has(column) && column !== 'country';
			this.tellConsent ||= asked && column === 'consent';
		}
		const chosen = chosenColumn(form);
		if (chosen !== undefined && this.chosen.get(chosen) !== true) this.chosen.set(chosen, holds(json, chosen));
		for (const { column, from, answer } of said) {
			if (column !== 'consent' || answer === 'blank') continue;
			const seen = this.consent.get(from) ?? { answers: 0, understood: 0 };
			this.consent.set(from, seen);
			seen.answers += 1;
			if (answer !== 'unclear') seen.understood += 1;
		}
	}

	problem(): InputProblem | null {
		return this.nobody() ?? this.wrongChoice() ?? this.withoutConsent() ?? this.notUnderstood();
	}

	private get otherwise(): string {
		return this.allAuto ? 'switch Mapping Column Mode to Map Each Column Manually and choose it' : 'map it';
	}

	private nobody(): InputProblem | null {
		if (this.tellWho) return null;
		return new InputProblem(
			['columns'],
			'name nobody',
			`No column was recognised as an email, a phone or another identifier. Rename the column, or ${this.otherwise}.`,
		);
	}

	private wrongChoice(): InputProblem | null {
		// Not by the name that was given: an expression can have put somebody's data in its place.
		for (const [name, isThere] of this.chosen) {
			if (!isThere) {
				const advice = 'Write it as the input shows it; inside an object with a point, as in properties.gdpr_ads.';
				return new InputProblem(['consentColumn'], 'names a column that no contact has', advice);
			}
			if (columnNamed(lastOf(name)) === 'optOut') {
				const advice =
					'It counts by itself: whoever has opted out is left out. Name a column of consents, or choose “Everybody Has Consented, Except Opt-Outs”.';
				return new InputProblem(['consentColumn'], 'names an opt-out column', advice);
			}
		}
		return null;
	}

	private withoutConsent(): InputProblem | null {
		if (!this.consentAsked || this.tellConsent) return null;
		return new InputProblem(
			['columns'],
			'have no consent column',
			`Consent is set to “In a Column”, and no column holds it. ${this.allAuto ? 'Name it in Consent Column' : 'Map it'}, or ` +
				'choose “Everybody Has Consented, Except Opt-Outs” if all others have.',
		);
	}

	/** A column in words that nobody has listed would leave everybody out, and look like a good end. */
	private notUnderstood(): InputProblem | null {
		const unread = [...this.consent].find(([, { answers, understood }]) => answers > 0 && understood === 0);
		if (unread === undefined) return null;
		const [name, { answers }] = unread;
		const values = answers === 1 ? 'the one value' : `all ${answers.toLocaleString('en')} values`;
		const unknown = `${values} in the consent column ${answers === 1 ? 'means' : 'mean'} neither yes nor no`;
		if (this.consentAsked) {
			return new InputProblem(
				['consentValues'],
				`is a list by which ${unknown}`,
				`Nobody was sent. List the words that mean yes in the column “${name}”, separated by commas.`,
			);
		}
		return new InputProblem(
			['consent'],
			`is set to “Everybody Has Consented, Except Opt-Outs”, but ${unknown}`,
			`Nobody was sent. Choose In a Column and list the words that mean yes in “${name}”, or leave the column out.`,
		);
	}
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
