import { InputProblem } from '../../shared/form/problem';
import { breakdown } from './table';

/** Breakdowns for which a run at Meta is the way. */
export const needsAsync = (breakdowns: readonly string[]): boolean =>
	breakdowns.some((name) => breakdown(name).direct !== undefined);

/** A way to get the report by which Meta would answer without rows. */
export const strategyProblem = (breakdowns: readonly string[], strategy: string): InputProblem | null =>
	strategy === 'sync' && needsAsync(breakdowns)
		? new InputProblem(
				['options', 'strategy'],
				'cannot be Synchronous with these breakdowns: Meta can answer them directly with nothing',
				'Choose Automatic or Asynchronous.',
			)
		: null;

/** Why a report with these breakdowns can be without rows although there was delivery, or null. */
export function optInHint(breakdowns: readonly string[]): string | null {
	const names = breakdowns.filter((name) => breakdown(name).direct === 'optIn');
	return names.length === 0
		? null
		: `Or ${names.join(' and ')} is not enabled for this ad account: since August 2026 an administrator may have to enable the breakdown in Ads Manager.`;
}
