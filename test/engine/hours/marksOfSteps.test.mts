import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { betweenSteps } from '../../../nodes/meta/betweenSteps.ts';
import { ownWrites } from '../../../nodes/MetaBudgetGuard/state/log/ownWrites.ts';
import { APPLIED, HELD, guardsOf, rowsOf, useGuard } from '../support/guards.mts';
import { byId, emulatorCredential, runNode } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** What marks at Meta tell other workers of: steps of a campaign's budget, and what people and Meta make of marks. */

const bench = useGuard({ app: 'new' });
const CAMPAIGN = CAMPAIGNS.usdCbo;
const LOSS = AD_SETS.eurNoBudget;
const campaign = () => bench.emulator.world.get('Campaign', CAMPAIGN);
const adSet = () => bench.emulator.world.get('AdSet', LOSS);
const labelsOf = ({ labels }: { labels: Array<{ name: string }> }): string[] => labels.map(({ name }) => name);
const later = (hours: number): void => bench.emulator.control.advanceClock(hours * 3_600);
const silent = (): void => bench.emulator.control.setActivityLag(0, { dropEvery: 1 });
const budget = { adAccount: byId(ACCOUNTS.usd), objectType: 'campaign', campaign: byId(CAMPAIGN), percent: 15 };
/** As another worker, or the same after a restart: nothing is remembered here. */
async function another(more: IDataObject = {}) {
	ownWrites.clear();
	const guards = { cooldownLoosen: 0, cooldownTighten: 0, actOnUnknownLearning: true };
	const { world, control } = bench.emulator;
	for (const one of world.all('AdSet')) if (one.campaign.id === CAMPAIGN) control.setLearning(one.id, 'SUCCESS');
	return await bench.run({ ...budget, ceiling: 1_000, guards, ...more });
}

