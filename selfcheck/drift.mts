import type { Call, CallError } from '../nodes/MetaAds/selfCheck/report/calls.ts';
import type { Report, StepNote } from '../nodes/MetaAds/selfCheck/report/report.ts';
import { CONSTANT, fieldsOf, uniteShapes, type Shape } from '../nodes/MetaAds/selfCheck/report/shape.ts';
import { stepKeyOf } from '../nodes/MetaAds/selfCheck/steps/step.ts';
import { isEnumerated } from './enumerations.mts';

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
}

type Named = Pick<Difference, 'step' | 'call'>;
type Fields = ReadonlyMap<string, ReadonlySet<string>>;

export function differences(reported: Report, emulated: Report): Difference[] {
	const known = new Map(emulated.steps.map((step) => [stepKeyOf(step), step]));
	return reported.steps.flatMap((step) => {
		const other = known.get(stepKeyOf(step));
		const comparable = other !== undefined && step.calls.length > 0 && other.calls.length > 0;
		return comparable ? inStep(step, other) : [];
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

function inStep(reported: StepNote, emulated: StepNote): Difference[] {
	const [ours, theirs] = [byCall(emulated), byCall(reported)];
	const step = stepKeyOf(reported);
	const inCalls = [...theirs].flatMap(([call, calls]) => {
		const same = ours.get(call);
		if (same === undefined) return [{ step, call, at: '', reported: 'called', emulated: 'not called' }];
		return [...inErrors({ step, call }, calls, same), ...inAnswers({ step, call }, calls, same)];
	});
	return [...inOutcome(step, reported, emulated), ...inCalls];
}

function byCall({ calls }: StepNote): Map<string, Call[]> {
	const groups = new Map<string, Call[]>();
	for (const call of calls) {
		const key = `${call.method} ${call.path}`;
		groups.set(key, [...(groups.get(key) ?? []), call]);
	}
	return groups;
}

const codesOf = ({ code, subcode, type }: CallError): string => [code ?? '-', subcode ?? '-', type ?? '-'].join(' / ');

const endingsOf = (calls: readonly Call[]): string[] =>
	[...new Set(calls.map(({ error, lost }) => (error ? codesOf(error) : lost ? 'no answer' : 'answered')))].sort();

function inErrors(named: Named, reported: readonly Call[], emulated: readonly Call[]): Difference[] {
	const [theirs, ours] = [endingsOf(reported), endingsOf(emulated)];
	if (theirs.every((ending) => ours.includes(ending))) return [];
	return [{ ...named, at: 'error', reported: theirs.join(', '), emulated: ours.join(', ') }];
}

function shapeIn(calls: readonly Call[]): Shape | undefined {
	const answers = calls.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
	return answers.length === 0 ? undefined : answers.reduce(uniteShapes);
}

function fieldMap(shape: Shape): Fields {
	const fields = new Map<string, Set<string>>();
	for (const [path, kinds] of fieldsOf(shape)) {
		const known = fields.get(path) ?? new Set();
		for (const kind of kinds) known.add(kind);
		fields.set(path, known);
	}
	return fields;
}

/** Where a page stands is Meta's own: its texts have no form that means anything. */
const isPage = (path: string): boolean => path.startsWith('.paging');

function inAnswers(named: Named, reported: readonly Call[], emulated: readonly Call[]): Difference[] {
	const [their, our] = [shapeIn(reported), shapeIn(emulated)];
	if (their === undefined || our === undefined) return [];
	const [theirs, ours] = [fieldMap(their), fieldMap(our)];
	const added = [...theirs].flatMap(([at, kinds]): Difference[] => {
		if (isPage(at) || !isParentKnown(at, ours)) return [];
		const expected = ours.get(at);
		const words = [...kinds].sort().join(' or ');
		if (expected === undefined) return [{ ...named, at, reported: words, emulated: 'no such field' }];
		const fits = [...kinds].every((kind) => isLike(at, kind, expected));
		return fits ? [] : [{ ...named, at, reported: words, emulated: [...expected].sort().join(' or ') }];
	});
	const missing = [...ours].flatMap(([at, kinds]): Difference[] =>
		isPage(at) || theirs.has(at) || !isParentKnown(at, theirs)
			? []
			: [{ ...named, at, reported: 'not there', emulated: [...kinds].sort().join(' or '), mayBeEmpty: true }],
	);
	return [...added, ...missing, ...emptyLists(named, theirs, ours), ...withoutCursors(named, theirs, ours)];
}

const hasEntries = (at: string, fields: Fields): boolean =>
	[...fields.keys()].some((path) => path.startsWith(`${at}[]`));

/** What such a list holds, the answer does not show: it may only be empty in that account. */
const emptyLists = (named: Named, theirs: Fields, ours: Fields): Difference[] =>
	[...theirs].flatMap(([at, kinds]): Difference[] =>
		kinds.has('list') && !isPage(at) && !hasEntries(at, theirs) && hasEntries(at, ours)
			? [{ ...named, at, reported: 'an empty list', emulated: 'a list with entries', mayBeEmpty: true }]
			: [],
	);

/** Pages are followed by their cursors: rows without them, and the rest would never be read. */
const CURSORS = '.paging.cursors';

const withoutCursors = (named: Named, theirs: Fields, ours: Fields): Difference[] =>
	ours.has(CURSORS) && !theirs.has(CURSORS) && hasEntries('.data', theirs)
		? [{ ...named, at: CURSORS, reported: 'not there', emulated: 'object' }]
		: [];

/** One difference is told once: what is inside of an object or a list that only one side has follows from it. */
function isParentKnown(at: string, fields: Fields): boolean {
	const parent = at.replace(/(\.[^.[\]]+|\[\])$/, '');
	if (parent === '' || parent === at) return true;
	const list = parent.endsWith('[]');
	return (
		fields.has(list ? parent.slice(0, -2) : parent) &&
		(!list || [...fields.keys()].some((path) => path.startsWith(`${parent}.`)))
	);
}

/** What people have written may look like anything. */
const written =
	/\.(?:name|title|body|message|description|caption|username|email|display_string|city|category|path|tokens?)(?:\[\])?$/;
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
