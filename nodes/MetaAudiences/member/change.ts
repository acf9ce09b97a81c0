import { groupBy, partition } from 'lodash';

import { textCell } from '../../shared/reading/cells';
import { ownedObject } from '../../shared/adObject/target';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { ConsentTally, isGraver, OF_ANOTHER_ROW, type ConsentCause } from '../../meta/people/consent/consentTally';
import { existing, pairLists } from '../../shared/lists';
import { failedVerdict, type Verdict } from '../../shared/node/operation';
import { inTurn } from '../../shared/node/turns';
import { InputProblem } from '../../shared/form/problem';
import { allOf, attempt } from '../../shared/form/problems';
import type { Session } from '../../shared/node/session/session';
import { tagless } from '../../shared/words';
import { audienceKind } from '../audience/kind';
import type { Contact } from '../people/contact';
import { gather, type GatheredRows } from '../people/rows/gather';
import type { ContactPreview } from '../people/preview';
import { refusalsIn, type Refusals } from '../people/rows/refusals';
import type { ContactItem } from './form/contactItem';
import { goneProblem, leaversIn } from './goneColumns';
import { ListMemory } from './upload/listMemory';
import { isWhole, type MemberChange } from './upload/memberChange';
import { notesFor } from './notes';
import { takesPeople } from './upload/readiness';
import { leftOutRows, verdicts } from './report';
import { readContacts, readUnusable, refusedElsewhere, type ReadContacts, type ReadItem } from './rows';
import { selectedOf } from './selection';
import { Sending, type UploadBegun } from './upload/sending';
import type { UploadTally } from './upload/tally';
import { targetName, type UploadTarget } from './upload/upload';

type Answers = Array<Verdict | undefined>;

/** All items of a run together, by audience: contacts in, one upload, an answer for each item. */
export async function changeMembers(
	session: Session,
	change: MemberChange,
	items: readonly ContactItem[],
): Promise<Answers> {
	// The account belongs to it: an audience that is not in the item's own account is refused.
	const byAudience = Object.values(groupBy(items, ({ form }) => targetName(form.target)));
	const unusable = readUnusable(session, items);
	// A no in an item of one list is the person's in every other.
	const several = byAudience.length === 1 ? [] : byAudience;
	const reads = new Map<readonly ContactItem[], ReadContacts>(
		several.map((group) => [group, readContacts(session, group)]),
	);
	return await oneByOne(session, items, byAudience, async (group) => {
		const sends = group.some(({ form }) => !form.dryRun);
		const circumstances = { read: reads.get(group), elsewhere: [...unusable, ...refusedElsewhere(reads, group)] };
		const work = async (isSecond: boolean) =>
			await changeAudience(session, change, group, { ...circumstances, isSecond });
		if (!isWhole(change) || !sends) return await work(false);
		// Two runs that replace one list at once would each measure a list that the other is about to change.
		return await inTurn(
			session,
			group.slice(0, 1).map(({ form }) => `members of ${form.target.audience}`),
			work,
		);
	});
}

/** One group of items after the other. In the mode that stops, none is begun after one of which something has failed. */
async function oneByOne<Item extends { readonly index: number }>(
	{ stops }: Session,
	items: readonly Item[],
	groups: ReadonlyArray<readonly Item[]>,
	work: (group: readonly Item[]) => Promise<Answers>,
): Promise<Answers> {
	const answers = new Map<number, Verdict | undefined>();
	for (const group of groups) {
		const foundAnswers = await work(group).catch((thrown: unknown): Answers => group.map(() => failedVerdict(thrown)));
		group.forEach(({ index }, position) => answers.set(index, foundAnswers[position]));
		if (stops && foundAnswers.some((verdict) => verdict?.failure !== undefined)) break;
	}
	return items.map(({ index }) => answers.get(index));
}

/** What is known of one audience and all the people meant for it. */
interface List {
	readonly target: UploadTarget;
	readonly audience: GraphObject;
	readonly recognised: string | null;
	readonly unused: string | null;
	/** What the columns come to of what is only checked. */
	readonly preview: ContactPreview | null;
	/** Those of a dry run count as well: who has not agreed there is not sent for another item. */
	readonly refusals: Refusals;
	/** Some of its items are only checked, and the others are carried out. */
	readonly mixed: boolean;
	/** Contacts that do not belong in it. */
	readonly notSelected: number;
	/** Another run of this process was replacing it just before. */
	readonly isSecond: boolean;
}

interface Circumstances {
	/** The group's contacts, where they have been read already. */
	readonly read: ReadContacts | undefined;
	/** Contacts of items whose own form cannot be read, and of other lists those who have said no. */
	readonly elsewhere: readonly Contact[];
	/** Another run of this process was replacing the list. */
	readonly isSecond: boolean;
}

