import { countBy, memoize } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { ConsentTally } from '../../meta/people/consent/consentTally';
import { audienceUrl } from '../../shared/adsManager';
import type { GraphFailure } from '../../shared/graph/error';
import { pairLists } from '../../shared/lists';
import type { Row, Verdict } from '../../shared/node/operation';
import type { Contact } from '../people/contact';
import type { GatheredRows, Standing } from '../people/rows/gather';
import { occurring } from '../people/rows/payload';
import type { ContactPreview } from '../people/preview';
import { NORMALISER_VERSION } from '../../meta/people/sha256';
import type { MemberChange } from './upload/memberChange';
import type { ReadItem } from './rows';
import type { UploadBegun } from './upload/sending';
import type { MemberAction } from './upload/sessionNumber';
import type { UploadTally } from './upload/tally';

/** Names of the outputs. */
export const MEMBERS = 'Result';
export const REJECTED = 'Rejected';

/** Everything a run has found out about items of one audience. */
export interface MemberOutcome {
	readonly change: MemberChange;
	readonly items: readonly ReadItem[];
	readonly gathered: GatheredRows;
	readonly consents: ConsentTally;
	readonly recognised: string | null;
	readonly unused: string | null;
	/** What the columns come to; null where it is not a dry run. */
	readonly preview: ContactPreview | null;
	readonly audience: { readonly id: string; readonly name: string; readonly account: string };
	/** Null for a dry run. */
	readonly sent: UploadTally | null;
	/** The upload; null for a dry run and where nobody was sent. */
	readonly begun: UploadBegun | null;
	/** Contacts that do not belong in the list. */
	readonly notSelected: number;
	/** People without consent, taken out in the same run. */
	readonly removed: UploadTally | null;
	readonly callLimitUsed: number;
	readonly notes: readonly string[];
}

const doneWords: Readonly<Record<MemberChange['action'], string>> = {
	add: 'added',
	remove: 'removed',
	replace: 'in the list',
	sync: 'in the list',
};

/** How a list came to be what the items are. */
const ways: Readonly<Record<MemberAction, string>> = { add: 'filled', replace: 'replaced', remove: 'removed' };

/** One item that tells of all these contacts; numbers only. */
function totals(outcome: MemberOutcome): IDataObject {
	const { change, items, gathered, audience, sent, begun, removed, recognised, unused, preview } = outcome;
	const { callLimitUsed, notes } = outcome;
	const { rejected = 0, noConsent = 0, duplicate = 0, usable = 0 } = countBy(gathered.standings);
	const isAsked = change.action !== 'remove';
	return {
		...(sent === null ? { validated: true } : {}),
		action: change.action,
		audienceName: audience.name,
		contacts: items.length + outcome.notSelected,
		usable,
		rejected,
		noConsent,
		...(isAsked ? consentColumns(outcome.consents) : {}),
		...(change.action === 'sync' ? { notSelected: outcome.notSelected } : {}),
		duplicates: duplicate,
		rows: gathered.usable.length,
		received: sent?.received ?? null,
		invalid: sent?.invalid ?? null,
		batches: sent?.batches ?? 0,
		batchesAccepted: sent?.accepted ?? 0,
		...(change.action === 'sync' ? { way: begun === null ? null : ways[begun.action] } : {}),
		sessionId: begun?.sessionId ?? null,
		removedWithoutConsent: removed?.received ?? null,
		unusableValues: problemCounts(items),
		recognisedColumns: recognised,
		unusedColumns: unused,
		...(preview === null ? {} : { preview: preview.lines() }),
		normaliserVersion: NORMALISER_VERSION,
		callLimitUsedPercent: Math.round(callLimitUsed),
		notes: notes.join(' ') || null,
		audienceId: audience.id,
		accountId: audience.account,
		adsManagerUrl: audienceUrl(audience.account, audience.id),
	};
}

/** Who has agreed, who objects, and of whom neither is known, with the words that say so. */
const consentColumns = (consents: ConsentTally): IDataObject => ({
	consented: consents.count('yes'),
	optedOut: consents.count('no'),
	unclearConsent: consents.count('unclear'),
	consentedBy: consents.words('yes') || null,
	optedOutBy: consents.words('no') || null,
	unclearBy: consents.words('unclear') || null,
});

