import { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { everyRule, type FormRule } from '../../shared/form/rule';
import type { AccountFacts } from '../../shared/node/session/session';
import { recordOf } from '../../shared/reading/json';
import type { Targeting } from '../targeting/targetingJson';
import { messengersNamed } from '../adObjects/messengers';
import type { CampaignFacts } from './campaignFacts';
import type { CreateAdSetParams } from './createForm';
import { destinationsFor, goalsFor, isRuledOut, nameOfGoal } from './goal/goals';
import { regionalProblem } from './declared/regional';
import { bidProblem } from './spending/bids';
import { budgetTypeProblem } from './spending/budget';
import { togetherProblem } from './targeting/form';
import { targetingPartsOf, withParts } from './targeting/parts';
import { targetingProblem, type TargetingPaths } from './targeting/rules';
import { specialCategoryProblem } from './targeting/facts/specialCategory';

/** The whole targeting, out of its fields or its JSON. */
export function targetingOf({ targeting: form, countries, advantageAudience }: CreateAdSetParams): Targeting {
	const { targetingJson: json, ...rest } = form;
	if (!json) return withParts({}, targetingPartsOf({ ...rest, countries, advantageAudience }));
	// Where the JSON says itself whether Meta may go beyond it, that holds.
	const saysSo = recordOf(json.targeting_automation).advantage_audience !== undefined;
	const { otherDevices } = rest;
	return withParts(json, targetingPartsOf(saysSo ? { otherDevices } : { otherDevices, advantageAudience }));
}

const paths = (params: CreateAdSetParams): TargetingPaths => {
	const json = params.targeting.targetingJson;
	// The form asks for the two parties at its top where it shows that the ads reach Europe.
	const party = (name: 'beneficiary' | 'payor'): string[] => (name in params ? [name] : ['additionalFields', name]);
	return {
		countries: json ? ['targeting', 'targetingJson'] : ['countries'],
		ageMax: ['targeting', json ? 'targetingJson' : 'ageMax'],
		beneficiary: party('beneficiary'),
		payor: party('payor'),
	};
};

/** Who benefits from the ads and who pays for them, wherever in the form that was said. */
export const partiesOf = ({ beneficiary, payor, additionalFields: more }: CreateAdSetParams) => ({
	beneficiary: beneficiary ?? more.beneficiary,
	payor: payor ?? more.payor,
});

const saidTwice =
	(name: 'beneficiary' | 'payor'): FormRule<CreateAdSetParams> =>
	({ [name]: above, additionalFields: { [name]: addedValue } }) =>
		above === undefined || addedValue === undefined || above === addedValue
			? null
			: new InputProblem(['additionalFields', name], 'differs from the one above', 'Remove one of the two.');

/** What the fields have to be together. */
export const adSetProblem: FormRule<CreateAdSetParams> = everyRule(
	({ budgetType, dailyBudget, additionalFields: { adSchedule } }) =>
		// Marketing API, "Ad scheduling": only with lifetime budgets.
		budgetType === 'daily' && dailyBudget !== undefined && adSchedule
			? new InputProblem(
					['additionalFields', 'adSchedule'],
					'cannot be used with a daily budget',
					'Choose a lifetime budget, or remove the schedule.',
				)
			: null,
	({ targeting: { targetingJson: json }, countries }) =>
		json && countries.length > 0
			? new InputProblem(
					['countries'],
					'cannot be combined with Targeting JSON',
					'Empty the field: the JSON is the whole targeting, its places included.',
				)
			: null,
	({ additionalFields: { regionalDeclarations: declarations } }) =>
		declarations === undefined ? null : regionalProblem('additionalFields', declarations),
	({ targeting }) => togetherProblem(targeting),
	saidTwice('beneficiary'),
	saidTwice('payor'),
	(params) => targetingProblem(targetingOf(params), partiesOf(params), paths(params)),
);

/** Marketing API, Ad Campaign Group reference, "ODAX mapping"; Meta's own answer is subcode 2490408. */
function goalProblem(goal: string, { objective }: CampaignFacts): InputProblem | null {
	if (!isRuledOut(objective, goal)) return null;
	const goalNames = goalsFor(objective).map(({ name, value }) => `${value} (${name})`);
	return new InputProblem(
		['optimizationGoal'],
		`cannot be ${nameOfGoal(goal)} in a campaign with the objective ${objective}`,
		`Use one of: ${goalNames.join(', ')}.`,
	);
}

/** Marketing API, "Ads that Click to Multidestination": which objectives, one goal, and no special ad category. */
function messengersProblem(params: CreateAdSetParams, campaign: CampaignFacts): InputProblem | null {
	const { destinationType, optimizationGoal: goal } = params;
	const messengers = messengersNamed(destinationType);
	if (messengers === undefined) return null;
	const { name, value } = messengers;
	const refuse = (cause: string, advice: string): InputProblem =>
		new InputProblem(['destinationType'], `cannot be ${name} ${cause}`, advice);
	const { objective, specialAdCategories } = campaign;
	if (!destinationsFor(objective, undefined).some((one) => one.value === value)) {
		const advice = 'Use a campaign for Engagement, Sales or Traffic, or choose one messenger.';
		return refuse(`in a campaign with the objective ${objective}`, advice);
	}
	if (specialAdCategories.some((category) => category !== 'NONE'))
		return refuse('in a campaign with a special ad category', 'Choose one messenger, or another campaign.');
	if (goal === 'CONVERSATIONS') return null;
	return refuse(`with the goal ${nameOfGoal(goal)}`, 'Choose the goal Conversations, or one messenger.');
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
	{ budgetType, additionalFields: more }: CreateAdSetParams,
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
export const billingOf = ({ additionalFields }: CreateAdSetParams): string =>
	additionalFields.billingEvent ?? 'IMPRESSIONS';

/** Why the ad set's goal, budget, bid, billing or schedule does not fit its campaign. */
export const campaignFitProblem = (
	params: CreateAdSetParams,
	campaign: CampaignFacts,
	account: AccountFacts,
): InputProblem | null => {
	const { optimizationGoal: goal, bidStrategy } = params;
	return allOf([
		goalProblem(goal, campaign),
		messengersProblem(params, campaign),
		budgetTypeProblem(params, campaign, account),
		bidProblem(params, { at: (field) => [field], goal, campaign }),
		billingProblem(billingOf(params), goal, campaign.bidStrategy ?? bidStrategy),
		scheduleProblem(params, campaign),
	]);
};

/** Why the whole targeting cannot be used in this campaign. */
export const placedTargetingProblem = (
	targeting: Targeting,
	{ targeting: { targetingJson: json } }: CreateAdSetParams,
	campaign: CampaignFacts,
): InputProblem | null =>
	specialCategoryProblem(targeting, campaign, (field) => ['targeting', json ? 'targetingJson' : field]);
