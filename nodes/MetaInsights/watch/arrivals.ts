import { isPlainObject, sumBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { addDays } from '../../shared/accountTime';
import { lengthOf } from '../facts/dateRanges';
import { arrivalOf, LATE_DAYS, LATE_FIGURES, type Arrival, type LookedDay } from './judged/arrival';
import type { WatchedObject } from './judged/past';

/** Where in the step's static data. */
const PLACE = 'arrivals';

/** What was counted of a day when it was one, two … days old; null where nobody looked then. */
const counts = z.array(z.number().nullable()).max(LATE_DAYS);
const storedCounts = z.record(z.string(), z.record(z.string(), counts));

/** Days that tell how late results come: an account changes. */
const MOST_DAYS = 28;

/** Far more accounts than one step watches. */
const MOST_ACCOUNTS = 500;

type LateFigure = (typeof LATE_FIGURES)[number];
type Counts = z.infer<typeof storedCounts>;

/** What is watched: an account, its level and the column of its results. */
export interface ArrivalPlace {
	/** Null where rows do not tell the account: then nothing is remembered. */
	readonly account: string | null;
	readonly level: string;
	readonly resultsColumn: string;
}

/**
 * What each look has counted of the last days, in n8n's static data of the step. It shows how much of a day's results is there
 * after one, two … days. A run by hand is not stored, and then what is usual is assumed. What cannot be read counts as nothing.
 */
export class Arrivals {
	/** @param data what n8n gives as static data */
	constructor(private readonly data: unknown) {}

	/** How late what is counted comes, by earlier looks at this account. */
	arrival(place: ArrivalPlace, objects: readonly WatchedObject[]): Arrival {
		const seenDays = this.seenDaysAt(place);
		const oldDays = daysOf(objects).slice(0, -LATE_DAYS);
		return Object.fromEntries(
			LATE_FIGURES.map((figure) => {
				const looked = oldDays.flatMap((day): LookedDay[] => {
					const [seenSums, now] = [seenDays[figure]?.[day], sumOn(objects, figure, day)];
					return seenSums === undefined || now === null ? [] : [{ seen: seenSums, now }];
				});
				return [figure, arrivalOf(looked, unitOf(figure, objects))];
			}),
		);
	}

	/** Remembers what there is of the last days. */
	note(place: ArrivalPlace, objects: readonly WatchedObject[]): void {
		if (!isPlainObject(this.data) || place.account === null) return;
		const days = daysOf(objects);
		const until = days.at(-1);
		if (until === undefined) return;
		const seenDays = this.seenDaysAt(place);
		const figures = LATE_FIGURES.map((figure) => {
			const earlier = Object.entries(seenDays[figure] ?? {}).filter(([day]) => day > addDays(until, -MOST_DAYS));
			const fresh = days.slice(-LATE_DAYS).map((day): [string, Array<number | null>] => {
				const age = lengthOf({ since: day, until });
				const before = seenDays[figure]?.[day] ?? [];
				return [
					day,
					Array.from({ length: LATE_DAYS }, (_, index) =>
						index === age - 1 ? sumOn(objects, figure, day) : (before[index] ?? null),
					),
				];
			});
			return [figure, { ...Object.fromEntries(earlier), ...Object.fromEntries(fresh) }];
		});
		const others = Object.entries(this.places()).filter(([key]) => key !== keyOf(place));
		// Set as a whole: only so n8n is sure to see the change.
		(this.data as IDataObject)[PLACE] = Object.fromEntries(
			[...others, [keyOf(place), Object.fromEntries(figures)]].slice(-MOST_ACCOUNTS),
		) as IDataObject;
	}

	private seenDaysAt(place: ArrivalPlace): Partial<Record<LateFigure, Counts[string]>> {
		const read = storedCounts.safeParse(this.places()[keyOf(place)]);
		return read.success ? read.data : {};
	}

	private places(): Readonly<IDataObject> {
		const all = isPlainObject(this.data) ? (this.data as IDataObject)[PLACE] : undefined;
		return isPlainObject(all) ? (all as IDataObject) : {};
	}
}

const keyOf = ({ account, level, resultsColumn }: ArrivalPlace): string => `${account} ${level} ${resultsColumn}`;

const daysOf = (objects: readonly WatchedObject[]): string[] =>
	uniq(objects.flatMap(({ days }) => days.map(({ date }) => date))).sort();

/** Of all objects on a day; null where one of them does not tell. */
function sumOn(objects: readonly WatchedObject[], figure: LateFigure, date: string): number | null {
	const figures = objects.flatMap(({ days }) => days.filter((day) => day.date === date).map((day) => day[figure]));
	return figures.some((value) => value === null) ? null : sumBy(figures, (value) => value ?? 0);
}

/** What one order brings: a value tells as much as it has orders. */
function unitOf(figure: LateFigure, objects: readonly WatchedObject[]): number {
	if (figure === 'results') return 1;
	const days = objects.flatMap((object) => object.days);
	const [value, purchases] = [sumBy(days, (day) => day.value ?? 0), sumBy(days, (day) => day.purchases ?? 0)];
	return purchases > 0 && value > 0 ? value / purchases : 1;
}
