import { existing } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';
import { DAY_MS } from '../../shared/durations';
import { entryOf } from '../../shared/record';
import { LongHolds, LONG_HOLD } from '../state/log/longHolds';
import { metaNow } from '../state/read';
import type { Ending } from '../record/step';

/** What a person can do about a hold that does not end by itself, by the guard that holds. */
const released = 'Look at the object in Ads Manager, and enter its value as Guards → Confirm Current Value once.';
const whatToDo: Readonly<Record<string, string>> = {
	accountCeiling: 'Raise the account’s maximum, or lower another budget.',
	allowedHours: 'Run the workflow within Allowed Hours, or change these.',
	approved: 'Make a new proposal.',
	budgetOfAnother: 'Use one workflow for this budget: see whose it is in the reason.',
	budgetSchedule: 'Delete the budget schedule, or wait until it ends.',
	ceiling: 'Raise the maximum budget, or take the object out of the items.',
	changeLogBehind: released,
	changeNotLogged: released,
	cooldown: 'See whose change the reason names. Let only one step move this object, or let the others run less often.',
	delivering: 'Activate it, or take it out of the items.',
	expectedValue: 'Enter the present value as Expected Current Value, or remove it.',
	floor: 'Lower the minimum, or take the object out of the items.',
	lastLive: 'Lower Guards → Minimum Active, or activate something else first.',
	learning: 'Meta keeps it in the learning phase. Combine small ad sets, or add Guards → Spend Less While Learning.',
	leftOut: 'Pass the rows of all ad sets and days.',
	metaMinimum: 'It is at Meta’s minimum. Pause it to spend less.',
	minimumData: 'Lower Guards → Minimum Data, or pass more days.',
	ownChangeNotLogged: released,
	ownChangesUnreadable: released,
	plan: 'Change the plan, or look at what does not spend.',
	protected: 'Take it off the protected list, or out of the items.',
	readableLog: released,
	splitTest: 'Wait until the test ends, or change it in Ads Manager.',
	target: 'Check the report that comes in, and that results reach Meta.',
	unknownLearning: 'Meta does not say whether it learns. Add Guards → Act on Unknown Learning.',
	rule: 'Check the report that comes in, and that results reach Meta.',
};
const OTHERWISE = 'Change what the reason names, or take the object out of the items.';

const isBlocked = (ending: Extract<Ending, { kind: 'held' }>): boolean =>
	ending.reasons.some(({ guard, isRight }) => guard !== 'noChange' && isRight !== true);

/**
 * The sentence of the column `heldLong`, by ending: how long there was no step, and what to do. Others have none. What was stepped,
 * or needed no step, begins again.
 */
export function heldLongIn(session: Session, endings: readonly Ending[]): ReadonlyMap<Ending, string> {
	const holds = new LongHolds(session.n8n.getWorkflowStaticData('global'));
	const now = metaNow(session);
	const sentences = new Map<Ending, string>();
	for (const ending of endings) {
		const target = 'decided' in ending ? ending.decided.target : ending.kind === 'held' ? ending.target : null;
		if (target === null) continue;
		const key = `${target.state.id} ${target.state.lever}`;
		if (ending.kind !== 'held' || !isBlocked(ending)) {
			holds.free(key);
			continue;
		}
		const since = holds.held(key, now);
		if (now - since < LONG_HOLD) continue;
		const [first] = ending.reasons;
		const advice = entryOf(whatToDo, existing(first, 'the first reason of an ending').guard) ?? OTHERWISE;
		sentences.set(ending, `No step for ${Math.floor((now - since) / DAY_MS)} days. ${advice}`);
	}
	return sentences;
}
