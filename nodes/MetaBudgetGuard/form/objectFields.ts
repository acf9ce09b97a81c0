import { upperFirst } from 'lodash';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { mayBeEmpty, rewordField, shownWhen, type Field } from '../../shared/form/field';
import { InputProblem } from '../../shared/form/problem';
import { isRecord } from '../../shared/record';
import { adSetLocator, campaignLocator } from '../../shared/node/pickers/locators';
import type { NamedObject } from '../state/objects';

/** Which ad set or campaign a step is about: the one of the form, or that of the report row which the step rests on. */

type Kind = NamedObject['kind'];

const columns = { adSet: 'adset_id', campaign: 'campaign_id' } as const;
const locators = { adSet: adSetLocator, campaign: campaignLocator } as const;

const orOfRow = <F extends Field>(one: F, kind: Kind) =>
	rewordField(mayBeEmpty(one), {
		description: `The ${kind === 'adSet' ? 'ad set' : 'campaign'} to work on. Leave empty where a report row comes in: its ${columns[kind]} counts.`,
	});

/** A row whose numbers are judged says whose they are, so nobody has to name it once more. */
export const objectFields = [
	shownWhen({ objectType: ['campaign'] }, orOfRow(campaignLocator, 'campaign')),
	shownWhen({ objectType: ['adSet'] }, orOfRow(adSetLocator, 'adSet')),
] as const;

interface ObjectParams {
	readonly objectType: string;
	readonly adSet?: string;
	readonly campaign?: string;
	/** Absent where the form asks for no numbers. */
	readonly numbersFrom?: string;
}

const isKind = (objectType: string): objectType is Kind => objectType in columns;

/** @throws InputProblem as the field says it */
const refuseEmpty = (kind: Kind): string => locators[kind].read('', [kind]);

/** A field that hands nothing on although an expression fills it has lost its value, and no row stands in. */
function isExpression(n8n: IExecuteFunctions, kind: Kind, index: number): boolean {
	const raw: unknown = n8n.getNodeParameter(kind, index, null, { rawExpressions: true });
	return String(isRecord(raw) ? raw.value : raw).startsWith('=');
}

const rowAt = (n8n: IExecuteFunctions, index: number): IDataObject => n8n.getInputData()[index]?.json ?? {};

/** An ID of a row, also as the number that a table has made of it; null where the row has none. */
function idIn(row: IDataObject, column: string): string | number | null {
	const id = row[column];
	if (typeof id === 'number') return id;
	return typeof id === 'string' && id.trim() !== '' ? id.trim() : null;
}

const adviceOf = (kind: Kind): string =>
	`set Level to ${kind === 'adSet' ? 'Ad Set' : 'Campaign'} in the report before this step.`;

function idOfRow(row: IDataObject, kind: Kind): string {
	const id = idIn(row, columns[kind]);
	if (id !== null) return locators[kind].read(id, [kind]);
	throw new InputProblem(
		[kind],
		`is empty, and the row that came in has no ${columns[kind]}`,
		`Choose one, or ${adviceOf(kind)}`,
	);
}

/** The level of a row that is of something larger, with more numbers than those of the object; null where none is known. */
function largerLevel(row: IDataObject, kind: Kind): string | null {
	const [level] = typeof row.row_key === 'string' ? row.row_key.split('|') : [];
	if (level === 'account') return 'an ad account';
	return kind === 'adSet' && (level === 'campaign' || idIn(row, columns.campaign) !== null) ? 'a campaign' : null;
}

/** Numbers of one ad set must not move the budget of another: somebody chose one, and the report has the rows of all. */
function refuseOtherRow(row: IDataObject, { kind, id }: NamedObject): void {
	const own = idIn(row, columns[kind]);
	if (own === null) {
		const level = largerLevel(row, kind);
		if (level === null) return;
		throw new InputProblem([kind], `is ${id}, and the row that came in is of ${level}`, upperFirst(adviceOf(kind)));
	}
	// A number may have lost its last digits, and the chosen ID then loses the same.
	if (typeof own === 'number' ? own === Number(id) : own === id) return;
	throw new InputProblem(
		[kind],
		`is ${id}, and the row that came in is of ${own}`,
		'Leave it empty: each row then counts for its own. Or filter the report before this step.',
	);
}

/**
 * @param index of the item whose row may name it
 * @throws InputProblem where neither the form nor the row does
 */
export function namedObjectOf(n8n: IExecuteFunctions, params: ObjectParams, index: number): NamedObject {
	const { objectType: kind, numbersFrom } = params;
	if (!isKind(kind)) throw new InputProblem([kind], 'is empty', 'Choose a campaign or an ad set.');
	const id = params[kind];
	if (id !== undefined) {
		if (numbersFrom === 'row') refuseOtherRow(rowAt(n8n, index), { kind, id });
		return { kind, id };
	}
	if (numbersFrom !== 'row' || isExpression(n8n, kind, index)) return { kind, id: refuseEmpty(kind) };
	return { kind, id: idOfRow(rowAt(n8n, index), kind) };
}

/** The object of an item that may be unusable in other ways. @throws InputProblem */
export function objectAt(n8n: IExecuteFunctions, index: number): string {
	const valueOf = (name: string): unknown => n8n.getNodeParameter(name, index, null);
	const kind = String(valueOf('objectType'));
	const field = objectFields.find(({ name }) => name === kind);
	const id = field?.read(valueOf(kind), [kind]);
	const numbersFrom = String(valueOf('numbersFrom'));
	return namedObjectOf(n8n, { objectType: kind, numbersFrom, ...(id !== undefined && { [kind]: id }) }, index).id;
}
