import type { Contact } from './contact';
import { identifies } from './draft';
import { valueOf, type Member } from './keys';
import { isRefused, OWN, ownOf, refusalsIn, type Refusals } from './refusals';

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
	/** Contacts who share something with somebody else who has not consented, and go or leave without it. */
	readonly sharing: number;
}

/**
 * Sorts contacts into those to send and the others, and merges rows of the same person.
 *
 * A person whose contact data also stand in a row without consent has not consented: the cautious one of two rows counts.
 * What such a row shares with several people is taken out of everybody's rows; who can then be found by nothing else is
 * neither sent nor removed.
 *
 * @param refusals where these contacts are not all there are, those of all
 */
export function gather(contacts: readonly Contact[], refusals: Refusals = refusalsIn(contacts)): Gathered {
	const usable = new Merger();
	const withoutConsent = new Merger();
	let sharing = 0;
	const standings = contacts.map(({ members, consent }, contact): Standing => {
		if (members.length === 0) return 'rejected';
		const own = ownOf(members, refusals);
		const found = own === members ? members : own.filter(identifies);
		if (own !== members) sharing += 1;
		const refused = !consent || found.length === 0 || isRefused(members, refusals);
		const merger = refused ? withoutConsent : usable;
		const fresh = found.filter((member) => merger.add({ contact, member })).length;
		if (refused) return 'noConsent';
		return fresh > 0 ? 'usable' : 'duplicate';
	});
	return { standings, usable: usable.rows, withoutConsent: withoutConsent.rows, sharing };
}

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
