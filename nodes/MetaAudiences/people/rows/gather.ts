import type { Contact } from '../contact';
import { identifies } from '../draft';
import { PlacedRows } from './placedRows';
import { isRefusedContact, ownOf, refusalsIn, type Refusals } from './refusals';

/** What became of one contact before anything is sent. */
export type Standing = 'usable' | 'duplicate' | 'noConsent' | 'rejected';

export interface GatheredRows {
	/** Of each contact, in order. */
	readonly standings: readonly Standing[];
	/** Of each contact, the position of the first one of the same person; null where it cannot be identified. */
	readonly people: ReadonlyArray<number | null>;
	/** Unique rows of people who have consented. */
	readonly usable: PlacedRows;
	/** Unique rows of people who have not. */
	readonly withoutConsent: PlacedRows;
	/** Positions of the contacts whose rows a contact's own have become, itself among them. */
	readonly holdersOf: (contact: number) => readonly number[];
	/** Contacts who share something with somebody else who has not consented, and go or leave without it. */
	readonly sharing: number;
}

/**
 * Sorts contacts into those to send and the others, and merges rows of the same person.
 *
 * A person whose contact data also stand in a row without consent has not consented: the cautious one of two rows
 * counts. What such a row shares with several people is taken out of everybody's rows. A person who can then be found
 * by nothing else is neither sent nor removed.
 *
 * @param refusals where these contacts are not all there are, those of all
 */
export function gather(contacts: readonly Contact[], refusals: Refusals = refusalsIn(contacts)): GatheredRows {
	const usable = new PlacedRows(contacts);
	const withoutConsent = new PlacedRows(contacts);
	const people = new Array<number | null>(contacts.length).fill(null);
	let sharing = 0;
	const standings = contacts.map(({ members, consent }, contact): Standing => {
		if (members.length === 0) return 'rejected';
		const ownMembers = ownOf(members, refusals);
		const isAsItWas = ownMembers === members;
		if (!isAsItWas) sharing += 1;
		const isRefused = !consent || !ownMembers.some(identifies) || isRefusedContact(members, refusals);
		const rows = isRefused ? withoutConsent : usable;
		const before = rows.length;
		let holder: number | undefined;
		ownMembers.forEach((member, at) => {
			if (!isAsItWas && !identifies(member)) return;
			const earlier = rows.add(contact, at, member, isAsItWas);
			holder ??= earlier;
		});
		people[contact] = people[holder ?? contact] ?? contact;
		if (isRefused) return 'noConsent';
		return rows.length > before ? 'usable' : 'duplicate';
	});
	const holdersOf = (contact: number): number[] => {
		const rows = standings[contact] === 'noConsent' ? withoutConsent : usable;
		return ownOf(contacts[contact]?.members ?? [], refusals).flatMap((member) => rows.holderOf(member) ?? []);
	};
	return { standings, people, usable, withoutConsent, holdersOf, sharing };
}
