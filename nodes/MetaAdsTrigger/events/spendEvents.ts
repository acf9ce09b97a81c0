import { currencyDecimals, isListedCurrency } from '../../shared/money';
import { accountUrl, campaignUrl } from '../../shared/adsManager';
import type { AccountFacts } from '../../shared/node/session/session';
import { nobodyKnown, type Happening } from './event';
import type { TriggerMemory } from './memory';

/** One threshold and where the figure stands, in currency units. */
export interface ThresholdReading {
	/** Names it in memory; another day or another limit is another threshold. */
	readonly key: string;
	readonly limit: number;
	readonly value: number;
	/** Whether the figure is beyond the limit when above it, or when below. */
	readonly passedWhen: 'above' | 'below';
	/** "Spent today": starts the sentence. */
	readonly what: string;
	readonly campaign: string | null;
}

export interface ThresholdChanges {
	readonly happenings: readonly Happening[];
	readonly thresholds: Record<string, readonly [passed: boolean, told: number]>;
}

const isPassed = ({ value, limit, passedWhen }: ThresholdReading): boolean =>
	passedWhen === 'above' ? value > limit : value < limit;

const isOfDay = (key: string): boolean => /^\d{4}-/.test(key);

/** How often those were told that nobody watches now; those of a day are over with it. */
const notRead = (thresholds: TriggerMemory['thresholds']): Record<string, readonly [boolean, number]> =>
	Object.fromEntries(
		Object.entries(thresholds)
			.filter(([key]) => !isOfDay(key))
			.map(([key, [, toldCount]]) => [key, [false, toldCount] as const]),
	);

/** Thresholds passed since the last poll. One that is passed stays so until the figure comes back; then it counts anew. */
export function thresholdChanges(
	readings: readonly ThresholdReading[],
	memory: TriggerMemory,
	account: AccountFacts,
): ThresholdChanges {
	const happenings: Happening[] = [];
	const thresholds = notRead(memory.thresholds);
	for (const one of readings) {
		const [before, toldCount] = memory.thresholds[one.key] ?? [false, 0];
		const isPassedNow = isPassed(one);
		const count = isPassedNow && !before ? toldCount + 1 : toldCount;
		thresholds[one.key] = [isPassedNow, count];
		if (isPassedNow && !before) happenings.push(happeningOf(one, identityOf(one, count, memory), account));
	}
	return { happenings, thresholds };
}

/**
 * Two campaigns can pass the same amount. Counts begin once more with a memory that does, as of a trigger that was renamed: there
 * its start tells them apart.
 */
const identityOf = ({ key, campaign }: ThresholdReading, count: number, { startedAt }: TriggerMemory): unknown[] => [
	'threshold',
	key,
	count,
	...(campaign === null ? [] : [campaign]),
	...(isOfDay(key) ? [] : [startedAt]),
];

function happeningOf(
	{ limit, value, passedWhen, what, campaign }: ThresholdReading,
	identity: readonly unknown[],
	account: AccountFacts,
): Happening {
	const decimals = isListedCurrency(account.currency) ? currencyDecimals(account.currency) : 2;
	const amount = (units: number): string => `${units.toFixed(decimals)} ${account.currency}`;
	return {
		event: 'spendThreshold',
		level: campaign === null ? 'account' : 'campaign',
		identity,
		summary: `${what}: ${passedWhen} ${amount(limit)}.`,
		objectId: campaign ?? account.id,
		objectName: campaign === null ? account.name : null,
		oldValue: limit,
		// What is left is a difference of two amounts, and not exact.
		newValue: Number(value.toFixed(decimals)),
		...nobodyKnown,
		details: `${what} is ${amount(value)}.`,
		nextStep: '',
		adsManagerUrl: campaign === null ? accountUrl(account.id) : campaignUrl(account.id, campaign),
	};
}
