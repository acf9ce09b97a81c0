import { ownedObject } from '../../shared/adObject/target';
import { GraphFailure } from '../../shared/graph/error';
import { unprovenChange } from '../../shared/graph/writes/change';
import { readRows } from '../../shared/graph/pages';
import { knownId, type GraphObject } from '../../shared/graph/object';
import type { GraphRequest } from '../../shared/graph/request';
import type { Session } from '../../shared/node/session/session';
import { idOf } from '../../shared/reading/cells';
import { audienceKind } from './kind';

/** Giving other ad accounts an audience, or taking it back: read, set what differs, read again. */

export interface Sharing {
	readonly audience: string;
	/** The ad account that owns it. */
	readonly account: string;
	/** `act_` and digits. */
	readonly others: readonly string[];
	readonly stop: boolean;
	/** What they may do; nothing where sharing stops. */
	readonly permissions: string | undefined;
}

export interface SharingResult {
	readonly object: GraphObject;
	/** Accounts whose share this call changes, or would change. */
	readonly changed: readonly string[];
	readonly sharedWith: readonly string[];
}

/**
 * Meta's reference pages write to `ad_accounts` and say that `adaccounts` only reads (reference/custom-audience/ad_accounts);
 * its spec and SDK write to `adaccounts`. So that one is tried where the first takes no writes.
 */
const EDGES = ['ad_accounts', 'adaccounts'] as const;

const digits = (account: string): string => account.replace(/^act_/, '');

function write(
	{ audience, account, stop, permissions }: Sharing,
	accounts: readonly string[],
	edge: string,
): GraphRequest {
	const common = { path: `${audience}/${edge}`, effect: 'set', account } as const;
	// Numbers without act_: "list<numeric string>".
	const adaccounts = accounts.map(digits);
	if (stop) return { ...common, method: 'DELETE', bodyParams: { adaccounts } };
	return { ...common, method: 'POST', params: { adaccounts, permissions } };
}

async function sharedWith({ graph }: Session, { audience, account }: Sharing): Promise<string[]> {
	const request = {
		method: 'GET',
		path: `${audience}/adaccounts`,
		params: { fields: 'id' },
		effect: 'read',
		account,
	} as const;
	const rows = await readRows(graph, request, Infinity);
	// An account that nobody can read would pass for one that does not share.
	return rows.map(({ id }) => `act_${knownId({ id: digits(idOf(id) ?? '') })}`);
}

/** Whether the edge takes no writes: Graph says 100/33 or "nonexisting field" then, or that the path is unknown (2500). */
const isNoSuchEdge = ({ meta }: GraphFailure): boolean =>
	meta?.code === 2500 ||
	(meta?.code === 100 &&
		(meta.subcode === 33 || /nonexisting field|unsupported (post|delete) request/i.test(meta.message ?? '')));

/** @returns whether the answer was lost: the write may have been carried out, and what is read afterwards tells */
async function send(session: Session, sharing: Sharing, accounts: readonly string[]): Promise<boolean> {
	for (const edge of EDGES) {
		const ending = await session.graph.sendOne(write(sharing, accounts, edge));
		if (ending.failure === undefined) return false;
		if (ending.ambiguous) return true;
		if (edge === EDGES.at(-1) || !isNoSuchEdge(ending.failure)) throw ending.failure;
	}
	return false;
}

/** Before looking where a lost write went, and before each read-back: shares can take a moment to show. */
const PROOFS = [0, 2_000, 8_000];

/** A write that may have been lost is sent once more, from what is shared by then. */
const ROUNDS = 2;

/** Who does not have it yet, or still has it when that is to stop. */
const missing = ({ others, stop }: Sharing, sharedAccounts: readonly string[]): string[] =>
	others.filter((other) => sharedAccounts.includes(other) === stop);

async function proveSharing(session: Session, sharing: Sharing): Promise<string[] | null> {
	for (const pause of PROOFS) {
		await session.wait(pause);
		const after = await sharedWith(session, sharing);
		if (missing(sharing, after).length === 0) return after;
	}
	return null;
}

/**
 * @param dryRun only tells what would change
 * @throws InputProblem or GraphFailure
 */
export async function carryOutSharing(session: Session, sharing: Sharing, dryRun: boolean): Promise<SharingResult> {
	const object = await ownedObject(session, audienceKind, sharing.audience, sharing.account);
	const before = await sharedWith(session, sharing);
	const changedAccounts = missing(sharing, before);
	if (changedAccounts.length === 0 || dryRun) return { object, changed: changedAccounts, sharedWith: before };
	for (let round = 1; round <= ROUNDS; round++) {
		const lostAnswer = await send(session, sharing, changedAccounts);
		// By then it may be carried out: a look that fails leaves that unknown.
		const after = await proveSharing(session, sharing).catch(async (thrown: unknown) => {
			if (thrown instanceof GraphFailure) throw unprovenChange([], thrown);
			return await Promise.reject(thrown);
		});
		if (after) return { object, changed: changedAccounts, sharedWith: after };
		if (!lostAnswer) break;
	}
	throw new GraphFailure({
		kind: 'outcomeUnknown',
		message: 'Meta does not show the change of who the audience is shared with',
		advice:
			'Look at the audience in Ads Manager. Accounts of another business may have to agree first. Running the step ' +
			'again is safe, it compares first.',
	});
}
