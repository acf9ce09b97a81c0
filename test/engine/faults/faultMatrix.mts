import type { FaultRule } from '../../../emulator/http/server.mts';

/**
 * What can go wrong on the way to Meta, and what has to become of each item then. The table is the truth: the engine
 * test runs every line of it, and docs/development/fault-matrix.md is written from it.
 */

type Fault = FaultRule['fault'];

/** `refused`: not carried out and never will be. `limited`: not carried out, passes. `lost`: nobody knows. */
type Effect = 'refused' | 'limited' | 'lost';

export interface FaultLine {
	readonly name: string;
	readonly fault: Fault;
	readonly effect: Effect;
	/** Carried out at Meta all the same. */
	readonly applied?: boolean;
	/** The kind of failure of an item that is refused. */
	readonly kind?: string;
	/** The call ends by its deadline. After minutes it is not made again, not even where it could be. */
	readonly endless?: boolean;
	/** Only creates answer with the ID of what is new. */
	readonly ofCreates?: true;
}

const regain = {
	'1001000000000001': [
		{ type: 'ads_management', call_count: 100, total_cputime: 20, total_time: 20, estimated_time_to_regain_access: 1 },
	],
};
const usage = { 'x-business-use-case-usage': JSON.stringify(regain) };
const graph = (code: number, subcode?: number, headers?: Record<string, string>) => ({
	kind: 'graph' as const,
	code,
	subcode,
	headers,
});

const refused = (name: string, kind: string, fault: Fault): FaultLine => ({ name, fault, effect: 'refused', kind });
const limited = (name: string, fault: Fault): FaultLine => ({ name, fault, effect: 'limited' });
const lost = (name: string, fault: Fault): FaultLine => ({ name, fault, effect: 'lost' });
const lostBoth = (name: string, fault: (applied: boolean) => Fault): FaultLine[] => [
	{ name: `${name}, not carried out`, fault: fault(false), effect: 'lost' },
	{ name: `${name}, carried out`, fault: fault(true), effect: 'lost', applied: true },
];

const answer = (body: string, applied = false): Fault => ({
	...{ kind: 'http' as const, status: 200, contentType: 'application/json', applied, body },
});

/** What a create answers, with a place for an ID. */
const ANOTHER = JSON.stringify(
	Object.fromEntries(
		['id', 'copied_campaign_id', 'copied_adset_id', 'copied_ad_id', 'upload_session_id', 'video_id'].map((key) => [
			key,
			'ANOTHER',
		]),
	),
);

/** The fault, where it names an object that is there already. */
export const faultNaming = ({ fault }: FaultLine, id: string): Fault =>
	fault.kind === 'http' ? { ...fault, body: fault.body?.replaceAll('ANOTHER', id) } : fault;

export const faults: readonly FaultLine[] = [
	refused('190/463 token expired', 'auth', graph(190, 463)),
	refused('200 permission', 'permission', graph(200)),
	refused('100 parameter', 'invalidParameter', graph(100)),
	refused('368 blocked', 'policy', graph(368)),
	refused('613/1487632 budget changed too often', 'rateLimited', graph(613, 1487632)),
	refused('613 quota cut', 'rateLimited', graph(613)),
	refused('2635 version ended', 'invalidParameter', graph(2635)),
	refused('HTTP 200 with error 100', 'invalidParameter', { ...graph(100), status: 200 }),
	limited('4 app limit', graph(4)),
	limited('17 account limit', graph(17)),
	limited('17/2446079 account limit', graph(17, 2446079)),
	limited('32 page limit', graph(32)),
	limited('80004 account limit, a minute named', graph(80004, undefined, usage)),
	lost('1 unknown error', graph(1)),
	lost('2 service', graph(2)),
	lost('HTTP 200 with error 2', { ...graph(2), status: 200 }),
	lost('HTTP 500', { kind: 'http', status: 500 }),
	lost('HTTP 503', { kind: 'http', status: 503, body: 'Service Unavailable' }),
	lost('HTTP 502 with a web page', { kind: 'html', status: 502 }),
	lost('HTTP 200 with a web page', { kind: 'html', status: 200 }),
	lost('HTTP 200 with nothing', { kind: 'http', status: 200 }),
	{ ...lost('an answer without the ID', answer('{}')), ofCreates: true },
	...lostBoth('the ID of another object', (applied) => answer(ANOTHER, applied)).map((line): FaultLine => ({
		...line,
		ofCreates: true,
	})),
	...lostBoth('connection reset', (applied) => ({ kind: 'reset', applied })),
	...lostBoth('no answer in time', (applied) => ({ kind: 'timeout', applied, ms: 5 })),
	...lostBoth('half an answer', (applied) => ({ kind: 'truncated', applied })),
	...lostBoth('answer cut off', (applied) => ({ kind: 'truncated', applied, cut: true })),
	...lostBoth('answer drips without end', (applied) => ({ kind: 'drip', applied, everyMs: 5 })).map(
		(line): FaultLine => ({ ...line, endless: true }),
	),
	...lostBoth('empty batch slot', (applied) => ({ kind: 'nullSlot', applied })),
	...lostBoth('shortened batch', (applied) => ({ kind: 'truncatedBatch', applied })),
];

