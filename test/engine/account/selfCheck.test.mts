import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { LeadDesk } from '../../../emulator/leads/leadDesk.mts';
import { ActivityLog } from '../../../emulator/world/activities.mts';
import { effectiveStatus } from '../../../emulator/world/effectiveStatus.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { metaAdsOperations } from '../../../nodes/MetaAds/operations.ts';
import { checkSteps } from '../../../nodes/MetaAds/selfCheck/steps/checkSteps.ts';
import { readSteps } from '../../../nodes/MetaAds/selfCheck/steps/readSteps.ts';
import type { Report } from '../../../nodes/MetaAds/selfCheck/report/report.ts';
import { byId, type NodeRun } from '../support/harness.mts';
import { newCampaign, useBench } from '../support/campaigns.mts';
import { passTime } from '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();

const check = async (level: string, form: IDataObject = {}, run: Partial<NodeRun> = {}) => {
	const result = await bench.run('selfCheck', { resource: 'account', level, ...form }, run);
	const [row] = result.rows;
	return { ...result, row, report: row?.report as unknown as Report };
};
const inSandbox = (form: IDataObject = {}) =>
	check(
		'sandbox',
		{ adAccount: byId(ACCOUNTS.sandbox), sandboxAccount: ACCOUNTS.sandbox, ...form },
		{ bearer: TOKENS.sandbox },
	);
const unlike = ({ steps }: Report, outcome = 'answered') =>
	steps.filter((step) => step.outcome !== outcome).map(({ operation, what, why }) => [operation, what, why].join(' '));

/** What the emulator knows, all of it but the quota that calls take and what reports cost. */
const world = (): string =>
	inspect(
		Object.entries(bench.emulator.world)
			.filter(([name]) => !['clock', 'limits', 'insights', 'seed'].includes(name))
			.map(([name, held]) => [
				name,
				held instanceof ActivityLog || held instanceof LeadDesk ? { ...held, clock: null, quota: null } : held,
			]),
		{ depth: Infinity, maxArrayLength: null, maxStringLength: null, breakLength: Infinity },
	);
const pointsSpent = () => bench.emulator.log.reduce((sum, { points }) => sum + points, 0);

