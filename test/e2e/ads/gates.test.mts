import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { ACCOUNTS, AD_SETS, PAGES } from '../../../emulator/world/seedIds.mts';
import { gateUrl, type GateName } from '../../../nodes/shared/gates/gates.ts';
import { tell } from '../places/installation.mts';
import { openFacebookPage, type FacebookPage } from '../outside/facebookPage.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';

jest.setTimeout(240_000);

// Launch workflows in a real n8n with each of Meta's gates shut: the cause is named, and so is all that was made before.

let bench: Workbench;
let page: FacebookPage;

beforeAll(async () => {
	page = await openFacebookPage(() => bench.emulator.world);
	bench = await Workbench.open({ hosts: { 'graph.facebook.com': page.url } });
	await bench.credential('facebookGraphApi', { accessToken: 'stand-in' });
});

afterAll(async () => {
	await bench?.close();
	await page?.close();
});

beforeEach(() => bench.emulator.control.reset());

const world = () => bench.emulator.world;
const account = () => world().get('AdAccount', ACCOUNTS.usd);
const objects = () => (['Campaign', 'AdSet', 'Ad', 'AdCreative'] as const).flatMap((kind) => world().all(kind));

interface Launch {
	readonly outcome: Outcome;
	/** What is at Meta now and was not before. */
	readonly made: ReturnType<typeof objects>;
	/** All that a person sees of the run. */
	readonly shown: string;
}

async function launch(file: string, change?: (workflow: Workflow) => Workflow): Promise<Launch> {
	const before = new Set(objects().map(({ id }) => id));
	const outcome = await bench.run(await bench.bring(file, change), 'Start');
	const made = objects().filter(({ id }) => !before.has(id));
	tell(`${file}: ${outcome.status}, made ${made.map(({ kind }) => kind).join(' ') || 'nothing'}`);
	return { outcome, made, shown: JSON.stringify([outcome.steps, outcome.error]) };
}

/** Nothing of it can spend, and a person who sees the run can find every part of it. */
function expectNamed({ made, shown }: Launch): void {
	expect(made.filter((object) => 'status' in object && object.kind === 'Ad' && object.status !== 'PAUSED')).toEqual([]);
	expect(made.filter(({ id }) => !shown.includes(id)).map(({ kind, id }) => `${kind} ${id}`)).toEqual([]);
}

const activating = (shipped: Workflow): Workflow => ({
	...shipped,
	nodes: shipped.nodes.map((node) => (node.name === 'Activate ad' ? { ...node, disabled: false } : node)),
});

test('every gate open: the post runs', async () => {
	const { outcome, made } = await launch('boost-new-post.json', activating);
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	expect(made.flatMap((object) => (object.kind === 'Ad' ? [object.status] : []))).toEqual(['ACTIVE']);
});

/** What shuts the delivery of an ad that Meta takes. */
const delivery: Array<readonly [what: string, shut: () => void, words: RegExp, gate: GateName | null]> = [
	['payment method', () => void (account().fundingSource = undefined), /no payment method/, 'paymentMethod'],
	['spending limit', () => void (account().spendCap = account().amountSpent), /are spent/, 'spendingLimit'],
	['account with debts', () => void (account().status = 3), /unsettled/, 'accountStatus'],
	['page limit', () => void (world().get('Page', PAGES.usd).adLimit = 1), /ads of the page run/, 'adVolume'],
	[
		'review',
		() =>
			bench.emulator.control.setReview({
				state: 'DISAPPROVED',
				seconds: 0,
				feedback: { global: { Alcohol: 'No ads for spirits.' } },
			}),
		/Meta’s review: rejected/,
		null,
	],
	[
		'campaign that is off',
		() => void (world().get('AdSet', AD_SETS.usdNoBudgetA).campaign.status = 'PAUSED'),
		/Its campaign is paused/,
		null,
	],
	[
		'schedule',
		() => void (world().get('AdSet', AD_SETS.usdNoBudgetA).campaign.stopTime = world().clock.now() - 1_000),
		/has ended/,
		null,
	],
];

test.each(delivery)(
	'boost-new-post.json with the gate “%s” shut: the ad stays paused, and the error says why',
	async (_, shut, words, gate) => {
		shut();
		const run = await launch('boost-new-post.json', activating);
		expect([run.outcome.status, run.outcome.error]).toEqual([
			'error',
			expect.stringMatching(/was not activated: Meta would not show this ad/),
		]);
		expect(run.shown).toMatch(words);
		if (gate !== null) expect(run.shown).toContain(gateUrl(gate));
		expectNamed(run);
		expect(run.made.some(({ kind }) => kind === 'Ad')).toBe(true);
	},
);

/** Gates by which Meta refuses a create: the code it answers with, and at which of the launch's creates. */
const refusals: ReadonlyArray<readonly [gate: GateName, refusal: { code: number; subcode?: number }, edge: string]> = [
	['identityCheck', { code: 31, subcode: 3858385 }, 'campaigns'],
	['paymentMethod', { code: 100, subcode: 1359101 }, 'adsets'],
	['newAds', { code: 613, subcode: 1487225 }, 'ads'],
	['appMode', { code: 100, subcode: 1885183 }, 'ads'],
];

test.each(refusals)(
	'launch-campaign.json with the gate “%s” shut: what was made is named, and the next launch goes on from there',
	async (gate, refusal, edge) => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/${edge}` },
			fault: { kind: 'graph', ...refusal },
		});
		const run = await launch('launch-campaign.json');
		expect(run.outcome.status).toBe('error');
		expect(run.shown).toContain(gateUrl(gate));
		expectNamed(run);
		const order = ['campaigns', 'adsets', 'ads'];
		expect(run.made).toHaveLength(order.indexOf(edge));

		bench.emulator.control.clearFaults();
		const again = await launch('launch-campaign.json');
		expect(again.outcome.status).toBe('success');
		expect(again.made).toHaveLength(order.length - run.made.length);
	},
);
