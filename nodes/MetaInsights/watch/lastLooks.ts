import { isPlainObject } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isDay } from '../../shared/accountTime';
import { lengthOf } from '../facts/dateRanges';

const day = z.string().refine(isDay);
/** The last day that was judged, and that of the run before: a run that is made again finds what it found. */
const look = z.tuple([day, day.nullable()]);

/** Where in the step's static data. */
const PLACE = 'watched';
/** What has been reported of each account. */
const REPORTED_PLACE = 'reported';

/** The first day that an alert was reported for, and the last one on which it stood. */
const reportedDays = z.tuple([day, day]);

/** Alerts of one account; more at once are one trouble. */
const MOST_ALERTS = 200;

/** An alert is news again only once it has been over for so many days. */
const MEMORY_DAYS = 3;

/** Far more accounts than one step watches. */
const MOST_ACCOUNTS = 5_000;

/** An account with the last day that is judged of it. */
export interface JudgedDay {
	/** Null where rows do not tell the account: then nothing is remembered. */
	readonly account: string | null;
	readonly level: string;
	readonly until: string;
}

/**
 * Until which day a step has judged each account, in n8n's static data of it. What began on days that no run has seen
 * is reported by the next one. When a run has ended, n8n stores the data, unless that was a manual run. What cannot be read
 * there counts as nothing.
 */
export class LastLooks {
	/** @param data what n8n gives as static data: of a workflow that was edited it can be anything */
	constructor(private readonly data: unknown) {}

	/** How many days before this look the last one was; 1 where nobody knows, as if a run had been made every day. */
	daysBefore(now: JudgedDay): number {
		const [until, before] = this.storedLook(now) ?? [];
		const last = until === now.until ? before : until;
		return typeof last === 'string' && last < now.until ? lengthOf({ since: last, until: now.until }) - 1 : 1;
	}

	/**
	 * Keys of the alerts that this workflow has reported and that stood at its last looks. What was reported for the same day is
	 * not among them: a run that is made again reports it again.
	 */
	reportedKeys(now: JudgedDay): Set<string> {
		const daysBack = this.daysBefore(now) + MEMORY_DAYS - 1;
		const isRemembered = ([first, last]: readonly [string, string]): boolean =>
			first < now.until && lengthOf({ since: last, until: now.until }) - 1 <= daysBack;
		return new Set(
			Object.entries(this.alertsOf(now)).flatMap(([key, value]) => {
				const read = reportedDays.safeParse(value);
				return read.success && isRemembered(read.data) ? [key] : [];
			}),
		);
	}

	/** Alerts of an account that have been handed on, or were before and still stand. */
	noteAlerts(now: JudgedDay, keys: readonly string[]): void {
		if (!isObject(this.data) || now.account === null) return;
		const reportedBefore = this.reportedKeys(now);
		const storedAlerts = this.alertsOf(now);
		const days = keys.map((key): [string, string[]] => {
			const read = reportedDays.safeParse(storedAlerts[key]);
			const first = read.success && (reportedBefore.has(key) || read.data[0] === now.until) ? read.data[0] : now.until;
			return [key, [first, now.until]];
		});
		const alertsToKeep = Object.entries(storedAlerts).filter(([key]) => !keys.includes(key));
		const accounts = Object.entries(this.accountsIn(REPORTED_PLACE)).filter(([key]) => key !== keyOf(now));
		this.data[REPORTED_PLACE] = Object.fromEntries(
			[...accounts, [keyOf(now), Object.fromEntries([...alertsToKeep, ...days].slice(-MOST_ALERTS))] as const].slice(
				-MOST_ACCOUNTS,
			),
		) as IDataObject;
	}

	/** Looks whose alerts have been handed on. */
	note(looks: readonly JudgedDay[]): void {
		if (!isObject(this.data)) return;
		const all = new Map(Object.entries(this.all()));
		for (const now of looks) {
			const last = this.storedLook(now);
			if (now.account === null || (last !== null && last[0] >= now.until)) continue;
			all.delete(keyOf(now));
			all.set(keyOf(now), [now.until, last?.[0] ?? null]);
		}
		// Set as a whole: only so n8n is sure to see the change.
		this.data[PLACE] = Object.fromEntries([...all].slice(-MOST_ACCOUNTS));
	}

	private storedLook(now: JudgedDay): z.infer<typeof look> | null {
		const read = look.safeParse(this.all()[keyOf(now)]);
		return read.success ? read.data : null;
	}

	private all(): Readonly<IDataObject> {
		return this.accountsIn(PLACE);
	}

	private alertsOf(now: JudgedDay): Readonly<IDataObject> {
		const storedAlerts = this.accountsIn(REPORTED_PLACE)[keyOf(now)];
		return isObject(storedAlerts) ? storedAlerts : {};
	}

	private accountsIn(place: string): Readonly<IDataObject> {
		const accounts = isObject(this.data) ? this.data[place] : undefined;
		return isObject(accounts) ? accounts : {};
	}
}

const keyOf = ({ account, level }: JudgedDay): string => `${account} ${level}`;

const isObject = (data: unknown): data is IDataObject => isPlainObject(data);
