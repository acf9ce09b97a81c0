import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { readRows } from '../graph/pages';
import { fieldList } from '../graph/request';
import { limitField, limitParams, mostRows, optionsField, optionsParams, returnAllField, simplifyField } from '../node/commonFields';
import { adAccountId, adAccountLocator, objectId } from '../node/locators';
import { defineOperation, eachItem, type Operation } from '../node/operation';
import { InputProblem } from '../node/problem';
import type { Session } from '../node/session';
import { conditionsField, conditionsParam, filterOf } from './conditions';
import { fieldsOption, fieldsParam } from './fieldsOption';
import type { AdObjectKind } from './kind';
import { sorted, sortField, sortParam } from './sort';
import { ownedObject } from './target';

interface Status {
	readonly name: string;
	readonly value: string;
}

const filtersField = ({ plural, comparable }: AdObjectKind, statuses: readonly Status[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		conditionsField(comparable),
		{ displayName: 'Name Contains', name: 'nameContains', type: 'string', default: '', placeholder: 'e.g. sale' },
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			description: `Only ${plural} in one of these; archived ones are left out unless chosen here`,
			...{ options: [...statuses] },
		},
	],
});

/** What the list can be narrowed to: everything below one parent. Left empty it is the whole account. */
const parentFields = ({ parents = [], plural }: AdObjectKind): INodeProperties[] =>
	parents.map(({ locator, noun }) => {
		const field = { ...locator };
		delete field.required;
		return { ...field, description: `Only the ${plural} of this ${noun}`, hint: 'Leave empty for the whole ad account' };
	});

/** A picker that may be left alone. */
const optionalId = z.preprocess((id) => (id === '' ? undefined : id), objectId.optional());

const parentParams = ({ parents = [] }: AdObjectKind): Record<string, typeof optionalId> => Object.fromEntries(parents.map(({ locator }) => [locator.name, optionalId]));

/**
 * The object whose edge is read: the closest chosen parent, checked to be of its kind, of this account, and below the
 * others that are chosen.
 *
 * @throws InputProblem or GraphFailure
 */
async function listedBelow(session: Session, { parents = [] }: AdObjectKind, params: Record<string, unknown>, account: string): Promise<string> {
	const chosen = parents.flatMap((kind) => (typeof params[kind.locator.name] === 'string' ? [{ kind, id: params[kind.locator.name] as string }] : []));
	const closest = chosen.at(-1);
	if (closest === undefined) return account;
	const parent = await ownedObject(session, closest.kind, closest.id, account);
	for (const { kind, id } of chosen.slice(0, -1)) {
		if (String(parent[`${kind.noun}_id`]) === id) continue;
		throw new InputProblem([closest.kind.locator.name], `is not in the chosen ${kind.noun}`, `Choose one of its ${closest.kind.plural}, or leave one of the two fields empty.`);
	}
	return closest.id;
}

/** @param statuses effective statuses the list can be narrowed to; deleted objects cannot be listed on an edge */
export const getManyOperation = (kind: AdObjectKind, statuses: readonly Status[], action: string, description: string): Operation =>
	defineOperation({
		value: 'getMany',
		name: 'Get Many',
		action,
		description,
		effect: 'read',
		fields: [
			adAccountLocator,
			...parentFields(kind),
			returnAllField,
			limitField,
			filtersField(kind, statuses),
			sortField(kind.comparable),
			simplifyField,
			optionsField(fieldsOption(kind)),
		],
		params: z
			.object({
				adAccount: adAccountId,
				...limitParams,
				filters: z
					.object({
						conditions: conditionsParam,
						nameContains: z.string().trim().min(1).optional(),
						statuses: z.array(z.enum(statuses.map(({ value }) => value) as [string, ...string[]])).optional(),
					})
					.default({}),
				sort: sortParam,
				simplify: z.boolean().default(true),
				options: optionsParams({ fields: fieldsParam(kind) }),
			})
			.and(z.object(parentParams(kind))),
		perform: eachItem(async (session, params) => {
			const account = await session.account(params.adAccount);
			const { conditions, nameContains, statuses: chosen } = params.filters;
			const filters = [
				...(nameContains ? [{ field: 'name', operator: 'CONTAIN', value: nameContains }] : []),
				...conditions.map((condition, index) => filterOf(condition, index, kind.comparable, account)),
			];
			const { sort } = params;
			const below = await listedBelow(session, kind, params, account.id);
			const request = {
				method: 'GET' as const,
				path: `${below}/${kind.edge}`,
				params: {
					fields: fieldList([...(params.simplify ? kind.fields : params.options.fields), ...(sort ? [sort.field] : [])]),
					effective_status: chosen && chosen.length > 0 ? chosen : undefined,
					filtering: filters.length > 0 ? filters : undefined,
				},
				effect: 'read' as const,
				account: account.id,
			};
			const most = mostRows(params);
			const rows = await readRows(session.graph, request, sort ? Infinity : most);
			const listed = sort ? sorted(rows, sort, kind.comparable).slice(0, most) : rows;
			return listed.map((row) => ({ json: params.simplify ? kind.row(row, account) : (row as IDataObject) }));
		}),
	});
