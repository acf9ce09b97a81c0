import { get, isEqual } from 'lodash';
import type { IDataObject, IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

import { isLimiting } from '../form/field';
import { pathOfSetting } from '../form/form';
import { InputProblem } from '../form/problem';
import { allOf, attempt } from '../form/problems';
import { declinedOperation, declinedProblem, needsNoDecline, permitOn, permitsOf } from '../form/permits';
import { ruleProblem } from '../form/rule';
import { isDeclined } from '../personsAnswer';
import { pausing } from '../graph/wait';
import { withoutValues } from '../form/withoutValues';
import { withDefaultAccount } from './defaultAccount';
import { valuesOf } from './formValues';
import { failedVerdict, type FailedItem, type Job, type Operation } from './operation';

/** An item as its form was read: its own values, and what it says of the settings of the run. */
export interface ReadJob extends Job<unknown> {
	readonly settings: Settings;
}

type Settings = Readonly<Record<string, unknown>>;

/** What an item says of the settings of the run, also one that cannot be used for anything else. */
interface Say {
	readonly index: number;
	readonly settings: Settings;
}

export interface ReadItems {
	readonly jobs: readonly ReadJob[];
	readonly failures: ReadonlyMap<number, FailedItem>;
	/** Why nothing of the run may begin, however many items can be read. */
	readonly torn: InputProblem | null;
}

/** Reads and checks the form of every item. */
export async function readItems(context: IExecuteFunctions, operation: Operation, count: number): Promise<ReadItems> {
	const { form, rule } = operation;
	const jobs: ReadJob[] = [];
	const says: Say[] = [];
	const failures = new Map<number, FailedItem>();
	let unsaid: InputProblem | null = null;
	const isOfPeople = operation.ofPeople === true;
	const permits = operation.effect === 'write' ? permitsOf(form.fields) : [];
	const ownLimits = reckonedLimits(context, operation);
	const { parameters } = context.getNode();
	const { standing, problemToTell } = await withDefaultAccount(context, parameters);
	// A run can have a million items, most often with the same values.
	const sharers = { settings: sharing<Settings>(), params: sharing<unknown>() };
	const examined = onceForTheSame((values) => {
		const saying = attempt(() => sharers.settings(form.readSettings(values) as Settings));
		const { params, settings, problem } = form.examine(values);
		const broken = problemToTell(allOf([problem, rule === undefined ? null : ruleProblem(rule, params, settings)]));
		// Of what is broken, some cannot be looked at.
		if (broken !== null) return { saying, broken };
		return { saying, read: { params: sharers.params(params), settings: sharers.settings(settings as Settings) } };
	});
	const fixedValues = new Map<string, NodeParameterValueType>();
	const pause = pausing(context.getExecutionCancelSignal());
	for (let index = 0; index < count; index++) {
		await pause();
		const ask = (name: string, otherwise: string) => {
			const fixedValue = fixedValues.get(name);
			if (fixedValue !== undefined) return fixedValue;
			const value = standing(name, context.getNodeParameter(name, index, otherwise) as NodeParameterValueType);
			if (value !== undefined && !hasExpression(get(parameters, name))) fixedValues.set(name, value);
			// What gives nothing is refused by its label; an empty field means that there is no limit.
			return typeof value === 'string' && value.trim() === '' && ownLimits.has(name) ? undefined : value;
		};
		try {
			const values = valuesOf(form.fields, ask);
			const { saying, broken, read } = withAnswer(
				examined(values),
				refusalBy(operation, permits, values),
				() => context.getInputData()[index]?.json,
			);
			if ('value' in saying) says.push({ index, settings: saying.value });
			else unsaid ??= unsaidSetting(saying.problem);
			if (broken === undefined) jobs.push({ index, ...read });
			else failures.set(index, { failure: isOfPeople ? withoutValues(broken, values, parameters) : broken });
		} catch (thrown) {
			failures.set(index, failedVerdict(thrown));
		}
	}
	return { jobs, failures, torn: unsaid ?? settingsProblem(operation, says) ?? listProblem(operation, failures) };
}

/** Whether a parameter, as the workflow stores it, can give each item another value. n8n copies and checks it again for every item. */
const hasExpression = (parameter: unknown): boolean =>
	typeof parameter === 'string'
		? parameter.startsWith('=')
		: typeof parameter === 'object' && parameter !== null && Object.values(parameter).some(hasExpression);

/** Why a person's no would stand against this item: a switch that is on, or the operation itself. */
function refusalBy({ value, name }: Operation, permits: readonly string[][], values: Values): InputProblem | null {
	const permit = permits.length === 0 ? undefined : permitOn(permits, values);
	if (permit !== undefined) return declinedProblem(permit);
	return needsNoDecline.has(value) ? declinedOperation(name) : null;
}

/** What an item came to, unless a person's no in it stands against it. */
function withAnswer<T extends { readonly broken?: InputProblem }>(
	examined: T,
	problem: InputProblem | null,
	jsonOf: () => IDataObject | undefined,
): T | (Omit<T, 'read'> & { readonly broken: InputProblem; readonly read?: undefined }) {
	const json = problem === null ? undefined : jsonOf();
	if (problem === null || json === undefined || !isDeclined(json)) return examined;
	return { ...examined, broken: allOf([examined.broken ?? null, problem]) ?? problem, read: undefined };
}

type Values = Readonly<Record<string, unknown>>;

/** What the same values came to the last time, which is far dearer to work out than to compare. */
function onceForTheSame<T>(work: (values: Values) => T): (values: Values) => T {
	let last: { readonly values: Values; readonly result: T } | undefined;
	return (values) => {
		if (last === undefined || !areSame(last.values, values)) last = { values, result: work(values) };
		return last.result;
	};
}

/** By name: most values are the very same from one item to the next, and a look at the whole takes far longer. */
function areSame(one: Values, other: Values): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length &&
		names.every((name) => name in other && (one[name] === other[name] || isEqual(one[name], other[name])))
	);
}

