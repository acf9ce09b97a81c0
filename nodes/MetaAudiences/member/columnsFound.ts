import { has } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Cells } from '../../meta/people/columns/recognise';
import { isObjectionName } from '../../meta/people/consent/consentNames';
import { aboutConsent, type ConsentReaders } from '../../meta/people/consent/consentReader';
import { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import type { Heard } from '../people/contact';
import { isAuto } from './cells';
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
	private readonly chosenColumns = new Map<string, boolean>();
	/** By the input's name of the column. */
	private readonly consent = new Map<string, Understood>();

	constructor(private readonly consents: ConsentReaders) {}

	note(form: ContactForm, json: IDataObject, cells: Cells, { statements }: Heard): void {
		const rule = form.consent;
		const asksConsent = rule !== 'notAsked' && !rule.stated;
		this.allAuto &&= isAuto(form);
		this.consentAsked ||= asksConsent;
		this.tellWho ||= cells.some(([column]) => !aboutConsent.has(column) && column !== 'country');
		this.tellConsent ||= asksConsent && statements.some(({ column }) => column === 'consent');
		if (rule !== 'notAsked' && rule.column !== undefined && this.chosenColumns.get(rule.column) !== true)
			this.chosenColumns.set(rule.column, has(json, rule.column));
		for (const { column, from, answer } of statements) {
			if (column !== 'consent' || answer === 'blank') continue;
			const consentCounts = this.consent.get(from) ?? this.countsFor(from);
			consentCounts.answers += 1;
			if (answer === 'yes' || answer === 'no') consentCounts.understood += 1;
		}
	}

	private countsFor(from: string): Understood {
		const fresh = { answers: 0, understood: 0 };
		this.consent.set(from, fresh);
		return fresh;
	}

	/** All that is wrong, at once. */
	problem(): InputProblem | null {
		const choice = this.wrongChoice() ?? this.consents.optOutProblem;
		return allOf([this.nobody(), choice, ...(choice === null ? [this.withoutConsent(), this.notUnderstood()] : [])]);
	}

	private get otherwise(): string {
		return this.allAuto ? 'switch Mapping Column Mode to Map Each Column Manually and choose it' : 'map it';
	}

	private nobody(): InputProblem | null {
		if (this.tellWho) return null;
		return new InputProblem(
			['columns'],
			'name nobody',
			`No email, phone or other identifier column found. Rename the column, or ${this.otherwise}.`,
		);
	}

	private wrongChoice(): InputProblem | null {
		// Not by the name that was given: an expression can have put somebody's data in its place.
		for (const [name, isThere] of this.chosenColumns) {
			if (!isThere) {
				const advice = 'Write it as the input shows it; inside an object with a point, as in properties.gdpr_ads.';
				return new InputProblem(['consentColumn'], 'names a column that no contact has', advice);
			}
			if (isObjectionName(lastOf(name))) {
				const advice =
					'It counts by itself: whoever has opted out is left out. Name a column of consents, or choose “Everyone Except Opt-Outs”.';
				return new InputProblem(['consentColumn'], 'names an opt-out column', advice);
			}
		}
		return null;
	}

	private withoutConsent(): InputProblem | null {
		if (!this.consentAsked || this.tellConsent) return null;
		return new InputProblem(
			this.tellWho ? ['columns'] : ['consent'],
			this.tellWho ? 'have no consent column' : 'is set to “Only People With Opt-In”, and no consent column was found',
			`Consent is set to “Only People With Opt-In”, and no consent column was found. ${this.allAuto ? 'Name it in Consent Column' : 'Map it'}, or ` +
				'choose “Everyone Except Opt-Outs” if all others have.',
		);
	}

	/** What is not understood would leave people out, or in, and look like a good end. */
	private notUnderstood(): InputProblem | null {
		const unheard = this.consents.unheard.map((one) => one.inWords());
		if (unheard.length > 0) {
			return new InputProblem(
				['consentMeanings'],
				`does not say what these words mean, and this step does not know them: ${unheard.join('; ')}`,
				'Nobody was sent. Add each column and word to Words of Consent, with its meaning: Yes, No, or Nothing where it has nothing to do with consent.',
			);
		}
		const unread = [...this.consent].find(([, { answers, understood }]) => answers > 0 && understood === 0);
		if (unread === undefined || !this.consentAsked) return null;
		const [name, { answers }] = unread;
		const values = answers === 1 ? 'the one value' : `all ${answers.toLocaleString('en')} values`;
		return new InputProblem(
			['consentValues'],
			`is a list by which ${values} in the consent column ${answers === 1 ? 'means' : 'mean'} neither yes nor no`,
			`Nobody was sent. List the words that mean yes in the column “${name}”, separated by commas.`,
		);
	}
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
