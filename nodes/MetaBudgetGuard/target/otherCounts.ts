import { compact } from 'lodash';

import type { Condition, Conditions } from './condition';
import { surroundingsOf, type Neighbour, type Surroundings } from './surroundings';
import type { ReportWindow } from './windows';

/** Counts that a rule names apart from its results. Each can fall silent alone: a form can break while purchases go on. */

const metrics = { leads: 'costPerLead', purchases: 'costPerPurchase' } as const;

/** The sides of a rule. */
interface Sides {
	readonly raise: Conditions | null;
	readonly cut: Conditions | null;
}

type OtherCount = keyof typeof metrics;
const otherCounts: readonly OtherCount[] = ['leads', 'purchases'];

const conditionOn = ({ raise, cut }: Sides, count: OtherCount): Condition | undefined =>
	[cut, raise].flatMap((side) => side?.conditions ?? []).find(({ metric }) => metric === metrics[count]);

/** An object of a run whose rule may name other counts. */
type RuledNeighbour = Neighbour & { readonly rule: Sides };

/** What the days of all objects tell of each count that their rules name; where a row lacks it, nothing is known anyway. */
export function otherSurroundings(
	neighbours: readonly RuledNeighbour[],
	usual: number | null,
): Surroundings['ofCounts'] {
	const byCount = otherCounts.map((count) => {
		const counting = neighbours.flatMap(({ id, rule, settled }): Neighbour[] => {
			const { value = 0 } = conditionOn(rule, count) ?? {};
			const hasAll = settled.every((window) => window[count] !== undefined);
			return value > 0 && hasAll
				? [{ id, goal: { kind: 'cost', target: value }, settled: inPlace(settled, count) }]
				: [];
		});
		return counting.length > 0 && ([count, surroundingsOf(counting, usual)] as const);
	});
	return Object.fromEntries(compact(byCount));
}

const inPlace = (windows: readonly ReportWindow[], count: OtherCount): ReportWindow[] =>
	windows.map((window) => ({ ...window, results: window[count] ?? 0 }));

/** What counts for a rule: days on which one of its counts is late or silent are no evidence. */
export function aroundRule(settings: Sides, around: Surroundings): Surroundings {
	const others = otherCounts.flatMap((count) => {
		const ofCount = conditionOn(settings, count) && around.ofCounts?.[count];
		return ofCount ? [{ count, ofCount }] : [];
	});
	if (others.length === 0) return around;
	return {
		...around,
		lateDays: new Set([around, ...others.map(({ ofCount }) => ofCount)].flatMap(({ lateDays }) => [...lateDays])),
		outageOn: (windows) =>
			others.reduce<string | null>(
				(outage, { count, ofCount }) => outage ?? ofCount.outageOn(inPlace(windows, count)),
				around.outageOn(windows),
			),
	};
}
