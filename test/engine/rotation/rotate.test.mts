import type { IDataObject } from 'n8n-workflow';

import type { Ad } from '../../../emulator/world/adObjectModel.mts';
import { ACCOUNTS, AD_SETS } from '../../../emulator/world/seedIds.mts';
import { SYSTEM_ACTOR } from '../../../emulator/world/tokens.mts';
import { lines, pairs, useBench } from '../support/campaigns.mts';
import { byId, type NodeResult, type NodeRun } from '../support/harness.mts';
import { dailyRows, DAY, dayBefore, LIVE, STAND_BY, useSecondLamp } from './lamps.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const lamps = useSecondLamp(bench);
const { ad, approve, statuses } = lamps;
const world = () => bench.emulator.world;

const report = (id: string, count: number, figures: IDataObject): IDataObject[] =>
	dailyRows(id, count, () => ({ spend: '10.00', impressions: '2000', results: '0', ...figures }));
const losing = (id: string, count = 12): IDataObject[] => report(id, count, {});
const doingWell = (id: string): IDataObject[] => report(id, 12, { results: '2' });

const run = async (
	items: IDataObject[],
	parameters: IDataObject = {},
	more: Partial<NodeRun> = {},
): Promise<NodeResult> =>
	await bench.run(
		'rotate',
		{ resource: 'ad', adAccount: byId(ACCOUNTS.eur), adSet: byId(AD_SETS.eurNoBudget), targetCost: 10, ...parameters },
		{ items, ...more },
	);

const live = { dryRun: false };
const queue = { nextAds: { queue: 'all' } };
/** Paused, activated, kept. */
const ids = ({ outputs }: NodeResult): string[][] =>
	outputs.slice(0, 3).map((rows) => rows.map(({ json }) => String(json.id)));

it('only tells what it would do unless Dry Run is switched off', async () => {
	approve(STAND_BY);
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], queue);
	expect(result.error).toBeUndefined();
	expect(ids(result)).toEqual([[LIVE], [STAND_BY], [lamps.second().id]]);
	expect(result.rows[0]).toMatchObject({
		action: 'pause',
		changed: false,
		validated: true,
		status: 'ACTIVE',
		note: 'A dry run: nothing was changed.',
	});
	expect(bench.writes()).toEqual([]);
	expect(statuses()).toEqual(['ACTIVE', 'ACTIVE', 'PAUSED']);
});

it('activates the successor, sees it live, then pauses the loser; each row says why and comes from its own report row', async () => {
	approve(STAND_BY);
	const items = [...doingWell(lamps.second().id), ...losing(LIVE)];
	const result = await run(items, { ...live, ...queue });
	expect(ids(result)).toEqual([[LIVE], [STAND_BY], [lamps.second().id]]);
	expect(lines(bench.writes())).toEqual([`POST ${STAND_BY}`, `POST ${LIVE}`]);
	expect(statuses()).toEqual(['PAUSED', 'ACTIVE', 'ACTIVE']);
	const [paused, activated, kept] = result.outputs.slice(0, 3).map(([{ json }]) => json);
	expect(paused).toMatchObject({
		action: 'pause',
		reason:
			'No result: 110.00 EUR is 11.0 times what a result may take (target 10.00 EUR a result), and the limit for one of 2 ads is 4.5 times. “Tischlampe” replaces it.',
		loser: true,
		fatigue: null,
		partnerId: STAND_BY,
		spend: 110,
		impressions: 22000,
		results: 0,
		costPerResult: null,
		currency: 'EUR',
		changed: true,
		changes: expect.stringMatching(/^Status: active → paused; Labels: none → n8n off rotation \d+$/),
		status: 'PAUSED',
	});
	expect(activated).toMatchObject({
		action: 'activate',
		reason: 'Replaces “Stehlampe”.',
		changed: true,
		effectiveStatus: 'ACTIVE',
	});
	expect(kept).toMatchObject({ action: 'keep', changed: false, costPerResult: 5 });
	expect([0, 1, 2].map((output) => pairs(result, output))).toEqual([[{ item: 12 }], [{ item: 0 }], [{ item: 0 }]]);
});

