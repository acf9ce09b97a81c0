import { lanesOf, MOST_LANES } from '../../../../nodes/MetaInsights/read/lanes.ts';
import type { Session } from '../../../../nodes/shared/node/session/session.ts';

/** Meta counts reports of all accounts of an app together: one that is heavy throttles the others. */

const headers = (app: number, account: number) => ({
	'x-fb-ads-insights-throttle': JSON.stringify({ app_id_util_pct: app, acc_id_util_pct: account }),
});

/** The most calls that were under way at once, of three accounts with ten calls each that answer so. */
async function mostActive(answerOf: (account: string) => Readonly<Record<string, string>>): Promise<number> {
	const session = { graph: {} } as Session;
	const accounts = ['act_1', 'act_2', 'act_3'];
	for (const account of accounts) lanesOf(session, account).note(answerOf(account));
	let [active, most] = [0, 0];
	const call = async (account: string): Promise<void> =>
		await lanesOf(session, account).run(async () => {
			most = Math.max(most, ++active);
			await new Promise((resolve) => setTimeout(resolve, 2));
			lanesOf(session, account).note(answerOf(account));
			active--;
		});
	await Promise.all(accounts.flatMap((account) => Array.from({ length: 10 }, async () => await call(account))));
	return most;
}

it.each([
	[10, 3 * MOST_LANES],
	[60, 4],
	[80, 2],
	[95, 1],
])(
	'at %s percent of the app’s insights quota, reports of several accounts have %s calls at once in all',
	async (app, most) => {
		expect(await mostActive(() => headers(app, 1))).toBe(most);
	},
);

it('an account near its own limit slows down alone', async () => {
	expect(await mostActive((account) => headers(1, account === 'act_1' ? 95 : 1))).toBe(1 + 2 * MOST_LANES);
});

it('what an answer does not say changes nothing', async () => {
	expect(await mostActive(() => ({}))).toBe(3 * MOST_LANES);
});
