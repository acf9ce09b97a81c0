import { createToBuildOn } from '../../../shared/adObject/createOne';
import { lookingFor, lookingInLists, noteMade, type Place } from '../../../shared/adObject/ifItExists/namesakes';
import { isLater, rivalRow, rivalryOf } from '../../../shared/adObject/ifItExists/rivals';
import { takeBack } from '../../../shared/adObject/ifItExists/takeBack';
import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { campaignKind } from '../../campaign/kind';
import { leftBehindNote } from '../../duplicate/changedCopy';
import { adSetKind } from '../kind';
import { changedAdSet, changeableAdSet, type AdSetChanges } from './changes';

/** An ad set that stands in its campaign under its name. */
export interface NamedAdSet {
	readonly id: string;
	/** What was left behind, and whether another run made one, too. */
	readonly note: string;
	/** False for the one of an earlier run. */
	readonly isNew: boolean;
}

export interface NamedCopyWish {
	readonly account: AccountFacts;
	/** What it is made of, read by `copiedAdSet`. */
	readonly source: GraphObject;
	readonly name: string;
	readonly changes: AdSetChanges;
	/** One more, although there is one of its name. */
	readonly isAnother?: boolean;
	/** The field that chooses the source: a name that exists several times is its problem. */
	readonly field: readonly string[];
	readonly advice: string;
}

/** The ad set to copy, with all that a copy takes over. */
export const copiedAdSet = async (
	session: Session,
	id: string,
	account: string,
	moreFields: readonly string[] = [],
) => ({
	...(await ownedObject(
		session,
		{ ...adSetKind, fields: [...adSetKind.fields, ...changeableAdSet.fields, ...moreFields] },
		id,
		account,
	)),
	id,
});

const placeIn = ({ account, source }: NamedCopyWish): Place => ({
	account: account.id,
	parent: { kind: campaignKind, id: String((source as { campaign_id?: unknown }).campaign_id) },
});

/** The ad set of that name in the campaign of the source; nothing if the campaign has no such ad set. */
export async function namedAdSet(session: Session, wish: NamedCopyWish): Promise<NamedAdSet | undefined> {
	const [namesake, ...others] = await lookingFor(session, adSetKind)(placeIn(wish), wish.name);
	if (others.length > 0)
		throw new InputProblem(
			wish.field,
			`does not say which is meant: the campaign has several ad sets named ${wish.name}`,
			wish.advice,
		);
	return namesake && { id: namesake.id, note: '', isNew: false };
}

/** A paused copy of that name, or the one that an earlier run has made. */
export async function namedCopy(session: Session, wish: NamedCopyWish): Promise<NamedAdSet> {
	const there = wish.isAnother === true ? undefined : await namedAdSet(session, wish);
	if (there !== undefined) return there;
	const { source, account, name, changes } = wish;
	const place = placeIn(wish);
	const copy = changedAdSet({ source, account, name, status: 'PAUSED', now: session.now() }, changes);
	const { id } = await createToBuildOn(session, copy.creation(''));
	const adSet = { id, note: leftBehindNote(copy) || '', isNew: true };
	const oldest = wish.isAnother === true ? adSet : await oldestOf(session, place, name, adSet);
	noteMade(session, adSetKind, place, name, oldest.id);
	return oldest;
}

/** Another process may have made the same at the same moment: then all ads go into the older one. */
async function oldestOf(session: Session, place: Place, name: string, adSet: NamedAdSet): Promise<NamedAdSet> {
	const seenRivalry = await rivalryOf(lookingInLists(session, adSetKind), place, name, adSet.id);
	if (seenRivalry === undefined) return adSet;
	const rivalry = isLater(seenRivalry) ? await takeBack(session, adSetKind, place, seenRivalry) : seenRivalry;
	const { note } = rivalRow(adSetKind, name, rivalry, { note: adSet.note });
	return { id: isLater(rivalry) ? rivalry.oldest.id : adSet.id, note: String(note), isNew: true };
}
