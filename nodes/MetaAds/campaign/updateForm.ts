import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { toggle } from '../../shared/form/kinds';
import { allowLargeChangeOption } from '../../shared/adObject/allowLargeChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { bidStrategyField } from '../../meta/bids';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, campaignLocator } from '../../shared/node/locators';
import { changedStatusField, lifetimeBudgetField, nameField, sharedEntries, specialAdCategoriesField, specialAdCategoryCountryField } from './fields';

export const updateForm = formOf(
	adAccountLocator,
	campaignLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		bidStrategyField,
		specialAdCategoryCountryField,
		dailyBudgetField,
		lifetimeBudgetField,
		nameField,
		toggle({ displayName: 'Remove Spending Limit', name: 'removeSpendCap', default: true, description: 'Whether to take the campaign’s spending limit away' }),
		specialAdCategoriesField,
		changedStatusField,
		...sharedEntries,
	]),
	optionsField(allowLargeChangeOption, validateOnlyOption),
);

export type UpdateFields = ParamsIn<typeof updateForm>['updateFields'];
