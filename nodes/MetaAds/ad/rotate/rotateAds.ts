import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { accountDay } from '../../../shared/accountTime';
import { outcomeFirst } from '../../../shared/adObject/change/changes';
import { InputProblem } from '../../../shared/form/problem';
import { pairLists } from '../../../shared/lists';
import { roundedCost } from '../../../shared/money';
import { runsAsTool } from '../../../shared/node/session/openSession';
import { failedVerdict, type Job, type Row, type Verdict } from '../../../shared/node/operation';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { adKind } from '../kind';
import { readAdStates } from './adStates';
import { carryOutRotation, commonFailure } from './changes';
import type { DecisionOutcome } from './done';
import { OUTPUTS, type RotateParams } from './form';
import { readGroups, type AdGroup } from './group';
import { dryRunNote, rotationMessage, rotationSummary } from './message';
import { decideRotation } from './policy/decide';
import { reportFor, type Ads, type Jobs } from './report';
import { withOneKind, type ReportRow } from './reportRows';
import { rotationSettingsKey, settingsOf } from './settings';

/** Rotates the groups of ads that the items are about; an answer for each item. */
export async function rotateAds(session: Session, jobs: ReadonlyArray<Job<RotateParams>>): Promise<Verdict[]> {
	const verdicts = new Map<number, Verdict>();
	const groups: Found[] = [];
	// Items with the same settings are rows of one report; usually that is all of them.
	for (const [first, ...others] of Object.values(groupBy(jobs, ({ params }) => rotationSettingsKey(params)))) {
		if (first === undefined) continue;
		const group = [first, ...others] as const;
		const read = await readAll(session, group).catch((thrown: unknown) => failedVerdict(thrown).failure);
		groups.push({ jobs: group, read });
	}
	for (const [index, failure] of namedTwice(groups)) verdicts.set(index, { failure });
	for (const { jobs: group, read } of groups) {
		if (verdicts.has(group[0].index)) continue;
		const allFail = (thrown: unknown) => new Map(group.map(({ index }) => [index, failedVerdict(thrown)]));
		const outcomes = read instanceof Error ? allFail(read) : await rotateGroup(session, group, read).catch(allFail);
		for (const [index, verdict] of outcomes) verdicts.set(index, verdict);
	}
	return jobs.map(({ index }) => verdicts.get(index) ?? { rows: [] });
}

/** What items with the same settings are about. */
interface Read {
	readonly account: AccountFacts;
	readonly groups: readonly AdGroup[];
}

interface Found {
	readonly jobs: Jobs;
	readonly read: Read | Error;
}

async function readAll(session: Session, [{ params }]: Jobs): Promise<Read> {
	const account = await session.account(params.adAccount);
	return { account, groups: await readGroups(session, account, params) };
}

/**
 * Items with different settings that are about the same ads. Each would be given its own limits, and together they
 * would pause more than any of them may. Rows of a report are held to that where they are read.
 */
function namedTwice(groups: readonly Found[]): Map<number, InputProblem> {
	const withReport = groups.filter(({ jobs: [{ params }] }) => params.reportDays !== undefined);
	const adsOf = ({ read }: Found): string[] =>
		read instanceof Error ? [] : read.groups.flatMap(({ ads }) => [...ads.keys()]);
	const problems = new Map<number, InputProblem>();
	for (const one of withReport) {
		const adIds = new Set(adsOf(one));
		const other = withReport.find((rival) => rival !== one && adsOf(rival).some((id) => adIds.has(id)));
		if (other !== undefined) for (const { index } of one.jobs) problems.set(index, differs(other.jobs[0]));
	}
	return problems;
}

const differs = ({ index, params }: Jobs[0]): InputProblem =>
	new InputProblem(
		[params.label !== undefined ? 'label' : params.campaign !== undefined ? 'campaign' : 'adSet'],
		`has ads that item ${index + 1} is about as well, and its settings differ`,
		'Give all items about the same ads the same settings: fixed values instead of expressions, or one item for each group.',
	);

/** A tool's items are what a model wrote, and no ad is paused or activated by numbers that it may have invented. */
const ofModel = (): InputProblem =>
	new InputProblem(
		['reportFrom'],
		'must be Meta where an agent may make changes',
		'A model can write the items of a tool. A dry run takes them.',
	);