async function changeAudience(
	session: Session,
	change: MemberChange,
	items: readonly ContactItem[],
	{ read: readBefore, elsewhere, isSecond }: Circumstances,
): Promise<Answers> {
	const [first] = items;
	if (first === undefined) return [];
	const { target } = first.form;
	const audience = await ownedObject(session, audienceKind, target.audience, target.account);
	const kindProblem = takesPeople(audience);
	if (kindProblem instanceof GraphFailure) throw kindProblem;
	const {
		read: everybody,
		problem,
		recognised,
		unused,
		preview,
		seenColumns,
	} = readBefore ?? readContacts(session, items);
	const selection = attempt(() => selectedIn(session, change, everybody));
	const columnProblem = isWhole(change)
		? goneProblem(new ListMemory(session, target).leavers, seenColumns, everybody, items)
		: null;
	const wrong = allOf([kindProblem, problem, columnProblem]);
	if ('problem' in selection) throw allOf([wrong, selection.problem]) ?? selection.problem;
	if (wrong !== null) throw wrong;
	const selected = selection.value;
	const read = everybody.filter((_, position) => selected[position]);
	// What is only checked comes first: what it finds wrong ends a run that stops before anything is sent.
	const parts = partition(read, ({ dryRun }) => dryRun).filter((part) => part.length > 0);
	const refusals = refusalsIn([...everybody.map(({ contact }) => contact), ...elsewhere]);
	const notSelected = everybody.length - read.length;
	const list: List = {
		target,
		audience,
		recognised,
		unused,
		preview,
		refusals,
		mixed: parts.length > 1,
		notSelected,
		isSecond,
	};
	const answers = await oneByOne(session, read, parts, async (part) => await changePart(session, change, list, part));
	const isSent = everybody.some(({ dryRun }) => !dryRun) && answers.every((one) => one?.failure === undefined);
	if (isWhole(change) && isSent) new ListMemory(session, target).noteLeavers(leaversIn(everybody, seenColumns));
	if (notSelected === 0) return answers;
	const rest = answers.values();
	return everybody.map((item, position) =>
		selected[position] ? rest.next().value : { rows: leftOutRows(change, item), unsent: true },
	);
}

/** Of each item, whether it belongs in the list. */
function selectedIn({ n8n }: Session, change: MemberChange, items: readonly ReadItem[]): boolean[] {
	const selection = change.action === 'sync' ? change.selection : null;
	if (selection === null) return items.map(() => true);
	const input = n8n.getInputData();
	return selectedOf(
		items.map(({ index }) => existing(input[index], `input item ${index}`).json),
		selection,
	);
}

/** Items of one audience that are all carried out, or all only checked. */
async function changePart(
	session: Session,
	change: MemberChange,
	list: List,
	items: readonly ReadItem[],
): Promise<Answers> {
	const { target, audience, recognised, unused, preview, refusals, mixed, notSelected, isSecond } = list;
	const dryRun = items.every((item) => item.dryRun);
	const gatheredRows = gather(
		items.map(({ contact }) => contact),
		refusals,
	);
	const sending = new Sending(session, change, target);
	const uploadBegun = await sending.prepare(gatheredRows, valuesProblem(audience, gatheredRows));
	const removing = change.action === 'add' && change.removeWithoutConsent;
	const { sent, removed } = dryRun ? NOBODY_MOVED : await carryOut(sending, gatheredRows, uploadBegun, removing);
	const outcome = {
		change,
		items,
		gathered: gatheredRows,
		consents: consentsOf(items, gatheredRows),
		recognised,
		unused,
		preview: dryRun ? preview : null,
		audience: { id: target.audience, name: textCell(audience.name) ?? '', account: target.account },
		sent: dryRun ? null : (sent ?? NOTHING_SENT),
		begun: sent === null ? null : uploadBegun,
		notSelected,
		removed,
		callLimitUsed: session.graph.answerFacts.fullestQuota,
	};
	const { isUnmeasured } = uploadBegun;
	const notes = notesFor({
		...outcome,
		action: change.action,
		removing,
		isUnmeasured,
		audience,
		dryRun,
		mixed,
		isSecond,
	});
	for (const note of notes)
		session.n8n.addExecutionHints({ message: tagless(note), location: 'outputPane', type: 'info' });
	return verdicts({ ...outcome, notes });
}

/** How the people stand who can be identified. Who is refused for another row stands as that one. */
function consentsOf(items: readonly ReadItem[], { standings, people }: GatheredRows): ConsentTally {
	const tally = new ConsentTally();
	const gravestCauses = new Map<number, ConsentCause>();
	pairLists(items, people).forEach(([{ consent }, person], position) => {
		if (person === null) return;
		if (standings[position] !== 'noConsent') {
			if (person === position) tally.note(consent);
			return;
		}
		const cause = consent.stand === 'yes' ? OF_ANOTHER_ROW : consent;
		const earlier = gravestCauses.get(person);
		if (earlier === undefined || isGraver(cause, earlier)) gravestCauses.set(person, cause);
	});
	for (const cause of gravestCauses.values()) tally.note(cause);
	return tally;
}

/** What was sent to Meta; null where nobody was. */
interface Moved {
	readonly sent: UploadTally | null;
	/** People without consent, taken out in the same run. */
	readonly removed: UploadTally | null;
}

const NOBODY_MOVED: Moved = { sent: null, removed: null };

async function carryOut(
	sending: Sending,
	gatheredRows: GatheredRows,
	uploadBegun: UploadBegun,
	removing: boolean,
): Promise<Moved> {
	const { usable, withoutConsent } = gatheredRows;
	const uploadResult = usable.length > 0 ? await sending.send(usable, uploadBegun) : null;
	const removal =
		removing && withoutConsent.length > 0 ? await sending.removeToo(withoutConsent, uploadBegun.sessionId) : null;
	return { sent: uploadResult, removed: removal };
}

const NOTHING_SENT: UploadTally = {
	batches: 0,
	accepted: 0,
	received: 0,
	invalid: 0,
	isUnheard: false,
	invalidContacts: new Set(),
	failures: new Map(),
};

/** Values belong to value-based lists; Meta refuses all rows of any other for them. */
function valuesProblem(audience: GraphObject, { usable }: GatheredRows): InputProblem | null {
	if (audience.is_value_based === true || usable.having('LOOKALIKE_VALUE') === 0) return null;
	return new InputProblem(
		['columns'],
		'have a Customer Value, and this list is not value-based',
		'Leave the column out, or create a value-based customer list: it cannot become one later.',
	);
}
