import { collection, type Entries } from '../../shared/form/collections';
import { limitOrNone, mayBeEmpty, notice, permitting, shownWhen, type Field } from '../../shared/form/field';
import { decimal, percentage, money, toggle, wholeNumber } from '../../shared/form/kinds';
import { takeOverField } from '../../meta/marks/claimant';
import { levers, type LeverWords } from '../policy/lever';
import { CHANGES_PER_HOUR, mostPercent } from '../policy/settings';
import { allowedHoursField, minimumDataField, protectedField } from './guardKinds';

/** What was not added stays undefined: then the default policy holds, which the notice tells. */

const percentField = <const Name extends string>(
	displayName: string,
	name: Name,
	value: number,
	most: number,
	about: string,
) =>
	percentage({
		displayName,
		name,
		default: String(value),
		least: 0,
		most,
		description: `${about} Default ${value}, at most ${most}.`,
	});

/** A longer rest is a typing error: it would hold for months. */
const LONGEST_COOLDOWN = 24 * 30;

const hoursField = <const Name extends string>(displayName: string, name: Name, value: number, about: string) =>
	decimal({
		displayName,
		name,
		default: String(value),
		least: 0,
		most: LONGEST_COOLDOWN,
		description: `${about} Default ${value}.`,
	});

const switchField = <const Name extends string>(displayName: string, name: Name, description: string) =>
	toggle({ displayName, name, default: false, description });

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** How far a value may go in a time, in the words of what moves: a ROAS floor is lowered to spend more. */
function capFields({ loosen, tighten }: LeverWords, upward: boolean) {
	const [least, most] = ['lowest', 'highest'];
	const from = (extreme: string, time: string): string => `From the ${extreme} value of the last ${time}.`;
	const label = (word: string, time: string): string => `Max ${capital(word)} in ${time} (%)`;
	const [loosenFrom, tightenFrom] = upward ? [least, most] : [most, least];
	return [
		percentField(label(loosen, '24 Hours'), 'dayLoosen', 30, mostPercent.day.loosen, from(loosenFrom, '24 hours')),
		percentField(label(loosen, '7 Days'), 'weekLoosen', 50, mostPercent.week.loosen, from(loosenFrom, '7 days')),
		percentField(label(loosen, '30 Days'), 'monthLoosen', 100, mostPercent.month.loosen, from(loosenFrom, '30 days')),
		percentField(label(tighten, '24 Hours'), 'dayTighten', 30, mostPercent.day.tighten, from(tightenFrom, '24 hours')),
		percentField(label(tighten, '7 Days'), 'weekTighten', 40, mostPercent.week.tighten, from(tightenFrom, '7 days')),
		percentField(
			label(tighten, '30 Days'),
			'monthTighten',
			60,
			mostPercent.month.tighten,
			from(tightenFrom, '30 days'),
		),
	] as const;
}

const cooldownTighten = hoursField(
	'Hours Before Spending Less',
	'cooldownTighten',
	6,
	'Cooldown after any change, by anyone, before spending less.',
);

const emergency = permitting(
	switchField(
		'Skip Cooldown for Cuts',
		'emergency',
		'Whether a decrease may skip the cooldown and budget schedules. All other limits still apply.',
	),
);

const largestStep = percentField('Max Step (%)', 'largestStep', 15, mostPercent.step, 'How far one change may go.');

/** Where Meta takes no ad labels, nothing else tells a step why something is off. */
const keptToHoursField = switchField(
	'Runs by Dayparting',
	'keptToHours',
	'Whether this app’s last pause was for the schedule, although Meta has no ad label for it',
);

/** What stands under Guards whatever is moved. */
const stepGuards = [
	allowedHoursField,
	switchField(
		'Act on Unknown Learning',
		'actOnUnknownLearning',
		'Whether to act when Meta does not say whether it is in the learning phase, as with dynamic creative',
	),
	switchField(
		'Spend Less While Learning',
		'tightenWhileLearning',
		'Whether decreases are allowed in the learning phase',
	),
	hoursField(
		'Hours Before Spending More',
		'cooldownLoosen',
		24,
		'Cooldown after any change, by anyone, before spending more.',
	),
	cooldownTighten,
	emergency,
	keptToHoursField,
	largestStep,
	protectedField,
] as const;

/** … and by the numbers of an item. */
const commonGuards = [...stepGuards, minimumDataField] as const;

export type CommonGuards = Entries<(typeof commonGuards)[number] | ReturnType<typeof capFields>[number]>;

