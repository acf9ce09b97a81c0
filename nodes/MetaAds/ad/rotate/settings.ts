import { InputProblem, isEmpty } from '../../../shared/form/problem';
import { everyRule } from '../../../shared/form/rule';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { RotateParams } from './form';
import type { RotationSettings } from './policy/rotation';

/** What the fields have to be, and to be together. */
export const rotationProblem = everyRule<RotateParams>(
	({ targetCost }) =>
		targetCost !== undefined && Number(targetCost) <= 0
			? new InputProblem(['targetCost'], 'must be more than 0', 'Enter what a result may cost.')
			: null,
	({ targetRate }) =>
		targetRate !== undefined && (targetRate <= 0 || targetRate >= 100)
			? new InputProblem(
					['targetRate'],
					'must lie between 0 and 100',
					'Enter how many of a hundred impressions should bring a result.',
				)
			: null,
	// Chosen in the same collection: the label may not have been added.
	({ nextAds: { queue, queueLabel } }) =>
		queue === 'label' && queueLabel === undefined
			? isEmpty(['nextAds', 'queueLabel'], 'Enter the name of the label that queued ads have.')
			: null,
);

/** The form shows one of the two targets. Statistics need numbers: what is judged is never sent, so it may be inexact. */
const goalOf = ({ targetCost, targetRate }: RotateParams): RotationSettings['goal'] =>
	targetRate === undefined ? { kind: 'cost', target: Number(targetCost) } : { kind: 'rate', target: targetRate / 100 };

export const settingsOf = (params: RotateParams, { currency }: AccountFacts): RotationSettings => ({
	...params.limits,
	goal: goalOf(params),
	rule: params.rule,
	currency,
	falsePauses: params.limits.falsePauses / 100,
	order: params.nextAds.order,
	takeTurnsDays: params.nextAds.takeTurnsDays,
	replaceTired: params.nextAds.replaceTired,
});

/** Equal for items with the same settings, however an amount was written: 10 and 10.00 are one target. */
export const rotationSettingsKey = ({ targetCost, ...params }: RotateParams): string =>
	JSON.stringify([targetCost === undefined ? null : Number(targetCost), params]);
