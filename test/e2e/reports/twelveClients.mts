import type { Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS, BUSINESS } from '../../../emulator/world/seedIds.mts';
import type { Mailbox } from '../outside/mailbox.mts';

/** A row of the Data Table Clients, as an agency types it. */
export type Client = {
	readonly client: string;
	readonly account: string;
	readonly currency: string;
	readonly plan: number;
	readonly reader: string;
	readonly channel: string;
};

/** An account that the emulator's world does not have by itself. */
const more = (number: number): string => `act_${6_000_000_000_000_000 + number}`;

/** One that the token may not read. */
const FOREIGN = more(5);

const clientOf = (client: string, account: string, own: Partial<Client> = {}): Client => ({
	...{ client, account, currency: 'USD', plan: 3_000 },
	...{ reader: `${client.toLowerCase()}@example.com`, channel: `#${client.toLowerCase()}` },
	...own,
});

/** Six of whom all is well, and six that are broken, each in a way of its own. */
export const twelveClients: readonly Client[] = [
	clientOf('Harbor', ACCOUNTS.usd),
	clientOf('Sakura', ACCOUNTS.jpy, { currency: 'JPY', plan: 300_000 }),
	clientOf('Nordlicht', ACCOUNTS.eur, { currency: 'EUR', plan: 9_000 }),
	clientOf('Alder', more(1)),
	clientOf('Birch', more(2)),
	clientOf('Cedar', more(3)),
	clientOf('Wrong', 'act_9999999999999999'),
	clientOf('Disabled', more(4)),
	clientOf('Foreign', FOREIGN),
	clientOf('Empty', more(6)),
	clientOf('Typo', more(7), { reader: 'typo at example.com' }),
	clientOf('Refused', more(8)),
];

export const BROKEN: readonly string[] = ['Wrong', 'Disabled', 'Foreign', 'Empty', 'Typo', 'Refused'];

/** The accounts of those clients, and a mail server that takes nothing for one of them. */
export function makeClients({ world, control }: Emulator, mailbox: Mailbox): void {
	const model = world.get('AdAccount', ACCOUNTS.usd);
	const business = world.get('Business', BUSINESS);
	const known: readonly string[] = Object.values(ACCOUNTS);
	for (const { client, account } of twelveClients.filter(
		(one) => !known.includes(one.account) && one.client !== 'Wrong',
	)) {
		const status = client === 'Disabled' ? 2 : 1;
		world.add({ ...model, id: account, accountId: account.slice(4), name: `${client} Inc`, status, business });
		if (!['Disabled', 'Empty'].includes(client)) control.addAds({ account, ads: 4, daysAgo: 60 });
	}
	control.addFault({ match: { path: `.*${FOREIGN}.*` }, fault: { kind: 'graph', code: 200, status: 403 } });
	mailbox.refused.add('refused@example.com');
}
