import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import type { Targeting } from '../targeting/targetingJson';
import type { CampaignFacts } from './campaignFacts';
import type { CreateParams } from './createForm';
import { goalsFor, isRuledOut, nameOfGoal } from './goal/goals';
import { regionalProblem } from './regional';
import { bidProblem } from './spending/bids';
import { budgetTypeProblem } from './spending/budget';
import { togetherProblem } from './targeting/form';
import { targetingProblem } from './targeting/rules';
import { specialCategoryProblem } from './targeting/specialCategory';

/** What the fields have to be together. */
export function creationProblem({
	budgetType,
	additionalFields: more,
	countries,
	targeting,
}: CreateParams): InputProblem | null {
	if (budgetType === 'daily' && more.adSchedule) {
		// Marketing API, "Ad scheduling": only with lifetime budgets.
		const advice = 'Choose a lifetime budget, or remove the schedule.';
		return new InputProblem(['additionalFields', 'adSchedule'], 'cannot be used with a daily budget', advice);
	}
	if (targeting.targetingJson && countries.length > 0) {
		const advice = 'Empty the field: the JSON is the whole targeting, its places included.';
		return new InputProblem(['countries'], 'cannot be combined with Targeting JSON', advice);
	}
	const { regionalDeclarations: declarations } = more;
	const problem = declarations && regionalProblem('additionalFields', declarations);
	return problem ?? togetherProblem(targeting);
}

/** Marketing API, Ad Campaign Group reference, "ODAX mapping"; Meta's own answer is subcode 2490408. */
function goalProblem(goal: string, { objective }: CampaignFacts): InputProblem | null {
	if (!isRuledOut(objective, goal)) return null;
	const allowed = goalsFor(objective).map(({ name, value }) => `${value} (${name})`);
	return new InputProblem(
		['optimizationGoal'],
		`cannot be ${nameOfGoal(goal)} in a campaign with the objective ${objective}`,
		`Use one of: ${allowed.join(', ')}.`,
	);
}

/** Only IMPRESSIONS goes with every goal (Ad Set reference, `billing_event`), and a cost goal needs it ("Bid strategy"). */
function billingProblem(billing: string, goal: string, strategy: string | undefined): InputProblem | null {
	const path = ['additionalFields', 'billingEvent'];
	if ((billing === 'LINK_CLICKS' || billing === 'THRUPLAY') && billing !== goal) {
		const advice = 'Choose Impressions, which goes with every goal.';
		return new InputProblem(path, `cannot be ${billing} with the goal ${nameOfGoal(goal)}`, advice);
	}
	if (strategy !== 'COST_CAP' || billing === 'IMPRESSIONS') return null;
	return new InputProblem(
		path,
		`cannot be ${billing} with the bid strategy Cost per Result Goal`,
		'Choose Impressions.',
	);
}

/** Where the campaign has the budget, a schedule needs that to be a lifetime budget (Marketing API, "Ad scheduling"). */
function scheduleProblem(
	{ budgetType, additionalFields: more }: CreateParams,
	{ budget }: CampaignFacts,
): InputProblem | null {
	if (!more.adSchedule || budgetType !== 'campaign' || budget?.kind !== 'daily') return null;
	const advice = 'Remove the schedule, or use a campaign with a lifetime budget.';
	return new InputProblem(
		['additionalFields', 'adSchedule'],
		'cannot be used: the campaign has a daily budget',
		advice,
	);
}

/** What Meta charges for, unless the form says otherwise. */
export const billingOf = ({ additionalFields }: CreateParams): string => additionalFields.billingEvent ?? 'IMPRESSIONS';

/** Why the ad set's goal, budget, bid, billing or schedule does not fit its campaign. */
export const campaignProblem = (
	params: CreateParams,
	campaign: CampaignFacts,
	account: AccountFacts,
): InputProblem | null => {
	const { optimizationGoal: goal, bidStrategy } = params;
	return (
		goalProblem(goal, campaign) ??
		budgetTypeProblem(params, campaign, account) ??
		bidProblem(params, { at: (field) => [field], goal, campaign }) ??
		billingProblem(billingOf(params), goal, campaign.bidStrategy ?? bidStrategy) ??
		scheduleProblem(params, campaign)
	);
};

/** Why the whole targeting cannot be used in this campaign. */
export function placedTargetingProblem(
	targeting: Targeting,
	{ targeting: { targetingJson: json }, additionalFields: more }: CreateParams,
	campaign: CampaignFacts,
): InputProblem | null {
	const path = (field: string): string[] => ['targeting', json ? 'targetingJson' : field];
	const paths = {
		countries: json ? path('countries') : ['countries'],
		ageMax: path('ageMax'),
		beneficiary: ['additionalFields', 'beneficiary'],
		payor: ['additionalFields', 'payor'],
	};
	return targetingProblem(targeting, more, paths) ?? specialCategoryProblem(targeting, campaign, path);
}
