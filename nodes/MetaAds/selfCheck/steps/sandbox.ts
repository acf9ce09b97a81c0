import { readTokenFacts } from '../../../meta/token';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { fieldList } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';

/**
 * What tells a Meta sandbox ad account from one that can spend. Meta documents no field that says so,
 * so all of these have to be there. The token belongs to the system user of a sandbox account, under the name that
 * developers have seen. There is no way to pay, nothing was ever spent and nothing is owed. An answer that does not
 * tell one of them refuses the account.
 */
const OWNER = 'Sandbox Ad Account Owner';

const FIELDS = ['id', 'amount_spent', 'balance', 'funding_source', 'funding_source_details', 'user_tasks'];

async function readAccount({ graph }: Session, account: string): Promise<GraphObject> {
	const params = { fields: fieldList(FIELDS) };
	return (await graph.send({ method: 'GET', path: account, params, effect: 'read', account })).body as GraphObject;
}

const isZero = (amount: unknown): boolean =>
	(typeof amount === 'string' || typeof amount === 'number') && /^0+$/.test(String(amount));

/** What speaks against the account, in words; empty for one that is taken for a sandbox. */
function objections(owner: string | undefined, account: GraphObject): string[] {
	const tasks = account.user_tasks;
	return [
		...(owner === OWNER
			? []
			: [`the token does not belong to the “${OWNER}” that Meta makes for a sandbox ad account`]),
		// Who may not manage an account is not shown how it pays: that nothing is shown then proves nothing.
		...(Array.isArray(tasks) && tasks.includes('MANAGE') ? [] : ['the token may not see how the account pays']),
		...(account.funding_source === undefined && account.funding_source_details === undefined
			? []
			: ['the account has a way to pay']),
		...(isZero(account.amount_spent) ? [] : ['the account has spent money, or Meta does not say that it has not']),
		...(isZero(account.balance) ? [] : ['the account owes money, or Meta does not say that it does not']),
	];
}

/**
 * Whoever is not sure to be in a sandbox goes no further.
 *
 * @throws GraphFailure for every other account
 */
export async function requireSandbox(session: Session, account: string): Promise<void> {
	const [{ owner }, facts] = [await readTokenFacts(session), await readAccount(session, account)];
	const against = objections(owner.value, facts);
	if (against.length === 0) return;
	throw new GraphFailure({
		kind: 'permission',
		message: `${account} is not a Meta sandbox ad account: ${against.join('; ')}`,
		advice:
			'Nothing was changed. In the App Dashboard, open Marketing API → Tools, create a sandbox ad account, and use the token that its key icon makes. The other levels take any ad account.',
	});
}

/** Whether the account can spend after all: asked again before every change. */
export async function accountHasSpent(session: Session, account: string): Promise<boolean> {
	const { amount_spent: spentAmount, balance } = await readAccount(session, account);
	return !isZero(spentAmount) || !isZero(balance);
}