it('gives an ad that looks bad before it is proven an output of its own, and leaves it live', async () => {
	const items = [...report(LIVE, 5, {}), ...report(lamps.second().id, 12, { results: '2' })];
	const result = await run(items, live);
	expect(ids(result)).toEqual(
		[[], [], [lamps.second().id, STAND_BY].sort()].map((list) => expect.arrayContaining(list)),
	);
	expect(result.outputs[4].map(({ json }) => json)).toMatchObject([
		{
			id: LIVE,
			action: 'keep',
			loser: false,
			suspect: expect.stringMatching(/^Looks bad, but that isn’t certain yet: no result/),
		},
	]);
	expect(result.outputs[2].map(({ json }) => json.suspect)).toEqual([null, null]);
	expect(bench.writes()).toEqual([]);
});

it('changes nothing more when the same report comes again', async () => {
	approve(STAND_BY);
	const items = [...losing(LIVE), ...doingWell(lamps.second().id)];
	await run(items, { ...live, ...queue });
	const writes = bench.writes().length;
	expect(ids(await run(items, { ...live, ...queue }))[2].sort()).toEqual([LIVE, STAND_BY, lamps.second().id].sort());
	expect(bench.writes()).toHaveLength(writes);
});

it('keeps a loser whose successor Meta has not approved: never reviewed, or edited since', async () => {
	const items = [...losing(LIVE), ...doingWell(lamps.second().id)];
	const never = await run(items, { ...live, ...queue });
	expect(never.outputs[2][0].json.reason).toContain(
		'It stays live: the next ad, “Tischlampe”, is not known to be approved (It is paused, and the account’s log shows no approval of it.)',
	);
	approve(STAND_BY, 2);
	world().activities.write(
		ad(STAND_BY).account,
		SYSTEM_ACTOR,
		ad(STAND_BY).adSet,
		'update_ad_set_target_spec',
		{},
		Date.now() - DAY,
	);
	const edited = await run(items, { ...live, ...queue });
	expect(edited.outputs[2][0].json.reason).toContain(
		'It is paused, and was edited or declined after its last approval.',
	);
	expect(bench.writes()).toEqual([]);
});

it('does not believe an approval it has not yet heard of', async () => {
	bench.emulator.control.setActivityLag(3600);
	approve(STAND_BY);
	expect(ids(await run([...losing(LIVE), ...doingWell(lamps.second().id)], { ...live, ...queue }))).toEqual([
		[],
		[],
		[LIVE, STAND_BY, lamps.second().id].sort(),
	]);
});

it('does not pause the loser when its successor cannot be activated, or is not live afterwards', async () => {
	approve(STAND_BY);
	const items = [...losing(LIVE), ...doingWell(lamps.second().id)];
	bench.emulator.control.addFault({
		match: { method: 'POST', path: STAND_BY },
		fault: { kind: 'graph', code: 200, subcode: 1 },
	} as never);
	const refused = await run(
		items,
		{ ...live, ...queue, limits: { maxPauses: 2 } },
		{ onError: 'continueRegularOutput' },
	);
	expect(statuses()).toEqual(['ACTIVE', 'ACTIVE', 'PAUSED']);
	expect(JSON.stringify(refused.rows)).toContain('error');
	bench.emulator.control.clearFaults();
	ad(STAND_BY).issues.push({
		level: 'AD',
		error_code: 1,
		error_summary: 'Post is gone',
		error_message: 'Gone',
		error_type: 'HARD_ERROR',
	});
	const issues = await run(items, { ...live, ...queue });
	expect(statuses()).toEqual(['ACTIVE', 'ACTIVE', 'PAUSED']);
	expect(ids(issues)[0]).toEqual([]);
});

