import type { IDataObject } from 'n8n-workflow';

import { idOf, textCell } from '../../shared/reading/cells';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { LARGE_PAGE, readRows } from '../../shared/graph/pages';
import { inLanes } from '../../shared/lanes';
import type { Row } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { tagless } from '../../shared/words';
import { withAllColumns } from './itemsOutput';
import type { SeveralAccounts } from '../form/accounts/severalAccounts';
import { labelInReport } from '../form/labels';
import type { FlatRow } from '../rows/cells';
import { ERROR_COLUMN, isSummary } from '../rows/columns/rowNames';

/** Ad accounts under way at once; each of them has several calls of its own. */
const LANES = 3;

interface Account {
	readonly id: string;
	readonly name: string | null;
}

/** What became of one account. */
interface Outcome {
	readonly account: Account;
	readonly rows: readonly Row[];
	readonly failure?: Error;
}

/** An ad account that Meta lists so cannot be asked for its report; that it is missing is told. */
const WITHOUT_ID = 'without an ID';

const unlisted = async (): Promise<never> =>
	await Promise.reject(
		new GraphFailure({
			kind: 'temporary',
			message: 'Meta listed this ad account without its ID',
			advice: 'Run the step again, or choose the ad accounts by their IDs.',
		}),
	);

/** The ad accounts that were chosen, or all that the token sees. */
async function accountsOf({ graph }: Session, { ids }: SeveralAccounts): Promise<Account[]> {
	if (ids !== undefined) return ids.map((id) => ({ id, name: null }));
	const request = { method: 'GET', path: 'me/adaccounts', params: { fields: 'id,name' }, effect: 'read' } as const;
	const rows = await readRows(graph, request, Infinity, LARGE_PAGE);
	const accounts = rows.map(({ id, name }): Account => ({ id: idOf(id) ?? WITHOUT_ID, name: textCell(name) }));
	if (accounts.length > 0) return accounts;
	throw new GraphFailure({
		kind: 'notFound',
		message: 'The credential sees no ad account',
		advice: 'Assign the ad accounts to its system user or person in Business Manager, or choose one by its ID.',
	});
}

function inWords(failure: Error): string {
	if (failure instanceof InputProblem) return `${labelInReport(failure.field)} ${failure.message}. ${failure.advice}`;
	return [failure.message, failure instanceof GraphFailure ? failure.advice : ''].filter(Boolean).join('. ');
}

/** An account that could not be reported, as a row beside those of the others: with its name, without numbers. */
function failedRow(
	{ names }: SeveralAccounts,
	{ account: { id, name }, failure }: Outcome & { failure: Error },
): IDataObject {
	const row: IDataObject = {
		account_id: id.replace(/^act_/, ''),
		account_name: name ?? id,
		[ERROR_COLUMN]: inWords(failure),
	};
	if (names === null) return row;
	return Object.fromEntries([...names].map(([column, name]) => [name, row[column] ?? null]));
}

/** A Limit is one of the whole item; what reports tell of themselves is no row. */
function firstRows(rows: readonly Row[], limit = Infinity): Row[] {
	let left = limit;
	return rows.filter(({ json }) => isSummary(json) || left-- > 0);
}

/**
 * One report over several ad accounts. One that fails does not spoil the others: it is named, in a row of its own.
 *
 * @throws what the first of them failed with, if all of them have
 */
export async function ofSeveral(
	session: Session,
	several: SeveralAccounts,
	report: (account: string) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
	const outcomes = await inLanes(
		await accountsOf(session, several),
		LANES,
		async (account): Promise<Outcome> =>
			await (account.id === WITHOUT_ID ? unlisted() : report(account.id)).then(
				(rows) => ({ account, rows }),
				(thrown: unknown) => ({
					account,
					rows: [],
					failure: thrown instanceof Error ? thrown : new Error(String(thrown)),
				}),
			),
	);
	const failures = outcomes.flatMap((one) => (one.failure === undefined ? [] : [{ ...one, failure: one.failure }]));
	const [first] = failures;
	if (first !== undefined && (failures.length === outcomes.length || session.n8n.getExecutionCancelSignal()?.aborted))
		throw first.failure;
	for (const one of failures)
		session.n8n.addExecutionHints({
			message: tagless(`${one.account.name ?? one.account.id} is missing in this report: ${inWords(one.failure)}`),
			location: 'outputPane',
			type: 'warning',
		});
	const rows = firstRows(
		outcomes.flatMap((one) => one.rows),
		several.limit,
	);
	const whole = rows.some(({ binary }) => binary !== undefined) ? rows : evenRows(rows);
	return [...whole, ...failures.map((one) => ({ json: failedRow(several, one), apart: 'about' as const }))];
}

/** Where columns depend on what Meta returns, all rows have those of every account. */
function evenRows(rows: readonly Row[]): Row[] {
	const flat = rows.filter(({ json }) => !isSummary(json));
	const even = withAllColumns(flat.map(({ json }) => json as FlatRow)).values();
	return rows.map((row) => (isSummary(row.json) ? row : { ...row, json: even.next().value ?? row.json }));
}