/** How many values of each column could not be used: "Phone: 12, Birth Date: 3". */
function problemCounts(items: readonly ReadItem[]): string | null {
	const columns = items.flatMap(({ contact }) => contact.problems.map(({ column }) => column));
	const counts = countBy(columns.filter((column) => column !== 'Contact'));
	return (
		Object.entries(counts)
			.map(([column, number]) => `${column}: ${number}`)
			.join(', ') || null
	);
}

const reasons = ({ problems }: Contact): string | null =>
	problems.map(({ column, reason }) => `${column} ${reason}`).join('; ') || null;

/** Which keys went to Meta of each contact, by name: its own, and what rows of the same person have added to them. */
function keysIn({ usable, withoutConsent }: GatheredRows): (contact: Contact, position: number) => string {
	const [alteredUsable, others] = [usable.alteredOf(), withoutConsent.alteredOf()];
	return ({ members }, position) =>
		occurring([...members, ...(alteredUsable.get(position) ?? []), ...(others.get(position) ?? [])]).join(', ');
}

function contactRow(
	{ change, sent }: MemberOutcome,
	{ index, contact }: ReadItem,
	position: number,
	standing: Standing,
	keys: string,
): IDataObject {
	const fate = sent === null ? 'checked' : sent.invalidContacts.has(position) ? 'invalid' : doneWords[change.action];
	return {
		row: index + 1,
		verdict: standing === 'usable' ? fate : standing,
		keys,
		problems: reasons(contact),
	};
}

const rejectedRow = ({ index, contact }: ReadItem): IDataObject => ({
	row: index + 1,
	verdict: 'rejected',
	reasons: reasons(contact),
});

/** Of a contact that does not belong in the list. */
export const leftOutRows = ({ result }: MemberChange, { index }: ReadItem): Row[] =>
	result === 'contacts'
		? [{ output: MEMBERS, json: { row: index + 1, verdict: 'notSelected', keys: '', problems: null } }]
		: [];

/** Of contacts that nothing is told of but the totals: a run can have a million. */
const SENT_VERDICT: Verdict = { rows: [], unsent: false };
const NOT_SENT: Verdict = { rows: [], unsent: true };

/** Why contacts are not where they were to be: their own rows were not taken, or the row of the same person that has theirs. */
function failuresOf({ gathered, sent, removed }: MemberOutcome): (contact: number, standing: Standing) => Failure {
	const removal = memoize((failure: GraphFailure) =>
		failure.with({ message: `People without consent could not be taken out: ${failure.message}` }),
	);
	return (contact, standing) => {
		const ofRemoval = standing === 'noConsent';
		const failures = (ofRemoval ? removed : sent)?.failures;
		if (failures === undefined || failures.size === 0 || standing === 'rejected') return undefined;
		const holder = [contact, ...gathered.holdersOf(contact)].find((one) => failures.has(one));
		const failure = holder === undefined ? undefined : failures.get(holder);
		return failure && ofRemoval ? removal(failure) : failure;
	};
}

type Failure = GraphFailure | undefined;

/** The answer for every item. The totals are paired with the first item that was carried out. */
export function verdicts(outcome: MemberOutcome): Verdict[] {
	const { change, items, gathered, removed } = outcome;
	const perContact = change.result === 'contacts';
	let perContactRows = perContact;
	const keysOf = keysIn(gathered);
	const failureOf = failuresOf(outcome);
	return pairLists(items, gathered.standings).map(([item, standing], position): Verdict => {
		const failure = failureOf(position, standing);
		if (failure) return { failure };
		const unsent = standing !== 'usable' && !(standing === 'noConsent' && removed !== null);
		if (perContactRows && !perContact && standing !== 'rejected') return unsent ? NOT_SENT : SENT_VERDICT;
		const rows = perContactRows ? [] : [{ output: MEMBERS, json: totals(outcome) }];
		perContactRows = true;
		if (standing === 'rejected') rows.push({ output: REJECTED, json: rejectedRow(item) });
		else if (perContact) {
			const keys = keysOf(item.contact, position);
			rows.push({ output: MEMBERS, json: contactRow(outcome, item, position, standing, keys) });
		}
		return { rows, unsent };
	});
}
