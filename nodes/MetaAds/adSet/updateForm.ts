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
	bidStrategyField,
	lifetimeBudgetField,
	nameField,
	roasFloorField,
	sharedEntries,
} from './fields';
import { adSetFields } from './readFields';
import { regionalFields } from './declared/regional';
import { advantageAudienceField, countriesField, targetingField } from './targeting/fields';

export const updateForm = formOf(
	adAccountLocator,
	adSetLocator,
	collection({ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add field' }, [
		bidAmountField,
		bidStrategyField,
		dailyBudgetField,
		lifetimeBudgetField,
		nameField,
		roasFloorField,
		changedStatusField,
		...sharedEntries,
		otherParametersField([...adSetFields, ...regionalFields]),
	]),
	targetingField(
		'Each part added here replaces the present one, and without a row takes it away; all other parts stay. Meta may review the ads again and start learning anew.',
		countriesField,
		advantageAudienceField,
	),
	optionsField(allowLargeBidsOption, validateOnlyOption),
);

export type UpdateParams = ParamsIn<typeof updateForm>;
export type UpdateFields = UpdateParams['updateFields'];
