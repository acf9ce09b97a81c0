import { sayBetween } from '../../meta/betweenSteps';
import { rivalOf } from '../../meta/marks/claims';
import type { Hold } from './guard';
import { momentInWords } from './moment';
import type { StepRequest } from './request';
import type { LeverState } from './state';

/** Two that go on changing one budget would work against each other: the later one leaves it to the first; null where it need not. */
export function leftToRival(
	{ marks, zone }: LeverState,
	{ keeper }: Pick<StepRequest, 'keeper'>,
	now: number,
): Hold | null {
	if (keeper === undefined) return null;
	const rival = rivalOf(marks?.claims ?? [], keeper, keeper.takenOver, now);
	if (rival === null) return null;
	const { who, how, code, until } = rival;
	return { hold: sayBetween('budgetOfAnother', { who, how, code, when: momentInWords(until, zone) }), until };
}