it('waits while a successor that was switched on is not live yet', async () => {
	approve(STAND_BY);
	// What Meta may do at any time: send the ad to review again, just as it is switched on.
	const original = Object.getOwnPropertyDescriptor(ad(STAND_BY), 'status')!;
	Object.defineProperty(ad(STAND_BY), 'status', {
		configurable: true,
		enumerable: true,
		get: () => original.value as string,
		set(value: string) {
			original.value = value;
			(this as Ad).review = { state: 'PENDING_REVIEW', dueAt: Date.now() + DAY };
		},
	});
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], { ...live, ...queue });
	expect(ids(result)).toEqual([[], [STAND_BY], [LIVE, lamps.second().id].sort()]);
	expect(result.outputs[2].map(({ json }) => json.reason).join()).toContain(
		'It stays live: “Tischlampe” is activated, but Meta shows it as PENDING_REVIEW.',
	);
	expect(ad(LIVE).status).toBe('ACTIVE');
});

describe('when others change the group meanwhile', () => {
	/** As the loser is paused, a person or another run pauses the others. */
	const whenPaused = (then: () => void): void => {
		let status: string = ad(LIVE).status;
		Object.defineProperty(ad(LIVE), 'status', {
			configurable: true,
			enumerable: true,
			get: () => status,
			set(value: string) {
				status = value;
				if (value === 'PAUSED') then();
			},
		});
	};

	it('gives an ad set that was left without a live ad its paused one back, and says so', async () => {
		whenPaused(() => (lamps.second().status = 'PAUSED'));
		const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live);
		expect(result.error).toBeUndefined();
		expect([ad(LIVE).status, lamps.second().status]).toEqual(['ACTIVE', 'PAUSED']);
		const row = result.outputs[2].find(({ json }) => json.id === LIVE)?.json;
		expect(row).toMatchObject({ action: 'keep', status: 'ACTIVE', failed: false });
		expect(row?.reason).toMatch(
			/^No result: .* It was paused and is active again: meanwhile no other ad of the group was live in its ad set\.$/,
		);
		const [message] = result.outputs[3];
		expect(message?.json.subject).toBe('Creative rotation: 0 paused, 0 activated, 1 taken back');
		expect(message?.json.text).toMatch(/^Paused and active again: /);
	});

	it('leaves off what it has paused where somebody has paused the others after that, and says so', async () => {
		const after = { status: 'PAUSED', updatedTime: Date.now() + 60_000 } as const;
		whenPaused(() => Object.assign(lamps.second(), after));
		const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live);
		expect([ad(LIVE).status, lamps.second().status]).toEqual(['PAUSED', 'PAUSED']);
		expect(result.outputs[0][0].json).toMatchObject({
			failed: true,
			reason: expect.stringMatching(/Right after that, somebody has paused the others/),
		});
	});

	it('leaves the pause while another ad is live, or would be but for a paused ad set', async () => {
		whenPaused(() => (ad(LIVE).adSet.status = 'PAUSED'));
		const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live);
		expect(ids(result)[0]).toEqual([LIVE]);
		expect(ad(LIVE).status).toBe('PAUSED');
	});

	it('says so where it cannot look once more, or cannot bring the ad back', async () => {
		whenPaused(() =>
			bench.emulator.control.addFault({
				match: { method: 'GET', path: lamps.second().id },
				fault: { kind: 'graph', code: 200, subcode: 1 },
			} as never),
		);
		const blind = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live);
		expect(blind.outputs[0][0].json).toMatchObject({ id: LIVE, action: 'pause', changed: true });
		expect(blind.outputs[0][0].json.reason).toMatch(
			/It could not be seen whether another ad of its ad set is still live \(/,
		);
		bench.emulator.control.clearFaults();
		ad(LIVE).status = 'ACTIVE';
		whenPaused(() => {
			lamps.second().status = 'PAUSED';
			bench.emulator.control.addFault({
				match: { method: 'POST', path: LIVE },
				fault: { kind: 'graph', code: 200, subcode: 1 },
			} as never);
		});
		const stuck = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live);
		expect(stuck.outputs[0][0].json).toMatchObject({ id: LIVE, action: 'pause', failed: true });
		expect(stuck.outputs[0][0].json.reason).toMatch(
			/Meanwhile no other ad of the group was live in its ad set, and it could not be activated again: /,
		);
	});
});

