import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { runAgent } from '../support/agent.mts';
import { lines, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

// Friday, by the clock of the account in Berlin.
const bench = useBench({ app: 'new', startAt: new Date('2026-11-27T09:30:00+01:00') });
const { eurNoBudget, eurMinRoas, eurPaused, eurArchived } = AD_SETS;
const OFFICE = { days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' };
const HOUR = 3_600;

const keep = async (form: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(
		'keepToHours',
		{
			resource: 'adSet',
			adAccount: byId(ACCOUNTS.eur),
			adSet: byId(eurNoBudget),
			hours: { rows: [OFFICE] },
			dryRunInEditor: false,
			...form,
		},
		more,
	);
const told = async (form: IDataObject = {}) => {
	const { rows, error } = await keep(form);
	expect(error).toBeUndefined();
	return [rows[0].action, rows[0].changed, status()];
};
const status = (id: string = eurNoBudget) => bench.emulator.world.get('AdSet', id).status;
/** So many hours on. */
const later = (hours: number): void => bench.emulator.control.advanceClock(hours * HOUR);
const berlin = () => DateTime.fromMillis(bench.emulator.world.clock.now(), { zone: 'Europe/Berlin' });
const byHand = (to: string, id: string = eurNoBudget): void => bench.emulator.control.editOutside(id, { status: to });

describe('keep to hours: what should be on now', () => {
	it('a week, hour by hour, is on in the hours and off outside them', async () => {
		const seen: string[] = [];
		for (let hour = 0; hour < 4 * 24; hour += 1) {
			await keep();
			const [day, on] = [berlin().weekday, status() === 'ACTIVE'];
			const within = day <= 5 && berlin().hour >= 8 && berlin().hour < 20;
			if (on !== within) seen.push(`${berlin().toISO()} ${status()}`);
			later(1);
		}
		expect(seen).toEqual([]);
		// Off on Friday, on and off on Monday, on on Tuesday, each with its label; nothing is sent where nothing differs.
		const [off, on] = [
			[`POST ${eurNoBudget}/adlabels`, `POST ${eurNoBudget}`],
			[`DELETE ${eurNoBudget}/adlabels`, `POST ${eurNoBudget}`],
		];
		expect(lines(bench.writes())).toEqual([...off, ...on, ...off, ...on]);
	});

	it('makes up for whatever was missed, in both directions', async () => {
		expect(await told()).toEqual(['none', false, 'ACTIVE']);
		later(11 + 5.3); // Saturday 01:48
		expect(await told()).toEqual(['pause', true, 'PAUSED']);
		later(3 * 24); // Tuesday 01:48
		expect(await told()).toEqual(['none', false, 'PAUSED']);
		later(13);
		expect(await told()).toEqual(['activate', true, 'ACTIVE']);
	});

	it('after six weeks still knows its own pause, and after ten nobody does', async () => {
		later(12);
		expect(await told()).toEqual(['pause', true, 'PAUSED']);
		later(6 * 7 * 24 - 8);
		expect(await told()).toEqual(['activate', true, 'ACTIVE']);
		later(8);
		expect(await told()).toEqual(['pause', true, 'PAUSED']);
		later(10 * 7 * 24 - 8);
		expect(await told()).toEqual(['hold', false, 'PAUSED']);
	});

	it('says why, and the rest of the row', async () => {
		later(12);
		const { rows } = await keep();
		expect(rows[0]).toMatchObject({
			id: eurNoBudget,
			action: 'pause',
			reason: 'Friday 21:30 (ad account time) is outside its hours (Mon–Fri 08:00–20:00).',
			withinHours: false,
			changed: true,
			changes: expect.stringMatching(
				/^Status: active → paused; Labels: none → n8n off hours \d+, n8n hours \d+, n8n hours by [0-9a-f]{6} 20261127T2030\+\d+h Mon–Fri 08:00–20:00 for “Node” \d+$/,
			),
			status: 'PAUSED',
		});
	});
});

describe('keep to hours: what somebody else has paused', () => {
	it('stays paused, with who and when, until somebody activates it', async () => {
		byHand('PAUSED');
		const { rows } = await keep();
		expect(rows[0]).toMatchObject({ action: 'hold', changed: false, status: 'PAUSED', withinHours: true });
		expect(rows[0].reason).toContain('Somebody Else (Power Editor) paused it on 2026-11-27 09:30');
		later(3 * 24); // not the next Monday either
		expect(await told()).toEqual(['hold', false, 'PAUSED']);
		byHand('ACTIVE');
		expect(await told()).toEqual(['none', false, 'ACTIVE']);
		expect(bench.writes()).toEqual([]);
	});

	it('also outside the hours', async () => {
		later(11.5);
		byHand('PAUSED');
		expect(await told()).toEqual(['none', false, 'PAUSED']);
		later(2.5 * 24);
		expect(await told()).toEqual(['hold', false, 'PAUSED']);
	});

	it('and what another step of this app paused within the hours', async () => {
		await bench.run('pause', { resource: 'adSet', adAccount: byId(ACCOUNTS.eur), adSet: byId(eurNoBudget) });
		later(1);
		const { rows } = await keep();
		expect(rows[0].reason).toMatch(/another step of this app paused it on 2026-11-27 09:30, within its hours/);
		expect(status()).toBe('PAUSED');
	});

	it('and what the log does not tell of, late or for good', async () => {
		expect(await told({ adSet: byId(eurPaused) })).toEqual(['hold', false, 'ACTIVE']);
		bench.emulator.control.setActivityLag(130 * HOUR);
		later(12);
		expect(await told()).toEqual(['pause', true, 'PAUSED']);
		later(2.5 * 24);
		expect(await told()).toEqual(['hold', false, 'PAUSED']);
		later(7 * 24);
		expect(await told()).toEqual(['activate', true, 'ACTIVE']);
	});

	it('and what changed later than the log tells: a person may have paused it again', async () => {
		later(11);
		expect(await told()).toEqual(['pause', true, 'PAUSED']);
		later(2.5 * 24 + 0.5); // Monday 09:00
		bench.emulator.control.setActivityLag(1_200);
		byHand('ACTIVE');
		byHand('PAUSED');
		later(0.1);
		const { rows } = await keep();
		expect(rows[0]).toMatchObject({ action: 'hold', changed: false, status: 'PAUSED' });
		expect(rows[0].reason).toMatch(/it changed on 2026-11-30 09:00, but Meta’s activity history doesn’t show that yet/);
	});

	it('fails where its first look does, and says nothing of somebody who paused it meanwhile', async () => {
		later(12);
		await keep();
		later(2.5 * 24);
		bench.emulator.control.addFault({
			match: { method: 'GET', path: eurNoBudget, times: 1 },
			fault: { kind: 'graph', code: 200 },
		});
		const { rows } = await keep({}, { onError: 'continueRegularOutput' });
		expect(rows).toEqual([expect.objectContaining({ details: expect.objectContaining({ kind: 'permission' }) })]);
		expect(status()).toBe('PAUSED');
	});

	it('holds what the token’s app is not told of; a log that cannot be read fails where it is needed', async () => {
		later(12);
		await keep();
		later(2.5 * 24);
		bench.emulator.control.addFault({
			match: { method: 'GET', path: 'debug_token' },
			fault: { kind: 'graph', code: 100 },
		});
		expect(await told()).toEqual(['hold', false, 'PAUSED']);
		bench.emulator.control.clearFaults();
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${ACCOUNTS.eur}/activities` },
			fault: { kind: 'graph', code: 200 },
		});
		const { rows } = await keep(
			{ adSet: byId('={{ $json.id }}') },
			{ items: [{ id: eurNoBudget }, { id: eurMinRoas }], onError: 'continueRegularOutput' },
		);
		expect(rows[0].error).toBeDefined();
		expect(rows[1]).toMatchObject({ action: 'none', status: 'ACTIVE' });
		expect(status()).toBe('PAUSED');
	});
});

describe('keep to hours: items, kinds and tools', () => {
	it('gives an object named twice its hours together, and each item its verdict', async () => {
		const hours = { rows: [{ days: [5], from: '={{ $json.from }}', to: '={{ $json.to }}' }] };
		const items = [
			{ id: eurNoBudget, from: '00:00', to: '06:00' },
			{ id: eurNoBudget, from: '09:00', to: '12:00' },
			{ id: eurMinRoas, from: '00:00', to: '06:00' },
			{ id: eurArchived, from: '09:00', to: '12:00' },
		];
		const { rows } = await keep({ adSet: byId('={{ $json.id }}'), hours }, { items, onError: 'continueRegularOutput' });
		expect(rows.map(({ action }) => action)).toEqual(['none', 'none', 'pause', undefined]);
		expect(JSON.stringify(rows[3].error)).toMatch(/archived/);
		expect(lines(bench.writes())).toEqual([`POST ${eurMinRoas}/adlabels`, `POST ${eurMinRoas}`]);
	});

	it.each([
		['cannot be read', { from: '09:00', to: '6 pm' }],
		['is empty', { from: '09:00', to: '' }],
	])('leaves an object alone where the hours of one of its items %s', async (_what, bad) => {
		const hours = { rows: [{ days: [5], from: '={{ $json.from }}', to: '={{ $json.to }}' }] };
		const night = { from: '00:00', to: '06:00' };
		const items = [
			{ id: eurNoBudget, ...night },
			{ id: eurNoBudget, ...bad },
			{ id: eurMinRoas, ...night },
		];
		const { rows } = await keep({ adSet: byId('={{ $json.id }}'), hours }, { items, onError: 'continueRegularOutput' });
		expect(rows.map(({ action }) => action)).toEqual(['hold', undefined, 'pause']);
		expect(rows[0].reason).toMatch(/^Not changed: item 2 is for the same ad set and can’t be used/);
		expect(lines(bench.writes())).toEqual([`POST ${eurMinRoas}/adlabels`, `POST ${eurMinRoas}`]);
	});

	it.each([
		['names no object', { id: '' }],
		['names an account that cannot be read', { account: 'act_1' }],
	])('and where an item %s', async (_what, bad) => {
		const hours = { rows: [{ days: [5], from: '00:00', to: '06:00' }] };
		const items = [{ id: eurNoBudget }, { id: eurNoBudget, ...bad }];
		const form = {
			adSet: byId('={{ $json.id }}'),
			adAccount: byId(`={{ $json.account ?? '${ACCOUNTS.eur}' }}`),
			hours,
		};
		const { rows } = await keep(form, { items, onError: 'continueRegularOutput' });
		expect(rows[0]).toMatchObject({ action: 'hold', reason: expect.stringMatching(/^Not changed: item 2 /) });
		expect(bench.writes()).toEqual([]);
	});

	it('of a campaign and an ad', async () => {
		later(12);
		const campaign = { resource: 'campaign', campaign: byId(CAMPAIGNS.eurNoBudget) };
		const ad = { resource: 'ad', ad: byId(ADS.eurNoBudget1) };
		for (const form of [campaign, ad])
			expect((await keep(form)).rows[0]).toMatchObject({ action: 'pause', changed: true });
		later(2.5 * 24);
		for (const form of [campaign, ad])
			expect((await keep(form)).rows[0]).toMatchObject({ action: 'activate', changed: true });
	});

	it('only tells with Validate Only, and as a tool without Allow Changes', async () => {
		later(12);
		const { rows } = await keep({ options: { validateOnly: true } });
		expect(rows[0]).toMatchObject({ action: 'pause', validated: true, changed: false });
		const parameters = {
			resource: 'adSet',
			operation: 'keepToHours',
			dryRunInEditor: false,
			adAccount: byId(ACCOUNTS.eur),
			adSet: byId("={{ $fromAI('adSet', '', 'string') }}"),
			hours: { rows: [OFFICE] },
		};
		const run = { credential: emulatorCredential(bench.emulator.url), parameters };
		await runAgent('supplied', [{ adSet: eurNoBudget }], run);
		expect([status(), bench.writes()]).toEqual(['ACTIVE', []]);
		await runAgent('supplied', [{ adSet: eurNoBudget }], { ...run, parameters: { ...parameters, allowChanges: true } });
		expect(status()).toBe('PAUSED');
	});

	test.each([
		[{ hours: {} }, /Hours has no row/],
		[{ hours: { rows: [{ ...OFFICE, days: [] }] } }, /Days.*is empty/],
		[{ hours: { rows: [{ ...OFFICE, to: '08:00' }] } }, /To.*is the same as From/],
		[{ hours: { rows: [{ ...OFFICE, from: '8 am' }] } }, /From.*cannot be “8 am”/],
	])('refuses %j before anything is sent', async (form, message) => {
		const { error } = await keep(form);
		expect(error?.message).toMatch(message);
		expect(bench.sent()).toEqual([]);
	});
});
