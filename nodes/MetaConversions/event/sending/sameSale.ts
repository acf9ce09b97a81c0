import type { Claims } from '../../../meta/onceLedger';
import type { SaleKeys } from '../reading/eventReader';

type Recognised = SaleKeys & { readonly key: string };

/** What the record says of an event. */
export type Remembered =
	/** Nothing. */
	| 'fresh'
	/** It was sent. */
	| 'taken'
	/** It was begun, and its end is not known. */
	| 'open'
	/** Its number is another sale's. */
	| 'otherSale'
	/** The same sale has another source of the number there, or another ID of its own. */
	| 'otherSource'
	/** The same stage was sent of a lead with the same email, phone or ID. */
	| 'otherLead';

const present = (...ids: ReadonlyArray<string | undefined>): string[] => ids.filter((id) => id !== undefined);

/** What is noted of an event that goes. Its sale by the number alone is noted, too: tomorrow its source or ID can be another. */
export const notedIds = ({ key, sale, unsourced }: Recognised): string[] => present(key, sale, unsourced?.sale);

/** By what it is itself. */
export const ownId = ({ key, sale }: Recognised): string => sale ?? key;

/** What says of an event that is not going whether it has gone. */
export const earlierIds = (event: Recognised): string[] =>
	present(ownId(event), event.unsourced?.sale, event.unsourced?.key);

/** What the record is asked for. */
export const askedIds = (event: Recognised): string[] => [...notedIds(event), ...present(event.unsourced?.key)];

/** An event is itself by its sale, also where its ID or its number's source is said at one time alone. */
export function rememberedOf(
	{ key, sale, unsourced, otherLeads = [] }: Recognised,
	{ taken, open }: Pick<Claims, 'taken' | 'open'>,
): Remembered {
	const end = (id: string | undefined): 'taken' | 'open' | undefined =>
		id === undefined ? undefined : taken.has(id) ? 'taken' : open.has(id) ? 'open' : undefined;
	if (sale === undefined) return end(key) ?? (otherLeads.some(end) ? 'otherLead' : 'fresh');
	const own = end(sale);
	if (own !== undefined) return own;
	if (end(key) !== undefined) return 'otherSale';
	const earlier = end(unsourced?.sale);
	if (earlier === undefined) return 'fresh';
	return end(unsourced?.key) === undefined ? 'otherSource' : earlier;
}
