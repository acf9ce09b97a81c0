import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, graphClient, useEmulator } from './client.mts';

const used = useEmulator();
const withToken = (token: string) => graphClient(used.emulator, token);

it('a sandbox ad account is seen with its own token alone, which sees nothing else', async () => {
	const sandbox = withToken(TOKENS.sandbox);
	expect((await sandbox.get('me/adaccounts', { fields: 'id' })).body.data).toEqual([{ id: ACCOUNTS.sandbox }]);
	expect((await sandbox.get('me', { fields: 'name' })).body.name).toBe('Sandbox Ad Account Owner');
	expect(codes(await sandbox.get(`${ACCOUNTS.usd}/campaigns`))).toMatch(/^200\b/);
	expect(codes(await sandbox.get(CAMPAIGNS.usdCbo))).toMatch(/^100\b/);
	const { body } = await used.graph.get('me/adaccounts', { fields: 'id' });
	expect(body.data).not.toContainEqual({ id: ACCOUNTS.sandbox });
	expect(codes(await used.graph.get(ACCOUNTS.sandbox))).toMatch(/^200\b/);
});

it('it has no way to pay and has spent nothing; others have', async () => {
	const fields = 'funding_source,funding_source_details,amount_spent,balance';
	const { body } = await withToken(TOKENS.sandbox).get(ACCOUNTS.sandbox, { fields });
	expect(body).toEqual({ id: ACCOUNTS.sandbox, amount_spent: '0', balance: '0' });
	expect((await used.graph.get(ACCOUNTS.usd, { fields })).body).toHaveProperty('funding_source');
});