/** How a person lets go on what the log does not tell. */
export const releasedField = (present: string) =>
	({
		displayName: 'Confirm Current Value',
		name: 'releasedValue',
		description: `Check the ${present} in Ads Manager, then enter it here. Allows one change although Meta’s activity history does not show who set it.`,
		// An expression would release every value there is.
		noDataExpression: true,
	}) as const;

/** In the form itself: without it nothing is raised. */
export const ceilingField = (description: string, hint = 'Required for increases') =>
	mayBeEmpty(
		money({
			displayName: 'Maximum Budget',
			name: 'ceiling',
			placeholder: 'e.g. 100',
			hint,
			description,
		}),
	);

/** In the form itself: it is about all budgets, not about this one. */
export const accountCeilingField = limitOrNone(
	money({
		displayName: 'Account Maximum (per Day)',
		name: 'accountCeiling',
		placeholder: 'e.g. 500',
		description:
			'The most that all active budgets of the account may total per day, including budget schedules. No limit if empty.',
	}),
);

const floor = money({
	displayName: 'Minimum Budget',
	name: 'floor',
	placeholder: 'e.g. 10',
	description: 'No decrease goes below it. For a lifetime budget: per day left. Default: Meta’s minimum.',
});

/** What stands under Guards for budgets only. */
export const budgetGuards = [
	money({
		displayName: 'Expected Current Value',
		name: 'expectedValue',
		placeholder: 'e.g. 20.50',
		description: 'Act only if the budget is still this, for example what it was when someone approved the change',
	}),
	floor,
	money({ ...releasedField('budget'), placeholder: 'e.g. 20.50' }),
	shownWhen({ '/change': ['plan', 'rule', 'target'] }, takeOverField),
] as const;

/** The defaults, where they are seen without opening anything. */
const noticeOf = ({ loosened, tightened }: LeverWords) =>
	notice({
		name: 'guardsNotice',
		text:
			`Default limits: 15% per change. ${capital(loosened)} by at most 30% in 24 hours, 50% in 7 days and 100% in 30 days, ` +
			`${tightened} by at most 30%, 40% and 60%. Cooldown: 24 hours before it is ${loosened}, 6 before it is ${tightened}. ` +
			`Never in the learning phase. At most ${CHANGES_PER_HOUR} changes an hour.`,
	});

const [, , , dayTighten, weekTighten, monthTighten] = capFields(levers.dailyBudget.words, true);

const keepLive = wholeNumber({
	displayName: 'Minimum Active',
	name: 'keepLive',
	default: '1',
	least: 0,
	description: 'How many other ad sets of the campaign, or campaigns of the account, must stay active. Default 1.',
});

const onlyForCuts = <F extends Field>(field: F) => shownWhen({ '/action': ['cut'] }, field);

/** What stands under Guards where a loss is stopped: nothing in it is about spending more. */
export const lossGuards = [
	allowedHoursField,
	keptToHoursField,
	minimumDataField,
	protectedField,
	shownWhen({ '/action': ['pause'] }, keepLive),
	onlyForCuts(cooldownTighten),
	onlyForCuts(emergency),
	onlyForCuts(largestStep),
	onlyForCuts(floor),
	onlyForCuts(dayTighten),
	onlyForCuts(weekTighten),
	onlyForCuts(monthTighten),
] as const;

const guardsText = {
	displayName: 'Guards',
	name: 'guards',
	placeholder: 'Add guard',
	description: 'Limits that apply to every change. Defaults apply unless you set others.',
} as const;

/** The notice and the collection, for what goes up to spend more, or down. */
export function guardFields<const F extends readonly Field[]>(upward: boolean, ...more: F) {
	const { words } = upward ? levers.bid : levers.roasFloor;
	return [noticeOf(words), collection(guardsText, [...commonGuards, ...capFields(words, upward), ...more])] as const;
}

/** The same where steps come from a proposal, whatever they move. */
export const proposalGuards = [
	noticeOf(levers.bid.words),
	collection(guardsText, [
		...stepGuards,
		...capFields(levers.bid.words, true),
		floor,
		keepLive,
		money({
			displayName: 'Maximum Bid',
			name: 'bidCeiling',
			placeholder: 'e.g. 12.50',
			description: 'The highest bid allowed, in the account’s currency. Required for bid increases.',
		}),
		decimal({
			displayName: 'Lowest ROAS Floor',
			name: 'lowestRoasFloor',
			description: 'The lowest ROAS floor allowed, such as 1.2. Required for decreases.',
		}),
	]),
] as const;
