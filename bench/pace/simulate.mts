import { PAST_DAYS, paceOf } from '../../nodes/MetaInsights/pace/pace.ts';
import { inventedSpend, type PaceWorld } from './world.mts';

/** The month that is forecast, November: the world's calendar reaches it on its 90th day. */
const [MONTH, LENGTH] = [90, 30];

/** Days of the month that are over when its end is forecast. */
export const MOMENTS = [3, 10, 17, 24] as const;

/** Share of invented months that end within the range they were told on one of the MOMENTS, each as often. */
export function heldIn(world: PaceWorld, months: number, seed: number): number {
	let held = 0;
	for (let month = 0; month < months; month++) {
		const days = inventedSpend(world, MONTH + LENGTH, seed + month * 7919);
		const now = MONTH + MOMENTS[month % MOMENTS.length]!;
		const { forecast } = paceOf(days.slice(now - PAST_DAYS, now), 3_000, days[now]!.date);
		if ('unknown' in forecast) throw new Error(forecast.unknown);
		const end = days.slice(MONTH).reduce((sum, { spend }) => sum + spend, 0);
		if (end >= forecast.low && end <= forecast.high) held++;
	}
	return held / months;
}
