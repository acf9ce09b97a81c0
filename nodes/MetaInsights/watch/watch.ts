import { partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/form/problem';
import { defineOperation, eachItem, failed, type Job, type Row, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session';
import { Words } from '../render/words';
import type { Alert } from './alert';
import { watched } from './alerts';
import { messageOf, type AccountAlerts } from './message';
import { lastDays, ownRows } from './ownReport';
import type { Watched } from './past';
import { objectsOf, toldByItems, type Told } from './reportDays';
import { alertRow, emptyRow, quietRow, type RowOf } from './rows';
import { pausedAmong } from './stopped';
import { watchForm, type WatchParams, type WatchSettings } from './watchForm';
import { isGood } from './words';

const ALERT = 'Alert';
const QUIET = 'Quiet';

/** One account, and its days. */
interface Account {
	readonly id: string;
	readonly name: string;
	readonly currency: string | null;
	readonly told: Told;
}

/** What comes of one account: its part of the message, and rows of what is quiet. */
interface Judged {
	readonly told: AccountAlerts;
	readonly alerts: readonly IDataObject[];
	readonly quiet: readonly IDataObject[];
}

async function readAccount(session: Session, params: WatchParams, { resultsColumn }: WatchSettings): Promise<Account> {
	const { adAccount = '', level = 'campaign', options } = params;
	const account = await session.account(adAccount);
	const period = lastDays(options.days, account, session.now());
	const rows = await ownRows(session, account, { level, period });
	refuseUnknown(rows, resultsColumn);
	const told = { rows, level, resultsColumn, until: period.until, days: options.days };
	return { ...account, told };
}

/** A column that nobody counts in would make every object look silent, or none. @throws InputProblem */
function refuseUnknown(rows: readonly IDataObject[], resultsColumn: string): void {
	if (rows.length === 0 || rows.some((row) => resultsColumn in row)) return;
	throw new InputProblem(
		['resultsColumn'],
		`is “${resultsColumn}”, and the report has no such column`,
		'Enter the name of the column that counts what you pay for, such as results, purchases, leads or link_clicks.',
	);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function readItems(session: Session, { resultsColumn }: WatchSettings): Account[] {
	const items = session.n8n.getInputData().map(({ json }) => json);
	refuseUnknown(items, resultsColumn);
	return [...toldByItems(items, resultsColumn)].map(([id, told]) => {
		const [row = {}] = told.rows;
		return { id, name: textOf(row.account_name) || id, currency: textOf(row.account_currency) || null, told };
	});
}

async function judge(session: Session, account: Account, settings: WatchSettings): Promise<Judged> {
	const { goodNews, locale, remind } = settings;
	const objects = objectsOf(account.told);
	const { alerts, lasting } = watched(objects);
	const paused = await pausedAmong(session, account.id, alerts);
	const wanted = (alert: Alert): boolean => (goodNews || !isGood(alert)) && !paused.has(alert);
	const [told, untold] = partition([...alerts, ...(remind ? lasting : [])], wanted);
	const rest = remind ? untold : [...untold, ...lasting];
	const row: RowOf = { account, words: new Words(locale, account.currency), level: account.told.level };
	const isTold = ({ id }: Watched): boolean => told.some((alert) => alert.objects.some((one) => one.id === id));
	const reasons = { paused, lasting, rest };
	return {
		told: { account: account.name, currency: account.currency, alerts: told },
		alerts: told.map((alert) => alertRow(alert, row)),
		quiet:
			objects.length === 0
				? [emptyRow(account.name, row)]
				: objects.filter((object) => !isTold(object)).map((object) => quietRow(object, reasons, row)),
	};
}

/** The message of all accounts, on the output that only news takes. */
function messageRow(judged: readonly Judged[], { locale }: WatchSettings): Row[] {
	const alerts = judged.flatMap((one) => one.alerts);
	if (alerts.length === 0) return [];
	const message = messageOf(
		judged.map(({ told }) => told).filter((told) => told.alerts.length > 0),
		locale,
	);
	return [{ output: ALERT, json: { ...message, alert_count: alerts.length, alerts: [...alerts] } }];
}

const quietRows = ({ quiet }: Judged): Row[] => quiet.map((json) => ({ output: QUIET, json }));

async function watchItems(
	session: Session,
	jobs: ReadonlyArray<Job<WatchParams>>,
	settings: WatchSettings,
): Promise<Array<Verdict | undefined>> {
	const judged = await Promise.all(
		readItems(session, settings).map(async (account) => await judge(session, account, settings)),
	);
	const rows = [...messageRow(judged, settings), ...judged.flatMap(quietRows)];
	return jobs.map((_, position): Verdict => ({ rows: position === 0 ? rows : [] }));
}

/** Each item reads its own account; the message is the first item's that has an alert. */
async function watchAccounts(
	session: Session,
	jobs: ReadonlyArray<Job<WatchParams>>,
	settings: WatchSettings,
): Promise<Array<Verdict | undefined>> {
	const judged = new Map<number, Judged>();
	const work = eachItem(async (_session: Session, params: WatchParams, index: number) => {
		const one = await judge(session, await readAccount(session, params, settings), settings);
		judged.set(index, one);
		return quietRows(one);
	});
	const verdicts = await work(session, jobs, settings);
	const inOrder = jobs.flatMap(({ index }) => judged.get(index) ?? []);
	const message = messageRow(inOrder, settings);
	const first = jobs.findIndex(({ index }) => (judged.get(index)?.alerts.length ?? 0) > 0);
	return verdicts.map((verdict, position) =>
		position === first && verdict?.rows !== undefined ? { rows: [...message, ...verdict.rows] } : verdict,
	);
}

export const watch = defineOperation({
	value: 'watch',
	name: 'Watch',
	action: 'Watch for changes in a report',
	description: 'Tell what differs from its own past: cost per result, ROAS, CTR, spend, delivery, tracking',
	effect: 'read',
	outputs: [ALERT, QUIET],
	form: watchForm,
	perform: async (session, jobs, settings) =>
		settings.rowsFrom === 'account'
			? await watchAccounts(session, jobs, settings)
			: await watchItems(session, jobs, settings).catch((thrown: unknown) => jobs.map(() => failed(thrown))),
});
