import { catalogField } from '../../meta/assets/fields';
import { campaignBidStrategyField } from '../../meta/bids';
import { allowLargeChangeOption, allowLargeUpdateOption } from '../../shared/adObject/change/budgetChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { ifItExistsOption } from '../../shared/adObject/ifItExists/option';
import { collection } from '../../shared/form/collections';
import { rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, toggle } from '../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { specialAdCategories } from './choices';
import {
	campaignLifetimeBudgetField,
	campaignNameField,
	objectiveField,
	campaignEntries,
	specialAdCategoriesField,
	specialAdCategoryCountryField,
	statusField,
	stopTimeField,
} from './fields';
import { campaignKind } from './kind';

const special = specialAdCategories.map(({ value }) => value).filter((value) => value !== 'NONE');

export const createCampaignForm = formOf(
	adAccountLocator,
	campaignNameField,
	objectiveField,
	// As in Ads Manager, where a category is declared only if one applies.
	rewordField(specialAdCategoriesField, { default: ['NONE'] }),
	shownWhen({ specialAdCategories: special }, specialAdCategoryCountryField),
	choice({
		displayName: 'Budget',
		name: 'budgetType',
		options: [
			{ name: 'Daily Budget for the Campaign', value: 'daily', description: 'Meta spreads it over the ad sets' },
			{
				name: 'Lifetime Budget for the Campaign',
				value: 'lifetime',
				description: 'For the whole run, until an end you set',
			},
			{ name: 'Ad Set Budgets', value: 'adSets', description: 'Each ad set gets a budget of its own' },
		],
		default: 'daily',
		description: 'Where the budget lives and what it covers',
	}),
	shownWhen({ budgetType: ['daily'] }, dailyBudgetField),
	shownWhen({ budgetType: ['lifetime'] }, campaignLifetimeBudgetField),
	shownWhen({ budgetType: ['lifetime'] }, stopTimeField),
	shownWhen(
		{ budgetType: ['adSets'] },
		toggle({
			displayName: 'Share Budget Between Ad Sets',
			name: 'shareBudget',
			default: false,
			description: 'Whether ad sets may give up to 20 % of their budget to each other',
		}),
	),
	shownWhen({ budgetType: ['daily', 'lifetime'] }, campaignBidStrategyField),
	shownWhen({ budgetType: ['adSets'], shareBudget: [true] }, campaignBidStrategyField),
	statusField,
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		rewordField(catalogField, {
			description:
				'The catalog that catalog sales campaigns promote. Their ad sets choose the product set. Meta does not say clearly whether it needs the catalog here, too.',
		}),
		...campaignEntries,
		otherParametersField(campaignKind.fields),
	]),
	optionsField(
		allowLargeUpdateOption(allowLargeChangeOption),
		ifItExistsOption({
			one: 'a campaign',
			where: 'the ad account',
			update: 'Change what differs, but not its status. Objective and kind of budget have to be the same.',
		}),
		validateOnlyOption,
	),
);

export type CreateCampaignParams = ParamsIn<typeof createCampaignForm>;
