import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, AUDIENCES, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { useAudienceBench } from '../support/audiences.mts';
import { decoded, lines } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useAudienceBench();
const { run, writes } = bench;
const { usdNewsletter: list, usdFlagged, usdVisitors, usdValues, usdLookalike } = AUDIENCES;
const stored = (id: string) => bench.emulator.world.get('CustomAudience', id);
const exists = (id: string): boolean => bench.emulator.world.find(id) !== undefined;

describe('audience: update', () => {
	const update = async (id: string, updateFields: IDataObject, more: IDataObject = {}) =>
		await run('audience', 'update', { audience: byId(id), updateFields, ...more });

	it('sends what differs, reads it back and says what changed', async () => {
		const { rows, error } = await update(list, { name: 'Readers', description: '', retentionDays: 60 });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({
			id: list,
			name: 'Readers',
			changed: true,
			changes: 'Name: Newsletter readers → Readers; Keep Contacts For (Days): 0 → 60',
		});
		expect(writes().map(decoded)).toEqual([{ name: 'Readers', retention_days: '60' }]);
	});

	it('sends nothing when all is as wanted', async () => {
		const { rows } = await update(list, { name: 'Newsletter readers' });
		expect(rows[0]).toMatchObject({ changed: false, changes: 'none' });
		expect(writes()).toEqual([]);
	});

	it('with Validate Only compares and never sends: Meta would carry it out', async () => {
		const { rows } = await update(list, { name: 'Readers' }, { options: { validateOnly: true } });
		expect(rows[0]).toMatchObject({
			validated: true,
			changed: false,
			changes: 'Name: Newsletter readers → Readers',
			note: 'Meta has no check for audiences: this audience was checked here only. Nothing was changed.',
		});
		expect(bench.sent().every(({ method }) => method === 'GET')).toBe(true);
	});

	it.each([
		['a flagged audience', usdFlagged, { name: 'Better' }, 'Audience is flagged and takes no edits'],
		[
			'the retention of website visitors',
			usdVisitors,
			{ retentionDays: 5 },
			'Update Fields → Keep Contacts For (Days) is for customer lists only',
		],
		['nothing', list, {}, 'Update Fields has nothing to change'],
		['a campaign', CAMPAIGNS.usdCbo, { name: 'x' }, 'Audience is not an audience: the ID belongs to a campaign'],
		[
			'another account’s audience',
			AUDIENCES.eurList,
			{ name: 'x' },
			'Audience belongs to another ad account than the chosen one',
		],
	])('refuses %s', async (_title, id, fields, message) => {
		expect((await update(id, fields)).error?.message).toBe(message);
		expect(writes()).toEqual([]);
	});

	const nothing = '={{ $json.misspelt }}';
	it.each(['description', 'retentionDays', 'name', 'optOutLink', 'customerFileSource'])(
		'an expression that gives nothing for %s is no reason to leave it out',
		async (field) => {
			const { error } = await update(list, { name: 'Readers', [field]: nothing });
			expect(error?.message).toMatch(/^Update Fields → .+ is empty$/);
			expect(bench.sent()).toEqual([]);
		},
	);

	it('takes a link and empties it; what is none is refused', async () => {
		expect((await update(list, { optOutLink: 'https://example.com/out' })).rows[0]).toMatchObject({
			changes: 'Opt-Out Link: none → https://example.com/out',
		});
		expect((await update(list, { optOutLink: '' })).rows[0]).toMatchObject({ changed: true });
		expect(writes().map(decoded)).toEqual([{ opt_out_link: 'https://example.com/out' }, { opt_out_link: '' }]);
		expect((await update(list, { optOutLink: 'unsubscribe' })).error?.message).toBe(
			'Update Fields → Opt-Out Link is not a web address',
		);
	});

	it('a lost answer: compares and finishes', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: list, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows } = await update(list, { name: 'Readers' });
		expect(rows[0]).toMatchObject({ changed: true, name: 'Readers' });
		expect(writes()).toHaveLength(1);
	});
});

