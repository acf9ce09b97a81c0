import { allowLargeBidsOption } from '../../shared/adObject/change/budgetChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, adSetLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { changedStatusField } from '../adObjects/statusFields';
import {
	bidAmountField,
	adSetBidStrategyField,
	adSetLifetimeBudgetField,
	adSetNameField,
	roasFloorField,
	adSetEntries,
} from './fields';
import { adSetReadFields } from './readFields';
import { regionalFields } from './declared/regional';
import { advantageAudienceField, countriesField, targetingField } from './targeting/fields';

export const updateAdSetForm = formOf(
	adAccountLocator,
	adSetLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		bidAmountField,
		adSetBidStrategyField,
		dailyBudgetField,
		adSetLifetimeBudgetField,
		adSetNameField,
		roasFloorField,
		changedStatusField,
		...adSetEntries,
		otherParametersField([...adSetReadFields, ...regionalFields]),
	]),
	targetingField(
		'Each part added here replaces the current one. A part without a row is removed. Meta may review the ads and start learning again.',
		countriesField,
		advantageAudienceField,
	),
	optionsField(allowLargeBidsOption, validateOnlyOption),
);

export type UpdateAdSetParams = ParamsIn<typeof updateAdSetForm>;
export type AdSetUpdateFields = UpdateAdSetParams['updateFields'];