it('fails as a step when no change could be made, and tells ad by ad when some could', async () => {
	bench.emulator.control.addFault({
		match: { method: 'POST', path: LIVE },
		fault: { kind: 'graph', code: 200, subcode: 1 },
	} as never);
	const items = [...losing(LIVE), ...doingWell(lamps.second().id)];
	expect((await run(items, live)).error?.message).toBe('The token may not do this on this ad account');
	approve(STAND_BY);
	const result = await run(items, { ...live, ...queue });
	expect(result.error).toBeUndefined();
	expect(result.outputs[2].find(({ json }) => json.id === LIVE)?.json).toMatchObject({
		action: 'keep',
		failed: true,
		changed: false,
		reason: expect.stringMatching(/^Was to be paused \(No result/),
	});
	// Of one whose outcome is unknown “not changed” could be untrue.
	expect(result.outputs[3][0]?.json.text).toMatch(/(^|\n)Went wrong: .+\nWas to be paused /);
});

it('carries every change out once although n8n tries the whole node again', async () => {
	approve(STAND_BY);
	bench.emulator.control.addFault({
		match: { path: `${AD_SETS.eurNoBudget}/ads`, times: 1 },
		fault: { kind: 'graph', code: 190, subcode: 463 },
	} as never);
	const result = await run(
		[...losing(LIVE), ...doingWell(lamps.second().id)],
		{ ...live, ...queue },
		{ retryOnFail: true },
	);
	expect(result.error).toBeUndefined();
	expect(lines(bench.writes())).toEqual([`POST ${STAND_BY}`, `POST ${LIVE}`]);
});

it('repeats a change whose answer was lost only after a look', async () => {
	bench.emulator.control.addFault({
		match: { method: 'POST', path: LIVE, times: 1 },
		fault: { kind: 'reset', applied: true },
	} as never);
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live);
	expect(ids(result)[0]).toEqual([LIVE]);
	expect(bench.writes()).toHaveLength(1);
});

it('looks after ads with a label, in whichever ad set, and lets in those with another', async () => {
	const label = (name: string) =>
		({ kind: 'AdLabel', id: world().newId('AdLabel'), name, account: ad(LIVE).account }) as never;
	const [group, next] = [label('rotation'), label('next')];
	for (const id of [LIVE, lamps.second().id, STAND_BY]) ad(id).labels = [group];
	const other = world().add({ ...ad(STAND_BY), id: world().newId('Ad'), name: 'In the queue', labels: [group, next] });
	approve(STAND_BY);
	approve(other.id);
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], {
		...live,
		groupBy: 'label',
		label: 'rotation',
		nextAds: { queue: 'label', queueLabel: 'next' },
	});
	expect(ids(result)).toEqual([[LIVE], [other.id], [STAND_BY, lamps.second().id].sort()]);
	const misspelt = await run([{}], { groupBy: 'label', label: 'Rotation' });
	expect(misspelt.error?.message).toBe('Label is on no ad of Nordlicht Shop');
});

it('stands in for a rejected ad', async () => {
	approve(STAND_BY);
	ad(lamps.second().id).status = 'PAUSED';
	ad(LIVE).review = { state: 'DISAPPROVED', feedback: { global: { Policy: 'No.' } } };
	approve(LIVE);
	const result = await run([{}], { ...live, ...queue });
	expect(result.outputs[1].map(({ json }) => json.reason)).toEqual(['Replaces “Stehlampe”, which Meta rejected.']);
	expect(ad(STAND_BY).status).toBe('ACTIVE');
});

it('activates nothing within seven days of the last activation while the ad set learns', async () => {
	approve(STAND_BY);
	bench.emulator.control.setLearning(AD_SETS.eurNoBudget, 'LEARNING');
	world().activities.write(
		ad(LIVE).account,
		SYSTEM_ACTOR,
		ad(lamps.second().id),
		'update_ad_run_status',
		{ old_value: 'Inactive', new_value: 'Active' },
		Date.now() - 3 * DAY,
	);
	expect(ids(await run([...losing(LIVE), ...doingWell(lamps.second().id)], { ...live, ...queue }))).toEqual([
		[LIVE],
		[],
		[STAND_BY, lamps.second().id].sort(),
	]);
});

