import type { GraphObject } from '../../shared/graph/object';
import { deliveryCode } from '../audience/status';
import type { Gathered } from '../people/gather';
import type { Action } from './session';
import type { Uploaded } from './upload';

interface Facts {
	readonly action: Action;
	readonly gathered: Gathered;
	readonly sent: Uploaded | null;
	readonly removed: Uploaded | null;
	readonly removing: boolean;
	readonly audience: GraphObject;
	readonly dryRun: boolean;
	/** Other items of the same audience were carried out, or are only checked. */
	readonly mixed: boolean;
}

/** Below this many people nothing is delivered, as Meta's help says of lookalike sources; for lists no number is public (UNCONFIRMED). */
const SMALL = 100;

const many = (count: number, one: string, more: string): string => `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** What a person should know besides the numbers. */
export function notesFor({ action, gathered, sent, removed, removing, audience, dryRun, mixed }: Facts): string[] {
	const { standings, usable, withoutConsent } = gathered;
	const refused = standings.filter((standing) => standing === 'noConsent').length;
	const notes = [
		dryRun && `${mixed ? 'Of the items with Dry Run on, nobody was sent.' : 'Nothing was sent.'} ${many(usable.length, 'row', 'rows')} would be.`,
		action === 'add' && refused > 0 && !removing && `${many(refused, 'person', 'people')} without consent ${refused === 1 ? 'was' : 'were'} left out, and may still be in the audience from before: the option Remove People Without Consent takes them out.`,
		removing && dryRun && withoutConsent.length > 0 && `${many(withoutConsent.length, 'row', 'rows')} of people without consent would be taken out.`,
		removed?.failure && `Not all people without consent could be taken out: ${removed.failure.message}`,
		sent !== null && (sent.invalid ?? 0) > 0 && `Meta counts ${many(sent.invalid ?? 0, 'entry', 'entries')} as invalid (its number is approximate).`,
		!dryRun && tooSmall(action, audience, usable.length) && 'Accepted is not recognised: Meta matches people within 24 hours, and an audience of fewer than about 100 recognised people stays “too small”. Send more of what is known of each person (email, phone, name, postal code, country), or more people.',
	];
	return notes.filter((note): note is string => typeof note === 'string');
}

/** Whether the list will be too small for ads: it is so far and few come, or few are all there will be. */
const tooSmall = (action: Action, audience: GraphObject, rows: number): boolean =>
	action === 'replace' ? rows < SMALL : action === 'add' && deliveryCode(audience) !== 200 && rows < SMALL;
