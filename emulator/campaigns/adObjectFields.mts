import { graphTime } from '../graph/language/dates.mts';
import type { Account, AdLabel } from '../world/basics.mts';

/** Money fields are strings in minor units; absent fields are left out, as Graph does. */
export const money = (minor: number | undefined): string | undefined =>
	minor === undefined ? undefined : String(minor);
export const time = (at: number | undefined, account: Account): string | undefined =>
	at === undefined ? undefined : graphTime(at, account.timeZone);

interface AdObject {
	id: string;
	account: Account;
	name: string;
	status: string;
	labels: AdLabel[];
	createdTime: number;
	updatedTime: number;
}

/** A label with its times (singer-io/tap-facebook, schemas/campaigns.json and adsets.json). */
const labelRow = ({ id, name, createdTime, account }: AdLabel): Record<string, unknown> => {
	const created = time(createdTime, account);
	return { id, name, created_time: created, updated_time: created };
};

export const common = {
	id: (node: AdObject) => node.id,
	account_id: (node: AdObject) => node.account.accountId,
	name: (node: AdObject) => node.name,
	status: (node: AdObject) => node.status,
	configured_status: (node: AdObject) => node.status,
	created_time: (node: AdObject) => time(node.createdTime, node.account),
	updated_time: (node: AdObject) => time(node.updatedTime, node.account),
	adlabels: (node: AdObject) => (node.labels.length > 0 ? node.labels.map(labelRow) : undefined),
};
