import { percent, raises, type Direction, type Lever, type Share } from '../policy/lever';

/**
 * The share by which one step changes a number: up by the step, down by its counterpart (1 ÷ (1 + step)), so that a step
 * and one back end where they began. Equal percentages both ways would drift down: +15 % and −15 % leave 98 %.
 */
export function directionShare(lever: Lever, direction: Direction, stepPercent: number): Share {
	return raises(lever, direction) ? percent(stepPercent) : percent((100 / (100 + stepPercent)) * 100 - 100);
}
