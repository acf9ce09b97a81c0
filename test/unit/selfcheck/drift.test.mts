import { startEmulator, type Emulator } from '../../../emulator/http/server.mts';
import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { carryOutCheck } from '../../../nodes/MetaAds/selfCheck/carryOut.ts';
import { isAsWritten, readReport, type Report } from '../../../nodes/MetaAds/selfCheck/report/report.ts';
import type { Shape } from '../../../nodes/MetaAds/selfCheck/report/shape.ts';
import { differences, type Difference } from '../../../selfcheck/drift.mts';
import { emulatedReport } from '../../../selfcheck/emulated.mts';
import { fillAccount } from '../../../selfcheck/filledAccount.mts';
import { openSession } from '../../../selfcheck/session.mts';
import { sourceOf } from '../../../selfcheck/sources.mts';
import { nodeTables as tables } from '../../../selfcheck/nodeTables.mts';
import { steps } from '../../../selfcheck/steps.mts';

/** A Graph that answers otherwise than the emulator, in one place each; and where drift has to see it: a name it does not know is told as `*`. */
interface Plant {
	readonly to: RegExp;
	readonly method?: 'POST';
	readonly from: RegExp | null;
	readonly instead: string;
	readonly seen: readonly [call: string, at: string];
}

const error = (code: number, subcode: number): string =>
	JSON.stringify({ error: { message: 'Planted', type: 'OAuthException', code, error_subcode: subcode } });

const plants: readonly Plant[] = [
	{
		to: /act_\d+\?/,
		from: /"min_daily_budget":(\d+)/,
		instead: '"min_daily_budget":"$1"',
		seen: ['GET {account}', '.min_daily_budget'],
	},
	{ to: /act_\d+\?/, from: /"balance":/, instead: '"balance_now":', seen: ['GET {account}', '.*'] },
	{
		to: /me\/adaccounts/,
		from: /"account_status":(\d+)/g,
		instead: '"account_status":"$1"',
		seen: ['GET me/adaccounts', '.data[].account_status'],
	},
	{
		to: /minimum_budgets/,
		from: /"min_daily_budget_imp":/g,
		instead: '"min_daily_budget_impressions":',
		seen: ['GET {account}/minimum_budgets', '.data[].*'],
	},
	{
		to: /\/campaigns\?/,
		from: /"special_ad_categories":\[[^\]]*\]/g,
		instead: '"special_ad_categories":"NONE"',
		seen: ['GET {account}/campaigns', '.data[].special_ad_categories'],
	},
	{
		to: /\/campaigns\?/,
		from: /"buying_type":"\w+",/g,
		instead: '',
		seen: ['GET {account}/campaigns', '.data[].buying_type'],
	},
	{
		to: /\/adsets\?/,
		from: /"daily_budget":"(\d+)"/g,
		instead: '"daily_budget":$1',
		seen: ['GET {account}/adsets', '.data[].daily_budget'],
	},
	{
		to: /\/adsets\?/,
		from: /"age_min":/g,
		instead: '"age_least":',
		seen: ['GET {account}/adsets', '.data[].targeting.*'],
	},
	{
		to: /\/ads\?/,
		from: /"preview_shareable_link":"[^"]*",/g,
		instead: '',
		seen: ['GET {account}/ads', '.data[].preview_shareable_link'],
	},
	{
		to: /\/ads\?/,
		from: /"effective_status":"\w+"/g,
		instead: '"effective_status":"active"',
		seen: ['GET {account}/ads', '.data[].effective_status'],
	},
	{
		to: /\/adcreatives\?/,
		from: /"object_type":"\w+"/g,
		instead: '"object_type":null',
		seen: ['GET {account}/adcreatives', '.data[].object_type'],
	},
	{
		to: /\/previews\?/,
		from: /"body":"(?:[^"\\]|\\.)*"/g,
		instead: '"body":{"html":"x"}',
		seen: ['GET {id}/previews', '.data[].body'],
	},
	{
		to: /\/promote_pages\?/,
		from: /"is_published":true/g,
		instead: '"is_published":"yes"',
		seen: ['GET {account}/promote_pages', '.data[].is_published'],
	},
	{
		to: /\/adspixels\?/,
		from: /"is_unavailable":/g,
		instead: '"owner_seen":1,"is_unavailable":',
		seen: ['GET {account}/adspixels', '.data[].*'],
	},
	{
		to: /\/instagram_accounts\?/,
		from: null,
		instead: error(100, 33),
		seen: ['GET {account}/instagram_accounts', 'error'],
	},
	{
		to: /\/search\?/,
		from: /"audience_size_lower_bound":(\d+)/g,
		instead: '"audience_size_lower_bound":"$1"',
		seen: ['GET search', '.data[].audience_size_lower_bound'],
	},
	{
		to: /\/reachestimate\?/,
		from: /"estimate_ready":true/,
		instead: '"estimate_ready":1',
		seen: ['GET {account}/reachestimate', '.data.estimate_ready'],
	},
	{
		to: /\/campaigns$/,
		method: 'POST',
		from: /"success":true/,
		instead: '"id":"120210000000009999"',
		seen: ['POST {account}/campaigns', '.id'],
	},
	{
		to: /\/adsets$/,
		method: 'POST',
		from: null,
		instead: error(100, 1885999),
		seen: ['POST {account}/adsets', 'error'],
	},
	{
		to: /\/insights\?/,
		from: /"spend":"([\d.]+)"/g,
		instead: '"spend":$1',
		seen: ['GET {account}/insights', '.data[].spend'],
	},
	{
		to: /\/customaudiences\?/,
		from: /"cursors":\{[^}]*\},?/g,
		instead: '',
		seen: ['GET {account}/customaudiences', '.paging.cursors'],
	},
	{
		to: /\/advertisable_applications\?/,
		from: /"data":\[\{/,
		instead: '"data":[],"more":[{',
		seen: ['GET {account}/advertisable_applications', '.data'],
	},
	{
		to: /\/activities\?/,
		from: /"extra_data":"(?:[^"\\]|\\.)*"/g,
		instead: '"extra_data":{"new_value":1}',
		seen: ['GET {account}/activities', '.data[].extra_data'],
	},
	{
		to: /\/activities\?/,
		from: /"event_time":"[^"]*"/g,
		instead: '"event_time":1767225600',
		seen: ['GET {account}/activities', '.data[].event_time'],
	},
	{
		to: /\/adimages\?/,
		from: /"original_width":(\d+)/g,
		instead: '"original_width":"$1 px"',
		seen: ['GET {account}/adimages', '.data[].original_width'],
	},
	{
		to: /\/advideos\?/,
		from: /"video_status":/g,
		instead: '"state":',
		seen: ['GET {account}/advideos', '.data[].status.state'],
	},
	{
		to: /\/adcreatives\?/,
		from: /"child_attachments":/g,
		instead: '"cards":',
		seen: ['GET {account}/adcreatives', '.data[].object_story_spec.link_data.*'],
	},
	// A phase that no list has.
	{
		to: /\/adsets\?/,
		from: /"status":"(?:LEARNING|FAIL|SUCCESS)"/g,
		instead: '"status":"WAIVING"',
		seen: ['GET {account}/adsets', '.data[].learning_stage_info.status'],
	},
	{
		to: /\/customaudiences\?/,
		from: /"subtype":"\w+"/g,
		instead: '"subtype":"NEIGHBORS"',
		seen: ['GET {account}/customaudiences', '.data[].subtype'],
	},
	// Amounts in units of the currency.
	{
		to: /act_\d+\?/,
		from: /"amount_spent":"(\d+)(\d\d)"/g,
		instead: '"amount_spent":"$1.$2"',
		seen: ['GET {account}', '.amount_spent'],
	},
];