it('as an agent’s tool only checks, and tells everything in one output', async () => {
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], live, { node: 'metaAdsTool' });
	expect(result.outputs).toHaveLength(1);
	expect(result.rows.map(({ verdict, action }) => [verdict, action])).toEqual(
		expect.arrayContaining([
			['checked', 'pause'],
			['checked', 'keep'],
		]),
	);
	expect(bench.writes()).toEqual([]);
});

it('as an agent’s tool that may make changes, takes no rows that a model wrote', async () => {
	const tool = { ...live, allowChanges: true };
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], tool, { node: 'metaAdsTool' });
	expect(JSON.stringify(result.rows)).toContain('must be Meta where an agent may make changes');
	expect(bench.writes()).toEqual([]);
});

it.each(['10,50', '10.50', 10.5])('reads the target %j, whichever mark its decimals have', async (targetCost) => {
	const result = await run([...losing(LIVE), ...doingWell(lamps.second().id)], { targetCost });
	expect(result.error).toBeUndefined();
	expect(result.outputs[0][0].json.reason).toContain(
		'110.00 EUR is 10.5 times what a result may take (target 10.50 EUR a result)',
	);
});

it('takes rates, multiples and shares with a comma, and a percent sign', async () => {
	const limits = { timesTarget: '2,5', withoutResult: '3,5', falsePauses: '2,5 %', minImpressions: '1000' };
	const simple = await run([...losing(LIVE), ...doingWell(lamps.second().id)], {
		judgeBy: 'rate',
		targetRate: '0,5 %',
		limits,
	});
	expect(simple.outputs[0][0].json.reason).toContain(
		'(target 0.50 % of impressions), and the limit for one of 2 ads is 4.5 times',
	);
	expect((await run(losing(LIVE), { rule: 'statistical', limits })).error).toBeUndefined();
});

it('takes settings from each item: items of the same ones are one group, however the target is written', async () => {
	const label = (name: string) =>
		({ kind: 'AdLabel', id: world().newId('AdLabel'), name, account: ad(LIVE).account }) as never;
	ad(LIVE).labels = [label('strict')];
	lamps.second().labels = [label('patient')];
	const strict = losing(LIVE).map((row, index) => ({
		...row,
		group: 'strict',
		target: ['10', '10.00', '10,0', 10][index % 4],
		dry: false,
	}));
	const patient = doingWell(lamps.second().id).map((row) => ({ ...row, group: 'patient', target: '1000', dry: true }));
	const form = {
		groupBy: 'label',
		label: '={{ $json.group }}',
		targetCost: '={{ $json.target }}',
		dryRun: '={{ $json.dry }}',
	};
	// A third ad of the strict group is live, so that the loser may go.
	const third = world().add({ ...ad(LIVE), id: world().newId('Ad'), name: 'Third lamp' });
	const result = await run(
		[...patient, ...strict, ...doingWell(third.id).map((row) => ({ ...row, group: 'strict', target: 10, dry: false }))],
		form,
	);
	expect(result.error).toBeUndefined();
	expect(ids(result)).toEqual([[LIVE], [], [lamps.second().id, third.id]]);
	const kept = result.outputs[2].find(({ json }) => json.id === lamps.second().id)?.json;
	expect(kept).toMatchObject({
		note: 'A dry run: nothing was changed.',
		reason: expect.stringContaining('target 1000.00 EUR'),
	});
	expect(lines(bench.writes())).toEqual([`POST ${LIVE}`]);
});

