import { partition } from 'lodash';

import type { Contact } from '../contact';
import { place, keyValueOf, type Key, type Member } from './keys';

/** Keys that mean one person wherever they occur again. */
export const OWN_KEYS: readonly Key[] = ['EMAIL', 'PHONE', 'MADID', 'EXTERN_ID'];

/** What identifies people who have not consented, each as its key and value. */
export interface Refusals {
	readonly identities: ReadonlySet<string>;
	/** Those of them that stand with several people, such as a firm's number: they are nobody's refusal but their own. */
	readonly shared: ReadonlySet<string>;
}

const identity = (key: Key, member: Member): string => `${key} ${keyValueOf(member, key)}`;

const identities = (member: Member): string[] =>
	OWN_KEYS.flatMap((key) => (keyValueOf(member, key) === '' ? [] : [identity(key, member)]));

const identitiesOf = ({ members }: Contact): string[] => members.flatMap(identities);

/**
 * A contact that is refused for what it has in common with somebody who has not consented is that person, and so is who has
 * something else in common with it: a no that gives an address only is also one of the number that stands with the address.
 */
export function refusalsIn(contacts: readonly Contact[]): Refusals {
	const refusedIdentities = new Set<string>();
	let refusals: Refusals = { identities: refusedIdentities, shared: refusedIdentities };
	let [more, others] = partition(contacts, ({ consent }) => !consent);
	while (more.length > 0) {
		const knownCount = refusedIdentities.size;
		for (const contact of more) for (const ownIdentity of identitiesOf(contact)) refusedIdentities.add(ownIdentity);
		// What adds nothing refuses nobody else.
		if (refusedIdentities.size === knownCount) break;
		refusals = { identities: refusedIdentities, shared: sharedOf(refusedIdentities, contacts) };
		[more, others] = partition(others, ({ members }) => isRefusedContact(members, refusals));
	}
	return refusals;
}

/** Whether somebody who has not consented is this contact too. */
export const isRefusedContact = (
	members: readonly Member[],
	{ identities: refusedIdentities, shared }: Refusals,
): boolean =>
	refusedIdentities.size > 0 &&
	members.some((member) =>
		identities(member).some((ownIdentity) => refusedIdentities.has(ownIdentity) && !shared.has(ownIdentity)),
	);

/** The rows without what they share with somebody who has not consented: that would be the other's as well. */
export function ownOf(members: readonly Member[], { shared }: Refusals): readonly Member[] {
	const isCommon = (key: Key, member: Member): boolean =>
		keyValueOf(member, key) !== '' && shared.has(identity(key, member));
	if (shared.size === 0 || !members.some((member) => OWN_KEYS.some((key) => isCommon(key, member)))) return members;
	return members.map((member) => {
		const ownIdentity = [...member];
		for (const key of OWN_KEYS) if (isCommon(key, member)) ownIdentity[place[key]] = '';
		return ownIdentity;
	});
}

/** Those of the refused identities that stand with contacts who are surely several people. */
function sharedOf(refusedIdentities: ReadonlySet<string>, contacts: readonly Contact[]): ReadonlySet<string> {
	const holders = new Map<string, Contact[]>();
	if (refusedIdentities.size === 0) return new Set();
	for (const contact of contacts) {
		for (const ownIdentity of new Set(identitiesOf(contact))) {
			if (!refusedIdentities.has(ownIdentity)) continue;
			const holder = holders.get(ownIdentity);
			if (holder) holder.push(contact);
			else holders.set(ownIdentity, [contact]);
		}
	}
	return new Set([...holders].flatMap(([ownIdentity, those]) => (isShared(ownIdentity, those) ? [ownIdentity] : [])));
}

/** From here on, contacts that have nothing else in common are no longer one person with several addresses or numbers. */
const SEVERAL = 3;

/** As many as are compared: a firm's number stands with thousands, and the first ones tell. */
const COMPARED = 50;

/**
 * Whether contacts with one identity in common are several people. When in doubt they are one, and a no of one is a no of all:
 * an address or an ID is one person's as long as it does not stand with three first names, or with ten contacts that have nothing else in common. A number is several people's also
 * where three contacts, or two of different first names, have nothing else in common.
 */
function isShared(common: string, holders: readonly Contact[]): boolean {
	const isNumber = common.startsWith('PHONE ');
	const people: Person[] = [];
	for (const contact of holders.slice(0, COMPARED)) {
		const person = personOf(contact, common);
		const same = people.find((holder) => haveInCommon(holder, person) || !(isNumber || namesDiffer(holder, person)));
		if (same) for (const mark of person.marks) same.marks.add(mark);
		else people.push(person);
		if (people.length >= SEVERAL) return true;
	}
	if (!isNumber) return apartOf(holders, common) >= MANY;
	const [one, other] = people;
	return one !== undefined && other !== undefined && namesDiffer(one, other);
}

/** From here on, an address or an ID stands for people without one: a till's own, or that of a firm's mailbox. */
const MANY = 10;

/** How many of the contacts surely have nothing else in common: each has a mark of its own. */
function apartOf(holders: readonly Contact[], common: string): number {
	const apart: Person[] = [];
	for (const contact of holders.slice(0, COMPARED)) {
		const person = personOf(contact, common);
		if (!apart.some((other) => haveInCommon(other, person))) apart.push(person);
	}
	return apart.length;
}

interface Person {
	/** Other identities, and the whole name. */
	readonly marks: Set<string>;
	readonly firstName: string;
}

function personOf({ members }: Contact, common: string): Person {
	const [first] = members;
	const firstName = first === undefined ? '' : keyValueOf(first, 'FN');
	const lastName = first === undefined ? '' : keyValueOf(first, 'LN');
	const name = firstName !== '' && lastName !== '' ? [`${firstName} ${lastName}`] : [];
	return {
		marks: new Set([...members.flatMap(identities).filter((ownIdentity) => ownIdentity !== common), ...name]),
		firstName,
	};
}

/** Without a mark of their own, nothing sets two apart. */
const haveInCommon = (one: Person, other: Person): boolean =>
	one.marks.size === 0 || other.marks.size === 0 || [...other.marks].some((mark) => one.marks.has(mark));

const namesDiffer = (one: Person, other: Person): boolean =>
	one.firstName !== '' && other.firstName !== '' && one.firstName !== other.firstName;