const untouched = globalThis.fetch;
let emulator: Emulator;
let expected: Report;
beforeAll(async () => {
	emulator = await startEmulator();
	expected = await emulatedReport('validateOnly', 'v26.0');
}, 60_000);
afterAll(async () => await emulator.close());
afterEach(() => {
	globalThis.fetch = untouched;
});

async function reportWith(altered: readonly Plant[]): Promise<Report> {
	emulator.control.reset();
	await fillAccount(emulator);
	globalThis.fetch = async (url, init) => {
		const answer = await untouched(url, init);
		const fits = altered.filter(({ to, method = 'GET' }) => to.test(String(url)) && (init?.method ?? 'GET') === method);
		if (fits.length === 0) return answer;
		const text = await answer.text();
		const body = fits.reduce(
			(rest, { from, instead }) => (from === null ? instead : rest.replace(from, instead)),
			text,
		);
		return new Response(body, { status: body.startsWith('{"error"') ? 400 : 200, headers: answer.headers });
	};
	const credential = { environment: 'emulator', emulatorUrl: emulator.url, apiVersion: 'v26.0' };
	const session = await openSession({ credential }, 0);
	return (await carryOutCheck(session, { level: 'validateOnly', account: ACCOUNTS.usd, steps, tables })).report;
}

it('sees nothing where nothing differs', async () => {
	const report = await reportWith([]);
	expect(report.steps.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
	expect(differences(report, expected).filter(({ mayBeEmpty }) => !mayBeEmpty)).toEqual([]);
}, 60_000);

it('finds each of thirty planted differences, with the file its rule stands in', async () => {
	expect(plants).toHaveLength(30);
	const found = differences(await reportWith(plants), expected);
	const isSeen = ({ seen: [call, at] }: Plant): Difference | undefined =>
		found.find((difference) => difference.call === call && difference.at === at);
	expect(plants.filter((plant) => isSeen(plant) === undefined).map(({ seen }) => seen)).toEqual([]);
	for (const plant of plants) expect(sourceOf(isSeen(plant)!)).toMatch(/^emulator\/\w+/);
}, 60_000);

it('finds a step that failed although each of its calls was answered', async () => {
	const report = await reportWith([]);
	const withOutcome = (name: string, more: object): Report => ({
		...report,
		steps: report.steps.map((step) =>
			step.operation === name && step.what === undefined ? { ...step, ...more } : step,
		),
	});
	const name = 'metaAds.campaign.getMany';
	const foundSteps = (reported: Report, emulated: Report) =>
		differences(reported, emulated).filter(({ at }) => at === 'step');
	const failed = withOutcome(name, { outcome: 'refused', why: 'unexpected' });
	expect(foundSteps(failed, expected)).toEqual([
		expect.objectContaining({
			step: name,
			call: 'GET {account}/campaigns',
			reported: expect.stringMatching(/unexpected/),
		}),
	]);
	expect(foundSteps(failed, failed)).toEqual([]);
	const lost = { method: 'GET', path: 'me', parameters: [], lost: true };
	expect(foundSteps(withOutcome(name, { outcome: 'refused', calls: [lost] }), expected)).toEqual([]);
}, 60_000);

/** A report of some steps: each of one call and what it was answered. */
const reportOf = (...answers: Array<readonly [operation: string, path: string, answer: Shape]>): Report => ({
	...expected,
	steps: answers.map(([operation, path, answer]) => ({
		operation,
		outcome: 'answered',
		calls: [{ method: 'GET', path, parameters: [], answer }],
	})),
});
const LIST = ['metaAds.adSet.getMany', '{account}/adsets'] as const;
const ONE = ['metaAds.adSet.get', '{id}'] as const;
const listed = (fields: Shape): Shape => ({ data: [fields] });

it('tells one difference once, and knows a field that another answer of its kind shows', () => {
	const emulated = reportOf([...LIST, listed({ id: 'id' })], [...ONE, { id: 'id', bid_amount: 'whole number' }]);
	const odd = { id: 'id', bid_amount: 'whole number', is_new: 'boolean' };
	const found = differences(reportOf([...LIST, listed(odd)], [...ONE, odd]), emulated);
	expect(found).toEqual([
		{
			step: LIST[0],
			call: `GET ${LIST[1]}`,
			at: '.data[].is_new',
			reported: 'boolean',
			emulated: 'no such field',
		},
	]);
	const other = differences(reportOf([...LIST, listed({ bid_amount: 'digits' })], [...ONE, odd]), emulated);
	expect(other.map(({ at, reported }) => [at, reported])).toContainEqual(['.data[].bid_amount', 'digits']);
	// The campaign that a new ad set goes into is no ad set.
	const campaign = ['metaAds.adSet.create', '{id}'] as const;
	const mixed = reportOf([...ONE, { id: 'id' }], [...campaign, { objective: 'text' }]);
	expect(differences(reportOf([...ONE, { objective: 'text' }], [...campaign, {}]), mixed)).toContainEqual(
		expect.objectContaining({ step: ONE[0], at: '.objective', emulated: 'no such field' }),
	);
});

it('tells apart what people may have set and the emulator’s accounts have not', () => {
	const emulated = reportOf([...ONE, { targeting: { age_min: 'whole number' }, description: 'null' }]);
	const foundIn = (answer: Shape) =>
		differences(reportOf([...ONE, answer]), emulated)
			.filter(({ mayBeEmpty }) => mayBeEmpty !== true)
			.map(({ at, mayBeUnset = false }) => [at, mayBeUnset]);
	expect(foundIn({ targeting: { locales: ['whole number'] }, description: 'text' })).toEqual([
		['.targeting.locales', true],
		['.description', true],
	]);
	expect(foundIn({ targeting: { '*': 'text', age_min: 'digits' }, is_new: 'boolean' })).toEqual([
		['.targeting.*', false],
		['.targeting.age_min', false],
		['.is_new', false],
	]);
});

it('takes an action that is named by an ID alone for a name', () => {
	const actions = (kind: string): Report => reportOf([...ONE, { actions: [{ action_type: kind }] }]);
	expect(differences(actions('id|text'), actions('text'))).toEqual([]);
	expect(differences(actions('whole number'), actions('text'))).toHaveLength(1);
});

it('a report is refused where it is none, and known where somebody has changed it', async () => {
	const report = await reportWith([]);
	const again = readReport(JSON.parse(JSON.stringify(report)));
	expect(typeof again === 'object' && isAsWritten(again)).toBe(true);
	expect(isAsWritten({ ...report, questions: [1] })).toBe(false);
	expect(readReport({ ...report, name: 'Erin' })).toMatch(/name/);
	expect(readReport('text')).toMatch(/the report/);
	expect(readReport({ ...report, steps: [{ ...report.steps[0], outcome: 'good' }] })).toMatch(/steps\.0\.outcome/);
}, 60_000);
