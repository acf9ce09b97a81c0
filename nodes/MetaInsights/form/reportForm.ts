import { assumeDefault, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { accountFormFields, ofOneAccount } from './accounts/accountFields';
import { columnOptions } from './columns/columnOptions';
import { commonCurrencyOptions } from './accounts/commonCurrencyOptions';
import { reportFields } from './reportFields';
import { estimateOption, rowOptions, rowsForOption } from './rowOptions';
import { scopeField, scopeParts } from './accounts/scopeFields';
import { waitOptions } from './waitOptions';

export const startForm = formOf(
	adAccountLocator,
	scopeField,
	...scopeParts,
	...reportFields,
	optionsField(...columnOptions, estimateOption, ...rowOptions),
);

/** Get waits for the report itself, within a time of its own, and takes several ad accounts. */
export const getForm = formOf(
	...accountFormFields,
	shownWhen(ofOneAccount, scopeField),
	...scopeParts,
	...reportFields,
	optionsField(
		...columnOptions,
		...commonCurrencyOptions,
		estimateOption,
		assumeDefault(rowsForOption),
		...rowOptions,
		...waitOptions,
	),
);

export type GetForm = ParamsIn<typeof getForm>;

/** The form of a report of one ad account or, with others beside it, of each of them. */
export type ReportForm = Omit<ParamsIn<typeof startForm>, 'adAccount' | 'options' | 'scope'> &
	Pick<GetForm, 'scope'> & {
		readonly options: ParamsIn<typeof startForm>['options'] &
			Pick<Partial<GetForm['options']>, 'commonCurrency' | 'exchangeRates' | 'rowsFor'>;
		readonly accounts?: GetForm['accounts'];
	};