describe('levels', () => {
	it('begins with a plan that calls nothing', async () => {
		const { row, error } = await check('plan');
		expect(error).toBeUndefined();
		expect(bench.emulator.log).toEqual([]);
		expect(row).toMatchObject({ finished: true, report: null, plan: { readOnly: { mostPoints: expect.any(Number) } } });
	});

	it('reads with every operation of Meta Ads that reads', async () => {
		const { report, row } = await check('readOnly');
		const reading = metaAdsOperations.flatMap(({ value, operations: list }) =>
			list.filter(({ effect }) => effect === 'read').map((operation) => `metaAds.${value}.${operation.value}`),
		);
		expect(reading.filter((name) => !readSteps.some(({ operation }) => operation === name))).toEqual([
			// It reads only what a call says that Meta has signed.
			'metaAds.account.getFromNotification',
			// Few accounts have a split test, and none may be made for a check: it would split real people.
			'metaAds.ad.getSplitTestResult',
		]);
		expect(unlike(report)).toEqual([
			'metaAds.video.get  the account has no video to ask with',
			'metaAds.video.getThumbnails  the account has no video to ask with',
		]);
		expect(row).toMatchObject({ finished: true, answered: readSteps.length - 2, refused: 0 });
		expect(bench.sent().filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('validates without changing a byte', async () => {
		const before = world();
		const { report } = await check('validateOnly');
		expect(unlike(report)).toEqual([
			'metaAds.video.get  the account has no video to ask with',
			'metaAds.video.getThumbnails  the account has no video to ask with',
		]);
		expect(before.length).toBeGreaterThan(100_000);
		expect(world() === before).toBe(true);
		expect(bench.writes()).toEqual([]);
		const asked = bench.sent().filter(({ method }) => method === 'POST');
		expect(asked).toHaveLength(checkSteps.length);
		expect(asked.every(({ params }) => params.execution_options.includes('validate_only'))).toBe(true);
	});

	it('creates, changes, copies and deletes in a sandbox ad account, and leaves nothing behind', async () => {
		const { report, row, error } = await inSandbox();
		expect(error).toBeUndefined();
		const lived = report.steps.filter(({ what }) => /sandbox|empty/.test(what ?? ''));
		expect(lived.filter(({ outcome }) => outcome !== 'answered')).toMatchObject([
			{
				operation: 'metaAds.image.delete',
				what: 'sandbox again',
				calls: [{ method: 'GET' }, { method: 'DELETE', error: { code: 100 } }],
			},
		]);
		expect(lived).toHaveLength(19);
		expect(report.questions).toEqual(expect.arrayContaining([28, 126, 127]));
		const after = report.steps.filter(({ what }) => / after labels$/.test(what ?? '')).map(({ why }) => why);
		expect(after).toEqual([
			expect.stringMatching(/^updated_time (stays|changes); learning_stage_info (stays|changes|is not shown)$/),
			expect.stringMatching(/^data (stays|changes)$/),
		]);
		expect(row).toMatchObject({ finished: true, leftBehind: '' });
		const { world: stored } = bench.emulator;
		const isThere = ({ account }: { account?: { id: string } }) => account?.id === ACCOUNTS.sandbox;
		const statuses = [
			...[...stored.all('Campaign'), ...stored.all('AdSet'), ...stored.all('Ad')].filter(isThere).map(effectiveStatus),
			...stored
				.all('AdCreative')
				.filter(isThere)
				.map(({ fields }) => fields.status),
		];
		expect(statuses).toEqual(Array.from({ length: 7 }, () => 'DELETED'));
		expect(stored.all('AdImage').filter(isThere)).toEqual([]);
	});

	it('clears away what a check has left that was cut off, and nothing else', async () => {
		const { world: stored, control } = bench.emulator;
		const isThere = ({ account }: { account?: { id: string } }) => account?.id === ACCOUNTS.sandbox;
		const inAccount = { adAccount: byId(ACCOUNTS.sandbox) };
		const other = await bench.run('create', newCampaign(inAccount), { bearer: TOKENS.sandbox });
		const kept = other.rows[0]?.id;
		expect(kept).toEqual(expect.any(String));
		control.addFault({
			match: { method: 'DELETE', path: '(?!.*/adlabels).*' },
			fault: { kind: 'graph', code: 80004, subcode: 2446079 },
		});
		const first = await inSandbox({ options: { maxWait: '0' } });
		expect(first.row).toMatchObject({ finished: false, note: expect.stringMatching(/^Could not be deleted again/) });
		const left = String(first.row.leftBehind).split(', ');
		expect(left).toEqual(
			expect.arrayContaining(
				stored
					.all('AdImage')
					.filter(isThere)
					.map(({ hash }) => hash),
			),
		);
		expect(left.length).toBeGreaterThan(4);

		control.clearFaults();
		passTime(3_600_000);
		const second = await inSandbox({ earlierReport: JSON.stringify(first.report) });
		expect(second.row).toMatchObject({ finished: true, leftBehind: '' });
		const live = [...stored.all('Campaign'), ...stored.all('AdSet'), ...stored.all('Ad')]
			.filter((one) => isThere(one) && effectiveStatus(one) !== 'DELETED')
			.map(({ id }) => id);
		expect(live).toEqual([kept]);
		expect(stored.all('AdCreative').filter((one) => isThere(one) && one.fields.status !== 'DELETED')).toEqual([]);
		expect(stored.all('AdImage').filter(isThere)).toEqual([]);
	});

	it('takes no more of the quota than the plan says', async () => {
		const { row } = await check('plan');
		const plan = row.plan as Record<string, { mostPoints: number }>;
		for (const level of ['readOnly', 'validateOnly', 'sandbox'] as const) {
			bench.emulator.control.reset();
			const { error } = level === 'sandbox' ? await inSandbox() : await check(level);
			expect(error).toBeUndefined();
			expect({
				level,
				spent: pointsSpent() <= plan[level].mostPoints,
				points: [pointsSpent(), plan[level].mostPoints],
			}).toMatchObject({ spent: true });
			expect(pointsSpent()).toBeGreaterThan(plan[level].mostPoints / 2);
		}
	});
});

describe('who may choose', () => {
	it('refuses a sandbox check of an account that can spend, whatever is missing of the proof', async () => {
		const account = bench.emulator.world.get('AdAccount', ACCOUNTS.sandbox);
		const refusal = async (run: () => ReturnType<typeof check>) => String((await run()).error?.message);
		expect(await refusal(() => check('sandbox', { sandboxAccount: ACCOUNTS.usd }))).toMatch(/is not a Meta sandbox/);
		expect(await refusal(() => inSandbox({ sandboxAccount: ACCOUNTS.usd }))).toMatch(/is not the chosen ad account/);
		for (const change of [
			{ amountSpent: 1 },
			{ balance: 5 },
			{ userTasks: ['ADVERTISE', 'ANALYZE'] },
			{ userTasks: undefined },
		]) {
			bench.emulator.control.reset();
			Object.assign(bench.emulator.world.get('AdAccount', ACCOUNTS.sandbox), change);
			expect(await refusal(inSandbox)).toMatch(/is not a Meta sandbox/);
		}
		bench.emulator.control.reset();
		const { sandboxOf } = bench.emulator.world.get('AdAccount', ACCOUNTS.sandbox);
		Object.assign(sandboxOf!, { name: 'Erin' });
		expect(await refusal(inSandbox)).toMatch(/does not belong to the “Sandbox Ad Account Owner”/);
		Object.assign(sandboxOf!, { name: 'Sandbox Ad Account Owner' });
		expect(bench.writes()).toEqual([]);
		expect(account.name).toBe('Sandbox Ad Account');
	});

	it('refuses agents, and a level that an expression gives', async () => {
		const asTool = await check('readOnly', {}, { node: 'metaAdsTool' });
		expect(asTool.row).toMatchObject({ reason: expect.stringMatching(/has to be chosen by a person/) });
		const allowed = await check('readOnly', { allowChanges: true }, { node: 'metaAdsTool' });
		expect(allowed.row).toMatchObject({ reason: expect.stringMatching(/has to be chosen by a person/) });
		const byExpression = await check('={{ "readOnly" }}');
		expect(byExpression.error?.message).toMatch(/^Level cannot be/); // n8n leaves it as it is typed
		expect(bench.emulator.log).toEqual([]);
	});
});

describe('what goes wrong on the way', () => {
	it('ends with an expired token before anything else', async () => {
		const { error } = await check('readOnly', {}, { bearer: TOKENS.expired });
		expect(error?.message).toMatch(/token/i);
		expect(bench.sent().map(({ path }) => path)).toEqual([ACCOUNTS.usd]);
	});

	it('tells what a token without permissions is refused, and goes on', async () => {
		const { report, row } = await check('validateOnly', {}, { bearer: TOKENS.readOnly });
		// The checks, and the lead forms of its page.
		expect(row).toMatchObject({ finished: true, refused: checkSteps.length + 1 });
		const refusedSteps = report.steps.filter(({ outcome }) => outcome === 'refused');
		for (const { why, calls } of refusedSteps) {
			expect(why).toBe('permission');
			const error = expect.objectContaining({ code: 200, texts: [expect.any(String)] }) as unknown;
			expect(calls).toContainEqual(expect.objectContaining({ error }));
		}
	});

	it('ends early when Meta limits the calls, and goes on from the report without asking again', async () => {
		const fault = { kind: 'graph', code: 80004, subcode: 2446079 } as const;
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${ACCOUNTS.usd}/adcreatives` },
			fault,
		});
		const first = await check('readOnly', { options: { maxWait: '0' } });
		expect(first.row).toMatchObject({ finished: false, note: expect.stringMatching(/Meta has limited the calls/) });
		expect(first.report.steps.map(({ operation }) => operation)).not.toContain('metaAds.creative.getMany');
		bench.emulator.control.clearFaults();
		bench.emulator.log.length = 0;
		passTime(3_600_000);
		const second = await check('readOnly', { earlierReport: JSON.stringify(first.report) });
		expect(second.error).toBeUndefined();
		expect(second.row.finished).toBe(true);
		expect(second.report.steps.map(({ operation, what }) => [operation, what])).toEqual(
			readSteps.map(({ operation, what }) => [operation, what]),
		);
		expect(bench.sent().map(({ path }) => path)).not.toContain(`${ACCOUNTS.usd}/activities`);
	});

	it('an app with Limited access reaches the end as well, a block of five minutes later', async () => {
		bench.emulator.control.setTier('development_access');
		const list = { returnAll: false, limit: 1, options: { maxWait: '0' } };
		for (let call = 0; call < 20; call += 1) await bench.run('getMany', list);
		const first = await check('validateOnly');
		expect(first.row).toMatchObject({ finished: false, retryAfter: expect.any(Number) });
		// Too early: what it has is not lost.
		const early = await check('validateOnly', {
			earlierReport: JSON.stringify(first.report),
			options: { maxWait: '0' },
		});
		expect(early.row).toMatchObject({ finished: false, answered: first.row.answered, retryAfter: expect.any(Number) });
		bench.emulator.control.advanceClock(301);
		passTime(301_000);
		const second = await check('validateOnly', { earlierReport: JSON.stringify(early.report) });
		expect(second.row).toMatchObject({ finished: true, refused: 0, retryAfter: null });
		const twice = bench.sent().filter(({ status, path }) => status === 200 && path.endsWith('/activities'));
		expect(twice).toHaveLength(1);
	});

	it('takes no report that was changed by hand, nor one of another level or API version', async () => {
		const { report } = await check('readOnly');
		const message = async (earlierReport: unknown, level = 'readOnly', run: Partial<NodeRun> = {}) =>
			(await check(level, { earlierReport: JSON.stringify(earlierReport) }, run)).error?.message;
		expect(await message({ ...report, finished: false })).toMatch(/was changed after it was written/);
		expect(await message({ ...report, more: 1 })).toMatch(/is no report of a self-check/);
		expect(await message(report, 'validateOnly')).toMatch(/is of another level/);
		const older = { environment: 'emulator', emulatorUrl: bench.emulator.url, apiVersion: 'v25.0' };
		expect(await message(report, 'readOnly', { credential: older })).toMatch(/is of another level/);
		expect(await message('nonsense')).toMatch(/is no report/);
	});

	it('stops at once in a sandbox that turns out to spend, and takes away what it has made', async () => {
		const { world: stored } = bench.emulator;
		const account = stored.get('AdAccount', ACCOUNTS.sandbox);
		// The account spends as soon as there is a campaign.
		Object.defineProperty(account, 'amountSpent', {
			configurable: true,
			get: () => (stored.all('Campaign').some((one) => one.account.id === ACCOUNTS.sandbox) ? 7 : 0),
		});
		const { row, report } = await inSandbox();
		expect(row).toMatchObject({ finished: false, leftBehind: '' });
		expect(report.stoppedBy).toBe('the account has spent money');
		const left = stored.all('Campaign').filter((one) => one.account.id === ACCOUNTS.sandbox);
		expect(left.map(({ status }) => status)).toEqual(['DELETED']);
		expect(stored.all('AdSet').filter((one) => one.account.id === ACCOUNTS.sandbox)).toEqual([]);
	});
});

describe('what a report tells', () => {
	/** Names, ids, tokens and amounts that stand in the world, and nowhere else. */
	const planted = {
		names: ['Zyxwv Secret Shop', 'zyxwvlower', 'ZYXWVUPPER', 'Zyxwv “quoted” & co', 'Łódź Zyxwv'],
		amounts: ['7654321', '76543.21', '76,543.21'],
	};

	function plant(): string[] {
		const { world: stored, control } = bench.emulator;
		const [shop, lower, upper, quoted, polish] = planted.names;
		Object.assign(stored.get('AdAccount', ACCOUNTS.usd), { name: shop, amountSpent: 7_654_321, balance: 7_654_321 });
		for (const campaign of stored.all('Campaign')) campaign.name = lower;
		for (const adSet of stored.all('AdSet')) adSet.name = upper;
		for (const ad of stored.all('Ad')) ad.name = quoted;
		for (const { fields } of stored.all('AdCreative'))
			Object.assign(fields, { name: polish, body: polish, title: shop });
		for (const page of stored.all('Page')) Object.assign(page.fields, { name: shop });
		const text = `The campaign ${lower} of ${shop} (act_1001000000000001, ${polish}) costs $76,543.21, see erin@example.com, EAABplantedtoken and https://example.com/x?id=120210000000000001; '${upper}' ${quoted} 7654321`;
		const fault = {
			kind: 'graph',
			code: 100,
			subcode: 1885272,
			message: text,
			userTitle: text,
			userMsg: text,
		} as const;
		control.addFault({ match: { method: 'POST', path: `${ACCOUNTS.usd}/campaigns` }, fault });
		control.addFault({ match: { method: 'GET', path: 'search' }, fault });
		return [
			...planted.names,
			...planted.amounts,
			'zyxwv',
			'Erin Emulated',
			'erin@',
			'EAAB',
			'Łódź',
			'example.com',
			'Emulated Trading',
		];
	}

	it('holds no name, id, token, address or amount, in errors neither', async () => {
		const secrets = plant();
		const ids = bench.emulator.world.all('AdAccount').map(({ accountId }) => accountId);
		const { report } = await check('validateOnly');
		const text = JSON.stringify(report);
		expect(report.steps.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(2);
		expect([...secrets, ...ids].filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
		expect(
			text
				.replaceAll(report.seal, '')
				.match(/\d{5,}/g)
				?.filter((digits) => digits !== '1885272') ?? [],
		).toEqual([]);
		expect(text).toContain('The campaign (a name) of (a name)');
	});

	it('the search finds a leak that is planted', async () => {
		const [secret] = plant();
		const { report } = await check('readOnly');
		const leaky = JSON.stringify({ ...report, stoppedBy: `at ${secret}` });
		expect(leaky.includes(secret)).toBe(true);
	});

	it('hides names of fields that people have given, in small letters as well', async () => {
		const { answerShapeOf: shapeOf } = await import('../../../nodes/MetaAds/selfCheck/report/shape.ts');
		expect(
			shapeOf({ images: { 'zyxwv.png': { hash: 'x' }, erin: { hash: 'y' } }, 'Zyxwv Shop': 1, erin: 1, spend: '1' }),
		).toEqual({ images: { '*': { hash: 'text' } }, '*': 'whole number', spend: 'digits' });
	});
});
