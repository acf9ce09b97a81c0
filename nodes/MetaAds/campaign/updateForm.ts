import { bidStrategyField } from '../../meta/bids';
import { allowLargeChangeOption } from '../../shared/adObject/change/budgetChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { toggle } from '../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, campaignLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { changedStatusField } from '../adObjects/statusFields';
import { bidByAdSetField, bidForAllField } from './adSetBids';
import {
	lifetimeBudgetField,
	nameField,
	sharedEntries,
	specialAdCategoriesField,
	specialAdCategoryCountryField,
} from './fields';
import { campaignKind } from './kind';

export const updateForm = formOf(
	adAccountLocator,
	campaignLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		bidForAllField,
		bidByAdSetField,
		bidStrategyField,
		specialAdCategoryCountryField,
		dailyBudgetField,
		lifetimeBudgetField,
		nameField,
		toggle({
			displayName: 'Remove Spending Limit',
			name: 'removeSpendCap',
			default: true,
			description: 'Whether to take the campaign’s spending limit away',
		}),
		specialAdCategoriesField,
		changedStatusField,
		...sharedEntries,
		otherParametersField(campaignKind.fields),
	]),
	optionsField(allowLargeChangeOption, validateOnlyOption),
);

export type UpdateParams = ParamsIn<typeof updateForm>;
export type UpdateFields = UpdateParams['updateFields'];
