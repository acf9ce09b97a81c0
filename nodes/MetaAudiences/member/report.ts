import type { IDataObject } from 'n8n-workflow';

import { audienceUrl } from '../../shared/adsManager';
import type { Job, Verdict } from '../../shared/node/operation';
import type { Contact } from '../people/contact';
import type { Gathered, Standing } from '../people/gather';
import { keys } from '../people/keys';
import { NORMALISER_VERSION } from '../people/sha256';
import type { MemberParams } from './fields';
import type { Action } from './session';
import type { Uploaded } from './upload';

/** Names of the outputs. */
export const MEMBERS = 'Members';
export const REJECTED = 'Rejected';

/** Everything a run of one audience has found out. */
export interface Outcome {
	readonly action: Action;
	readonly jobs: ReadonlyArray<Job<MemberParams>>;
	readonly contacts: readonly Contact[];
	readonly gathered: Gathered;
	readonly recognised: string | null;
	readonly audience: { readonly id: string; readonly name: string; readonly account: string };
	/** Null for a dry run. */
	readonly sent: Uploaded | null;
	readonly sessionId: string | null;
	/** People without consent, taken out in the same run. */
	readonly removed: Uploaded | null;
	readonly callLimitUsed: number;
	readonly notes: readonly string[];
}

const done: Readonly<Record<Action, string>> = { add: 'added', remove: 'removed', replace: 'in the list' };

const count = (standings: readonly Standing[], wanted: Standing): number => standings.filter((standing) => standing === wanted).length;

/** One item that tells of all contacts; numbers only. */
function totals(outcome: Outcome): IDataObject {
	const { action, jobs, gathered, audience, sent, sessionId, removed, recognised, callLimitUsed, notes } = outcome;
	const { standings, usable } = gathered;
	return {
		...(sent === null ? { validated: true } : {}),
		action,
		audienceName: audience.name,
		contacts: jobs.length,
		usable: count(standings, 'usable'),
		rejected: count(standings, 'rejected'),
		noConsent: count(standings, 'noConsent'),
		duplicates: count(standings, 'duplicate'),
		rows: usable.length,
		received: sent?.received ?? null,
		invalid: sent?.invalid ?? null,
		batches: sent?.batches ?? 0,
		batchesAccepted: sent?.accepted ?? 0,
		sessionId,
		removedWithoutConsent: removed?.received ?? null,
		unusableValues: problemCounts(outcome.contacts),
		recognisedColumns: recognised,
		normaliserVersion: NORMALISER_VERSION,
		callLimitUsedPercent: Math.round(callLimitUsed),
		notes: notes.join(' ') || null,
		audienceId: audience.id,
		accountId: audience.account,
		adsManagerUrl: audienceUrl(audience.account, audience.id),
	};
}

/** How many values of each column could not be used: "Phone: 12, Birth Date: 3". */
function problemCounts(contacts: readonly Contact[]): string | null {
	const counts = new Map<string, number>();
	for (const { problems } of contacts) for (const { column } of problems) if (column !== 'Contact') counts.set(column, (counts.get(column) ?? 0) + 1);
	return [...counts].map(([column, number]) => `${column}: ${number}`).join(', ') || null;
}

const reasons = ({ problems }: Contact): string | null => problems.map(({ column, reason }) => `${column} ${reason}`).join('; ') || null;

/** Which keys went to Meta, by name. */
const keysOf = ({ members }: Contact): string => keys.flatMap(({ key }, index) => (members.some((member) => member[index] !== '') ? [key] : [])).join(', ');

function contactRow({ action, sent }: Outcome, index: number, position: number, contact: Contact, standing: Standing): IDataObject {
	const taken = sent === null ? 'checked' : sent.invalidContacts.has(position) ? 'invalid' : done[action];
	return { row: index + 1, verdict: standing === 'usable' ? taken : standing, keys: keysOf(contact), problems: reasons(contact) };
}

/** The answer for every item. The totals are paired with the first item that was carried out. */
export function verdicts(outcome: Outcome): Verdict[] {
	const { jobs, contacts, gathered, sent } = outcome;
	const perContact = jobs[0].params.result === 'contacts';
	let told = perContact;
	return jobs.map(({ index }, position): Verdict => {
		const standing = gathered.standings[position];
		const failure = sent?.failures.get(position);
		if (failure) return { failure };
		const rows = told ? [] : [{ output: MEMBERS, json: totals(outcome) }];
		told = true;
		if (standing === 'rejected') rows.push({ output: REJECTED, json: { row: index + 1, verdict: 'rejected', reasons: reasons(contacts[position]) } });
		else if (perContact) rows.push({ output: MEMBERS, json: contactRow(outcome, index, position, contacts[position], standing) });
		return { rows };
	});
}
