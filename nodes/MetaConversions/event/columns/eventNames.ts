import { columnNamed } from '../../../meta/people/columns/columnNamed';
import { insideNamed, type Inside } from '../../../meta/people/columns/within';
import { ColumnNames, type Cells } from '../../../meta/people/columns/recognise';
import { isEnvelope } from './orderRecords';
import { plainName } from './plainName';
import { conversionLabels, eventPlace, isTimeOfOrders } from './eventColumns';

/** Of objects in an item that are a person's, not the event's: a customer's `created_at` is no time of an order. */
const ofPersons =
	/(?:^|\.)(?:customer|billing\w{0,30}|shipping\w{0,30}|contact|person(?:_id)?|subscriber|\w{0,30}address\w{0,30}|names?)(?:\[0\])?\./i;

/** Shopify Admin REST API, Order: what the shop knows of the visitor's browser. */
const OF_VISITOR = 'clientdetails';

const notOfEvents = new Set(['firstInitial', 'value']);

/** Who has paid, by payment tools: Square `buyer_email_address`, PayPal `payer`, Lemon Squeezy `attributes.user_email`. */
const OF_BUYERS = /^(?:buyer|payer|purchaser)_?(?=.{2})/i;
const USER_OF_ORDER = /(?:^|\.)attributes\.$/;

const personNamed = (name: string, path: string): string | undefined =>
	columnNamed(name) ??
	columnNamed(name.replace(OF_BUYERS, '')) ??
	(USER_OF_ORDER.test(path) ? columnNamed(name.replace(/^user_/, '')) : undefined);

/** Recognises what an event's columns are; `isCrm` where the items are records of a CRM. */
export const eventNames = (isCrm: boolean): ColumnNames =>
	new ColumnNames({
		columnOf(name, path) {
			const plain = plainName(name);
			const place = ofPersons.test(path) ? undefined : eventPlace(plain);
			if (place !== undefined) return isCrm && isTimeOfOrders(plain) ? undefined : place.column;
			const person = personNamed(name, path);
			return person !== undefined && notOfEvents.has(person) ? undefined : person;
		},
		labels: conversionLabels,
		inside: (name: string, outer: Inside) =>
			plainName(name) === OF_VISITOR || plainName(name) === 'payer' || (outer === 'all' && isEnvelope(name))
				? 'all'
				: insideNamed(name, outer),
		isOfEvents: true,
	});

/** Ranks of names that have been asked for: a run has some twenty of them, and each for every item. */
const ranks = new Map<string, number>();

const MOST_RANKS = 5_000;

function rankOf(from: string): number {
	const rankBefore = ranks.get(from);
	if (rankBefore !== undefined) return rankBefore;
	const rank = eventPlace(plainName(lastOf(from)))?.rank ?? 0;
	if (ranks.size >= MOST_RANKS) ranks.clear();
	ranks.set(from, rank);
	return rank;
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Of cells for one and the same thing, the one whose name says it best; blank ones are none. */
export function bestOf(cells: Cells, column: string): { readonly value: unknown; readonly from: string } | undefined {
	let best: { value: unknown; from: string; rank: number } | undefined;
	for (const [id, value, from = column] of cells) {
		if (id !== column || value === null || value === undefined || value === '') continue;
		const rank = rankOf(from);
		if (best === undefined || rank < best.rank) best = { value, from, rank };
	}
	return best;
}
