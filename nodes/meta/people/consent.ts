import { foldedText } from './consent/consentWords';
import { isRefused, textOf } from './normalise/value';
import { wordsIn } from './words';

/** Values that count as yes, as the form lists them. Stored in workflows: it never changes. */
export const DEFAULT_CONSENT_VALUES = 'yes, true, 1';

export type ConsentValues = ReadonlySet<string>;

/**
 * Columns that tell what a person has agreed to, and nothing of who it is. `otherConsent` is one in which only a no is heard:
 * it was recognised beside the column that somebody has chosen, or its yes is nobody's consent.
 */
export const aboutConsent: ReadonlySet<string> = new Set(['consent', 'optOut', 'otherConsent']);

/** What a consent cell says. */
export type Answer = 'yes' | 'no' | 'blank' | 'unclear';

/** What one of a contact's consent cells says. */
export interface Said {
	readonly column: string;
	/** The input's own name of the column. */
	readonly from: string;
	readonly answer: Answer;
}

/** Yes, and a spreadsheet's TRUE, in English, German, French, Spanish, Italian, Portuguese, Dutch and Polish. */
const YES: ConsentValues = new Set(
	wordsIn('yes true 1 ja wahr oui vrai si verdadero vero sim verdadeiro waar tak prawda'),
);

/** No, and a spreadsheet's FALSE, in the same languages. */
const DENIALS = wordsIn('no n false 0 nein falsch non faux falso nao nee onwaar nie falsz off never');

/** What newsletter tools and CRMs write of people who left. Without accents, as a cell is compared. */
const LEFT: ReadonlySet<string> = new Set([
	...wordsIn('unsubscribed optout opted-out opt-out opted_out opt_out blocklisted blacklisted suppressed'),
	...wordsIn(
		'abgemeldet desabonne desabonnee desinscrit desinscrite baja uitgeschreven afgemeld wypisany disiscritto descadastrado',
	),
	...['opted out', 'opt out', 'do not allow', 'do not send'],
]);

/** What is no answer but a no: also what is written of people who never came. */
const NO: ConsentValues = new Set([
	...DENIALS,
	...LEFT,
	...wordsIn('denied declined refused withdrawn revoked pending unconfirmed rejected'),
	...wordsIn('not_opted_in not_subscribed never_subscribed'),
	...['not subscribed', 'never subscribed', 'not opted in', 'not given'],
]);

/** What an opt-out column holds of people who have not left; Dynamics exports the labels of its switches. */
const NOT_LEFT: ConsentValues = new Set([...DENIALS, 'allow', 'send']);

/** Whether a cell says by itself that somebody has left, as a plain `status` does (Mailchimp Marketing API, List members). */
export const saysLeft = (cell: unknown): boolean => typeof cell === 'string' && LEFT.has(foldedText(cell));

const listed = (list: string): ConsentValues =>
	new Set(
		list
			.split(/[,;\n]/)
			.map(foldedText)
			.filter((value) => value !== ''),
	);

const untouched = [...listed(DEFAULT_CONSENT_VALUES)];

/** Reads the form's list. As the form comes, the words for yes of eight languages are meant; a list of one's own is all. */
export function consentValues(list: string): ConsentValues {
	const values = listed(list);
	const isDefault = values.size === untouched.length && untouched.every((value) => values.has(value));
	return isDefault ? YES : values;
}

/** What a cell says. Yes is only what is listed; lists and objects are no answer. */
export function answerIn(cell: unknown, yes: ConsentValues): Answer {
	const text = textOf(cell);
	if (isRefused(text)) return 'unclear';
	if (text === '') return 'blank';
	const said = foldedText(text);
	if (yes.has(said)) return 'yes';
	return NO.has(said) ? 'no' : 'unclear';
}

/** Whether a cell is a clear no by itself, whatever words count as yes. */
export const saysNo = (cell: unknown): boolean => answerIn(cell, new Set()) === 'no';

/**
 * What a cell of an opt-out column says of consent: a yes there is a no, and whatever is not understood, such as the day
 * somebody left, counts against sending. A blank or a no is no consent either: null.
 */
export function objectionIn(cell: unknown): Answer | null {
	const text = textOf(cell);
	if (isRefused(text)) return 'unclear';
	const said = foldedText(text);
	if (said === '' || NOT_LEFT.has(said)) return null;
	return YES.has(said) || LEFT.has(said) ? 'no' : 'unclear';
}

/** Beside a chosen column the others are not asked; a clear no in one of them is heard all the same. */
const refusalIn = (cell: unknown, yes: ConsentValues): Answer | null => (answerIn(cell, yes) === 'no' ? 'no' : null);

/** What a cell of one of the columns about consent says; null where it has no say. */
export function saidIn(column: string, cell: unknown, yes: ConsentValues): Answer | null {
	if (column === 'optOut') return objectionIn(cell);
	return column === 'otherConsent' ? refusalIn(cell, yes) : answerIn(cell, yes);
}

/**
 * Whether a contact has agreed: every one of its consent columns has to say so.
 *
 * @param stated somebody has said that all of these people have: then a blank is covered, and nothing else
 */
export function agrees(said: readonly Said[], stated: boolean): boolean {
	if (stated) return said.every(({ answer }) => answer === 'yes' || answer === 'blank');
	return said.length > 0 && said.every(({ answer }) => answer === 'yes');
}
