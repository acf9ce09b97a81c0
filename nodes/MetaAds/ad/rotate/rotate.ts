import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { accountDay } from '../../../shared/accountTime';
import { defineOperation, failed, type Job, type Row, type Verdict } from '../../../shared/node/operation';
import { InputProblem } from '../../../shared/form/problem';
import type { AccountFacts, Session } from '../../../shared/node/session';
import { outcomeFirst } from '../../../shared/adObject/changes';
import { decideRotation } from '../../rotation/decide';
import { adKind } from '../kind';
import { carryOut, commonFailure, type Done } from './changes';
import { rotateForm, type RotateParams } from './form';
import { readGroup, type Group } from './group';
import { readReportRows, type ReportRow } from './reportRows';
import { rotationProblem, settingsKey, settingsOf } from './settings';

const OUTPUTS = { pause: 'Paused', activate: 'Activated', keep: 'Kept' } as const;

type RotateJob = Job<RotateParams>;

export const rotate = defineOperation({
	value: 'rotate',
	name: 'Rotate',
	action: 'Rotate ads',
	description: 'Pause clear losers of a group of ads and let the next ones in, given their daily report. Says why for every ad; a dry run unless you switch that off.',
	effect: 'write',
	outputs: Object.values(OUTPUTS),
	form: rotateForm,
	rule: rotationProblem,
	async perform(session, jobs) {
		const verdicts = new Map<number, Verdict>();
		// Items with the same settings are rows of one report; usually that is all of them.
		for (const group of Object.values(groupBy(jobs, ({ params }) => settingsKey(params)))) {
			const answers = await rotateGroup(session, group).catch((thrown: unknown) => new Map(group.map(({ index }) => [index, failed(thrown)])));
			for (const [index, verdict] of answers) verdicts.set(index, verdict);
		}
		return jobs.map(({ index }) => verdicts.get(index) ?? { rows: [] });
	},
});

/** @param jobs with the same settings */
async function rotateGroup(session: Session, jobs: readonly RotateJob[]): Promise<Map<number, Verdict>> {
	const [{ params }] = jobs;
	const account = await session.account(params.adAccount);
	const group = await readGroup(session, account, params);
	const rows = rowsFor(session, group, jobs, params);
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
	return byItem(done.map((one) => ({ one, row: rowOf(one, group, account, dryRun) })), rows, jobs);
}

/**
 * The report's rows. All items are read, not only this group's: a row of one of its ads that came with other settings is
 * not left out quietly, it could be the one that saves the ad.
 */
function rowsFor(session: Session, group: Group, jobs: readonly RotateJob[], { resultsColumn }: RotateParams): ReportRow[] {
	const mine = new Set(jobs.map(({ index }) => index));
	const rows = readReportRows(session.n8n.getInputData().map(({ json }) => json), resultsColumn).filter(({ adId }) => group.ads.has(adId));
	const stray = rows.find(({ item }) => !mine.has(item));
	if (stray === undefined) return rows;
	throw new InputProblem(
		['resultsColumn'],
		`Item ${stray.item + 1} tells of an ad of this group, but its settings are others or cannot be read`,
		'Give all rows of one group the same settings: fixed values instead of expressions, or expressions that come out alike.',
	);
}

function rowOf({ decision, row, failure, heldBack }: Done, { ads }: Group, account: AccountFacts, dryRun: boolean): Row {
	const { ad, action, reason, loser, fatigue, partner, spend, impressions, results } = decision;
	const happened = failure === undefined && heldBack === undefined ? action : 'keep';
	const whole = row ?? adKind.row(ads.get(ad.id)?.object ?? {}, account);
	const why = failure !== undefined ? `Was to be ${action}d (${reason}), but: ${failure.message}` : heldBack !== undefined ? `${reason} It stays live: ${heldBack}.` : reason;
	const outcome: IDataObject = {
		action: happened,
		reason: why,
		loser,
		fatigue,
		partnerId: partner,
		spend: Number(spend.toFixed(2)),
		impressions,
		results,
		costPerResult: results > 0 ? Number((spend / results).toFixed(2)) : null,
		currency: account.currency,
		changed: false,
		changes: 'none',
		failed: failure !== undefined,
	};
	const json = outcomeFirst(whole, { ...outcome, ...(whole.changed === undefined ? {} : { changed: whole.changed, changes: whole.changes }) });
	return { json: dryRun ? { ...json, validated: true, note: 'A dry run: nothing was changed.' } : json, output: OUTPUTS[happened] };
}

/** Each ad's row comes from its own first report row; an ad without any from the group's first item. */
function byItem(answers: ReadonlyArray<{ one: Done; row: Row }>, rows: readonly ReportRow[], jobs: readonly RotateJob[]): Map<number, Verdict> {
	const itemOf = new Map([...rows].reverse().map(({ adId, item }) => [adId, item]));
	const byIndex = new Map<number, Row[]>(jobs.map(({ index }) => [index, []]));
	for (const { one, row } of answers) byIndex.get(itemOf.get(one.decision.ad.id) ?? jobs[0].index)?.push(row);
	return new Map([...byIndex].map(([index, list]) => [index, { rows: list }]));
}
