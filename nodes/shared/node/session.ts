import type { IExecuteFunctions } from 'n8n-workflow';

import { GraphFailure } from '../graph/error';
import type { GraphClient } from '../graph/client';
import type { GraphObject } from '../graph/object';
import { fieldList } from '../graph/request';
import type { Wait } from '../graph/wait';

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
	/** For binary data and what else only n8n has. */
	readonly n8n: IExecuteFunctions;
}

/** Reads each account once, however many items ask; a failure is each asking item's own. */
export function accountReader(graph: GraphClient): Session['account'] {
	const known = new Map<string, Promise<AccountFacts>>();
	return async (id) => {
		const facts = known.get(id) ?? readAccount(graph, id);
		known.set(id, facts);
		return await facts;
	};
}

/** ISO 4217, as Meta's currencies are named. */
const isCode = (currency: unknown): currency is string => typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);

async function readAccount(graph: GraphClient, id: string): Promise<AccountFacts> {
	const params = { fields: fieldList(['id', 'name', 'currency', 'timezone_name']) };
	const { body } = await graph.send({ method: 'GET', path: id, params, effect: 'read', account: id });
	const { name, currency, timezone_name: timeZone } = body as GraphObject;
	if (!isCode(currency) || typeof timeZone !== 'string') {
		throw new GraphFailure({
			kind: 'notFound',
			message: `${id} is not an ad account`,
			advice:
				'Choose the ad account from the list, or enter its ID: act_ and the number after act= in the address of Ads Manager.',
		});
	}
	return { id, name: typeof name === 'string' ? name : id, currency, timeZone };
}