/** Gives the last value once more instead of one that is the same. */
function sharing<T>(): (value: T) => T {
	let last: T | undefined;
	return (value) => {
		if (last === undefined || !isEqual(last, value)) last = value;
		return last;
	};
}

/** Limits that an expression is to give. */
function reckonedLimits(context: IExecuteFunctions, { form }: Operation): ReadonlySet<string> {
	const limits = form.fields.filter(isLimiting).map(({ property }) => property.name);
	if (limits.length === 0) return new Set();
	const { parameters } = context.getNode();
	return new Set(limits.filter((name) => String(parameters[name]).startsWith('=')));
}

/** A setting of the run that gives nothing for an item: what the others say of it must not stand in. How long to wait may. */
const unsaidSetting = ({ all }: InputProblem): InputProblem | null =>
	allOf(all.map((problem) => (problem.field.includes('maxWait') ? null : problem)));

/** A setting of the whole run that items do not agree on: whose value held would be chance, so none does. */
function settingsProblem({ form, ofPeople }: Operation, [first, ...others]: readonly Say[]): InputProblem | null {
	if (first === undefined) return null;
	for (const other of others) {
		if (other.settings === first.settings) continue;
		const names = Object.keys({ ...first.settings, ...other.settings });
		const name = names.find((key) => !isEqual(first.settings[key], other.settings[key]));
		if (name === undefined) continue;
		const inWords = (value: unknown): string =>
			value === undefined ? 'nothing' : ofPeople === true ? 'another value' : JSON.stringify(value);
		const ofItem = ({ index, settings }: Say): string => `${inWords(settings[name])} for item ${index + 1}`;
		return new InputProblem(
			pathOfSetting(form.fields, name),
			`applies to the whole run, but its expression gives ${ofItem(first)} and ${ofItem(other)}`,
			'Enter one value, or run the step once for each value with Loop Over Items. Nothing was sent.',
		);
	}
	return null;
}

/** All items are one list: whoever cannot be read would be missing from it. */
function listProblem({ oneList }: Operation, failures: ReadonlyMap<number, FailedItem>): InputProblem | null {
	const [first] = failures;
	if (oneList !== true || first === undefined) return null;
	const [index, { failure }] = first;
	return new InputProblem(
		failure instanceof InputProblem ? failure.field : ['columns'],
		`cannot be used for item ${index + 1}, and all items together are one list`,
		'Nothing was sent: who is missing from the list would be taken out. Correct that item, or leave it out before this step.',
	);
}
