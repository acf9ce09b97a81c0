import type { ConsentTally } from '../../meta/people/consent/consentTally';
import type { GraphObject } from '../../shared/graph/object';
import { deliveryCode } from '../audience/status';
import type { GatheredRows } from '../people/rows/gather';
import { NO_COUNTRY } from '../../meta/people/normalise/phone';
import type { ContactPreview } from '../people/preview';
import type { ReadItem } from './rows';
import type { MemberChange } from './upload/memberChange';
import type { UploadTally } from './upload/tally';

interface Facts {
	readonly consents: ConsentTally;
	readonly action: MemberChange['action'];
	readonly items: readonly ReadItem[];
	readonly gathered: GatheredRows;
	readonly sent: UploadTally | null;
	readonly removed: UploadTally | null;
	readonly removing: boolean;
	readonly isUnmeasured: boolean;
	readonly audience: GraphObject;
	readonly dryRun: boolean;
	readonly preview: ContactPreview | null;
	/** Other items of the same audience were carried out, or are only checked. */
	readonly mixed: boolean;
	/** Another run of this n8n was replacing the list just before. */
	readonly isSecond: boolean;
}

/**
 * Below this many people nothing is delivered, as Meta's help says of lookalike sources; for lists no number is public
 * (UNCONFIRMED 38).
 */
const SMALL = 100;

