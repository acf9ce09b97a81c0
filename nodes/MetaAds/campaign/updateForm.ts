import { campaignBidStrategyField } from '../../meta/bids';
import { allowLargeChangeOption } from '../../shared/adObject/change/budgetChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { permitting } from '../../shared/form/field';
import { toggle } from '../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, campaignLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { changedStatusField } from '../adObjects/statusFields';
import { bidByAdSetField, bidForAllField } from './adSetBids';
import {
	campaignLifetimeBudgetField,
	campaignNameField,
	campaignEntries,
	specialAdCategoriesField,
	specialAdCategoryCountryField,
} from './fields';
import { campaignKind } from './kind';

export const updateCampaignForm = formOf(
	adAccountLocator,
	campaignLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		bidForAllField,
		bidByAdSetField,
		campaignBidStrategyField,
		specialAdCategoryCountryField,
		dailyBudgetField,
		campaignLifetimeBudgetField,
		campaignNameField,
		permitting(
			toggle({
				displayName: 'Remove Spending Limit',
				name: 'removeSpendCap',
				default: true,
				description: 'Whether to remove the campaign’s spending limit',
			}),
		),
		specialAdCategoriesField,
		changedStatusField,
		...campaignEntries,
		otherParametersField(campaignKind.fields),
	]),
	optionsField(allowLargeChangeOption, validateOnlyOption),
);

export type UpdateCampaignParams = ParamsIn<typeof updateCampaignForm>;
export type CampaignUpdateFields = UpdateCampaignParams['updateFields'];
