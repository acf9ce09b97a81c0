import type { IDataObject } from 'n8n-workflow';

import { audienceUrl } from '../../shared/adsManager';
import type { Verdict } from '../../shared/node/operation';
import type { Contact } from '../people/contact';
import type { Gathered, Standing } from '../people/gather';
import { keys } from '../people/keys';
import { NORMALISER_VERSION } from '../people/sha256';
import type { MemberChange } from './memberChange';
import type { ReadItem } from './rows';
import type { Action } from './session';
import type { Uploaded } from './upload';

/** Names of the outputs. */
export const MEMBERS = 'Members';
export const REJECTED = 'Rejected';

/** Everything a run has found out about items of one audience. */
export interface Outcome {
	readonly change: MemberChange;
	readonly items: readonly ReadItem[];
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

/** One item that tells of all these contacts; numbers only. */
function totals(outcome: Outcome): IDataObject {
	const { change, items, gathered, audience, sent, sessionId, removed, recognised, callLimitUsed, notes } = outcome;
	const { standings, usable } = gathered;
	return {
		...(sent === null ? { validated: true } : {}),
		action: change.action,
		audienceName: audience.name,
		contacts: items.length,
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
		unusableValues: problemCounts(items),
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
function problemCounts(items: readonly ReadItem[]): string | null {
	const counts = new Map<string, number>();
	for (const { contact } of items) for (const { column } of contact.problems) if (column !== 'Contact') counts.set(column, (counts.get(column) ?? 0) + 1);
	return [...counts].map(([column, number]) => `${column}: ${number}`).join(', ') || null;
}

const reasons = ({ problems }: Contact): string | null => problems.map(({ column, reason }) => `${column} ${reason}`).join('; ') || null;

/** Which keys went to Meta, by name. */
const keysOf = ({ members }: Contact): string => keys.flatMap(({ key }, index) => (members.some((member) => member[index] !== '') ? [key] : [])).join(', ');

function contactRow({ change, sent }: Outcome, { index, contact }: ReadItem, position: number, standing: Standing): IDataObject {
	const taken = sent === null ? 'checked' : sent.invalidContacts.has(position) ? 'invalid' : done[change.action];
	return { row: index + 1, verdict: standing === 'usable' ? taken : standing, keys: keysOf(contact), problems: reasons(contact) };
}

/** The answer for every item. The totals are paired with the first item that was carried out. */
export function verdicts(outcome: Outcome): Verdict[] {
	const { change, items, gathered, sent } = outcome;
	const perContact = change.result === 'contacts';
	let told = perContact;
	return items.map((item, position): Verdict => {
		const standing = gathered.standings[position];
		const failure = sent?.failures.get(position);
		if (failure) return { failure };
		const rows = told ? [] : [{ output: MEMBERS, json: totals(outcome) }];
		told = true;
		if (standing === 'rejected') rows.push({ output: REJECTED, json: { row: item.index + 1, verdict: 'rejected', reasons: reasons(item.contact) } });
		else if (perContact) rows.push({ output: MEMBERS, json: contactRow(outcome, item, position, standing) });
		return { rows };
	});
}
