import type { AmountChange, NoAmounts } from '../../meta/activityLog/amounts';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphParams } from '../../shared/graph/request';
import type { LeverName } from '../policy/lever';

/** Where a value stands: on a campaign or an ad set, and as what. */
export interface LeverPlace {
	readonly on: 'campaign' | 'adSet';
	readonly lever: LeverName;
	readonly value: bigint;
}

/** Why there is no such value, a sentence, and where it is. */
export interface Absent {
	readonly absent: string;
}

/** What an object shows now, and all labels it is to have. */
export interface Marking {
	readonly current: GraphObject;
	readonly labels: readonly string[];
}

/** What an operation moves: how to find it, write it, and recognize it in the log. */
export interface Family {
	/** In a sentence: "budget". */
	readonly noun: string;
	/** Whether a change of it changes what the budgets of the account come to. */
	readonly addsUp: boolean;
	/** Finds the value for an ad set and its campaign, or for a campaign that was named itself. */
	readonly locate: (
		kind: 'campaign' | 'adSet',
		adSet: GraphObject | null,
		campaign: GraphObject,
	) => LeverPlace | Absent;
	/** The value the object shows now; null when it has none any more. */
	readonly valueOf: (object: GraphObject, lever: LeverName) => bigint | null;
	/** @param marking where marks go along in the same write */
	readonly params: (lever: LeverName, value: bigint, marking?: Marking) => GraphParams;
	/** Event types whose entries tell an old and a new value of it. */
	readonly events: ReadonlySet<string>;
	/** What such an entry tells of it, in minor units of the account's currency or in the unit of a ROAS floor. */
	readonly logged: (entry: GraphObject, currency: string) => AmountChange | NoAmounts;
}

/** A whole number as Graph writes it, above zero. */
export function wholeOf(value: unknown): bigint | null {
	const text = String(value ?? '');
	return /^\d{1,15}$/.test(text) && text !== '0' ? BigInt(text) : null;
}

/** A logged amount; 0 stands for none. */
export function loggedWhole(value: unknown): bigint | null {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return /^\d{1,15}$/.test(text) ? BigInt(text) : null;
}
