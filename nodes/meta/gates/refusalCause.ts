import { gates, type GateName } from '../../shared/gates/gates';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import { existing } from '../../shared/lists';
import type { CauseFinder } from '../../shared/node/causes';
import type { Session } from '../../shared/node/session/session';
import { isRecord } from '../../shared/record';
import { findingOf, type CheckFinding } from '../finding';
import { leavesOut, readTokenFacts, scopesOf, type TokenFacts } from '../token';
import { tasksGate } from './accountGates';

/** Meta answers so for what is gone, for what may not be seen, and to apps that are not verified for others’ assets. */
const isNotShown = ({ meta }: GraphFailure): boolean => meta?.code === 100 && meta.subcode === 33;

/** "Permissions error" without more, and "no permission for this action". */
const isVague = ({ meta, kind, gate }: GraphFailure): boolean => {
	const code = meta?.code ?? 0;
	return kind === 'permission' && gate === undefined && (code === 10 || (code >= 200 && code <= 299));
};

const accountOf = (params: unknown): string | undefined => {
	const account = isRecord(params) ? params.adAccount : undefined;
	return typeof account === 'string' && /^act_\d+$/.test(account) ? account : undefined;
};

type Reach = readonly [TokenFacts, CheckFinding<GraphObject>];

/** Looks what a refusal that names no cause can come from: the token, its accounts, its tasks. What is not sure stays possible. */
export const refusalCause: CauseFinder = (session) => {
	let token: Promise<TokenFacts> | undefined;
	const accounts = new Map<string, Promise<CheckFinding<GraphObject>>>();
	return async (failure, params, effect) => {
		const account = accountOf(params);
		if (!(failure instanceof GraphFailure) || account === undefined) return failure;
		// It carries what Meta said of a later look: what became of the write stays the news.
		if (failure.kind === 'outcomeUnknown') return failure;
		if (!isNotShown(failure) && !isVague(failure)) return failure;
		token ??= readTokenFacts(session);
		const reading = accounts.get(account) ?? readAccountTasks(session, account);
		accounts.set(account, reading);
		return judgeReach(failure, account, effect === 'write', await Promise.all([token, reading]));
	};
};

async function readAccountTasks({ graph }: Session, account: string): Promise<CheckFinding<GraphObject>> {
	const params = { fields: 'id,user_tasks' };
	const [answer] = await graph.sendMany([{ method: 'GET', path: account, params, effect: 'read', account }]);
	return findingOf(existing(answer, 'the answer on an ad account'), (body) => body);
}

function judgeReach(failure: GraphFailure, account: string, changes: boolean, [token, read]: Reach): GraphFailure {
	const refusedBy = (gate: GateName, message: string): GraphFailure =>
		failure.with({ kind: 'permission', gate, message, advice: gates[gate].remedy });
	const scopes = scopesOf(token);
	const enough = changes ? ['ads_management'] : ['ads_management', 'ads_read'];
	if (scopes !== undefined && !enough.some((scope) => scopes.includes(scope)))
		return refusedBy('permissions', `The token lacks the permission ${enough.join(' or ')}`);
	const { targets } = token.details.value ?? {};
	if (enough.every((scope) => leavesOut(targets, scope, account)) && read.failure !== undefined)
		return refusedBy('chosenAccounts', `The token was not made for the ad account ${account}`);
	if (read.failure !== undefined) return notReached(failure, account, read.failure);
	if (changes && tasksGate(read.value, true).state === 'shut')
		return refusedBy('accountTasks', 'The token’s user may only look at this ad account');
	if (!isNotShown(failure)) return failure;
	return failure.with({
		advice: `Check the ID. The token reaches the ad account ${account}. Possible causes: the ID is wrong or of another account, the object is gone, or it takes no such call.`,
	});
}

/** The account itself is refused: whose fault that is, Meta does not say. One that could not be read just now tells nothing. */
function notReached(failure: GraphFailure, account: string, refusal: GraphFailure): GraphFailure {
	if (refusal.kind !== 'permission' && refusal.kind !== 'notFound') return failure;
	return failure.with({
		advice: `The token does not reach the ad account ${account}. The credential’s user may not be assigned to it. For an account of another business, the app may lack Advanced access or Tech Provider verification. Run Account → Check Access.`,
	});
}
