import { GraphFailure, isUnexplained } from '../../../shared/graph/error';
import type { Verdict } from '../../../shared/node/operation';

interface Answer {
	readonly subcode?: number;
	/** Start of the parameter's path Meta blames: `targeting.geo_locations`. */
	readonly blames?: string;
	readonly message: string;
	readonly advice: string;
}

/**
 * What Meta says of an ad set's values, told at the form's field. Subcodes: Marketing API changelog and Ad Set
 * reference; those marked "field" were reported by other clients. The rest goes by the parameter Meta blames
 * (Marketing API, "Error codes": `blame_field_specs`).
 */
const answers: readonly Answer[] = [
	{
		subcode: 1870227,
		message: 'Advantage+ Audience: Meta wants to know whether to use it',
		advice: 'Set Advantage+ Audience on or off.',
	},
	{
		subcode: 1870189,
		message: 'Maximum Age: with Advantage+ Audience on, Meta accepts no age below 65',
		advice: 'Switch Advantage+ Audience off, or remove Maximum Age.',
	},
	{
		subcode: 1487694,
		message: 'Interests: Meta has taken one of them out of use',
		advice: 'Search for it again in the list. If it is not there, it can no longer be targeted.',
	},
	{
		subcode: 3858081,
		message: 'EU Beneficiary: ads in the European Union need one',
		advice: 'Add EU Beneficiary and EU Payer: the places include the European Union.',
	}, // field
	{
		subcode: 3858079,
		message: 'EU Payer: ads in the European Union need one',
		advice: 'Add EU Beneficiary and EU Payer: the places include the European Union.',
	}, // field
	...[3858495, 3858498, 3858548, 3858550, 3858634, 3858636].map((subcode) => ({
		subcode,
		message: 'Regional Declarations: Meta wants one for a country in which the ads are shown',
		advice:
			'Add Regional Declarations with the verified identities for that country (Singapore, Taiwan, Thailand, Brazil; Australia and India for financial services), or take the country out.',
	})), // field
	{
		subcode: 2490408,
		message: 'Performance Goal: Meta does not offer it for this campaign',
		advice: 'Choose a goal from the list, which follows the campaign’s objective.',
	}, // field
	{
		subcode: 1815857,
		message: 'Bid Amount: Meta wants one for this bid strategy',
		advice: 'Enter the amount in the account’s currency, or choose Highest Volume.',
	}, // field
	{
		subcode: 1885501,
		message: 'Attribution Setting: Meta does not offer it for this goal',
		advice: 'Choose 1 Day After Click, or remove the field.',
	}, // field
	{
		subcode: 3260011,
		message: 'Meta does not change this once the ad set has ads',
		advice: 'Create another ad set with the wanted values.',
	}, // field
	{
		blames: 'promoted_object',
		message: 'Page, pixel, app or product set: Meta does not accept what the ad set promotes',
		advice:
			'Choose it from the list: what is missing there cannot be used with this ad account. Assign it to the account in the business settings.',
	},
	{
		blames: 'targeting.flexible_spec',
		message: 'Interests or Behaviors: Meta does not accept one of them',
		advice: 'Choose them from the lists. An ID made up or copied from elsewhere may be of another kind or not exist.',
	},
	{
		blames: 'targeting.geo_locations',
		message: 'Countries, Regions, Cities or ZIP Codes: Meta does not accept one of them',
		advice: 'Choose the places from the lists.',
	},
	{
		blames: 'targeting.excluded_geo_locations',
		message: 'Excluded places: Meta does not accept one of them',
		advice: 'Choose the places from the lists.',
	},
	{
		blames: 'targeting.custom_audiences',
		message: 'Audiences: Meta does not accept one of them',
		advice:
			'Choose them from the list: an audience has to belong to this ad account or be shared with it, and be ready.',
	},
	{
		blames: 'targeting.excluded_custom_audiences',
		message: 'Excluded Audiences: Meta does not accept one of them',
		advice: 'Choose them from the list: an audience has to belong to this ad account or be shared with it.',
	},
	{
		blames: 'targeting.locales',
		message: 'Languages: Meta does not accept one of them',
		advice: 'Choose them from the list.',
	},
	{
		blames: 'targeting.age',
		message: 'Minimum or Maximum Age: Meta does not accept it',
		advice: 'Meta explains the reason below.',
	},
	{
		blames: 'targeting.genders',
		message: 'Gender: Meta does not accept it',
		advice: 'Campaigns of a special ad category have to reach all genders.',
	},
	{
		blames: 'targeting.publisher_platforms',
		message: 'Placements: Meta does not accept one of them',
		advice: 'Choose others, or Automatic.',
	},
	{
		blames: 'targeting.device_platforms',
		message: 'Devices: Meta does not accept one of them',
		advice: 'Choose Mobile, Desktop, or both.',
	},
	...['facebook', 'instagram', 'messenger', 'audience_network', 'threads', 'whatsapp'].map((platform) => ({
		blames: `targeting.${platform}_positions`,
		message: 'Placements: Meta does not accept one of them',
		advice: 'Choose others, or Automatic.',
	})),
	{ blames: 'targeting', message: 'Targeting: Meta does not accept it', advice: 'Meta explains the reason below.' },
	{
		blames: 'destination_type',
		message: 'Destination: Meta does not accept it for this goal',
		advice: 'Choose one from the list, or Not Set.',
	},
	{
		blames: 'optimization_goal',
		message: 'Performance Goal: Meta does not accept it here',
		advice: 'Choose a goal from the list, which follows the campaign’s objective.',
	},
	{
		blames: 'billing_event',
		message: 'Billing Event: Meta does not accept it for this goal',
		advice: 'Choose Impressions, or remove the field.',
	},
	{
		blames: 'attribution_spec',
		message: 'Attribution Setting: Meta does not accept it',
		advice: 'Choose another one, or remove the field.',
	},
	{
		blames: 'regional_regulat',
		message: 'Regional Declarations: Meta does not accept them',
		advice:
			'Use identities that Meta has verified for the business, and a row for each region. Meta explains the reason below.',
	},
	{
		blames: 'bid_constraints',
		message: 'ROAS Floor: Meta does not accept it',
		advice: 'Meta explains the reason below.',
	},
	{
		blames: 'adset_schedule',
		message: 'Ad Schedule: Meta does not accept it',
		advice: 'Meta explains the reason below.',
	},
	{ blames: 'end_time', message: 'End Time: Meta does not accept it', advice: 'Meta explains the reason below.' },
	{ blames: 'start_time', message: 'Start Time: Meta does not accept it', advice: 'Meta explains the reason below.' },
	{
		blames: 'campaign_id',
		message: 'Campaign: Meta does not accept it for a new ad set',
		advice: 'Meta explains the reason below.',
	},
];

/** By the subcode in any case; by what Meta blames only where the table of explanations has nothing of its own. */
function explain(failure: Error): Error {
	if (!(failure instanceof GraphFailure) || failure.kind !== 'invalidParameter' || failure.meta?.code !== 100)
		return failure;
	const { subcode, blame } = failure.meta;
	const bySubcode = subcode === undefined ? undefined : answers.find((answer) => answer.subcode === subcode);
	const byBlame = ({ blames }: Answer): boolean =>
		blames !== undefined && blame.some((path) => path.startsWith(blames));
	const answer = bySubcode ?? (isUnexplained(failure) ? answers.find(byBlame) : undefined);
	return answer ? failure.with({ message: answer.message, advice: answer.advice }) : failure;
}

export const explainAnswers = (verdicts: readonly Verdict[]): Verdict[] =>
	verdicts.map((verdict) => (verdict.failure ? { failure: explain(verdict.failure) } : verdict));
