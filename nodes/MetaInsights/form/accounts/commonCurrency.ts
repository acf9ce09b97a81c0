import { allOf } from '../../../shared/form/problems';
import { InputProblem, isEmpty } from '../../../shared/form/problem';
import { isFlat, isLong } from '../../rows/columns/reportColumns';
import type { CommonCurrency } from '../../rows/commonCurrency';
import { FLAT_CHOICES } from '../columns/columnChoices';
import type { GetForm, ReportForm } from '../reportForm';

const of = (name: string, message: string, advice: string): InputProblem =>
	new InputProblem(['options', name], message, advice);

/** What does not go together with amounts that are worked out here. */
export function commonCurrencyProblem(form: GetForm): InputProblem | null {
	const { commonCurrency, exchangeRates = [], summary } = form.options;
	if (commonCurrency === undefined)
		return exchangeRates.length === 0
			? null
			: of('exchangeRates', 'convert to nothing', 'Add Common Currency in Options, or remove the rates.');
	const currencies = exchangeRates.map(({ currency }) => currency);
	const twice = currencies.find((currency, index) => currencies.indexOf(currency) !== index);
	const itself = exchangeRates.find(({ currency, rate }) => currency === commonCurrency && rate !== 1);
	return allOf([
		...(exchangeRates.length === 0 ? [isEmpty(['options', 'exchangeRates'], 'Add a rate for each currency.')] : []),
		...(twice === undefined ? [] : [of('exchangeRates', `name ${twice} twice`, 'Remove one of the two.')]),
		...(itself === undefined
			? []
			: [
					of(
						'exchangeRates',
						`say that one ${itself.currency} is ${itself.rate} ${commonCurrency}, the Common Currency itself`,
						'Name the currency of an ad account, and how much one unit of it is in the Common Currency.',
					),
				]),
		...(summary
			? [of('summary', 'has totals in each account’s own currency', 'Switch it off, or Common Currency.')]
			: []),
		...(!isFlat(form) || isLong(form)
			? [of('commonCurrency', 'needs rows with columns', `Set Columns to ${FLAT_CHOICES}.`)]
			: []),
	]);
}

/**
 * How an account's money becomes that of the report; null where it stays as it is.
 *
 * @throws InputProblem for an account whose currency has no rate
 */
export function commonCurrencyOf({ options }: ReportForm, currency: string): CommonCurrency | null {
	const { commonCurrency, exchangeRates = [] } = options;
	if (commonCurrency === undefined || commonCurrency === currency) return null;
	const exchangeRate = exchangeRates.find((one) => one.currency === currency);
	if (exchangeRate !== undefined) return { currency: commonCurrency, rate: exchangeRate.rate };
	throw of(
		'exchangeRates',
		`have none for ${currency}, the currency of this ad account`,
		`Add how much one ${currency} is in ${commonCurrency}.`,
	);
}
