import { InputProblem } from '../../shared/form/problem';
import { percentShare } from '../policy/lever';
import type { LeastFigure } from '../policy/request';
import { defaultPolicy, settingsProblem, type Policy } from '../policy/settings';
import type { StepWish } from '../record/step';
import type { CommonGuards } from './guardFields';
import { HOUR_MS } from '../../shared/durations';

/** What stands under Guards, as the settings and the request that guards are asked about. */

const share = (value: number | undefined, otherwise: bigint): bigint =>
	value === undefined ? otherwise : percentShare(value);

const rest = (hours: number | undefined, otherwise: number): number =>
	hours === undefined ? otherwise : hours * HOUR_MS;

/** In each operation's own unit. */
type Bounds = Pick<Policy, 'floor' | 'ceiling' | 'accountCeiling'> & Partial<Pick<Policy, 'keepLive'>>;

/** @throws InputProblem for settings that would be guards in name only */
export function policyOf(guards: CommonGuards, bounds: Bounds, loosensUpward = true): Policy {
	const { day, week, month, cooldown } = defaultPolicy;
	const policy: Policy = {
		keepLive: defaultPolicy.keepLive,
		...bounds,
		step: share(guards.largestStep, defaultPolicy.step),
		day: { loosen: share(guards.dayLoosen, day.loosen), tighten: share(guards.dayTighten, day.tighten) },
		week: { loosen: share(guards.weekLoosen, week.loosen), tighten: share(guards.weekTighten, week.tighten) },
		month: { loosen: share(guards.monthLoosen, month.loosen), tighten: share(guards.monthTighten, month.tighten) },
		cooldown: {
			loosen: rest(guards.cooldownLoosen, cooldown.loosen),
			tighten: rest(guards.cooldownTighten, cooldown.tighten),
		},
		tightenWhileLearning: guards.tightenWhileLearning ?? defaultPolicy.tightenWhileLearning,
		actOnUnknownLearning: guards.actOnUnknownLearning ?? defaultPolicy.actOnUnknownLearning,
		protected: guards.protected ?? defaultPolicy.protected,
		keptToHours: guards.keptToHours ?? defaultPolicy.keptToHours,
		hours: guards.allowedHours ?? defaultPolicy.hours,
	};
	const policyProblem = settingsProblem(policy, loosensUpward);
	if (policyProblem !== null)
		throw new InputProblem(['guards'], policyProblem, 'Change the setting. These limits protect the account.');
	return policy;
}

/** Values of the object that a person names. */
type Values = Pick<StepWish, 'expected' | 'released'>;

export const requestOf = (
	wish: StepWish['wish'],
	{ expected, released }: Values,
	{ minimumData = [], emergency = false }: CommonGuards,
): StepWish => ({
	wish,
	expected,
	released,
	figures: minimumData.map((figure, index): LeastFigure => ({ ...figure, name: figure.name || `Figure ${index + 1}` })),
	emergency,
});
