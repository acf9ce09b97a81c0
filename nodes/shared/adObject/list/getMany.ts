import type { IDataObject } from 'n8n-workflow';

import { collection } from '../../form/collections';
import { mayBeEmpty, rewordField, type Field } from '../../form/field';
import { formOf } from '../../form/form';
import { choices, text } from '../../form/kinds';
import { InputProblem } from '../../form/problem';
import type { GraphObject } from '../../graph/object';
import { readRows } from '../../graph/pages';
import { fieldList } from '../../graph/request';
import { allColumnsOption, limitFields, mostRows, optionsField, outputFields } from '../../node/commonFields';
import { adAccountLocator } from '../../node/pickers/locators';
import { defineOperation, eachItem, type Operation } from '../../node/operation';
import type { Session } from '../../node/session/session';
import { conditionsField, conditionsProblem, conditionFilterOf } from './conditions';
import { fieldsOption } from '../fieldsOption';
import type { AdObjectKind } from '../kind';
import { sortedRows, sortField } from './sort';
import { ownedObject } from '../target';

interface Status {
	readonly name: string;
	readonly value: string;
}

const filtersField = ({ plural, comparable }: AdObjectKind, statuses: readonly Status[]) =>
	collection({ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' }, [
		conditionsField(comparable),
		text({ displayName: 'Name Contains', name: 'nameContains', placeholder: 'e.g. sale' }),
		choices({
			displayName: 'Statuses',
			name: 'statuses',
			options: statuses,
			default: [],
			description: `Only ${plural} with one of these statuses. Archived ones are included only if chosen here.`,
		}),
	]);

/** What the list can be narrowed to: everything below one parent. Left empty it is the whole account. */
const parentFields = ({ parents = [], plural }: AdObjectKind): Array<Field<string, string | undefined>> =>
	parents.map(({ locator, noun }) =>
		rewordField(mayBeEmpty(locator), {
			description: `Only the ${plural} of this ${noun}`,
			hint: 'Leave empty for the whole ad account',
		}),
	);

/**
 * The object whose edge is read: the closest chosen parent, checked to be of its kind, of this account, and below the
 * others that are chosen.
 *
 * @throws InputProblem or GraphFailure
 */
async function listedBelow(
	session: Session,
	{ parents = [] }: AdObjectKind,
	params: Readonly<Record<string, unknown>>,
	account: string,
): Promise<string> {
	const chosenParents = parents.flatMap((kind) =>
		typeof params[kind.locator.name] === 'string' ? [{ kind, id: params[kind.locator.name] as string }] : [],
	);
	const closest = chosenParents.at(-1);
	if (closest === undefined) return account;
	const parent = await ownedObject(session, closest.kind, closest.id, account);
	for (const { kind, id } of chosenParents.slice(0, -1)) {
		if (String(parent[`${kind.noun}_id`]) === id) continue;
		throw new InputProblem(
			[closest.kind.locator.name],
			`is not in the chosen ${kind.noun}`,
			`Choose one of its ${closest.kind.plural}, or leave one of the two fields empty.`,
		);
	}
	return closest.id;
}

/** @param statuses effective statuses the list can be narrowed to; deleted objects cannot be listed on an edge */
export const getManyOperation = (
	kind: AdObjectKind,
	statuses: readonly Status[],
	action: string,
	description: string,
): Operation =>
	defineOperation({
		value: 'getMany',
		name: 'Get Many',
		action,
		description,
		effect: 'read',
		mainColumns: kind.mainColumns,
		form: formOf(
			adAccountLocator,
			...parentFields(kind),
			...limitFields,
			filtersField(kind, statuses),
			sortField(kind.comparable),
			...outputFields,
			optionsField(allColumnsOption, fieldsOption(kind)),
		),
		rule: ({ filters }) => conditionsProblem(filters.conditions),
		perform: eachItem(async (session, params) => {
			const account = await session.account(params.adAccount);
			const { conditions = [], nameContains, statuses: chosenStatuses } = params.filters;
			const filters = [
				...(nameContains ? [{ field: 'name', operator: 'CONTAIN', value: nameContains }] : []),
				...conditions.map((condition, index) => conditionFilterOf(condition, index, kind.comparable, account)),
			];
			const { sort } = params;
			const below = await listedBelow(session, kind, params, account.id);
			const request = {
				method: 'GET' as const,
				path: `${below}/${kind.edge}`,
				params: {
					fields: fieldList([
						...(params.simplify ? kind.fields : params.options.fields),
						...(sort ? [sort.field] : []),
					]),
					effective_status: chosenStatuses && chosenStatuses.length > 0 ? chosenStatuses : undefined,
					filtering: filters.length > 0 ? filters : undefined,
				},
				effect: 'read' as const,
				account: account.id,
			};
			const read = async (most: number): Promise<GraphObject[]> => await readRows(session.graph, request, most);
			const rows = await sortedRows(sort, kind.comparable, mostRows(params), read);
			return rows.map((row) => ({ json: params.simplify ? kind.row(row, account) : (row as IDataObject) }));
		}),
	});
