import type { IExecuteFunctions } from 'n8n-workflow';

import { GraphFailure } from '../../graph/error';
import type { GraphClient } from '../../graph/client';
import type { GraphObject } from '../../graph/object';
import { LARGE_PAGE, readRows } from '../../graph/pages';
import { fieldList } from '../../graph/request';
import type { Wait } from '../../graph/wait';

/** What every operation on an account needs to know of it. */
export interface AccountFacts {
	/** `act_` and digits. */
	readonly id: string;
	readonly name: string;
	/** ISO 4217 code. */
	readonly currency: string;
	/** IANA zone, e.g. `America/New_York`. */
	readonly timeZone: string;
}

/** One run of one operation: its way to Meta, and what its items share. */
export interface Session {
	readonly graph: GraphClient;
	readonly wait: Wait;
	readonly now: () => number;
	/** Writes are only checked: the node runs as a tool and no human has allowed changes. */
	readonly dryRun: boolean;
	/** One failing item ends the run with an error: then nothing is begun once it is known that one fails. */
	readonly stops: boolean;
	/** Indexes of items that could not be read, in a run that goes on without them. */
	readonly leftOut: readonly number[];
	/** Ids created or found by items of this run, so that no two items claim the same object. */
	readonly claimed: Set<string>;
	/** An account's currency and time zone, read once a run. */
	readonly account: (id: string) => Promise<AccountFacts>;
	/** Those read so far, by their IDs. */
	readonly accountsRead: ReadonlyMap<string, AccountFacts>;
	/** For binary data and what else only n8n has. */
	readonly n8n: IExecuteFunctions;
}

/** So many accounts of a run are read one by one; those after them are looked up in the list of all the token sees. */
const READ_SINGLY = 5;

const FACTS = ['id', 'name', 'currency', 'timezone_name'];

/**
 * Reads each account once, however many items ask; a failure is each asking item's own.
 *
 * @param read gets each that could be read
 */
export function accountReader(graph: GraphClient, read = new Map<string, AccountFacts>()): Session['account'] {
	const readings = new Map<string, Promise<AccountFacts>>();
	let accountList: Promise<ReadonlyMap<string, AccountFacts>> | undefined;
	const find = async (id: string): Promise<AccountFacts> => {
		accountList ??= listAccounts(graph);
		return (await accountList).get(id) ?? (await readAccount(graph, id));
	};
	return async (id) => {
		const facts = readings.get(id) ?? (readings.size < READ_SINGLY ? readAccount(graph, id) : find(id));
		readings.set(id, facts);
		read.set(id, await facts);
		return await facts;
	};
}

/** By id. A list that cannot be had is empty: what it lacks is read singly. */
async function listAccounts(graph: GraphClient): Promise<ReadonlyMap<string, AccountFacts>> {
	const request = {
		method: 'GET',
		path: 'me/adaccounts',
		params: { fields: fieldList(FACTS) },
		effect: 'read',
	} as const;
	const rows = await readRows(graph, request, Infinity, LARGE_PAGE).catch((failure: unknown) => {
		if (failure instanceof GraphFailure) return [];
		throw failure;
	});
	const facts = rows.map((row) => factsOf(String(row.id), row));
	return new Map(facts.flatMap((one) => (one === null ? [] : [[one.id, one] as const])));
}

/** ISO 4217, as Meta's currencies are named. */
const isCode = (currency: unknown): currency is string => typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);

/** Null for what is no ad account. */
function factsOf(id: string, { name, currency, timezone_name: timeZone }: GraphObject): AccountFacts | null {
	if (!isCode(currency) || typeof timeZone !== 'string') return null;
	return { id, name: typeof name === 'string' ? name : id, currency, timeZone };
}

async function readAccount(graph: GraphClient, id: string): Promise<AccountFacts> {
	const params = { fields: fieldList(FACTS) };
	const { body } = await graph.send({ method: 'GET', path: id, params, effect: 'read', account: id });
	const facts = factsOf(id, body as GraphObject);
	if (facts !== null) return facts;
	throw new GraphFailure({
		kind: 'notFound',
		message: `${id} is not an ad account`,
		advice:
			'Choose the ad account from the list, or enter its ID: act_ and the number after act= in the address of Ads Manager.',
	});
}
