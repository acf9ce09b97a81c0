import type { Emulator } from '../../../emulator/http/server.mts';
import type { Editor } from '../browser/editor.mts';
import { EditorBench } from '../browser/editorBench.mts';
import { ofDay } from '../browser/ofDay.mts';
import { tell } from '../places/installation.mts';

jest.setTimeout(180_000);

const ACCOUNT = 'Harbor Coffee';
const NAME = 'Built by hand';

let bench: EditorBench;
let emulator: Emulator;
let editor: Editor;

beforeAll(async () => {
	bench = await EditorBench.open();
	({ emulator, editor } = bench);
});

afterAll(async () => await bench?.close());

/** n8n lets one tab edit a workflow, so each test has one of its own, with a start and one Meta Ads step. */
async function blankWith(action: string): Promise<void> {
	await bench.blankWith(action, action);
}

async function pickFrom(parameter: string, entry: string, search?: string): Promise<string[]> {
	const offered = await editor.openPicker(parameter, search);
	await editor.screenshot(`picker-${parameter}`);
	await editor.pick(entry);
	return offered;
}

const writes = () => emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');

describe('by hand, in the editor', () => {
	test('checks access: a person sees the state of the account in a table', async () => {
		await blankWith('Check access to ad accounts');
		const offered = await pickFrom('adAccount', ACCOUNT);
		tell(`the account picker offers: ${offered.join(', ')}`);
		expect(offered).toHaveLength(4);
		expect(offered[0]).toContain('From Credential');
		await editor.screenshot('account-checkAccess-form');
		await editor.execute();
		await editor.screenshot('account-checkAccess-result');
		const [row, ...others] = await editor.resultRows();
		expect(others).toEqual([]);
		expect(row).toMatchObject({ ok: 'true', accountName: 'Harbor Coffee', currency: 'USD' });
	});

	test('says what is wrong with an amount, sends nothing, then creates a paused campaign', async () => {
		await blankWith('Create a campaign');
		await pickFrom('adAccount', ACCOUNT);
		await editor.fill('name', NAME);
		await editor.fill('dailyBudget', '20.5055');
		await editor.screenshot('campaign-create-form');
		emulator.log.length = 0;
		await editor.execute();
		await editor.screenshot('campaign-create-error');
		const message = await editor.errorMessage();
		tell(`the error reads: ${message} – ${await editor.errorDescription()}`);
		expect(message).toMatch(/Daily Budget.*decimal/i);
		expect(writes()).toEqual([]);

		await editor.fill('dailyBudget', '20.50');
		await editor.execute();
		await editor.screenshot('campaign-create-result');
		expect(await editor.resultRows()).toEqual([
			expect.objectContaining({ name: NAME, status: 'PAUSED', dailyBudget: '20.5', currency: 'USD' }),
		]);
		expect(writes()).toEqual([expect.objectContaining({ method: 'POST', path: 'act_1001000000000001/campaigns' })]);
	});

	test('lists the campaigns', async () => {
		await blankWith('Get many campaigns');
		await pickFrom('adAccount', ACCOUNT);
		await editor.screenshot('campaign-getMany-form');
		await editor.execute();
		await editor.screenshot('campaign-getMany-result');
		expect((await editor.resultRows()).map(({ name }) => name)).toContain(NAME);
	});

	test('finds the campaign by searching the picker, and changes its budget', async () => {
		await blankWith('Update a campaign');
		await pickFrom('adAccount', ACCOUNT);
		const offered = await pickFrom('campaign', NAME, 'by hand');
		expect(offered).toEqual([expect.stringContaining(NAME)]);
		await editor.addField('Daily Budget', 'Update Fields');
		await editor.fill('dailyBudget', '25');
		await editor.screenshot('campaign-update-form');
		await editor.execute();
		await editor.screenshot('campaign-update-result');
		expect(await editor.resultRows()).toEqual([
			expect.objectContaining({ name: NAME, dailyBudget: '25', changed: 'true' }),
		]);
	});

	const reads = [
		['campaign-get', 'Get a campaign', 'name', NAME],
		['account-get', 'Get an ad account', 'name', ACCOUNT],
		['account-getMany', 'Get many ad accounts', 'name', ACCOUNT],
		['account-getActivities', 'Get activity history of an ad account', 'objectName', NAME],
	] as const;

	test.each(ofDay(reads, () => 'reads'))('%s', async (picture, action, column, value) => {
		await blankWith(action);
		if (picture !== 'account-getMany') await pickFrom('adAccount', ACCOUNT);
		if (picture === 'campaign-get') await pickFrom('campaign', NAME, 'by hand');
		await editor.screenshot(`${picture}-form`);
		await editor.execute();
		await editor.screenshot(`${picture}-result`);
		expect((await editor.resultRows()).map((row) => row[column])).toContain(value);
	});

	test.each([
		['activate', 'Activate a campaign', { status: 'ACTIVE' }],
		['pause', 'Pause a campaign', { status: 'PAUSED' }],
		['delete', 'Delete a campaign', { deleted: 'true' }],
	])('%s', async (operation, action, expected) => {
		await blankWith(action);
		await pickFrom('adAccount', ACCOUNT);
		await pickFrom('campaign', NAME, 'by hand');
		await editor.screenshot(`campaign-${operation}-form`);
		await editor.execute();
		await editor.screenshot(`campaign-${operation}-result`);
		expect(await editor.resultRows()).toEqual([expect.objectContaining({ name: NAME, ...expected })]);
	});

	test('what was done is what the emulator has', () => {
		const made = emulator.world.all('Campaign').filter(({ name }) => name === NAME);
		expect(made).toEqual([expect.objectContaining({ status: 'DELETED', dailyBudget: 2500 })]);
	});
});
