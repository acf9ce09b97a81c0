import { groupBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { hoursInWords } from '../../meta/hours/week';
import { weekHoursField } from '../../meta/hours/weekFields';
import { claimantOf, takeOverField } from '../../meta/marks/claimant';
import { showsClaim } from '../../meta/marks/claims';
import { unlessRefused, wantedMarked } from '../../meta/marks/markedStatus';
import { keptMarksOf } from '../../meta/marks/keptMarks';
import { runningTest } from '../../meta/marks/testMark';
import { areLabelsReadable, marksLost, offReasons, type MarkChange } from '../../meta/marks/marks';
import { toInstant } from '../../shared/accountTime';
import { changedRow, changeObjects, outcomeFirst, type ObjectChange } from '../../shared/adObject/change/changes';
import { wantedStatus, type WantedValue } from '../../shared/adObject/change/wanted';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { notice, renameField, rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import type { GraphObject } from '../../shared/graph/object';
import { existing, pairLists } from '../../shared/lists';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, type Operation, type Verdict } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import {
	claimOfHours,
	holdReason,
	leftToSchedule,
	readHolds,
	reasonOfStop,
	runs,
	UNSEEN_STOP,
	type Holds,
	type Task,
} from './holds';
import { unreadItems, unsureBy, type LostItem } from './lostItems';
import { SeenMarks } from './seenMarks';
import { editorDryRunField, editorNote, isEditorRun, sayOutcomes } from './outcomes';

const hoursField = weekHoursField(
	'Running Hours',
	'hours',
	'When it may run, in the ad account’s time zone. Days and hours you leave out are off.',
	'Add the hours in which it may run.',
);

const wantedStatusOf = (task: Task): 'ACTIVE' | 'PAUSED' => (runs(task) ? 'ACTIVE' : 'PAUSED');
const wantedNow = (task: Task): WantedValue => wantedStatus(wantedStatusOf(task));

const stopIn = (object: GraphObject): string | null => reasonOfStop(offReasons(object));

/** What is stopped at the moment at which it is switched on stays off: that is no other status than the wanted one. */
const unlessStopped = (wantedValue: WantedValue): WantedValue => ({
	...wantedValue,
	shownBy: (object) => wantedValue.shownBy(object) || (object.status === 'PAUSED' && stopIn(object) !== null),
});

const marksNow = (task: Task): MarkChange => ({
	...(runs(task) ? { take: 'hours' } : { add: 'hours' }),
	claim: claimOfHours(task),
});

/** On, although a stop stands that Meta did not show when it was switched on. */
const isOverStop = (task: Task, holds: Holds, { status }: GraphObject): boolean =>
	runs(task) && status === 'ACTIVE' && holds.get(task) === UNSEEN_STOP;

const toChange = (task: Task, holds: Holds, hasMarks: boolean): ObjectChange => ({
	...task,
	decide: (current) => {
		const holdFound = holdReason(task, holds, current);
		if (holdFound instanceof Error) return holdFound;
		if (isOverStop(task, holds, current)) return [wantedStatus('PAUSED')];
		if (holdFound !== null) return [];
		if (!hasMarks) return [wantedNow(task)];
		const wantedValues = wantedMarked(wantedStatusOf(task), current, marksNow(task), task.local.toMillis());
		return runs(task) ? wantedValues.map(unlessStopped) : wantedValues;
	},
	method: 'POST',
	exact: true,
});

/** What a pause that Meta keeps no mark of means for the other steps. */
const UNMARKED =
	'only the published workflow remembers it. In other workflows, add Guards → Runs by Dayparting to the nodes.';

const UNCLAIMED =
	'No ad label shows that this workflow keeps it to its hours, so a second schedule for it cannot be seen.';

/** Hours that only one of them has would give it other people than the others. */
const TESTED = 'It is in a split test: give all ad sets of the test the same hours.';

/** Marks that stand among labels nobody can read are left there, and the log decides as where Meta keeps none. */
const UNREADABLE = 'Its ad labels cannot be read, so the activity history alone decides, and no label was changed.';

function outcomeOf(task: Task, holds: Holds, { before, after, changed }: Looks): IDataObject {
	const withinHours = runs(task);
	const now = `${task.local.toFormat('cccc HH:mm', { locale: 'en' })} (ad account time)`;
	const reason = `${now} is ${withinHours ? 'within' : 'outside'} its hours (${hoursInWords(task.hours)}).`;
	const holdFound = holdReason(task, holds, before);
	if (task.unsure !== undefined) return { action: 'hold', reason: task.unsure, withinHours: null };
	if (isOverStop(task, holds, before))
		return { action: 'pause', reason: `${reason} It is paused again: ${UNSEEN_STOP}`, withinHours };
	if (holdFound !== null && holdFound === leftToSchedule(task, before))
		return { action: 'hold', reason: `${reason} ${holdFound}`, withinHours };
	if (typeof holdFound === 'string')
		return { action: 'hold', reason: `${reason} It stays paused: ${holdFound}`, withinHours };
	const stop = withinHours && changed ? stopIn(after) : null;
	if (stop !== null)
		return { action: 'hold', reason: `${reason} It was stopped at the same time: ${stop}`, withinHours };
	const action = wantedNow(task).shownBy(before) ? 'none' : withinHours ? 'activate' : 'pause';
	if (!areLabelsReadable(before)) return { action, reason: `${reason} ${UNREADABLE}`, withinHours };
	const test = action === 'none' ? null : runningTest(before, task.local.toMillis());
	const inTest = test === null ? '' : ` ${TESTED}`;
	const isSwitched = changed && !task.validateOnly;
	const lostMark = isSwitched ? marksLost(after, marksNow(task)) : null;
	const unclaimed = isSwitched && !showsClaim(after, claimOfHours(task)) ? ` ${UNCLAIMED}` : '';
	return {
		action,
		reason: `${reason}${inTest}${lostMark === null ? '' : ` Meta ${lostMark}: ${UNMARKED}`}${unclaimed}`,
		withinHours,
	};
}

/** An object before and after its change. */
interface Looks {
	readonly before: GraphObject;
	readonly after: GraphObject;
	readonly changed: boolean;
}

/** Items that name the same object give it their hours together: rows of a sheet, say. */
function withAllHours(tasks: readonly Task[]): Task[] {
	const keyOf = ({ account, id }: Task): string => `${account.id} ${id}`;
	const all = groupBy(tasks, keyOf);
	return tasks.map((task) => ({ ...task, hours: (all[keyOf(task)] ?? [task]).flatMap(({ hours }) => hours) }));
}

const isSwitchedOverStop = (task: Task, { after, changed }: Looks): boolean =>
	changed && runs(task) && after.status === 'ACTIVE' && stopIn(after) !== null;

/** A stop that came while it was switched on: its mark stands, and what was switched on goes off again. */
async function pauseStopped(
	session: Session,
	kind: AdObjectKind,
	tasks: readonly Task[],
	holds: Holds,
): Promise<ReadonlyMap<Task, Verdict>> {
	const decide = (current: GraphObject): WantedValue[] =>
		stopIn(current) === null || current.status !== 'ACTIVE' ? [] : [wantedStatus('PAUSED')];
	const changes = new Map(
		tasks.map((task): [ObjectChange, Task] => [{ ...task, decide, method: 'POST', exact: true }, task]),
	);
	const verdicts = await changeObjects(session, kind, [...changes.keys()], (one, ending) => {
		const task = existing(changes.get(one), 'the task of a change');
		return outcomeFirst(changedRow(kind)(one, ending), outcomeOf(task, holds, { ...ending, before: ending.after }));
	});
	return new Map(pairLists(tasks, verdicts));
}

async function keepAll(
	session: Session,
	kind: AdObjectKind,
	items: readonly Task[],
	lostItems: readonly LostItem[],
): Promise<Verdict[]> {
	const tasks = withAllHours(items).map((task): Task => ({ ...task, unsure: unsureBy(task, lostItems, kind) }));
	const seenMarks = new SeenMarks(session.n8n.getWorkflowStaticData('node'));
	const keptMarks = keptMarksOf(session);
	const holds = await readHolds(session, kind, tasks, seenMarks);
	const change = async (some: readonly Task[], hasMarks: boolean): Promise<Verdict[]> => {
		const changes = new Map(some.map((task) => [toChange(task, holds, hasMarks), task]));
		const stopped: Task[] = [];
		const verdicts = await changeObjects(session, kind, [...changes.keys()], (one, ending) => {
			const task = existing(changes.get(one), 'the task of a change');
			if (isSwitchedOverStop(task, ending)) stopped.push(task);
			if (!task.validateOnly) seenMarks.look(ending.after, task.local.toMillis());
			if (!task.validateOnly && ending.changed && !isOverStop(task, holds, ending.before))
				keptMarks.note(ending.before, ending.after, marksNow(task));
			const row = changedRow(kind)(one, ending);
			const note = task.editorDryRun ? editorNote(row) : {};
			return outcomeFirst(row, { ...outcomeOf(task, holds, ending), ...note });
		});
		const pausedAgain = await pauseStopped(session, kind, stopped, holds);
		return pairLists(some, verdicts).map(([task, verdict]) => pausedAgain.get(task) ?? verdict);
	};
	const verdicts = await unlessRefused(tasks, change);
	sayOutcomes(
		session,
		verdicts,
		tasks.some(({ editorDryRun }) => editorDryRun),
	);
	return verdicts;
}

type Params = ParamsIn<ReturnType<typeof formFor>>;

/** @throws GraphFailure where the account cannot be read */
async function taskOf(
	session: Session,
	{ adAccount, id, hours, dryRunInEditor, options: { validateOnly, takeOverFrom = [] } }: Params,
): Promise<Task> {
	const account = await session.account(adAccount);
	const local = toInstant(new Date(session.graph.serverTime() ?? session.now()), account.timeZone);
	const isChecked = validateOnly || session.dryRun;
	const editorDryRun = !isChecked && dryRunInEditor && isEditorRun(session);
	const { n8n } = session;
	// Two nodes of one workflow can have different hours, too.
	const claimant = claimantOf(n8n, n8n.getNode().id);
	return {
		...{ id, account, validateOnly: isChecked || editorDryRun, editorDryRun, hours, local },
		...{ claimant, takenOver: takeOverFrom },
	};
}

const formFor = (kind: AdObjectKind) =>
	formOf(
		notice({
			name: 'hoursNotice',
			text:
				'Run this every hour with a Schedule Trigger. ' +
				`It activates only ${kind.plural} that it has paused itself. Those you paused stay paused.`,
		}),
		adAccountLocator,
		renameField(
			'id',
			rewordField(kind.locator, {
				hint:
					`For several ${kind.plural}, put Get Many before it. Turn on its Return All, or those after the first 50 get no hours. ` +
					'Then switch to By ID and drag the ID here.',
			}),
		),
		hoursField,
		editorDryRunField,
		optionsField(validateOnlyOption, takeOverField),
	);

/**
 * What should run now by its hours, runs, and what should not, does not: right at any hour, whatever runs were missed.
 * It activates only what Meta's log shows to have been paused by this app outside the hours. Whatever else is paused
 * stays so, with the reason.
 */
export const keepToHoursOperation = (kind: AdObjectKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'keepToHours',
		name: 'Run on a Schedule (Dayparting)',
		action,
		description,
		effect: 'write',
		stopsSpend: true,
		ownSummary: true,
		form: formFor(kind),
		// A retry needs the hours of all items again, also of those that were answered before.
		repeatable: true,
		async perform(session, jobs, settings) {
			const lostItems = unreadItems(session, kind, jobs);
			const numberedJobs = jobs.map(({ index, params }) => ({ index, params: { ...params, index } }));
			const perform = together(
				async (_session: Session, { index, ...params }: Params & { readonly index: number }) =>
					await taskOf(session, params).catch(async (thrown: unknown) => {
						lostItems.push({ index, id: params.id });
						return await Promise.reject(thrown);
					}),
				async (_session, tasks) => await keepAll(session, kind, tasks, lostItems),
			);
			return await perform(session, numberedJobs, settings);
		},
	});
