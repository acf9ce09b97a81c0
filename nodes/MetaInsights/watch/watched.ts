import { InputProblem } from '../../shared/form/problem';
import type { Alert } from './judged/alert';
import type { Thresholds } from './judged/standing';

/** What can be watched, by the names of the alerts. Those that are no matter of more or less have no threshold. */
export const watchedKinds = [
	{ name: 'Ad Fatigue', value: 'fatigue', hasThreshold: false },
	{
		name: 'Cost per Result',
		value: 'costPerResult',
		description: 'Cost per lead if Results is Leads',
		hasThreshold: true,
	},
	{ name: 'CTR', value: 'ctr', hasThreshold: true },
	{ name: 'No Delivery', value: 'noDelivery', hasThreshold: false },
	{ name: 'No Results Counted', value: 'trackingSilent', hasThreshold: false },
	{ name: 'ROAS', value: 'roas', hasThreshold: true },
	{ name: 'Spend', value: 'spend', hasThreshold: true },
] as const satisfies ReadonlyArray<{
	readonly name: string;
	readonly value: Alert['kind'];
	readonly description?: string;
	readonly hasThreshold: boolean;
}>;

interface WatchedRow {
	readonly kind: (typeof watchedKinds)[number]['value'];
	readonly threshold?: number | undefined;
}

/** What of a list cannot be; null where all can. */
export function watchedProblem(list: readonly WatchedRow[]): InputProblem | null {
	for (const [index, { kind, threshold }] of list.entries()) {
		const path = ['watched', 'values', index];
		const watchedKind = watchedKinds.find(({ value }) => value === kind);
		if (threshold !== undefined && watchedKind?.hasThreshold === false)
			return new InputProblem([...path, 'threshold'], `has no meaning for ${watchedKind.name}`, 'Leave it empty.');
		if (list.findIndex((one) => one.kind === kind) < index)
			return new InputProblem([...path, 'kind'], 'is in the list twice', 'Remove one of the two.');
	}
	return null;
}

/** Whether an alert is wanted: all are where nobody chose. Whoever watches costs learns also that nothing is counted any longer. */
export const isWatched = (list: readonly WatchedRow[], { kind }: Pick<Alert, 'kind'>): boolean =>
	list.length === 0 ||
	list.some((one) => one.kind === kind || (kind === 'trackingSilent' && one.kind === 'costPerResult'));

/** Thresholds that a person has set, as shares. */
export const thresholdsOf = (list: readonly WatchedRow[]): Thresholds =>
	new Map(list.flatMap(({ kind, threshold }) => (threshold === undefined ? [] : [[kind, threshold / 100]])));
