import uniqBy from 'lodash/uniqBy.js';

import type { Call, CallError } from '../nodes/MetaAds/selfCheck/report/calls.ts';
import type { Report, StepNote } from '../nodes/MetaAds/selfCheck/report/report.ts';
import { ANY_NAME, CONSTANT } from '../nodes/MetaAds/selfCheck/report/shape.ts';
import { stepKeyOf } from '../nodes/MetaAds/selfCheck/steps/step.ts';
import { byCall, fieldMap, shapeIn, type AnswerFields } from './answers/answers.mts';
import { isEnumerated } from './answers/enumerations.mts';
import { fieldsByKind, inObject, isListed, withKind, type KindFields } from './answers/kinds.mts';
import { objectKind } from './answers/objectKind.mts';

/** Where a report and the emulator part, pure: names, kinds of values, codes. */

export interface Difference {
	/** The step: `metaAds.campaign.get`. */
	readonly step: string;
	/** Method and path, with the ids taken out. */
	readonly call: string;
	/** The field, by its path in the answer; `error` for codes, empty for the call itself. */
	readonly at: string;
	readonly reported: string;
	readonly emulated: string;
	/** Graph leaves out what is empty: a field that is missing may only have nothing to show. */
	readonly mayBeEmpty?: true;
	/** Settings come back as people made them: one that only the report has may be unset in the emulator's accounts. */
	readonly mayBeUnset?: true;
}

type Named = Pick<Difference, 'step' | 'call'>;

/** Each difference once, at the first step that shows it. */
export function differences(reported: Report, emulated: Report): Difference[] {
	const known = new Map(emulated.steps.map((step) => [stepKeyOf(step), step]));
	const kinds = fieldsByKind(emulated);
	const all = reported.steps.flatMap((step) => {
		const other = known.get(stepKeyOf(step));
		const comparable = other !== undefined && step.calls.length > 0 && other.calls.length > 0;
		return comparable ? inStep(step, other, kinds) : [];
	});
	return uniqBy(all, ({ step, call, at, ...values }) => {
		const isField = at.startsWith('.') && !isPage(at);
		const place = isField ? [objectKind(step, call), inObject(at)] : [step, call, at];
		return JSON.stringify([...place, values]);
	});
}

/** Every call was answered, and the step could not use an answer that it can use of the emulator. */
function inOutcome(step: string, reported: StepNote, emulated: StepNote): Difference[] {
	const isAnswered = reported.calls.every(({ answer }) => answer !== undefined);
	if (reported.outcome !== 'refused' || !isAnswered || emulated.outcome === 'refused') return [];
	const call = reported.calls.at(-1)!;
	const words = `the step failed (${reported.why ?? 'no reason'}) although its calls were answered`;
	return [{ step, call: `${call.method} ${call.path}`, at: 'step', reported: words, emulated: 'the step succeeded' }];
}

function inStep(reported: StepNote, emulated: StepNote, kinds: KindFields): Difference[] {
	const [ours, theirs] = [byCall(emulated), byCall(reported)];
	const step = stepKeyOf(reported);
	const inCalls = [...theirs].flatMap(([call, calls]) => {
		const same = ours.get(call);
		if (same === undefined) return [{ step, call, at: '', reported: 'called', emulated: 'not called' }];
		return [...inErrors({ step, call }, calls, same), ...inAnswers({ step, call }, calls, same, kinds)];
	});
	return [...inOutcome(step, reported, emulated), ...inCalls];
}

const codesOf = ({ code, subcode, type }: CallError): string => [code ?? '-', subcode ?? '-', type ?? '-'].join(' / ');

const endingsOf = (calls: readonly Call[]): string[] =>
	[...new Set(calls.map(({ error, lost }) => (error ? codesOf(error) : lost ? 'no answer' : 'answered')))].sort();

function inErrors(named: Named, reported: readonly Call[], emulated: readonly Call[]): Difference[] {
	const [theirs, ours] = [endingsOf(reported), endingsOf(emulated)];
	if (theirs.every((ending) => ours.includes(ending))) return [];
	return [{ ...named, at: 'error', reported: theirs.join(', '), emulated: ours.join(', ') }];
}

/** Where a page stands is Meta's own: its texts have no form that means anything. */
const isPage = (path: string): boolean => path.startsWith('.paging');

