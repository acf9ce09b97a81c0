import { dailyBudgetField, nameField, startTimeField } from '../../../shared/adObject/fields';
import { rewordField } from '../../../shared/form/field';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { wholeNumber } from '../../../shared/form/kinds';
import { InputProblem } from '../../../shared/form/problem';
import { optionsField, validateOnlyOption } from '../../../shared/node/commonFields';
import { adAccountLocator, adLocator } from '../../../shared/node/pickers/locators';
import { pickedList } from '../../adSet/targeting/lists';

export const splitTestForm = formOf(
	adAccountLocator,
	pickedList(
		{
			displayName: 'Ads',
			name: 'ads',
			placeholder: 'Add Ad',
			description:
				'Two to five ads of one campaign. Each is copied into an ad set of its own, made like that of the first ad.',
		},
		rewordField(adLocator, { description: 'An ad to compare. The original stays as it is.' }),
	),
	rewordField(nameField('e.g. Autumn sale: photo or video', 'test', 'Experiments'), {
		displayName: 'Test Name',
		description: 'A run with the same name uses the test that is there, and makes nothing twice',
	}),
	rewordField(dailyBudgetField, {
		displayName: 'Daily Budget per Ad',
		description: 'The same for each ad, in the account’s currency',
	}),
	wholeNumber({
		displayName: 'Days',
		name: 'days',
		default: '7',
		least: 2,
		most: 90,
		description: 'How long the test runs. Then its ad sets end by themselves.',
	}),
	optionsField(
		rewordField(startTimeField, {
			description: 'When the test starts, by the ad account’s clock. Without it, the next midnight.',
		}),
		rewordField(validateOnlyOption, { description: 'Whether to only check the ads, without creating anything' }),
	),
);

export type SplitTestParams = ParamsIn<typeof splitTestForm>;

/** The field to which a problem of one of the ads belongs. */
export const adPath = (index: number): readonly PropertyKey[] => ['ads', 'rows', index, 'ad'];

/** As many as Meta takes in a test of creatives (Marketing API, guides/split-testing). */
export function adsProblem({ ads }: SplitTestParams): InputProblem | null {
	const again = ads.findIndex((ad, index) => ads.indexOf(ad) < index);
	if (again >= 0) return new InputProblem(adPath(again), 'is in the test already', 'Choose each ad once.');
	if (ads.length >= 2 && ads.length <= 5) return null;
	const count = ads.length === 1 ? 'one ad' : `${ads.length} ads`;
	return new InputProblem(['ads'], `has ${count}`, 'Choose two to five ads to compare.');
}
