import type { IDataObject } from 'n8n-workflow';

import { BEGAN, isOurs, isThere, type LifeWorld, type Move, type Switchable } from './world.mts';

/** What a row says, held against what the emulator has seen. */

interface Said {
	readonly row: IDataObject;
	readonly object: Switchable;
	readonly life: LifeWorld;
	/** What happened to the object while the step ran. */
	readonly moves: readonly Move[];
	readonly isStopped: boolean;
	/** Who has paused it, if it is paused. */
	readonly paused: string | undefined;
}

interface Claim {
	readonly says: (row: IDataObject) => boolean;
	readonly isTrue: (said: Said) => boolean;
}

/** No help for what runs, or runs within its hours. */
export const ACTIVATE = /Activate it, or take it out/;

const reason =
	(words: RegExp) =>
	({ reason }: IDataObject): boolean =>
		words.test(String(reason));
const cents = (value: unknown): number => Math.round(Number(value) * 100);
const stepOf = (moves: readonly Move[]): Move | undefined => moves.find(isOurs);
const hasStatus =
	(status: string) =>
	({ object }: Said): boolean =>
		object.status === status;
const budgetOf = (object: Switchable): number | undefined => (object.kind === 'Ad' ? undefined : object.dailyBudget);

const claims: readonly Claim[] = [
	{ says: ({ action }) => action === 'activate', isTrue: hasStatus('ACTIVE') },
	{ says: ({ action }) => action === 'pause', isTrue: hasStatus('PAUSED') },
	{
		says: ({ action }) => action === 'none',
		isTrue: ({ object, row }) => !isThere(object) || (object.status === 'ACTIVE') === row.withinHours,
	},
	{ says: ({ verdict, what }) => verdict === 'applied' && what === 'status', isTrue: hasStatus('PAUSED') },
	{
		says: ({ verdict, what }) => verdict === 'applied' && what === 'daily budget',
		isTrue: ({ object, row, moves }) =>
			budgetOf(object) === cents(row.after) && stepOf(moves)?.from === cents(row.before),
	},
	{ says: ({ verdict }) => verdict === 'held', isTrue: ({ moves }) => stepOf(moves) === undefined },
	{ says: reason(/Stop Loss has stopped it/), isTrue: ({ isStopped }) => isStopped },
	{ says: reason(/Rotate has paused it/), isTrue: ({ paused }) => paused === 'rotate' },
	{ says: reason(/Somebody Else \(.*?\) paused it/), isTrue: ({ paused }) => paused === 'person' },
	{ says: reason(/Rule Tool \(.*?\) paused it/), isTrue: ({ paused }) => paused === 'tool' },
	{
		says: reason(/another step of this app paused it/),
		isTrue: ({ paused }) => paused !== undefined && paused !== 'person' && paused !== 'tool',
	},
	{ says: reason(/it was created paused/), isTrue: ({ paused }) => paused === undefined },
	{ says: reason(/while this step ran/), isTrue: ({ moves }) => moves.length > 0 },
	// Nobody in this life takes a mark away.
	{ says: reason(/has taken its mark/), isTrue: () => false },
	{
		says: reason(/was reactivated/),
		// A copy begins to run as it is made.
		isTrue: ({ object, life }) =>
			object.createdTime >= BEGAN || life.movesOf(object.id, 'status').some(({ to }) => to === 'ACTIVE'),
	},
	{ says: reason(/^(Paused, and not in the queue|Stands by|In the queue)/), isTrue: hasStatus('PAUSED') },
	{
		says: ({ heldLong }) => ACTIVATE.test(String(heldLong)),
		isTrue: ({ object, paused }) => object.status !== 'ACTIVE' && paused !== 'schedule',
	},
];

/** What is so instead of what a row says; null where all that can be checked is true. */
export function untrueIn(
	row: IDataObject,
	object: Switchable,
	life: LifeWorld,
	all: readonly Move[],
	isStopped: boolean,
) {
	const moves = all.filter((move) => move.object === object);
	// Somebody was there after our write.
	if (moves.length > 0 && !isOurs(moves.at(-1)!)) return null;
	const said = { row, object, life, moves, isStopped, paused: life.pausedBy(object) };
	if (claims.every(({ says, isTrue }) => !says(row) || isTrue(said))) return null;
	const budget = budgetOf(object);
	return `it is ${object.status}, paused by ${said.paused ?? 'nobody'}${budget === undefined ? '' : `, budget ${budget}`}`;
}
