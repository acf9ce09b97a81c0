import { metricOf, spend as spendMetric, type RenderMetric } from '../render/numbers/figures';
import type { Words } from '../render/numbers/words';
import type { Alert } from './judged/alert';

/** What an alert is called. */
export const alertNames: Readonly<Record<Alert['kind'], Readonly<Record<Alert['direction'], string>>>> = {
	costPerResult: { fewer: 'Cost per Result Up', more: 'Cost per Result Down' },
	roas: { fewer: 'ROAS Down', more: 'ROAS Up' },
	ctr: { fewer: 'CTR Down', more: 'CTR Up' },
	fatigue: { fewer: 'Ad Fatigue', more: 'Ad Fatigue' },
	spend: { fewer: 'Spend Down', more: 'Spend Up' },
	noDelivery: { fewer: 'No Delivery', more: 'No Delivery' },
	trackingSilent: { fewer: 'No Results Counted', more: 'No Results Counted' },
};

/** What it is called that an account could not be read. */
export const UNREAD = 'Could Not Be Read';

/** Good news needs no attention, though it is told. */
export const isGood = ({ kind, direction }: Alert): boolean => direction === 'more' && kind !== 'spend';

const metric = (column: string): RenderMetric => metricOf(column) ?? spendMetric;
const roas = metric('roas');
const ctr = metric('ctr');
const frequency = metric('frequency');
const count = metric('clicks');

/** Objects named in a sentence. */
const MOST_NAMED = 5;

export function namesOfAlert({ objects }: Alert): string {
	const more = objects.length > MOST_NAMED ? ` and ${objects.length - MOST_NAMED} more` : '';
	return (
		objects
			.slice(0, MOST_NAMED)
			.map(({ name }) => name)
			.join(', ') + more
	);
}

/** One decimal is enough of what was due. */
const due = (alert: Alert, words: Words): string =>
	words.value(alert.due < 10 ? Math.max(1, Math.round(alert.due)) : alert.due, count);

const sentences: Readonly<Record<Alert['kind'], (alert: Alert, words: Words) => string>> = {
	costPerResult: (alert, words) => {
		const [now, usual] = [alert.effort / alert.found, alert.effort / alert.due];
		return `Cost per result ${words.value(now, spendMetric)}, usually ${words.value(usual, spendMetric)}. Results: ${words.value(alert.found, count)} for ${words.value(alert.effort, spendMetric)}, about ${due(alert, words)} expected.`;
	},
	roas: (alert, words) =>
		`ROAS ${words.value(alert.found / alert.effort, roas)}, usually ${words.value(alert.due / alert.effort, roas)}.`,
	ctr: (alert, words) =>
		`CTR (All) ${words.value((100 * alert.found) / alert.effort, ctr)}, usually ${words.value((100 * alert.due) / alert.effort, ctr)}.`,
	fatigue: (alert, words) =>
		`Frequency last week ${words.value(alert.frequency?.now ?? null, frequency)}, usually ${words.value(alert.frequency?.usual ?? null, frequency)}. ${sentences.ctr(alert, words)} People see these ads too often: use new ads or a larger audience.`,
	spend: (alert, words) =>
		`${words.value(alert.found, spendMetric)} spent, usually ${words.value(alert.due, spendMetric)} on these days of the week. ${
			alert.direction === 'more'
				? 'Budgets that a person or a workflow has raised explain it. If none was, look at the budgets in Ads Manager.'
				: 'Budgets that a person or a workflow has lowered explain it. If none was, check bids, end dates and the review of the ads.'
		}`,
	noDelivery: (alert, words) =>
		`Nothing spent, usually ${words.value(alert.due / alert.effort, spendMetric)} a day. Check its status, its end date, the review of its ads and the payment method.`,
	trackingSilent: (alert, words) =>
		`${words.value(alert.effort, spendMetric)} spent and no results counted, about ${due(alert, words)} expected. ${
			alert.objects.length > 1 ? 'They stopped together.' : 'Ads rarely stop working overnight.'
		} First check the tracking: pixel or dataset, form and website.`,
};

/** Less than this is still to come of all that was due. */
const NEARLY_ALL = 0.97;

/** What is said where results still come in. */
const lateWords = ({ arrived = 1 }: Alert, words: Words): string =>
	arrived > NEARLY_ALL
		? ''
		: ` Results of these days still come in: only the ${words.percent(Math.round(100 * arrived))} that is usually there by now is counted as due.`;

/** What happened, what is usual, what to look at. */
export const sentenceOf = (alert: Alert, words: Words): string =>
	`${sentences[alert.kind](alert, words)}${lateWords(alert, words)}`;