describe('a report it cannot trust changes nothing', () => {
	const without = (row: IDataObject, column: string): IDataObject =>
		Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));
	const good = () => [...losing(LIVE), ...doingWell(lamps.second().id)];
	const bad: Record<string, [items: () => IDataObject[], message: RegExp, parameters?: IDataObject]> = {
		'without the results column': [
			() => good().map((row) => without(row, 'results')),
			/^Results Column is “results”, and no item has such a column$/,
		],
		'with another results column': [good, /^Results Column is “purchases”/, { resultsColumn: 'purchases' }],
		'with a figure that is none': [
			() => [...good(), { ...losing(LIVE)[0], date_start: dayBefore(40), date_stop: dayBefore(40), spend: 'n/a' }],
			/^Results Column: Item 25 has no usable number in the column “spend”$|Item 25 has no usable number/,
		],
		'with a week in one row': [
			() => [{ ...losing(LIVE)[0], date_stop: dayBefore(5) }],
			/Item 1 covers more than one day/,
		],
		'of a day that never was': [
			() => [...good(), { ...losing(LIVE)[0], date_start: '2026-02-30', date_stop: '' }],
			/Item 25 has no day in the column “date_start”/,
		],
		'that tells of a day twice': [() => [...good(), losing(LIVE)[3]], /Item 25 has .* twice/],
		'without ad IDs': [() => good().map((row) => without(row, 'ad_id')), /Item 1 has no ad ID in the column “ad_id”/],
		'of which a row has other settings': [
			() => good().map((row, index) => ({ ...row, target: index === 3 ? 50 : 10 })),
			/Item \d+ is about an ad of this group, but its settings differ/,
			{ targetCost: '={{ $json.target }}' },
		],
	};
	it.each(Object.entries(bad))('%s', async (_title, [items, message, parameters]) => {
		const result = await run(items(), { ...live, ...parameters });
		expect(result.error?.message).toMatch(message);
		expect(bench.writes()).toEqual([]);
	});

	it.each([
		['whose results are empty', (row: IDataObject) => ({ ...row, results: null }), 'the column “results” is empty'],
		[
			'of which some rows have no results column',
			(row: IDataObject) => without(row, 'results'),
			'there is no column “results”',
		],
		[
			'that says it is not complete',
			(row: IDataObject) => ({ ...row, report_complete: false }),
			'the report says that it is not complete',
		],
		[
			'that says so through a table',
			(row: IDataObject) => ({ ...row, report_complete: 'FALSE' }),
			'the report says that it is not complete',
		],
	])('%s: unknown is not zero', async (_title, change, why) => {
		approve(STAND_BY);
		const result = await run([...losing(LIVE).map(change), ...doingWell(lamps.second().id)], { ...live, ...queue });
		expect(result.error).toBeUndefined();
		const kept = result.outputs[2].find(({ json }) => json.id === LIVE)?.json;
		expect(kept).toMatchObject({ action: 'keep', loser: false, results: null, costPerResult: null, spend: 110 });
		expect(kept?.reason).toBe(`Not judged: its results of 12 days are unknown, first of ${dayBefore(12)}: ${why}.`);
		expect(bench.writes()).toEqual([]);
	});

	it.each([
		[
			'another ad account',
			{ account_id: '1001000000000009' },
			/^Results Column: Item 13 is of the ad account 1001000000000009, not of .*|Item 13 is of the ad account/,
		],
		['another currency', { account_currency: 'USD' }, /Item 13 is in USD, and the ad account counts in EUR/],
		['an ID that was a number', { ad_id: Number('120211000000000001') }, /Item 13 has an ad ID that is a number/],
	])('with a row of %s', async (_title, change, message) => {
		const result = await run(
			[...losing(LIVE), { ...losing(lamps.second().id)[0], ...change }, ...doingWell(lamps.second().id).slice(1)],
			live,
		);
		expect(result.error?.message).toMatch(message);
		expect(bench.writes()).toEqual([]);
	});

	it('whose days of this ad are long past, or still to come', async () => {
		const old = report(LIVE, 80, { spend: '50.00' }).slice(0, 20);
		const result = await run([...old, ...doingWell(lamps.second().id)], live);
		expect(result.outputs[2].find(({ json }) => json.id === LIVE)?.json.reason).toBe(
			`Too little shown to judge: 0 of 1000 impressions. Days before ${dayBefore(29)} are too old to speak against it.`,
		);
		const early = good().filter(({ date_start }) => String(date_start) < dayBefore(3));
		const future = await run(
			[...early, { ...doingWell(lamps.second().id)[0], date_start: dayBefore(-3), date_stop: dayBefore(-3) }],
			live,
		);
		expect(future.outputs[2][0].json.reason).toMatch(/^Not judged: the report ends on /);
		expect(bench.writes()).toEqual([]);
	});

	it('in which no ad has any result: tracking may be down', async () => {
		approve(STAND_BY);
		const result = await run([...losing(LIVE), ...losing(lamps.second().id)], { ...live, ...queue });
		expect(result.outputs[2].find(({ json }) => json.id === LIVE)?.json.reason).toBe(
			'Not judged: no ad of the group has any result in the report, so tracking may be down. Check that results reach Meta.',
		);
		expect(bench.writes()).toEqual([]);
	});

	it('that ends too early', async () => {
		const result = await run(
			good().filter(({ date_start }) => String(date_start) < dayBefore(3)),
			live,
		);
		expect(result.outputs[2][0].json.reason).toMatch(/^Not judged: the report ends on /);
		expect(bench.writes()).toEqual([]);
	});
});