export const scopes = ['one item', 'third of five', 'whole batch of five'] as const;
export type Scope = (typeof scopes)[number];

export const operations = [
	'get',
	'getMany',
	'update',
	'activate',
	'delete',
	'create',
	'create, same names',
	'update, first look',
	'update, proof',
] as const;
export type Operation = (typeof operations)[number];

export const spans = ['once', 'always'] as const;
export type Span = (typeof spans)[number];

export const isRead = (operation: Operation): boolean => operation === 'get' || operation === 'getMany';
export const isCreate = (operation: Operation): boolean => operation.startsWith('create');
/** A look of an update is a read: it can always be repeated. */
const isLook = (operation: Operation): boolean => operation.startsWith('update,');

export const itemsIn = (scope: Scope): number => (scope === 'one item' ? 1 : 5);

/** Which combinations there are: only writes travel in batches, and some faults only exist there. */
export function exists(
	{ fault: { kind }, effect, ofCreates }: FaultLine,
	operation: Operation,
	scope: Scope,
	span: Span,
): boolean {
	if (ofCreates && !isCreate(operation)) return false;
	const inBatch = kind === 'nullSlot' || kind === 'truncatedBatch';
	if (operation === 'getMany' || isLook(operation))
		return scope === 'one item' && !inBatch && !(operation === 'update, proof' && span === 'always');
	if (operation === 'create, same names')
		return (
			scope !== 'one item' &&
			span === 'once' &&
			effect === 'lost' &&
			!(scope !== 'third of five' && kind === 'nullSlot')
		);
	if (scope === 'one item') return !inBatch;
	if (isRead(operation)) return scope === 'third of five' && !inBatch;
	if (span === 'always') return scope === 'whole batch of five' && !inBatch;
	return !(scope === 'whole batch of five' && kind === 'nullSlot');
}

type Fate = 'answered' | 'refused' | 'limited' | 'lost' | 'carriedOut';

/** What happens to one item's request when the fault strikes. */
function fateOf(
	{ fault: { kind }, effect, applied }: FaultLine,
	operation: Operation,
	scope: Scope,
	index: number,
): Fate {
	const hit: Fate = effect === 'lost' && applied ? 'carriedOut' : effect;
	if (scope === 'one item' || (isRead(operation) && index === 2)) return hit;
	if (isRead(operation)) return 'answered';
	if (kind === 'truncatedBatch') {
		if (index < 2) return 'answered';
		return scope === 'third of five' && index > 2 ? 'lost' : hit;
	}
	if (scope === 'whole batch of five' || index === 2) return hit;
	// A connection that breaks takes the answers of all parts with it; the other parts were carried out.
	return kind === 'reset' || kind === 'truncated' || kind === 'drip' ? 'carriedOut' : 'answered';
}

/** How one item has to end: `done`, or the kind of its failure. */
export function expected(line: FaultLine, operation: Operation, scope: Scope, span: Span, index: number): string {
	const fate = fateOf(line, operation, scope, index);
	if (fate === 'answered' || operation === 'update, proof') return 'done'; // a proof is looked for three times
	if (fate === 'refused') return line.kind ?? 'refused';
	if (fate === 'limited') return span === 'once' ? 'done' : 'rateLimited';
	if (isRead(operation) || isLook(operation)) return span === 'once' && !line.endless ? 'done' : 'temporary';
	// When every batch is lost, so is each look for what was sent. A budget is looked at by itself before it is changed:
	// there the first look is lost already, and nothing is sent.
	if (line.endless && operation === 'update' && scope === 'whole batch of five') return 'temporary';
	if (span === 'always' && scope !== 'one item') return operation === 'update' ? 'temporary' : 'outcomeUnknown';
	if (isCreate(operation)) return fate === 'carriedOut' ? 'done' : 'outcomeUnknown';
	return span === 'once' || fate === 'carriedOut' ? 'done' : 'outcomeUnknown';
}
