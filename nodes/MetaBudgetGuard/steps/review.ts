import { findLast } from 'lodash';

import { subject } from '../../meta/activityLog/entry';
import type { GraphObject } from '../../shared/graph/object';
import { changeAll } from '../../shared/graph/writes/changeAll';
import { existing } from '../../shared/lists';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import type { Reason } from '../policy/decide';
import { liveBeside } from '../state/beside';
import { changeLog } from '../state/log/changeLog';
import { ahead, dailySum } from '../state/spend/dailySum';
import { schedulesRead } from '../state/spend/periods';
import { learningSince } from '../state/learning';
import { adSetsBelow } from '../state/objects';
import { ownStepsOf, runOf } from '../state/log/ownWrites';
import { metaNow, readChangeLog } from '../state/read';
import {
	endOf,
	isPause,
	isScheduled,
	isUnknownFailure,
	type DecidedStep,
	type Ending,
	type LoggedAs,
} from '../record/step';
import { removeSchedule } from './schedule';
import { ChangedMeanwhile, noteMarks, toChange } from './write';
import { MINUTE_MS } from '../../shared/durations';

type Applied = Extract<Ending, { kind: 'applied' }>;

/** What has become of the steps so far. */
type Endings = Map<DecidedStep, Ending>;

const appliedIn = (endings: Endings): Array<readonly [DecidedStep, Applied]> =>
	[...endings].flatMap(([decidedStep, ending]) => (ending.kind === 'applied' ? [[decidedStep, ending] as const] : []));

/** The same with one more warning: none takes the place of another. */
const withWarning = (appliedStep: Applied, more: string): Applied => ({
	...appliedStep,
	warning: appliedStep.warning === null ? more : `${appliedStep.warning} ${more}`,
});

/** After the writes: does the account's ceiling still hold, does the log show them, did learning begin again. */
export async function review(session: Session, account: AccountFacts, endings: Endings): Promise<void> {
	await takeBackOverrun(session, account, endings);
	await takeBackLastLive(session, account, endings);
	const appliedSteps = appliedIn(endings);
	if (appliedSteps.length === 0) return;
	const since = Math.min(...appliedSteps.map(([, { at }]) => at));
	const entries = await readChangeLog(session, account, since - MINUTE_MS, metaNow(session) + MINUTE_MS).catch(
		() => [],
	);
	const below = await readBelow(
		session,
		account,
		appliedSteps.map(([decidedStep]) => decidedStep),
	);
	for (const [one, ending] of appliedSteps) {
		const logEntry = loggedAs(one, entries, account, ending.at);
		const learningReset = wasReset(one, learningSince([ending.after, ...below]));
		endings.set(one, { ...ending, logged: logEntry, learningReset });
	}
}

async function readBelow(
	session: Session,
	account: AccountFacts,
	steps: readonly DecidedStep[],
): Promise<GraphObject[]> {
	const campaigns = steps.filter(({ target }) => target.place.kind === 'campaign').map(({ target }) => target.place.id);
	return campaigns.length === 0 ? [] : await adSetsBelow(session, campaigns, account.id).catch(() => []);
}

/**
 * Two workers that each saw room below the ceiling can both have used it: then each takes its own raises back, the
 * last first. The raise is a fact by now: a look or a taking back that fails is told with it and never instead of it.
 */
async function takeBackOverrun(session: Session, account: AccountFacts, endings: Endings): Promise<void> {
	let total: bigint | Error | null = null;
	for (const [decidedStep, ending] of appliedIn(endings).reverse()) {
		const { accountCeiling: ceiling } = decidedStep.step.policy;
		if (ceiling === null || decidedStep.decision.to <= decidedStep.decision.from) continue;
		total ??= await sumAfter(session, account, endings).catch(asError);
		if (total instanceof Error) endings.set(decidedStep, withWarning(ending, uncheckedWarning(total)));
		else if (total > ceiling) {
			endings.set(decidedStep, await takeBack(session, account, [decidedStep, ending], overrun));
			total = null;
		}
	}
}

/** Lists can lag; one that still shows a value from before the run says nothing of what others have done since. */
const LOOKS = 3;
const BEHIND = 3_000;

/** @throws GraphFailure when a part of it cannot be read, Error when it is not known */
async function sumAfter(session: Session, account: AccountFacts, endings: Endings): Promise<bigint> {
	for (let look = 1; look <= LOOKS; look++) {
		if (look > 1) await session.wait(BEHIND);
		const now = metaNow(session);
		const ends = [...endings.keys()].map(({ step }) => endOf(step.request));
		const schedulesOf = schedulesRead(session, account.id, now);
		const keptToHours = [...endings.keys()].some(({ step }) => step.policy.keptToHours);
		const { total, objects } = await dailySum(session, account.id, ahead(now, ends), schedulesOf, keptToHours);
		if (!isBehind(objects, endings)) return total;
	}
	throw new Error('Meta’s list of them does not show the change yet');
}