const many = (count: number, one: string, more: string): string =>
	`${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const inRows = (count: number): string => many(count, 'row', 'rows');

/** What a person should know besides the numbers. */
export function notesFor(facts: Facts): string[] {
	const { action, items, gathered, sent, removed, removing, audience, dryRun } = facts;
	const { usable, withoutConsent } = gathered;
	const refusals = facts.consents.count('no') + facts.consents.count('unclear');
	const invalid = sent?.invalid ?? 0;
	const notes = [
		facts.isSecond && !dryRun && SECOND,
		dryRun && onlyChecked(facts),
		howTheyStand(facts),
		facts.isUnmeasured && unmeasured(usable.length),
		covered(facts),
		byNameAlone(gathered),
		withoutCountry(items),
		action !== 'remove' && unknownLeavers(facts),
		gathered.sharing > 0 && sharing(gathered.sharing),
		action === 'add' && refusals > 0 && !removing && leftOut(refusals),
		removing &&
			dryRun &&
			withoutConsent.length > 0 &&
			`${inRows(withoutConsent.length)} of people without consent would be taken out.`,
		removed?.failure && `Not all people without consent could be taken out: ${removed.failure.message}`,
		fewerThanSent(facts),
		invalid > 0 && `Meta counts ${many(invalid, 'entry', 'entries')} as invalid (its number is approximate).`,
		!dryRun && tooSmall(action, audience, usable.length) && FEW_RECOGNISED,
	];
	return notes.filter((note): note is string => typeof note === 'string');
}

/** Meta takes a batch as a whole, and says how many rows it had (reference/custom-audience/users). */
function fewerThanSent({ sent, gathered: { usable } }: Facts): string | false {
	if (sent === null || sent.failure !== undefined || sent.received === null) return false;
	const confirmedCount = sent.received + (sent.invalid ?? 0);
	return (
		confirmedCount < usable.length &&
		`Meta confirms only ${confirmedCount.toLocaleString('en')} of the ${inRows(usable.length)} sent. Look at the list with Check ` +
			'Upload, and run the step again: who is sent twice counts once.'
	);
}

const SECOND =
	'Another run replaced this list at the same moment. This one waited for it, and the list now has only the contacts of this run.';

const onlyChecked = ({ mixed, gathered, preview }: Facts): string => {
	const nobody = mixed ? 'Items with Dry Run on sent nobody.' : 'Nothing was sent.';
	const columns = preview?.inOneLine() ?? '';
	const usable = columns === '' ? '' : ` Usable values: ${columns}.`;
	return `${nobody} ${inRows(gathered.usable.length)} would be.${usable}`;
};

const unmeasured = (rows: number): string =>
	'How long the list was before is unknown: Meta shows no size below 1,000 people. Stop Below (% of List) compared nothing in this first ' +
	`run. From the next run on it counts from these ${inRows(rows)}.`;

const leftOut = (refusals: number): string =>
	`${many(refusals, 'person', 'people')} without consent ${refusals === 1 ? 'was' : 'were'} left out, and may still be in ` +
	'the audience from before: the option Remove People Without Consent takes them out.';

/** "40 people sent, 3 opted out (marketing_status: unsubscribed (3)), 2 unclear (status: pending (2))." */
function howTheyStand({ consents, dryRun, action }: Facts): string | false {
	const [no, unclear] = [consents.count('no'), consents.count('unclear')];
	if (action === 'remove' || no + unclear === 0) return false;
	const sentCount = many(consents.count('yes'), 'person', 'people');
	const parts = [
		`${sentCount} ${dryRun ? 'would be sent' : 'sent'}`,
		no > 0 && `${no.toLocaleString('en')} opted out${inBrackets(consents.words('no'))}`,
		unclear > 0 && `${unclear.toLocaleString('en')} unclear${inBrackets(consents.words('unclear'))}`,
	];
	return `Consent: ${parts.filter((part) => part !== false).join(', ')}.`;
}

const inBrackets = (words: string): string => (words === '' ? '' : ` (${words})`);

/** A checkbox that nobody has ticked can come as an empty cell. */
function covered({ items, gathered: { standings } }: Facts): string | false {
	const count = items.filter(({ isCovered }, at) => isCovered && standings[at] === 'usable').length;
	const hasSpokenYes = items.some(({ consent }) => consent.stand === 'yes' && consent.word !== '');
	return (
		count > 0 &&
		hasSpokenYes &&
		`${many(count, 'person has', 'people have')} an empty consent cell where others say yes, and ${count === 1 ? 'counts' : 'count'} as ` +
			'agreed because the form says that everybody has. If empty means no, choose Only People With Opt-In.'
	);
}

/** People whose email or number stands where nobody looks are found by nothing else. */
function byNameAlone({ usable }: GatheredRows): string | false {
	const count = usable.withoutOwnKey;
	return (
		count > 0 && `${many(count, 'person has', 'people have')} no email, phone or ID: Meta gets only name and place.`
	);
}

const sharing = (count: number): string =>
	`${many(count, 'contact has', 'contacts have')} a phone, an email or an ID in common with somebody who has not ` +
	'consented. It was not used. Contacts with no other identifier were neither sent nor removed.';

/** A no of nobody in particular holds nobody back. */
function unknownLeavers({ items, gathered }: Facts): string | false {
	const count = items.filter(
		({ consent }, at) => consent.stand === 'no' && gathered.standings[at] === 'rejected',
	).length;
	return (
		count > 0 &&
		`${many(count, 'opted-out person has', 'opted-out people have')} no email, phone or ID that can be used. If another row has the ` +
			'same person, it was not recognized: correct these rows.'
	);
}

function withoutCountry(items: readonly ReadItem[]): string | false {
	const problems = items.flatMap(({ contact }) => contact.problems);
	const count = problems.filter(({ reason }) => reason === NO_COUNTRY).length;
	return (
		count > 0 &&
		`${many(count, 'phone number says', 'phone numbers say')} no country and ${count === 1 ? 'was' : 'were'} left out: ` +
			'set Default Country, or add a country column.'
	);
}

const FEW_RECOGNISED =
	'Uploaded isn’t matched yet. Meta matches people within 24 hours, and an audience with fewer than about 100 matched ' +
	'people stays “too small”. Send more data for each person (email, phone, name, postal code, country), or ' +
	'more people.';

/** Whether the list will be too small for ads: it is so far and few come, or few are all there will be. */
const tooSmall = (action: MemberChange['action'], audience: GraphObject, rows: number): boolean =>
	action === 'replace' || action === 'sync'
		? rows < SMALL
		: action === 'add' && deliveryCode(audience) !== 200 && rows < SMALL;
