import type { GraphClient } from '../../shared/graph/client';
import type { Creation } from '../../shared/graph/outcome';
import { readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphParams } from '../../shared/graph/request';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts, Session } from '../../shared/node/session';
import { ownedObject } from '../../shared/adObject/target';
import type { Child, Copied } from './copied';
import { USUAL_WAIT, type DuplicateParams } from './form';

/**
 * "The total number of children ads to copy should not exceed 3 for a synchronous call and 51 for an asynchronous call"
 * (Marketing API, Campaign Copies). Whether ad sets count is told differently: here they do, which is on the safe side.
 */
const MOST_AT_ONCE = 3;
const MOST_ADS = 51;

const LONGEST_NAME = 400;

const MINUTE = 60_000;

/** An object below the one that is copied, or below the copy. */
export interface Below {
	readonly type: Child['type'];
	readonly id: string;
	readonly name: string;
	/** What it is a copy of. */
	readonly sourceId: string;
}

export interface Plan extends Creation {
	readonly idIn: string;
	readonly account: AccountFacts;
	readonly source: GraphObject;
	readonly below: readonly Below[];
	/** More than Meta copies while we wait for the answer. */
	readonly isLarge: boolean;
	readonly status: string;
	readonly dryRun: boolean;
	/** Milliseconds. */
	readonly waitUpTo: number;
}

/** Reads what is to be copied. @throws InputProblem for what cannot be, before anything is sent */
export async function planCopy(session: Session, copied: Copied, params: DuplicateParams): Promise<Plan> {
	const { kind, idIn, target, children } = copied;
	const account = await session.account(params.adAccount);
	const source = await ownedObject(session, kind, params.id, account.id);
	if (source.status === 'DELETED') throw new InputProblem([kind.locator.name], 'is deleted', `Choose another ${kind.noun}.`);
	const name = `${params.namePrefix}${String(source.name ?? '')}${params.nameSuffix}`;
	if (name.length > LONGEST_NAME) throw new InputProblem(['nameSuffix'], `makes a name of ${name.length} characters`, `Shorten it: a name has at most ${LONGEST_NAME} characters.`);
	const isDeep = params.deepCopy === true;
	const below = isDeep ? await readBelow(session.graph, params.id, children, account.id) : [];
	const ads = below.filter(({ type }) => type === 'ad').length;
	if (ads > MOST_ADS) {
		const advice = kind.noun === 'campaign' ? 'Switch Copy What Is Inside off and duplicate its ad sets one by one into the copy.' : 'Switch Copy What Is Inside off and duplicate its ads one by one into the copy.';
		throw new InputProblem([kind.locator.name], `has ${ads} ads, and Meta copies at most ${MOST_ADS} at once`, advice);
	}
	const sent: GraphParams = {
		...(children.length > 0 ? { deep_copy: isDeep } : {}),
		...(target && params.target !== undefined ? { [target.sentAs]: params.target } : {}),
		rename_options: renameOptions(params),
		status_option: params.status,
	};
	return {
		...{ account, source, below, idIn, dryRun: session.dryRun, status: params.status, waitUpTo: (params.options.waitUpTo ?? USUAL_WAIT) * MINUTE },
		isLarge: below.length > MOST_AT_ONCE,
		request: { method: 'POST', path: `${params.id}/copies`, params: sent, effect: 'create', account: account.id },
		lookUp: {
			edge: `${params.id}/copies`,
			account: account.id,
			name,
			noun: `copy of the ${kind.noun}`,
			// The edge takes no filter by name; what comes back is compared.
			narrow: {},
			fields: target ? [target.sentAs] : [],
			matches: (copy) => target === undefined || copy[target.sentAs] === (params.target ?? source[target.sentAs]),
		},
	};
}

function renameOptions({ namePrefix, nameSuffix, deepRename }: DuplicateParams): GraphParams {
	if (namePrefix === '' && nameSuffix === '') return { rename_strategy: 'NO_RENAME' };
	return { rename_strategy: deepRename ? 'DEEP_RENAME' : 'ONLY_TOP_LEVEL_RENAME', rename_prefix: namePrefix, rename_suffix: nameSuffix };
}

/** What lies in an object, as Meta lists it: neither deleted nor archived. */
export async function readBelow(graph: GraphClient, id: string, children: readonly Child[], account: string): Promise<Below[]> {
	const lists = await Promise.all(
		children.map(async ({ type, edge, sourceIn }) => {
			const request = { method: 'GET' as const, path: `${id}/${edge}`, params: { fields: fieldList(['id', 'name', sourceIn]) }, effect: 'read' as const, account };
			const rows = await readRows(graph, request, Infinity);
			return rows.map((row): Below => ({ type, id: String(row.id), name: String(row.name ?? ''), sourceId: String(row[sourceIn] ?? '') }));
		}),
	);
	return lists.flat();
}
