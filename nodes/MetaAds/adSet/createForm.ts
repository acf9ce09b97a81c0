import { catalogField } from '../../meta/assets/fields';
import { cappedStrategies, WITH_FLOOR } from '../../meta/bids';
import { allowLargeBidsOption, allowLargeUpdateOption } from '../../shared/adObject/change/budgetChange';
import { dailyBudgetField } from '../../shared/adObject/fields';
import { ifItExistsOption } from '../../shared/adObject/ifItExists/option';
import { collection } from '../../shared/form/collections';
import { limitOrNone, mayBeEmpty, rewordField, shownWhen, type Conditional, type Field } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice } from '../../shared/form/kinds';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator, campaignLocator } from '../../shared/node/pickers/locators';
import { otherParametersField } from '../adObjects/otherParameters';
import { newStatusField } from '../adObjects/statusFields';
import { declarations } from './declared/declarations';
import {
	bidAmountField,
	adSetBidStrategyField,
	billingEventField,
	destinationTypeField,
	dynamicCreativeField,
	adSetEndTimeField,
	adSetLifetimeBudgetField,
	adSetNameField,
	optimizationGoalField,
	roasFloorField,
	adSetEntries,
} from './fields';
import { adSetReadFields } from './readFields';
import { regionalFields } from './declared/regional';
import { appGoals, conversionGoals, goals, pageDestinations } from './goal/goals';
import {
	appField,
	conversionEventField,
	conversionSourceField,
	objectStoreUrlField,
	promotedPageField,
	promotedConversionField,
	promotedPixelField,
	productSetField,
	promotedObjectField,
} from './goal/promotedFields';
import { advantageAudienceField, countriesField, targetingField } from './targeting/fields';

const otherGoals = goals
	.map(({ value }) => value)
	.filter((goal) => !conversionGoals.includes(goal) && !appGoals.includes(goal));

const withConversions = { optimizationGoal: conversionGoals };

/** App and store address show for app goals, for conversions in an app, and for whatever else leads to an app. */
const forApps = <F extends Field>(one: F): [Conditional<F>, Conditional<F>, Conditional<F>] => [
	shownWhen({ optimizationGoal: appGoals }, one),
	shownWhen({ ...withConversions, conversionSource: ['app'] }, one),
	shownWhen({ optimizationGoal: otherGoals, destinationType: ['APP'] }, one),
];

/** What is promoted may be left empty: Promoted Object (JSON) can stand for it, and only the campaign tells what it takes. */
export const createAdSetForm = formOf(
	adAccountLocator,
	rewordField(campaignLocator, {
		description: 'The campaign the ad set goes into. Goals, destinations and budgets follow it.',
	}),
	adSetNameField,
	optimizationGoalField,
	mayBeEmpty(destinationTypeField),
	shownWhen(withConversions, conversionSourceField),
	shownWhen({ ...withConversions, conversionSource: ['pixel'] }, mayBeEmpty(promotedPixelField)),
	shownWhen({ ...withConversions, conversionSource: ['catalog'] }, mayBeEmpty(catalogField)),
	shownWhen({ ...withConversions, conversionSource: ['catalog'] }, mayBeEmpty(productSetField)),
	shownWhen({ ...withConversions, conversionSource: ['pixel', 'catalog'] }, conversionEventField),
	...forApps(mayBeEmpty(appField)),
	...forApps(mayBeEmpty(objectStoreUrlField)),
	shownWhen({ optimizationGoal: otherGoals }, mayBeEmpty(promotedPageField)),
	shownWhen({ ...withConversions, destinationType: pageDestinations }, mayBeEmpty(promotedPageField)),
	choice({
		displayName: 'Budget',
		name: 'budgetType',
		options: [
			{
				name: 'Campaign Budget (Advantage+)',
				value: 'campaign',
				description: 'The campaign has the budget and Meta spreads it over its ad sets',
			},
			{ name: 'Daily Budget', value: 'daily', description: 'For campaigns that leave the budget to their ad sets' },
			{
				name: 'Lifetime Budget',
				value: 'lifetime',
				description: 'For the whole run, until an end you set; for campaigns that leave the budget to their ad sets',
			},
		],
		default: 'daily',
		description:
			'Set the budget on the campaign or on its ad sets, never on both. A mismatch with the chosen campaign is reported before anything is sent.',
	}),
	shownWhen(
		{ budgetType: ['daily'] },
		limitOrNone(
			rewordField(dailyBudgetField, {
				description: `Leave empty if the campaign has the budget. ${dailyBudgetField.property.description}`,
			}),
		),
	),
	shownWhen({ budgetType: ['lifetime'] }, adSetLifetimeBudgetField),
	shownWhen({ budgetType: ['lifetime'] }, adSetEndTimeField),
	adSetBidStrategyField,
	shownWhen({ bidStrategy: cappedStrategies }, bidAmountField),
	shownWhen({ bidStrategy: [WITH_FLOOR] }, roasFloorField),
	countriesField,
	...declarations,
	advantageAudienceField,
	targetingField('Who sees the ads, in addition to the countries'),
	newStatusField(
		'Runs as soon as its ads are approved, if its campaign is active',
		'Whether the ad set may spend right away',
	),
	collection({ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add field' }, [
		billingEventField,
		dynamicCreativeField,
		promotedConversionField,
		promotedObjectField,
		...adSetEntries,
		otherParametersField([...adSetReadFields, ...regionalFields]),
	]),
	optionsField(
		allowLargeUpdateOption(allowLargeBidsOption),
		ifItExistsOption({
			one: 'an ad set',
			where: 'the campaign',
			update:
				'Change what differs, but not its status. Goal, destination and what is promoted have to be the same; targeting that the form leaves out stays.',
		}),
		validateOnlyOption,
	),
);

export type CreateAdSetParams = ParamsIn<typeof createAdSetForm>;
