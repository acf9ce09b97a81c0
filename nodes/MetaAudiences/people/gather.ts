import { valueOf, type Key, type Member } from './keys';
import type { Contact } from './contact';

/** What became of one contact before anything is sent. */
export type Standing = 'usable' | 'duplicate' | 'noConsent' | 'rejected';

/** A row for Meta and the contact (its position in the run) that it is of. */
export interface Placed {
	readonly contact: number;
	readonly member: Member;
}

export interface Gathered {
	/** Of each contact, in order. */
	readonly standings: readonly Standing[];
	/** Unique rows of people who have consented. */
	readonly usable: readonly Placed[];
	/** Unique rows of people who have not. */
	readonly withoutConsent: readonly Placed[];
}

/** Keys that mean one person wherever they occur again. */
const OWN: readonly Key[] = ['EMAIL', 'PHONE', 'MADID', 'EXTERN_ID'];

/** What identifies people who have not consented. */
export type Refusals = ReadonlySet<string>;

export function refusalsIn(contacts: readonly Contact[]): Refusals {
	const refusals = new Set<string>();
	for (const { consent, members } of contacts) {
		if (!consent) for (const own of members.flatMap(identities)) refusals.add(own);
	}
	return refusals;
}

/**
 * Sorts contacts into those to send and the others, and merges rows of the same person.
 *
 * A person whose contact data also stand in a row without consent has not consented: the cautious one of two rows counts.
 *
 * @param refusals where these contacts are not all there are, those of all
 */
export function gather(contacts: readonly Contact[], refusals: Refusals = refusalsIn(contacts)): Gathered {
	const usable = new Merger();
	const withoutConsent = new Merger();
	const standings = contacts.map(({ members, consent }, contact): Standing => {
		if (members.length === 0) return 'rejected';
		const refused = !consent || (refusals.size > 0 && members.flatMap(identities).some((own) => refusals.has(own)));
		const merger = refused ? withoutConsent : usable;
		const fresh = members.filter((member) => merger.add({ contact, member })).length;
		if (refused) return 'noConsent';
		return fresh > 0 ? 'usable' : 'duplicate';
	});
	return { standings, usable: usable.rows, withoutConsent: withoutConsent.rows };
}

const identities = (member: Member): string[] =>
	OWN.flatMap((key) => (valueOf(member, key) === '' ? [] : [`${key} ${valueOf(member, key)}`]));

/** Collects rows, each person's once: what a later row adds goes into the earlier one, unless the two contradict. */
class Merger {
	readonly rows: Placed[] = [];
	private readonly first = new Map<string, Member[]>();

	/** Whether the row is a new one. */
	add(placed: Placed): boolean {
		const { member } = placed;
		const name = nameOf(member);
		const known = this.first.get(name);
		if (known?.some((earlier) => merge(earlier, member))) return false;
		if (known) known.push(member);
		else this.first.set(name, [member]);
		this.rows.push(placed);
		return true;
	}
}

/** What rows of one person share; without any of the strong keys, all of it. */
function nameOf(member: Member): string {
	const own = OWN.find((key) => valueOf(member, key) !== '');
	return own === undefined ? member.join(' ') : valueOf(member, own);
}

/** Fills the earlier row's blanks from a later one of the same person; false when the two contradict and both are needed. */
function merge(earlier: Member, later: Member): boolean {
	if (later.some((value, index) => value !== '' && earlier[index] !== '' && earlier[index] !== value)) return false;
	later.forEach((value, index) => {
		if (value !== '') earlier[index] = value;
	});
	return true;
}