function inAnswers(named: Named, reported: readonly Call[], emulated: readonly Call[], all: KindFields): Difference[] {
	const [their, our] = [shapeIn(reported), shapeIn(emulated)];
	if (their === undefined || our === undefined) return [];
	const [theirs, ours] = [fieldMap(their), fieldMap(our)];
	const shown = withKind(ours, isListed(theirs), all.get(objectKind(named.step, named.call)));
	const added = [...theirs].flatMap(([at, kinds]): Difference[] => {
		if (isPage(at) || !isParentKnown(at, shown)) return [];
		const expected = shown.get(at);
		const words = [...kinds].sort().join(' or ');
		if (expected !== undefined && [...kinds].every((kind) => isLike(at, kind, expected))) return [];
		const emulated = expected === undefined ? 'no such field' : [...expected].sort().join(' or ');
		const isUnset = expected === undefined ? isSetting(at) : emulated === 'null';
		return [{ ...named, at, reported: words, emulated, ...(isUnset && { mayBeUnset: true }) }];
	});
	const missing = [...ours].flatMap(([at, kinds]): Difference[] =>
		isPage(at) || theirs.has(at) || !isParentKnown(at, theirs)
			? []
			: [{ ...named, at, reported: 'not there', emulated: [...kinds].sort().join(' or '), mayBeEmpty: true }],
	);
	return [...added, ...missing, ...emptyLists(named, theirs, ours), ...withoutCursors(named, theirs, ours)];
}

const hasEntries = (at: string, fields: AnswerFields): boolean =>
	[...fields.keys()].some((path) => path.startsWith(`${at}[]`));

/** What such a list holds, the answer does not show: it may only be empty in that account. */
const emptyLists = (named: Named, theirs: AnswerFields, ours: AnswerFields): Difference[] =>
	[...theirs].flatMap(([at, kinds]): Difference[] =>
		kinds.has('list') && !isPage(at) && !hasEntries(at, theirs) && hasEntries(at, ours)
			? [{ ...named, at, reported: 'an empty list', emulated: 'a list with entries', mayBeEmpty: true }]
			: [],
	);

/** Pages are followed by their cursors: rows without them, and the rest would never be read. */
const CURSORS = '.paging.cursors';

const withoutCursors = (named: Named, theirs: AnswerFields, ours: AnswerFields): Difference[] =>
	ours.has(CURSORS) && !theirs.has(CURSORS) && hasEntries('.data', theirs)
		? [{ ...named, at: CURSORS, reported: 'not there', emulated: 'object' }]
		: [];

/** One difference is told once: what is inside of an object or a list that only one side has follows from it. */
function isParentKnown(at: string, fields: AnswerFields): boolean {
	const parent = at.replace(/(\.[^.[\]]+|\[\])$/, '');
	if (parent === '' || parent === at) return true;
	const list = parent.endsWith('[]');
	return (
		fields.has(list ? parent.slice(0, -2) : parent) &&
		(!list || [...fields.keys()].some((path) => path.startsWith(`${parent}.`)))
	);
}

/** What Meta stores as it was sent, inside of which a name of Meta's own is no news. */
const settings =
	/\.(?:targeting|promoted_object|object_story_spec|asset_feed_spec|degrees_of_freedom_spec|attribution_spec|tracking_specs|lookalike_spec)(?:\[\])?\./;

const isSetting = (at: string): boolean => settings.test(at) && !at.endsWith(`.${ANY_NAME}`);

/** What people have written may look like anything; an action may be named by an ID alone. */
const written =
	/\.(?:action_type|name|title|body|message|description|caption|username|email|display_string|city|category|path|tokens?)(?:\[\])?$/;
const textKinds = ['address', 'constant', 'date', 'decimal', 'digits', 'empty text', 'id', 'text', 'time'];
const numerals = ['decimal', 'digits', 'id'];
/** Amounts of the Marketing API are whole numbers of a currency's smallest unit: a decimal would be another offset. */
const minor =
	/\.(?:\w*budget|budget_remaining|spend_cap|\w+_spend_cap|\w+_spend_target|amount_spent|balance|bid_amount|min_\w+)$/;

/** Whether a kind is one the emulator shows there, or one that stands for the same. */
function isLike(at: string, kind: string, expected: ReadonlySet<string>): boolean {
	if (expected.has(kind)) return true;
	if (kind.startsWith(CONSTANT))
		return [...expected].some((one) => one.startsWith(CONSTANT)) && isEnumerated(at, kind.slice(CONSTANT.length));
	if (minor.test(at) && kind === 'decimal') return false;
	const family = written.test(at) && textKinds.includes(kind) ? textKinds : numerals.includes(kind) ? numerals : [];
	return kind === 'whole number' ? expected.has('number') : family.some((one) => expected.has(one));
}
