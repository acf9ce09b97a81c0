import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { accountDay } from '../../../shared/accountTime';
import { outcomeFirst } from '../../../shared/adObject/change/changes';
import { InputProblem } from '../../../shared/form/problem';
import { defineOperation, failed, type Job, type Row, type Verdict } from '../../../shared/node/operation';
import type { AccountFacts, Session } from '../../../shared/node/session';
import { adKind } from '../kind';
import { carryOut, commonFailure } from './changes';
import type { Done } from './done';
import { rotateForm, type RotateParams } from './form';
import { readGroup, type Group } from './group';
import { decideRotation } from './policy/decide';
import { foreignRow, readReportRows, type ReportRow } from './reportRows';
import { rotationProblem, settingsKey, settingsOf } from './settings';

const OUTPUTS = { pause: 'Paused', activate: 'Activated', keep: 'Kept' } as const;

/** Items with the same settings; there is at least one. */
type Jobs = readonly [Job<RotateParams>, ...Array<Job<RotateParams>>];

export const rotate = defineOperation({
	value: 'rotate',
	name: 'Rotate',
	action: 'Rotate ads',
	description:
		'Pause clear losers of a group of ads and let the next ones in, given their daily report. Says why for every ad; a dry run unless you switch that off.',
	effect: 'write',
	outputs: Object.values(OUTPUTS),
	form: rotateForm,
	rule: rotationProblem,
	async perform(session, jobs) {
		const verdicts = new Map<number, Verdict>();
		// Items with the same settings are rows of one report; usually that is all of them.
		for (const [first, ...others] of Object.values(groupBy(jobs, ({ params }) => settingsKey(params)))) {
			if (first === undefined) continue;
			const group = [first, ...others] as const;
			const allFail = (thrown: unknown) => new Map(group.map(({ index }) => [index, failed(thrown)]));
			for (const [index, verdict] of await rotateGroup(session, group).catch(allFail)) verdicts.set(index, verdict);
		}
		return jobs.map(({ index }) => verdicts.get(index) ?? { rows: [] });
	},
});

const noReport = (ads: number): string =>
	`No report rows came in for ${ads === 1 ? 'the one ad' : `these ${ads} ads`}, so nothing was judged. Put Meta Insights → Report → Get before this step, with Level Ad and Time Increment Day.`;

async function rotateGroup(session: Session, jobs: Jobs): Promise<Map<number, Verdict>> {
	const [{ params }] = jobs;
	const account = await session.account(params.adAccount);
	const group = await readGroup(session, account, params);
	const rows = rowsFor(session, account, group, jobs, params);
	if (rows.length === 0 && group.ads.size > 0) {
		session.n8n.addExecutionHints({ message: noReport(group.ads.size), location: 'outputPane', type: 'warning' });
	}
	const dryRun = params.dryRun || session.dryRun;
	const now = session.graph.serverTime() ?? session.now();
	const decisions = decideRotation({
		ads: [...group.ads.values()].map(({ rotated }) => rotated),
		rows,
		adSets: group.adSets,
		settings: settingsOf(params, account),
		today: accountDay(now, account.timeZone),
		now,
	});
	const done = await carryOut(session, account, decisions, dryRun);
	const failure = commonFailure(done);
	if (failure !== undefined) throw failure;
	const answers = done.map((one) => ({ ad: one.decision.ad.id, row: rowOf(one, group, account, dryRun) }));
	return byItem(answers, rows, jobs);
}

/**
 * The report's rows. All items are read, not only this group's: a row of one of its ads that came with other settings is
 * not left out quietly, it could be the one that saves the ad.
 */
function rowsFor(
	session: Session,
	account: AccountFacts,
	group: Group,
	jobs: Jobs,
	{ resultsColumn }: RotateParams,
): ReportRow[] {
	const mine = new Set(jobs.map(({ index }) => index));
	const items = session.n8n.getInputData().map(({ json }) => json);
	const rows = readReportRows(items, resultsColumn).filter(({ adId }) => group.ads.has(adId));
	for (const row of rows) {
		const problem = foreignRow(row, items[row.item] ?? {}, account);
		if (problem !== null) throw problem;
	}
	const stray = rows.find(({ item }) => !mine.has(item));
	if (stray === undefined) return rows;
	throw new InputProblem(
		['resultsColumn'],
		`Item ${stray.item + 1} tells of an ad of this group, but its settings are others or cannot be read`,
		'Give all rows of one group the same settings: fixed values instead of expressions, or expressions that come out alike.',
	);
}

/** What was decided, and what came of it. */
function reasonOf({ decision: { action, reason }, failure, heldBack, broughtBack, afterwards }: Done): string {
	const later = broughtBack ?? afterwards;
	if (later !== undefined) return `${reason} ${later}`;
	if (failure !== undefined) return `Was to be ${action}d (${reason}), but: ${failure.message}`;
	return heldBack === undefined ? reason : `${reason} It stays live: ${heldBack}.`;
}

function rowOf(done: Done, { ads }: Group, account: AccountFacts, dryRun: boolean): Row {
	const { decision, row, failure, heldBack, broughtBack, stuck } = done;
	const { ad, action, loser, fatigue, partner, spend, impressions, results } = decision;
	const happened = failure === undefined && heldBack === undefined && broughtBack === undefined ? action : 'keep';
	const whole = row ?? adKind.row(ads.get(ad.id)?.object ?? {}, account);
	const outcome: IDataObject = {
		action: happened,
		reason: reasonOf(done),
		loser,
		fatigue,
		partnerId: partner,
		spend: Number(spend.toFixed(2)),
		impressions,
		results,
		costPerResult: results !== null && results > 0 ? Number((spend / results).toFixed(2)) : null,
		currency: account.currency,
		changed: false,
		changes: 'none',
		failed: failure !== undefined || stuck === true,
	};
	const changed = whole.changed === undefined ? {} : { changed: whole.changed, changes: whole.changes };
	const json = outcomeFirst(whole, { ...outcome, ...changed });
	return {
		json: dryRun ? { ...json, validated: true, note: 'A dry run: nothing was changed.' } : json,
		output: OUTPUTS[happened],
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
