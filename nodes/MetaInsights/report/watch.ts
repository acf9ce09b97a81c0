import { partition, uniqBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import {
	defineOperation,
	eachItem,
	failedVerdict,
	type Job,
	type Row,
	type Verdict,
} from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { Words } from '../render/numbers/words';
import type { Alert } from '../watch/judged/alert';
import type { Arrival } from '../watch/judged/arrival';
import { alertKey, watchObjects } from '../watch/judged/alerts';
import { watchMessage, type AccountAlerts } from '../watch/message';
import { inputAccounts, type InputAccount } from '../watch/inputAccounts';
import { Arrivals } from '../watch/arrivals';
import { LastLooks, type JudgedDay } from '../watch/lastLooks';
import { recordsBefore, sayUntold } from '../../meta/report/reportRecord';
import { recordedRows } from '../rows/recordedRows';
import { refuseFor } from '../form/days/reportDays';
import { startOfWeek, type ReportPeriod } from '../facts/dateRanges';
import { lastDays, ownColumns, ownRows } from '../read/ownReport';
import type { WatchedObject } from '../watch/judged/past';
import { objectsOf } from '../watch/reportDays';
import { refuseMissing, refuseRate } from '../watch/resultsColumn';
import { alertRow, emptyRow, quietRow, unreadRow, type RowContext } from '../watch/rows';
import { pausedAmong } from '../watch/stopped';
import { countedColumn, watchForm, type WatchParams, type WatchSettings } from '../watch/watchForm';
import { sampleMessage } from '../watch/sample';
import { isWatched, thresholdsOf, watchedProblem } from '../watch/watched';
import { isGood } from '../watch/words';
import { addDays } from '../../shared/accountTime';

const ALERT = 'Alert';
const QUIET = 'No Alert';

/** What comes of one account: its part of the message, and rows of what is quiet. */
interface Judged {
	readonly accountAlerts: AccountAlerts;
	readonly alerts: readonly IDataObject[];
	readonly quiet: readonly IDataObject[];
	/** Of an account that could be judged. */
	readonly look?: JudgedDay;
	/** Keys of the alerts that are reported by now and stand. */
	readonly standing?: readonly string[];
	/** What was looked at. */
	readonly objects?: readonly WatchedObject[];
}

/** Calendar weeks that are over, Monday first: the last one, and those before that tell what is usual. */
const WEEKS = 5;

function wholeWeeks({ until }: ReportPeriod): ReportPeriod {
	const last = addDays(startOfWeek(addDays(until, 1), 'monday'), -1);
	return { since: addDays(last, 1 - 7 * WEEKS), until: last };
}

async function readAccount(
	session: Session,
	params: WatchParams,
	{ resultsColumn, customConversion }: WatchSettings,
): Promise<InputAccount> {
	const { adAccount = '', level = 'campaign', options } = params;
	refuseMissing({ resultsColumn, customConversion }, ownColumns(level, customConversion));
	const account = await session.account(adAccount);
	const period = lastDays(options.days, account, session.now());
	const rows = await ownRows(session, account, { level, period, customConversion });
	const weeks = await ownRows(session, account, { level, period: wholeWeeks(period), weekly: true });
	const accountDays = { rows, weeks, level, resultsColumn, until: period.until, days: options.days };
	return { ...account, accountDays };
}

async function judge(
	session: Session,
	account: InputAccount,
	settings: WatchSettings,
	{ looks, arrivals }: Memory,
): Promise<Judged> {
	const { name, currency, unread, unjudged } = account;
	const row: RowContext = { account, words: new Words(settings.locale, currency), level: account.accountDays.level };
	const nothing = { account: name, currency, alerts: [] };
	if (unread !== undefined)
		return { accountAlerts: { ...nothing, unread }, alerts: [unreadRow(name, unread, row)], quiet: [] };
	const objects = objectsOf(account.accountDays);
	if (unjudged !== undefined || objects.length === 0)
		return { accountAlerts: nothing, alerts: [], quiet: [emptyRow(name, row, unjudged)] };
	const look = { account: account.id, level: account.accountDays.level, until: account.accountDays.until };
	const lastLook = looks.daysBefore(look);
	const reportedKeys = looks.reportedKeys(look);
	const arrival = arrivals.arrival({ ...look, resultsColumn: account.accountDays.resultsColumn }, objects);
	const judgment = await judgeObjects(session, objects, row, {
		name,
		lastLook,
		reported: reportedKeys,
		arrival,
		...settings,
	});
	return { ...judgment, look, objects };
}

/** What the step remembers from run to run. */
interface Memory {
	readonly looks: LastLooks;
	readonly arrivals: Arrivals;
}

function memoryOf({ n8n }: Session): Memory {
	const data = n8n.getWorkflowStaticData('node');
	return { looks: new LastLooks(data), arrivals: new Arrivals(data) };
}

/** Remembers what has been handed on. */
function noteJudged({ looks, arrivals }: Memory, judgments: readonly Judged[], resultsColumn: string): void {
	for (const { look, standing, objects } of judgments) {
		if (look === undefined) continue;
		looks.noteAlerts(look, standing ?? []);
		arrivals.note({ ...look, resultsColumn }, objects ?? []);
	}
	looks.note(judgments.flatMap(({ look }) => look ?? []));
}

/** What this workflow knows of its last look at an account. */
interface LookBefore {
	/** How many days ago. */
	readonly lastLook: number;
	/** Keys of alerts that it has reported and that stood then. */
	readonly reported: ReadonlySet<string>;
	readonly arrival: Arrival;
}

async function judgeObjects(
	session: Session,
	objects: readonly WatchedObject[],
	row: RowContext,
	{
		name,
		lastLook,
		reported,
		arrival,
		goodNews,
		remind,
		watched,
	}: WatchSettings & LookBefore & { readonly name: string },
): Promise<Judged> {
	const { alerts, lasting } = watchObjects(objects, lastLook, reported, {
		arrival,
		thresholds: thresholdsOf(watched),
		isWatched: (kind) => isWatched(watched, { kind }),
	});
	const pausedAlerts = await pausedAmong(session, row.account.id, [...alerts, ...lasting]);
	const isWanted = (alert: Alert): boolean =>
		(goodNews || !isGood(alert)) && !pausedAlerts.has(alert) && isWatched(watched, alert);
	const [accountDays, untold] = partition([...alerts, ...(remind ? lasting : [])], isWanted);
	const rest = remind ? untold : [...untold, ...lasting];
	const isTold = ({ id }: WatchedObject): boolean =>
		accountDays.some((alert) => alert.objects.some((one) => one.id === id));
	const reasons = { paused: pausedAlerts, lasting, isListed: (one: Alert) => isWatched(watched, one), rest };
	return {
		accountAlerts: { account: name, currency: row.account.currency, alerts: accountDays },
		alerts: accountDays.map((alert) => alertRow(alert, row)),
		standing: [...accountDays, ...lasting].map(alertKey),
		quiet: objects.filter((object) => !isTold(object)).map((object) => quietRow(object, reasons, row)),
	};
}

/** The message of all accounts, on the output that only news takes. */
function messageRow({ n8n }: Session, judgments: readonly Judged[], { locale, sample }: WatchSettings): Row[] {
	const alerts = judgments.flatMap((one) => one.alerts);
	if (alerts.length === 0)
		return sample && n8n.getMode() === 'manual' ? [{ output: ALERT, json: sampleMessage(locale) }] : [];
	const message = watchMessage(
		judgments.filter((one) => one.alerts.length > 0).map(({ accountAlerts }) => accountAlerts),
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
	const inputItems = session.n8n.getInputData().map(({ json }) => json);
	const records = recordsBefore(session.n8n);
	sayUntold(session.n8n, inputItems, records);
	const items = recordedRows(inputItems, records).map(({ row }) => row);
	const accounts = inputAccounts(items, settings, session.now());
	const memory = memoryOf(session);
	const judgments = await Promise.all(accounts.map(async (account) => await judge(session, account, settings, memory)));
	noteJudged(memory, judgments, settings.resultsColumn);
	const rows = [...messageRow(session, judgments, settings), ...judgments.flatMap(quietRows)];
	return jobs.map((_, position): Verdict => ({ rows: position === 0 ? rows : [] }));
}

/** Each item reads its own account; the message is the first item's that has an alert. */
async function watchAccounts(
	session: Session,
	jobs: ReadonlyArray<Job<WatchParams>>,
	settings: WatchSettings,
): Promise<Array<Verdict | undefined>> {
	const judgmentsByItem = new Map<number, Judged>();
	const memory = memoryOf(session);
	const work = eachItem(async (_session: Session, params: WatchParams, index: number) => {
		const one = await judge(session, await readAccount(session, params, settings), settings, memory);
		judgmentsByItem.set(index, one);
		return quietRows(one);
	});
	const verdicts = await work(session, jobs, settings);
	const inOrder = jobs.flatMap(({ index }) => judgmentsByItem.get(index) ?? []);
	// A run that stops hands nothing on: the next one tells what this one would have.
	if (!session.stops || inOrder.length === jobs.length) noteJudged(memory, inOrder, settings.resultsColumn);
	// Two items can name one account.
	const toldJudgments = uniqBy(inOrder, ({ look, alerts }) => JSON.stringify([look, alerts]));
	const message = messageRow(session, toldJudgments, settings);
	const withAlert = jobs.findIndex(({ index }) => (judgmentsByItem.get(index)?.alerts.length ?? 0) > 0);
	const first = Math.max(0, withAlert);
	return verdicts.map((verdict, position) =>
		position === first && verdict?.rows !== undefined ? { rows: [...message, ...verdict.rows] } : verdict,
	);
}

export const watch = defineOperation({
	value: 'watch',
	name: 'Alert on Unusual Changes',
	action: 'Alert on unusual changes such as cost per lead',
	description: 'Alert on changes in cost per result, ROAS, CTR, ad fatigue, spend, delivery or tracking',
	effect: 'read',
	outputs: [ALERT, QUIET],
	form: watchForm,
	perform: async (session, jobs, form) => {
		const settings = { ...form, resultsColumn: countedColumn(form) };
		const work = settings.rowsFrom === 'account' ? watchAccounts : watchItems;
		try {
			refuseRate(settings.resultsColumn);
			refuseFor(watchedProblem(settings.watched));
			return await work(session, jobs, settings);
		} catch (thrown) {
			return jobs.map(() => failedVerdict(thrown));
		}
	},
});