async function rotateGroup(session: Session, jobs: Jobs, { account, groups }: Read): Promise<Map<number, Verdict>> {
	const [{ params }] = jobs;
	const dryRun = params.dryRun || session.dryRun;
	if (!dryRun && params.reportDays === undefined && runsAsTool(session.n8n)) throw ofModel();
	const ads: Ads = new Map(groups.flatMap((group) => [...group.ads]));
	const now = session.graph.serverTime() ?? session.now();
	const rows = await reportFor(session, account, ads, jobs, now);
	const states = await readAdStates(session, account, params, groups, rows, now);
	const decisions = pairLists(groups, states).flatMap(([group, groupStates]) =>
		decideRotation({
			...groupStates,
			rows: withOneKind(rows.filter(({ adId }) => group.ads.has(adId))),
			settings: settingsOf(params, account),
			today: accountDay(now, account.timeZone),
			now,
		}),
	);
	const outcomes = await carryOutRotation(session, account, decisions, dryRun);
	const failure = commonFailure(outcomes);
	if (failure !== undefined) throw failure;
	const answers = outcomes.map((one) => ({ ad: one.decision.ad.id, row: rowOf(one, ads, account, dryRun) }));
	const verdicts = byItem(answers, params.reportDays === undefined ? rows : [], jobs);
	const message = rotationMessage(
		answers.map(({ row }) => row.json),
		dryRun,
	);
	const hint = rotationSummary(message, params.dryRun);
	session.n8n.addExecutionHints({ message: hint, location: 'outputPane', type: 'info' });
	return withMessage(verdicts, message, session, jobs);
}

/** The message comes from the first item. An agent has read it all in the rows. */
function withMessage(
	verdicts: Map<number, Verdict>,
	message: IDataObject | null,
	{ n8n }: Session,
	[{ index }]: Jobs,
): Map<number, Verdict> {
	if (message === null || runsAsTool(n8n)) return verdicts;
	const rows = [...(verdicts.get(index)?.rows ?? []), { json: message, output: OUTPUTS.message }];
	return verdicts.set(index, { rows });
}

/** What was decided, and what came of it. */
function reasonOf({
	decision: { action, reason },
	failure,
	heldBack,
	broughtBack,
	afterwards,
}: DecisionOutcome): string {
	const later = broughtBack ?? afterwards;
	if (later !== undefined) return `${reason} ${later}`;
	if (failure !== undefined) return `Was to be ${action}d (${reason}), but: ${failure.message}`;
	return heldBack === undefined ? reason : `${reason} It stays live: ${heldBack}.`;
}

function rowOf(adOutcome: DecisionOutcome, ads: Ads, account: AccountFacts, dryRun: boolean): Row {
	const { decision, row, failure, heldBack, broughtBack, stuck } = adOutcome;
	const { ad, action, loser, suspect, fatigue, partner, spend, impressions, results } = decision;
	const isCarriedOut = failure === undefined && heldBack === undefined && broughtBack === undefined ? action : 'keep';
	const whole = row ?? adKind.row(ads.get(ad.id) ?? {}, account);
	const outcome: IDataObject = {
		action: isCarriedOut,
		reason: reasonOf(adOutcome),
		loser,
		suspect,
		fatigue,
		partnerId: partner,
		spend: Number(spend.toFixed(2)),
		impressions,
		results,
		costPerResult: results !== null && results > 0 ? roundedCost(spend / results, 2) : null,
		currency: account.currency,
		changed: false,
		changes: 'none',
		failed: failure !== undefined || stuck === true,
	};
	const changeColumns = whole.changed === undefined ? {} : { changed: whole.changed, changes: whole.changes };
	const json = outcomeFirst(whole, { ...outcome, ...changeColumns });
	return {
		json: dryRun ? { ...json, ...dryRunNote } : json,
		output: OUTPUTS[isCarriedOut === 'keep' && suspect !== null ? 'suspect' : isCarriedOut],
	};
}

/** Each ad's row comes from its own first report row; an ad without any from the group's first item. */
function byItem(
	answers: ReadonlyArray<{ ad: string; row: Row }>,
	rows: readonly ReportRow[],
	jobs: Jobs,
): Map<number, Verdict> {
	const itemOf = new Map([...rows].reverse().map(({ adId, item }) => [adId, item]));
	const byIndex = new Map<number, Row[]>(jobs.map(({ index }) => [index, []]));
	for (const { ad, row } of answers) byIndex.get(itemOf.get(ad) ?? jobs[0].index)?.push(row);
	return new Map([...byIndex].map(([index, list]) => [index, { rows: list }]));
}
