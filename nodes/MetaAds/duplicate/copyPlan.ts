import { idOf, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { ownedObject } from '../../shared/adObject/target';
import { InputProblem } from '../../shared/form/problem';
import type { GraphClient } from '../../shared/graph/client';
import { knownId, type GraphObject } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { fieldList, type GraphParams } from '../../shared/graph/request';
import type { Creation } from '../../shared/graph/writes/create';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import type { ChangedCopy } from './changedCopy';
import { copiedIn, sourceIn, type Child, type CopyKind } from './copied';
import { USUAL_WAIT, type DuplicateParams } from './form';
import { MINUTE_MS } from '../../shared/durations';

/**
 * "The total number of children ads to copy should not exceed 3 for a synchronous call" (Marketing API, Campaign Copies).
 * Whether ad sets count is told differently: here they do, which is on the safe side.
 */
const MOST_AT_ONCE = 3;

/** Ads of one copy, which goes object by object beyond those: more would take many minutes and much of the quota. */
const MOST_ADS = 51;

const LONGEST_NAME = 400;

/** An object below the one that is copied, or below the copy. */
export interface Below {
	readonly type: Child['type'];
	readonly id: string;
	readonly name: string;
	/** What it is a copy of. */
	readonly sourceId: string;
	/** What it lies in. */
	readonly parentId: string;
	readonly child: Child;
}

/** What copies of children are called. */
interface ChildNames {
	readonly prefix: string;
	readonly suffix: string;
	readonly options: GraphParams;
}

/** What is copied, and how the copy is known again. */
export interface CopyPlan extends Creation {
	readonly idIn: string;
	readonly account: AccountFacts;
	readonly source: GraphObject;
	readonly below: readonly Below[];
	/** More than Meta copies with one call. */
	readonly isLarge: boolean;
	/** With changes. */
	readonly changedCopy?: ChangedCopy;
	readonly childNames: ChildNames;
	readonly status: string;
	readonly dryRun: boolean;
	/** Milliseconds. */
	readonly waitUpTo: number;
}

/** Reads what is to be copied. @throws InputProblem for what cannot be, before anything is sent */
export async function planCopy(session: Session, copyKind: CopyKind, params: DuplicateParams): Promise<CopyPlan> {
	const { kind, word, target, children } = copyKind;
	const changes = changesOf(copyKind, params);
	const account = await session.account(params.adAccount);
	const read =
		changes === undefined
			? kind
			: { ...kind, fields: [...kind.fields.filter((one) => !changes.replaces(one)), ...changes.fields] };
	const source: GraphObject = { ...(await ownedObject(session, read, params.id, account.id)), id: params.id };
	const name = `${params.namePrefix}${textCell(source.name) ?? ''}${params.nameSuffix}`;
	const problem = sourceProblem(kind, source, name);
	if (problem) throw problem;
	const below = params.deepCopy === true ? await readBelow(session.graph, params.id, children, account.id) : [];
	const tooMuch = belowProblem(kind, below);
	if (tooMuch) throw tooMuch;
	const path = `${params.id}/copies`;
	const status = params.status === 'INHERITED_FROM_SOURCE' ? String(source.status) : params.status;
	return {
		changedCopy: changes?.changedCopy({ source, account, name, status, target: params.target, now: session.now() }),
		...{ account, source, below, dryRun: session.dryRun, status: params.status },
		idIn: copiedIn(word),
		reads: kind.fields,
		waitUpTo: (params.options.waitUpTo ?? USUAL_WAIT) * MINUTE_MS,
		isLarge: below.length > MOST_AT_ONCE,
		childNames: childNames(params),
		request: { method: 'POST', path, params: copyParams(copyKind, params), effect: 'create', account: account.id },
		lookUp: {
			edge: path,
			account: account.id,
			name,
			noun: `copy of the ${kind.noun}`,
			// The edge takes no filter by name; what comes back is compared.
			narrow: {},
			isNamedByMeta: true,
			parents: {
				[sourceIn(word)]: params.id,
				...(target && { [target.sentAs]: params.target ?? String(source[target.sentAs]) }),
			},
			fields: [],
			matches: () => true,
		},
	};
}

/** `creative{id,name}` is the field creative. */
const nameIn = (field: string): string => field.replace(/\{.*$/s, '');

/** Nothing where the copy is to be as its model. */
function changesOf({ changeable }: CopyKind, { changes = {} }: DuplicateParams) {
	if (changeable === undefined || Object.keys(changes).length === 0) return undefined;
	const { fields, changedCopy } = changeable;
	const replaces = (field: string): boolean => fields.some((other) => nameIn(other) === nameIn(field));
	return {
		fields,
		replaces,
		changedCopy: (wish: Parameters<typeof changedCopy>[0]): ChangedCopy => changedCopy(wish, changes),
	};
}

function sourceProblem({ noun, locator }: AdObjectKind, source: GraphObject, name: string): InputProblem | null {
	if (source.status === 'DELETED') return new InputProblem([locator.name], 'is deleted', `Choose another ${noun}.`);
	if (name.length <= LONGEST_NAME) return null;
	const advice = `Shorten it: a name has at most ${LONGEST_NAME} characters.`;
	return new InputProblem(['nameSuffix'], `makes a name of ${name.length} characters`, advice);
}

function belowProblem({ noun, locator }: AdObjectKind, below: readonly Below[]): InputProblem | null {
	const ads = below.filter(({ type }) => type === 'ad').length;
	if (ads <= MOST_ADS) return null;
	const parts = noun === 'campaign' ? 'ad sets' : 'ads';
	const advice = `Switch Include Ad Sets and Ads off and duplicate its ${parts} one by one into the copy.`;
	return new InputProblem([locator.name], `has ${ads} ads, and at most ${MOST_ADS} are copied at once`, advice);
}

const copyParams = ({ children, target }: CopyKind, params: DuplicateParams): GraphParams => ({
	...(children.length > 0 ? { deep_copy: params.deepCopy === true } : {}),
	...(target && params.target !== undefined ? { [target.sentAs]: params.target } : {}),
	rename_options: renameOptions(params),
	status_option: params.status,
});

function renameOptions({ namePrefix, nameSuffix, deepRename }: DuplicateParams): GraphParams {
	if (namePrefix === '' && nameSuffix === '') return { rename_strategy: 'NO_RENAME' };
	const strategy = deepRename ? 'DEEP_RENAME' : 'ONLY_TOP_LEVEL_RENAME';
	return { rename_strategy: strategy, rename_prefix: namePrefix, rename_suffix: nameSuffix };
}

const childNames = (params: DuplicateParams): ChildNames =>
	params.deepRename
		? { prefix: params.namePrefix, suffix: params.nameSuffix, options: renameOptions(params) }
		: { prefix: '', suffix: '', options: { rename_strategy: 'NO_RENAME' } };

/** What lies in an object, as Meta lists it: neither deleted nor archived. @throws GraphFailure when it cannot be read whole */
export async function readBelow(
	graph: GraphClient,
	id: string,
	children: readonly Child[],
	account: string,
): Promise<Below[]> {
	const lists = await Promise.all(
		children.map(async (child) => {
			const { type, edge, word, parentIn } = child;
			const params = { fields: fieldList(['id', 'name', sourceIn(word), parentIn]) };
			const rows = await readRows(
				graph,
				{ method: 'GET', path: `${id}/${edge}`, params, effect: 'read', account },
				Infinity,
			);
			return rows.map((row): Below => ({
				type,
				id: knownId(row),
				name: textCell(row.name) ?? '',
				sourceId: idOf(row[sourceIn(word)]) ?? '',
				parentId: idOf(row[parentIn]) ?? '',
				child,
			}));
		}),
	);
	return lists.flat();
}
