import { unlinked } from '../../../meta/unlinked';
import type { Block } from '../blocks';

/** Accounts named in a block's head. */
const MOST_ACCOUNTS = 3;

/** The ad accounts of a block: `Shop, Tokyo, Oslo and 2 more`. */
export function accountNames({ accounts }: Block): string {
	const more = accounts.length > MOST_ACCOUNTS ? ` and ${accounts.length - MOST_ACCOUNTS} more` : '';
	return accounts.slice(0, MOST_ACCOUNTS).map(unlinked).join(', ') + more;
}