const forms: Array<[field: string, parameters: IDataObject, message: string]> = [
	['ad set', { adSet: byId('={{ $json.none }}') }, 'Ad Set is empty'],
	['label', { groupBy: 'label', label: ' ' }, 'Label is empty'],
	['target', { targetCost: 0 }, 'Target Cost per Result must be more than 0'],
	['target below zero', { targetCost: '-3,5' }, 'Target Cost per Result must be more than 0'],
	['no target', { targetCost: '={{ "" }}' }, 'Target Cost per Result is empty'],
	[
		'target that can be read in two ways',
		{ targetCost: '1.000' },
		'Target Cost per Result: “1.000” can be read as 1000 or as 1.000',
	],
	[
		'target of an expression that gives nothing',
		{ targetCost: '={{ $json.none }}' },
		'Target Cost per Result is empty',
	],
	['rule of an expression that gives nothing', { rule: '={{ $json.none }}' }, 'Rule is empty'],
	['dry run of an expression that gives nothing', { dryRun: '={{ $json.none }}' }, 'Dry Run is empty'],
	[
		'limit of an expression that gives nothing',
		{ limits: { maxPauses: '={{ $json.none }}' } },
		'Limits → Maximum Pauses per Run is empty',
	],
	['results column', { resultsColumn: ' ' }, 'Results Column is empty'],
	['rate', { judgeBy: 'rate', targetRate: 0 }, 'Target Result Rate (%) must lie between 0 and 100'],
	['queue label', { nextAds: { queue: 'label' } }, 'Replacement Ads → Label of Replacement Ads is empty'],
	[
		'empty queue label',
		{ nextAds: { queue: 'label', queueLabel: ' ' } },
		'Replacement Ads → Label of Replacement Ads is empty',
	],
	['rate above all', { judgeBy: 'rate', targetRate: '100 %' }, 'Target Result Rate (%) must lie between 0 and 100'],
	['limit', { limits: { keepLive: 0 } }, 'Limits → Minimum Active cannot be 0'],
	['count that is not whole', { limits: { maxPauses: '1,5' } }, 'Limits → Maximum Pauses per Run cannot be 1.5'],
];
it.each(forms)('names the field: %s', async (_field, parameters, message) => {
	expect((await run(losing(LIVE), { ...live, ...parameters })).error?.message).toBe(message);
	expect(bench.sent()).toEqual([]);
});

it('says above the table that no report rows came in, and keeps every ad; with rows it does not', async () => {
	const result = await run([{ note: 'no report' }], live);
	expect(result.hints.map(({ message }) => message)).toContainEqual(
		expect.stringMatching(
			/^No report rows came in for these \d+ ads, so nothing was judged\. Set Data From to Meta, or put Meta Insights/,
		),
	);
	expect(ids(result).slice(0, 2)).toEqual([[], []]);
	const judged = await run(losing(LIVE));
	expect(judged.hints.some(({ message }) => message.startsWith('No report rows'))).toBe(false);
});
