import { collection } from '../../shared/form/collections';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { allowLargeChangeOption } from '../../shared/adObject/allowLargeChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, adSetLocator } from '../../shared/node/locators';
import { bidAmountField, bidStrategyField, lifetimeBudgetField, nameField, roasFloorField, sharedEntries } from './fields';
import { advantageAudienceField, countriesField, targetingField } from './targetingFields';

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
		choice({
			displayName: 'Status',
			name: 'status',
			options: [
				{ name: 'Active', value: 'ACTIVE' },
				{ name: 'Paused', value: 'PAUSED' },
			],
			default: 'PAUSED',
		}),
		...sharedEntries,
	]),
	targetingField(
		'Each part added here replaces the present one, and without a row takes it away; all other parts stay. Meta may review the ads again and start learning anew.',
		countriesField,
		advantageAudienceField,
	),
	optionsField(allowLargeChangeOption, validateOnlyOption),
);

export type UpdateParams = ParamsIn<typeof updateForm>;
export type UpdateFields = UpdateParams['updateFields'];