const isBehind = (objects: readonly GraphObject[], endings: Endings): boolean =>
	[...endings].some(([decidedStep, { kind }]) => {
		const { step, target, decision } = decidedStep;
		const row = objects.find(({ id }) => String(id) === target.state.id);
		if (isScheduled(decidedStep))
			return kind === 'applied' && row !== undefined && row.is_budget_schedule_enabled !== true;
		const left = kind === 'applied' ? decision.to : kind === 'takenBack' ? decision.from : null;
		return left !== null && row !== undefined && step.family.valueOf(row, target.state.lever) !== left;
	});

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

const uncheckedWarning = ({ message }: Error): string =>
	`The increase was made, but it is unknown whether the account’s maximum is still kept: the budgets could not be added up (${message}). ` +
	'Look at them in Ads Manager.';

/**
 * Another run, or a person, can have paused what was to go on delivering: then the pause is taken back, the last first.
 */
async function takeBackLastLive(session: Session, account: AccountFacts, endings: Endings): Promise<void> {
	for (const [decidedStep, ending] of appliedIn(endings).reverse()) {
		const { id, kind } = decidedStep.target.state;
		const { keepLive, keptToHours } = decidedStep.step.policy;
		if (!isPause(decidedStep) || keepLive === 0) continue;
		const campaign = campaignOf(decidedStep.target.object);
		const places = [{ id, on: kind, campaign }];
		const beside = await liveBeside(session, account.id, places, metaNow(session), keptToHours).catch(asError);
		if (beside instanceof Error) endings.set(decidedStep, withWarning(ending, unseenWarning(beside)));
		else if ((beside.get(id) ?? []).length < keepLive)
			endings.set(decidedStep, await takeBack(session, account, [decidedStep, ending], left));
	}
}

const campaignOf = (object: GraphObject): string => String(object.campaign_id ?? object.id);

const unseenWarning = ({ message }: Error): string =>
	`It was paused, but whether enough else still delivers is unknown: it could not be read (${message}). Look at it in Ads Manager.`;

/** Why a step is taken back, and what is said when that fails. */
interface Reversal {
	readonly guard: string;
	readonly sentence: string;
	readonly failed: (failure: Error) => string;
}

async function takeBack(
	session: Session,
	account: AccountFacts,
	[decidedStep, appliedStep]: readonly [DecidedStep, Applied],
	{ guard, sentence, failed }: Reversal,
): Promise<Ending> {
	if (appliedStep.schedule !== undefined) {
		const failure = await removeSchedule(session, account, appliedStep.schedule);
		const reason: Reason = { guard, effect: 'held', sentence };
		return failure ? withWarning(appliedStep, failed(failure)) : { kind: 'takenBack', decided: decidedStep, reason };
	}
	const { from, to } = decidedStep.decision;
	const { state } = decidedStep.target;
	const at = metaNow(session);
	const change = toChange(decidedStep, account, { from: to, to: from, whateverStatus: true }, at);
	const [back] = await changeAll(session.graph, [change], { wait: session.wait, validateOnly: false });
	const result = existing(back, 'the ending of a change');
	const { failure } = result;
	if (failure) return withWarning(appliedStep, failed(failure));
	noteMarks(session, decidedStep, { from: to, to: from }, result);
	ownStepsOf(session).remember(state.id, state.lever, {
		at,
		from: to,
		to: from,
		run: runOf(session),
	});
	return { kind: 'takenBack', decided: decidedStep, reason: { guard, effect: 'held', sentence } };
}

const overrun: Reversal = {
	guard: 'accountCeiling',
	sentence: 'Another change at the same moment used up the account’s maximum: this increase was undone.',
	failed: stillThere,
};

const left: Reversal = {
	guard: 'lastLive',
	sentence: 'Something else was paused at the same moment, and too few would stay active: this pause was undone.',
	failed: (failure) => {
		const end = isUnknownFailure(failure) ? 'it is unknown whether it was' : 'it could not be';
		return `Too few others are active, and ${end} reactivated (${failure.message}). Look at it in Ads Manager.`;
	},
};

/** Why the raise may still be there. */
function stillThere(failure: Error): string {
	const above = 'The budgets of the account are above its maximum';
	if (failure instanceof ChangedMeanwhile)
		return `${above}, and this one has been changed since by someone else. Look at it in Ads Manager.`;
	const end = isUnknownFailure(failure)
		? 'it is unknown whether this increase was undone'
		: 'this increase could not be undone';
	return `${above}, and ${end} (${failure.message}). Lower a budget in Ads Manager.`;
}

/** The log's entry of a change, or null while it has not arrived. */
function loggedAs(
	{ step, target, decision }: DecidedStep,
	entries: readonly GraphObject[],
	{ currency }: AccountFacts,
	at: number,
): LoggedAs | null {
	const { id, lever } = target.state;
	const about = { id, lever, value: decision.to, currency, related: (entry: GraphObject) => subject(entry) === id };
	const { values } = changeLog(entries, step.family, about);
	const change = findLast(values, (one) => one.to === decision.to && one.at >= at - MINUTE_MS);
	return change === undefined ? null : { by: change.by };
}

/** Whether the learning of an ad set this value works on began again; null where Meta does not tell. */
function wasReset({ target }: DecidedStep, now: ReadonlyMap<string, number>): boolean | null {
	const began = [...target.learningSince].flatMap(([id, before]) => {
		const since = now.get(id);
		return since === undefined ? [] : [since > before];
	});
	return began.length === 0 ? null : began.includes(true);
}