describe('audience: delete', () => {
	const remove = async (id: string, options: IDataObject = {}, more = {}) =>
		await run('audience', 'delete', { audience: byId(id), options }, more);
	const target = (where: string, id: string): void => {
		bench.emulator.world.get('AdSet', AD_SETS.usdCboA).targeting[where] = [{ id }];
	};

	it('deletes for good', async () => {
		const { rows } = await remove(list);
		expect(rows).toEqual([
			{ id: list, name: 'Newsletter readers', deleted: true, changed: true, accountId: ACCOUNTS.usd },
		]);
		expect(exists(list)).toBe(false);
	});

	it.each(['custom_audiences', 'excluded_custom_audiences'])(
		'refuses one that active ads use (%s), names them, and deletes it when told to',
		async (where) => {
			target(where, list);
			const { error } = await remove(list);
			expect(error?.message).toBe('Audience is used by active ads');
			expect(error?.description).toContain('“Steaming cup”');
			expect(exists(list)).toBe(true);
			expect((await remove(list, { evenIfUsed: true })).rows[0]).toMatchObject({ deleted: true });
			expect(exists(list)).toBe(false);
		},
	);

	it.each([false, null, 'later'])('a person’s answer that is no yes (%p) beats the switch', async (approved) => {
		const { error } = await remove(list, { evenIfUsed: true }, { items: [{ data: { approved } }] });
		expect(error?.message).toBe(
			'Options → Delete Even if Used is on, and the answer in the input is not a yes (data.approved)',
		);
		expect([exists(list), writes()]).toEqual([true, []]);
		expect((await remove(list, { evenIfUsed: true }, { items: [{ data: { approved: true } }] })).error).toBeUndefined();
	});

	it('refuses the source of lookalikes, and names them', async () => {
		const { error } = await remove(usdValues);
		expect(error?.message).toBe('Audience is the source of lookalikes');
		expect(error?.description).toContain(usdLookalike);
		expect(writes()).toEqual([]);
	});

	it('deletes nothing when an expression says nothing of whether to', async () => {
		for (const option of ['evenIfUsed', 'validateOnly'])
			expect((await remove(list, { [option]: '={{ $json.misspelt }}' })).error?.message).toMatch(
				/^Options → .+ is empty$/,
			);
		expect(bench.sent()).toEqual([]);
	});

	it('says why when Meta knows of lookalikes that are not shown', async () => {
		bench.emulator.control.addFault({ match: { method: 'DELETE', path: list }, fault: { kind: 'graph', code: 2656 } });
		expect((await remove(list)).error?.message).toBe('The audience is the source of lookalikes');
	});

	it('with Validate Only deletes nothing', async () => {
		expect((await remove(list, { validateOnly: true })).rows[0]).toMatchObject({
			validated: true,
			deleted: false,
			changed: false,
		});
		expect(exists(list)).toBe(true);
	});

	it('of several keeps what cannot go, each with its verdict', async () => {
		const items = [{ id: list }, { id: usdValues }, { id: AUDIENCES.usdEmpty }];
		const { rows } = await run(
			'audience',
			'delete',
			{ audience: byId('={{ $json.id }}') },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(rows.map(({ deleted, error }) => deleted ?? error)).toEqual([
			true,
			'Audience is the source of lookalikes',
			true,
		]);
	});
});

describe('audience: share', () => {
	const share = async (more: IDataObject = {}) =>
		await run('audience', 'share', {
			audience: byId(list),
			otherAccounts: { rows: [{ otherAccount: byId(ACCOUNTS.eur) }] },
			...more,
		});
	const shares = () => [...stored(list).shares];

	it('gives it to other accounts, and proves it', async () => {
		const { rows, error } = await share();
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			{
				id: list,
				name: 'Newsletter readers',
				changed: true,
				changes: `share with ${ACCOUNTS.eur}`,
				sharedWith: ACCOUNTS.eur,
				accountId: ACCOUNTS.usd,
			},
		]);
		expect(shares()).toEqual([[ACCOUNTS.eur, 'targeting']]);
		expect(writes().map(decoded)).toEqual([{ adaccounts: [ACCOUNTS.eur.slice(4)], permissions: 'targeting' }]);
	});

	it('sends nothing when they have it already, and takes it back', async () => {
		await share({ permissions: 'targeting_and_insights' });
		expect((await share()).rows[0]).toMatchObject({ changed: false, changes: 'none' });
		expect(writes()).toHaveLength(1);
		const { rows } = await share({ shareAction: 'stop' });
		expect(rows[0]).toMatchObject({ changed: true, changes: `stop sharing with ${ACCOUNTS.eur}`, sharedWith: '' });
		expect(shares()).toEqual([]);
	});

	it('an account that nobody can read is no account it is shared with', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${list}/adaccounts` },
			fault: { kind: 'http', status: 200, body: '{"data":[{"id":{"odd":"x"}}]}', contentType: 'application/json' },
		});
		const { rows, error } = await share();
		expect([rows, error?.message]).toEqual([[], 'Meta answered with a list in which a row has no ID']);
		expect(writes()).toEqual([]);
	});

	it('where the edge of Meta’s reference page takes no writes, uses the one of the spec', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${list}/ad_accounts` },
			fault: { kind: 'graph', code: 100, subcode: 33, message: 'Unsupported post request.' },
		});
		expect((await share()).rows[0]).toMatchObject({ changed: true });
		expect(lines(writes())).toEqual([`POST ${list}/ad_accounts`, `POST ${list}/adaccounts`]);
	});

	it('a lost answer is looked for; one that never shows is told', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${list}/ad_accounts`, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		expect((await share()).rows[0]).toMatchObject({ changed: true });
		bench.emulator.control.reset();
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${list}/ad_accounts` },
			fault: { kind: 'http', status: 200, body: '{"success":true}' },
		});
		expect((await share()).error?.message).toBe('Meta does not show the change of who the audience is shared with');
	});

	it.each([
		['nobody', { otherAccounts: {} }, 'Share With is empty'],
		[
			'its own account',
			{ otherAccounts: { rows: [{ otherAccount: byId(ACCOUNTS.usd) }] } },
			'Share With → Ad Account → row 1 → Ad Account is the account that owns the audience',
		],
		['a campaign', { audience: byId(CAMPAIGNS.usdCbo) }, 'Audience is not an audience: the ID belongs to a campaign'],
		['an action that an expression does not give', { shareAction: '={{ $json.misspelt }}' }, 'Action is empty'],
		['permissions that an expression does not give', { permissions: '={{ $json.misspelt }}' }, 'Permission is empty'],
		[
			'an account that an expression does not give',
			{ otherAccounts: { rows: [{ otherAccount: byId('={{ $json.misspelt }}') }] } },
			'Share With → Ad Account → row 1 → Ad Account is empty',
		],
	])('refuses %s', async (_title, form, message) => {
		expect((await share(form)).error?.message).toBe(message);
		expect(writes()).toEqual([]);
	});

	it('with Validate Only tells what would change', async () => {
		expect((await share({ options: { validateOnly: true } })).rows[0]).toMatchObject({
			changed: false,
			changes: `share with ${ACCOUNTS.eur}`,
			validated: true,
		});
		expect(writes()).toEqual([]);
	});
});