describe('steps of a campaign’s budget', () => {
	beforeEach(() => later(40 * 24));

	it('are known to another worker a minute later, although the log is silent', async () => {
		silent();
		const before = campaign().dailyBudget!;
		expect(rowsOf(await another(), APPLIED)).toHaveLength(1);
		const after = campaign().dailyBudget!;
		expect(labelsOf(campaign()).filter((name) => name.startsWith(`n8n step ${before} ${after} `))).toHaveLength(1);
		later(1 / 60);
		const [row] = rowsOf(await another(), HELD);
		expect(guardsOf(row)).toContain('ownChangeNotLogged');
		expect(campaign().dailyBudget).toBe(after);
	});

	it('go on after a rest, and all caps count them: a week of runs by hand ends at half more', async () => {
		silent();
		const before = campaign().dailyBudget!;
		for (let run = 0; run < 28; run++) {
			await another();
			later(6);
		}
		expect(campaign().dailyBudget! / before).toBeGreaterThan(1.15);
		expect(campaign().dailyBudget! / before).toBeLessThanOrEqual(1.501);
	});

	it('stay as long as the log does not tell them, and no longer', async () => {
		const steps = (): number => labelsOf(campaign()).filter((name) => name.startsWith('n8n step')).length;
		await another();
		later(26);
		await another();
		// The first stands in the log by now.
		expect(steps()).toBe(1);
		silent();
		later(26);
		await another({ percent: -5 });
		later(26);
		await another({ percent: -5 });
		expect(steps()).toBe(2);
	});

	it.each([
		['invalid', { code: 100 }],
		['unknown to the object', { code: 100, subcode: 33 }],
		['not allowed', { code: 10 }],
	])('are taken without a mark if Meta refuses it as %s, and the row says so', async (_, refusal) => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${CAMPAIGN}/adlabels`, times: 1 },
			fault: { kind: 'graph', ...refusal },
		});
		const [row] = rowsOf(await another(), APPLIED);
		expect(row?.warning).toMatch(/^Meta does not keep its mark \(an ad label\): other workflows and workers see/);
		expect(labelsOf(campaign())).toEqual([]);
	});

	it('are not made where the answer to the mark was lost twice: the row says so, and the next run makes them', async () => {
		silent();
		const before = campaign().dailyBudget!;
		for (const applied of [false, true])
			bench.emulator.control.addFault({
				match: { method: 'POST', path: `${CAMPAIGN}/adlabels`, times: 1 },
				fault: { kind: 'reset', applied },
			});
		const { error } = await another();
		expect(error?.message).toMatch(/^The change was not sent/);
		expect([campaign().dailyBudget, labelsOf(campaign())]).toEqual([before, []]);
		later(1 / 60);
		expect(rowsOf(await another(), APPLIED)).toMatchObject([{ before: before / 100 }]);
	});

	it('of a copy count for nothing', async () => {
		const { world } = bench.emulator;
		await another();
		const copy = world.add({ ...campaign(), id: '120210000000990001' });
		expect(labelsOf(copy)).toHaveLength(1);
		later(1 / 60);
		silent();
		const result = await another({ campaign: byId(copy.id) });
		expect([...rowsOf(result, APPLIED), ...rowsOf(result, HELD)].flatMap(guardsOf)).not.toContain('ownChangeNotLogged');
	});
});

async function keep(within: boolean): Promise<IDataObject> {
	const now = new Date(bench.emulator.world.clock.now());
	const clock = (hours: number): string =>
		new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' }).format(
			now.getTime() + hours * 3_600_000,
		);
	const [from, to] = within ? [clock(-1), clock(1)] : [clock(2), clock(3)];
	const { outputs, error } = await runNode({
		node: 'metaAds',
		credential: emulatorCredential(bench.emulator.url),
		parameters: {
			...{
				resource: 'adSet',
				operation: 'keepToHours',
				dryRunInEditor: false,
				adAccount: byId(ACCOUNTS.eur),
				adSet: byId(LOSS),
			},
			hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] },
		},
	});
	expect(error).toBeUndefined();
	return outputs[0][0]?.json ?? {};
}

const raise = async (guards: IDataObject = {}) =>
	await bench.run({ adSet: byId(LOSS), dryRun: true, guards: { actOnUnknownLearning: true, ...guards } });

describe('marks of hours', () => {
	it('that a person’s pause has made stale count for nothing', async () => {
		await keep(false);
		later(26);
		// Off for its hours alone it is paced as if it were on.
		expect(rowsOf(await raise(), APPLIED)).toHaveLength(1);
		bench.emulator.control.editOutside(LOSS, { status: 'ACTIVE' });
		later(1);
		bench.emulator.control.editOutside(LOSS, { status: 'PAUSED' });
		expect(labelsOf(adSet())).toContain(`n8n off hours ${LOSS}`);
		later(26);
		expect(rowsOf(await raise(), HELD)[0]?.reason).toMatch(/It isn’t running: its status is paused/);
	});

	it.each([
		['adSet', LOSS],
		['campaign', CAMPAIGN],
	])('stay where an update of a workflow gives the %s other labels', async (resource, id) => {
		const object = () =>
			bench.emulator.world.get(resource === 'adSet' ? 'AdSet' : 'Campaign', id) as ReturnType<typeof adSet>;
		const mark = `n8n off stop-loss ${id}`;
		const label = bench.emulator.world.all('AdLabel')[0]!;
		object().labels.push(
			...[mark, 'Winter'].map((name, index) => ({ ...label, id: `12021000000099008${index}`, name })),
		);
		const account = byId(resource === 'adSet' ? ACCOUNTS.eur : ACCOUNTS.usd);
		const { error } = await runNode({
			node: 'metaAds',
			credential: emulatorCredential(bench.emulator.url),
			parameters: {
				...{ resource, operation: 'update', adAccount: account, [resource]: byId(id) },
				updateFields: { labels: 'Spring' },
			},
		});
		expect(error).toBeUndefined();
		expect(labelsOf(object()).toSorted()).toEqual(['Spring', mark]);
	});

	/** A label as Meta never showed one yet: without a name. */
	const unreadable = (): void => {
		adSet().labels.push({ ...bench.emulator.world.all('AdLabel')[0]!, id: '120210000000990077', name: null as never });
	};

	it('never take away labels that cannot be read', async () => {
		unreadable();
		await keep(false);
		expect(adSet().status).toBe('PAUSED');
		expect(adSet().labels.map(({ id }) => id)).toEqual(['120210000000990077']);
	});

	it('that cannot be read leave it to the log, and the row says so', async () => {
		await keep(false);
		later(2);
		unreadable();
		const row = await keep(true);
		expect(row.reason).toMatch(/Its ad labels cannot be read, so the activity history alone decides/);
		expect(row).toMatchObject({ action: 'activate' });
		expect(labelsOf(adSet())).toContain(null);
	});

	it('tell nothing of the learning phase where an ad of it changed within a week', async () => {
		const ad = bench.emulator.world.all('Ad').find(({ adSet: { id } }) => id === LOSS)!;
		later(30 * 24);
		await keep(false);
		const reasonOf = async () => rowsOf(await raise({ actOnUnknownLearning: false }), HELD)[0]?.reason;
		// Nothing has changed for a month: what it learned has ended in any case.
		expect(await reasonOf()).toBeUndefined();
		const other = bench.emulator.world
			.all('AdCreative')
			.find((one) => one.account === ad.account && one.id !== ad.creativeId)!;
		bench.emulator.control.editOutside(ad.id, { creative: { creative_id: other.id } });
		later(3 * 24);
		expect(await reasonOf()).toBe(betweenSteps.restingLearning.says);
		later(5 * 24);
		expect(await reasonOf()).toBeUndefined();
	});

	it('where Meta refuses them, the row says so, and Runs by Dayparting stands in for them', async () => {
		const refuse = (): void =>
			bench.emulator.control.addFault({
				match: { method: 'POST', path: `${LOSS}/adlabels`, times: 1 },
				fault: { kind: 'graph', code: 100 },
			});
		refuse();
		expect((await keep(false)).reason).toMatch(/Meta does not keep its mark \(an ad label\).*Runs by Dayparting/);
		expect(labelsOf(adSet())).toEqual([]);
		later(26);
		expect(rowsOf(await raise(), HELD)[0]?.reason).toMatch(/isn’t running/);
		expect(rowsOf(await raise({ keptToHours: true }), APPLIED)).toHaveLength(1);
	});
});
