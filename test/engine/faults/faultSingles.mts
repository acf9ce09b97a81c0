import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import {
	ACCOUNTS,
	AD_SETS,
	ADS,
	BUSINESS,
	CAMPAIGNS,
	CREATIVES,
	PAGES,
	POSTS,
} from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { APP, TOKENS } from '../../../emulator/world/tokens.mts';
import { expected, type FaultLine, type Span } from './faultMatrix.mts';
import { dayAgoInBerlin } from '../support/lives/days.mts';
import type { Bench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

/**
 * Operations that the fault matrix runs with one item, whatever they work on: each fault once, and each for as long as
 * the step runs. To add an operation, add an entry: what its form holds and which of its requests is struck. For a write,
 * say its kind as well, and how the emulator's world shows that it was carried out.
 */
export interface Single {
	/** Resource and operation, as the node's table has them; behind a comma what of it is struck, where it is not the write. */
	readonly name: string;
	readonly form: IDataObject;
	/** The request that the fault strikes; its path without version. */
	readonly struck: { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string };
	/** `set`: an absolute write, looked at before it is sent again. `repeat`: twice is once, so it is sent again. `create`: never sent twice. A read without it. */
	readonly effect?: 'set' | 'repeat' | 'create';
	/** How often the write was carried out, as the world shows it. */
	readonly times?: (world: Emulator['world']) => number;
	/** What the world lacks for the operation to have something to answer. */
	readonly prepare?: (world: Emulator['world']) => void;
	/** For an operation whose answer tells of the failure instead of failing: of every one, of what passes, or of these kinds and faults. */
	readonly tells?: true | 'passing' | readonly string[];
	/** Faults after which it finds another way, as often as they strike this one. */
	readonly otherWay?: readonly string[];
	/** A page's token that Meta refuses is got once more: refused once, it is done all the same. */
	readonly renews?: true;
	/** Refused with its marks, it is sent once more without them. */
	readonly unmarked?: true;
	/** What a create made cannot be looked up: a lost answer stays unknown. */
	readonly isBlind?: true;
	/** A dry run: nothing is ever carried out, and asking Meta to check may be repeated like a read. */
	readonly dry?: true;
	/** A write on the way to the last one: that it is done is not yet what the operation was asked for. */
	readonly isPart?: true;
	/** Meta Ads unless said otherwise. */
	readonly node?: 'metaBudgetGuard' | 'metaInsights';
	/** What the form holds that an earlier step gave. */
	readonly given?: (bench: Bench) => Promise<IDataObject>;
}

type World = Emulator['world'];

const isTold = (world: World): boolean => world.get('AdAccount', ACCOUNTS.usd).apps?.has(APP.id) === true;

/** One more ad in the ad set. */
const SECOND_AD = '120212000000000904';
function secondAd(world: World): void {
	const model = world.get('Ad', ADS.usdNoBudgetA1);
	world.add({ ...model, id: SECOND_AD, name: 'Video' });
}
const splitForm = {
	ads: { rows: [ADS.usdNoBudgetA1, SECOND_AD].map((id) => ({ ad: byId(id) })) },
	name: 'Autumn',
	dailyBudget: '20',
};

/** A split test of two ad sets that has run for five days. */
const SPLIT_STUDY = '3301000000000901';
function splitStudy(world: World): void {
	const { business } = world.get('AdAccount', ACCOUNTS.usd);
	const [startTime, endTime] = [world.clock.now() - 5 * 86_400_000, world.clock.now() + 86_400_000];
	const times = { startTime, endTime, createdTime: startTime, updatedTime: startTime };
	world.add({ kind: 'AdStudy', id: SPLIT_STUDY, business, name: 'Autumn', type: 'SPLIT_TEST', ...times });
	for (const [at, adSet] of [AD_SETS.usdCboA, AD_SETS.usdNoBudgetA].entries())
		world.add({
			...{ kind: 'AdStudyCell', id: `330200000000090${at}`, studyId: SPLIT_STUDY },
			...{ name: `Part ${at + 1}`, treatmentPercentage: 50, adSetIds: [adSet] },
		});
}

const paused = (name: string, kind: 'Campaign' | 'AdSet' | 'Ad', id: string): Single => ({
	name: `${name}.pause`,
	form: { [name]: byId(id) },
	struck: { method: 'POST', path: id },
	effect: 'set',
	times: (world: World) => (world.get(kind, id).status === 'PAUSED' ? 1 : 0),
});

/** Hours of a day that is neither today nor one next to it: outside them, by every clock. */
const anotherDay = (): number => (new Date(Date.now()).getUTCDay() + 3) % 7;

const kept = (name: string, kind: 'Campaign' | 'AdSet' | 'Ad', id: string): Single => ({
	...paused(name, kind, id),
	name: `${name}.keepToHours`,
	unmarked: true,
	// The clock of these tests jumps over days.
	get form() {
		return {
			dryRunInEditor: false,
			[name]: byId(id),
			hours: { rows: [{ days: [anotherDay()], from: '09:00', to: '18:00' }] },
		};
	},
});

/** Paused by this app an hour ago, and the hours begin now: the log and the app have to be read. */
const resumed = (what: string, path: string, more: Partial<Single> = {}): Single => ({
	name: `adSet.keepToHours, ${what}`,
	struck: { method: 'GET', path },
	prepare: (world) => {
		const adSet = world.get('AdSet', AD_SETS.usdCboA);
		const { user } = world.tokens.get(TOKENS.full)!;
		adSet.status = 'PAUSED';
		const values = { old_value: 'Active', new_value: 'Inactive' };
		world.activities.write(adSet.account, user, adSet, 'update_ad_set_run_status', values);
		adSet.updatedTime = world.clock.now();
		world.clock.advance(2 * 3_600);
	},
	get form() {
		// Hours that began an hour ago, by the account's clock, and end in an hour.
		const now = DateTime.fromMillis(Date.now() + 2 * 3_600_000, { zone: 'America/New_York' });
		const [from, to] = [-1, 1].map((hours) => now.plus({ hours }).toFormat('HH:mm'));
		return {
			dryRunInEditor: false,
			adSet: byId(AD_SETS.usdCboA),
			hours: { rows: [{ days: [0, 1, 2, 3, 4, 5, 6], from, to }] },
		};
	},
	...more,
});

/** A copy is looked for among the copies of its model. */
const duplicated = (name: 'campaign' | 'adSet' | 'ad', kind: 'Campaign' | 'AdSet' | 'Ad', id: string): Single => ({
	name: `${name}.duplicate`,
	form: { [name]: byId(id) },
	struck: { method: 'POST', path: `${id}/copies` },
	effect: 'create',
	times: (world: World) => world.all(kind).filter(({ sourceId }) => sourceId === id).length,
});

/** The activity log begins empty. */
function logSomething(world: World): void {
	const campaign = world.get('Campaign', CAMPAIGNS.usdCbo);
	world.activities.write(campaign.account, world.tokens.get(TOKENS.full)!.user, campaign, 'update_campaign_name', {
		old_value: 'Old',
		new_value: campaign.name,
	});
}

const IMAGE = 'd41d8cd98f00b204e9800998ecf8427e';

function putImage(world: World, accountId: string): void {
	const account = world.get('AdAccount', accountId);
	const now = world.clock.now();
	world.add({
		kind: 'AdImage',
		id: `${account.accountId}:${IMAGE}`,
		account,
		hash: IMAGE,
		name: 'cup.png',
		width: 600,
		height: 600,
		createdTime: now,
		updatedTime: now,
	});
}

const VIDEO = '3010000000000001';

function putVideo(world: World): void {
	const now = world.clock.now();
	const processing = { readyAt: now, state: 'ready' as const };
	world.add({
		kind: 'AdVideo',
		id: VIDEO,
		account: world.get('AdAccount', ACCOUNTS.usd),
		title: 'Steam',
		processing,
		createdTime: now,
		updatedTime: now,
	});
}

const SCHEDULE = '3201000000000099';

function putSchedule(world: World): void {
	const now = world.clock.now();
	world.add({
		kind: 'HighDemandPeriod',
		id: SCHEDULE,
		account: world.get('AdAccount', ACCOUNTS.usd),
		ownerId: CAMPAIGNS.usdCbo,
		budgetValue: 2_000,
		budgetValueType: 'ABSOLUTE',
		timeStart: now + 3_600_000,
		timeEnd: now + 18_000_000,
	});
}

/** A value that was either left alone or moved by the one step; anything else would be a second one. */
const moves = (value: number | undefined, from: number, to: number): number =>
	value === from ? 0 : value === to ? 1 : 2;

/** A step of the budget guard. A limit of calls is no failure of it: it holds, with the time to try again. */
const guarded = (name: string, adSet: string, form: IDataObject, times: (world: World) => number): Single => ({
	name,
	node: 'metaBudgetGuard',
	form: {
		adAccount: byId(ACCOUNTS.eur),
		objectType: 'adSet',
		adSet: byId(adSet),
		change: 'percent',
		percent: 10,
		dryRun: false,
		...form,
	},
	struck: { method: 'POST', path: adSet },
	effect: 'set',
	times,
	tells: ['rateLimited'],
});

const budgetMoves = (world: World): number => moves(world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget, 1_000, 1_100);
const budgetStep = (name: string, form: IDataObject = {}): Single =>
	guarded(name, AD_SETS.eurNoBudget, { ceiling: 100, ...form }, budgetMoves);

const stopped = guarded('step.stopLoss', AD_SETS.eurNoBudget, {}, (world) =>
	world.get('AdSet', AD_SETS.eurNoBudget).status === 'PAUSED' ? 1 : 0,
);
const stopLoss: Single = {
	...stopped,
	unmarked: true,
	// The clock of these tests jumps over days.
	get form() {
		const row = {
			numbersFrom: 'own',
			cost: '500',
			results: '0',
			clicks: '',
			since: dayAgoInBerlin(20),
			until: dayAgoInBerlin(1),
		};
		return { ...stopped.form, action: 'pause', target: '10', ...row, reportComplete: '' };
	},
};

const proposed = budgetStep('step.applyProposal');
const applyProposal: Single = {
	...proposed,
	get form() {
		const step = { objectType: 'adSet', objectId: AD_SETS.eurNoBudget, object: 'Deutschland', field: 'dailyBudget' };
		const [madeAt, expiresAt] = [-60_000, 6 * 86_400_000].map((away) => new Date(Date.now() + away).toISOString());
		const steps = [{ ...step, from: '1000', to: '1100' }];
		const proposal = { accountId: ACCOUNTS.eur, currency: 'EUR', madeAt, expiresAt, steps };
		return { ...proposed.form, approved: '={{ $json !== undefined }}', proposal: JSON.stringify(proposal) };
	},
};

/** A read of a step: it may be repeated, and where it stays lost nothing is written. */
const readOf = (single: Single, path: string): Single => ({
	...single,
	struck: { method: 'GET', path },
	effect: undefined,
	tells: undefined,
	unmarked: undefined,
});

const toPlan = (what: string, form: IDataObject, path: string): Single => ({
	...readOf(budgetStep(`step.adjustBudget, ${what}`), path),
	// The clock of these tests jumps over days.
	get form() {
		const days = { planPeriod: 'range', planSince: dayAgoInBerlin(10), planUntil: dayAgoInBerlin(-10) };
		return { ...budgetStep('').form, ...form, change: 'plan', plan: '100000', ...days };
	},
	times: (world) => moves(world.get('AdSet', AD_SETS.eurNoBudget).dailyBudget, 1_000, 1_150),
});

const stopLossRead = (what: string, path: string, more: Partial<Single> = {}): Single => ({
	...readOf({ ...stopLoss, name: `step.stopLoss, ${what}` }, path),
	...more,
	get form() {
		return stopLoss.form;
	},
});

export const singles: readonly Single[] = [
	{
		name: 'account.checkAccess',
		form: { adAccount: byId('') },
		struck: { method: 'GET', path: 'me/adaccounts' },
		tells: true,
	},
	{ name: 'account.get', form: {}, struck: { method: 'GET', path: ACCOUNTS.usd } },
	{ name: 'account.getMany', form: {}, struck: { method: 'GET', path: 'me/adaccounts' } },
	{
		name: 'account.getActivities',
		form: {},
		struck: { method: 'GET', path: `${ACCOUNTS.usd}/activities` },
		prepare: logSomething,
	},
	{
		name: 'account.subscribe',
		form: {},
		struck: { method: 'POST', path: `${ACCOUNTS.usd}/subscribed_apps` },
		effect: 'set',
		times: (world: World) => Number(isTold(world)),
	},
	{
		name: 'account.unsubscribe',
		form: {},
		prepare: (world: World) => {
			world.get('AdAccount', ACCOUNTS.usd).apps = new Map([[APP.id, APP.name]]);
		},
		struck: { method: 'DELETE', path: `${ACCOUNTS.usd}/subscribed_apps` },
		effect: 'set',
		times: (world: World) => Number(!isTold(world)),
	},
	{ name: 'account.getMinimumBudgets', form: {}, struck: { method: 'GET', path: `${ACCOUNTS.usd}/minimum_budgets` } },
	{
		// A schedule has no name: a lost one is told by its amount and its times, and there was none like it before.
		name: 'budgetSchedule.create',
		form: {
			level: 'campaign',
			campaign: byId(CAMPAIGNS.usdCbo),
			increase: 20,
			startTime: '2099-07-01',
			endTime: '2099-07-02',
		},
		struck: { method: 'POST', path: `${CAMPAIGNS.usdCbo}/budget_schedules` },
		effect: 'create',
		times: (world: World) => world.all('HighDemandPeriod').length,
	},
	{
		name: 'budgetSchedule.getMany',
		form: { level: 'campaign', campaign: byId(CAMPAIGNS.usdCbo) },
		struck: { method: 'GET', path: `${CAMPAIGNS.usdCbo}/budget_schedules` },
		prepare: putSchedule,
	},
	{
		name: 'budgetSchedule.delete',
		form: { budgetSchedule: SCHEDULE },
		struck: { method: 'DELETE', path: SCHEDULE },
		effect: 'set',
		prepare: putSchedule,
		times: (world: World) => 1 - world.all('HighDemandPeriod').length,
	},
	paused('campaign', 'Campaign', CAMPAIGNS.usdCbo),
	paused('adSet', 'AdSet', AD_SETS.usdCboA),
	paused('ad', 'Ad', ADS.usdCboA1),
	kept('campaign', 'Campaign', CAMPAIGNS.usdCbo),
	kept('adSet', 'AdSet', AD_SETS.usdCboA),
	kept('ad', 'Ad', ADS.usdCboA1),
	resumed('object', AD_SETS.usdCboA),
	resumed('change log', `${ACCOUNTS.usd}/activities`),
	// Whose pause it was is not known then: it stays paused.
	resumed('app', 'debug_token', { tells: true }),
	duplicated('campaign', 'Campaign', CAMPAIGNS.usdNoBudget),
	duplicated('adSet', 'AdSet', AD_SETS.usdNoBudgetA),
	duplicated('ad', 'Ad', ADS.usdCboA1),
	{ name: 'ad.checkReview', form: { ad: byId(ADS.usdCboA1) }, struck: { method: 'GET', path: ADS.usdCboA1 } },
	{
		name: 'ad.preview',
		form: { ad: byId(ADS.usdCboA1), formats: ['INSTAGRAM_STORY'] },
		struck: { method: 'GET', path: `${ADS.usdCboA1}/previews` },
	},
	{
		name: 'asset.getMany',
		form: { assetType: 'pages' },
		struck: { method: 'GET', path: `${ACCOUNTS.usd}/promote_pages` },
	},
	{
		// An image is told by a hash of its content: sent again it is the same one, so an upload is repeated like a read.
		name: 'image.upload',
		form: { source: 'account', sourceAccount: byId(ACCOUNTS.eur), imageHash: IMAGE },
		struck: { method: 'POST', path: `${ACCOUNTS.usd}/adimages` },
		prepare: (world: World) => putImage(world, ACCOUNTS.eur),
	},
	{
		name: 'image.getMany',
		form: {},
		struck: { method: 'GET', path: `${ACCOUNTS.usd}/adimages` },
		prepare: (world: World) => putImage(world, ACCOUNTS.usd),
	},
	{
		name: 'image.delete',
		form: { imageHash: IMAGE },
		struck: { method: 'DELETE', path: `${ACCOUNTS.usd}/adimages` },
		effect: 'set',
		prepare: (world: World) => putImage(world, ACCOUNTS.usd),
		times: (world: World) => 1 - world.all('AdImage').length,
	},
	{
		// No time of creation tells a lost creative: one of the same name and content is as good.
		name: 'creative.create',
		form: { format: 'existingPost', name: 'Post', postId: `${PAGES.usd}_3010000000000003` },
		struck: { method: 'POST', path: `${ACCOUNTS.usd}/adcreatives` },
		effect: 'create',
		times: (world: World) =>
			world.all('AdCreative').filter(({ fields }) => String(fields.name).startsWith('Post ')).length,
	},
	{
		name: 'ad.createFromPost',
		form: {
			adSet: byId(AD_SETS.usdCboA),
			postOn: 'facebook',
			post: byId(POSTS.usdBeans),
			name: 'Beans as an ad',
			ifItExists: 'another',
		},
		struck: { method: 'POST', path: `${ACCOUNTS.usd}/ads` },
		effect: 'create',
		times: (world: World) => world.all('Ad').filter(({ name }) => name === 'Beans as an ad').length,
	},
	{
		name: 'ad.splitTest',
		form: splitForm,
		prepare: secondAd,
		struck: { method: 'POST', path: `${BUSINESS}/ad_studies` },
		effect: 'create',
		times: (world: World) => world.all('AdStudy').length,
	},
	...[`${ACCOUNTS.usd}/adsets`, `${ACCOUNTS.usd}/ads`].map((path): Single => ({
		name: `ad.splitTest, ${path.endsWith('adsets') ? 'its ad sets' : 'its ads'}`,
		form: splitForm,
		prepare: secondAd,
		struck: { method: 'POST', path },
		effect: 'create',
		isPart: true,
		times: (world: World) =>
			path.endsWith('adsets')
				? world.all('AdSet').filter(({ name }) => name === 'Autumn – Opening hours').length
				: world.all('Ad').filter(({ name, adSet }) => name === 'Opening hours' && adSet.name.startsWith('Autumn'))
						.length,
	})),
	{
		name: 'ad.getSplitTestResult',
		form: { test: byId(SPLIT_STUDY) },
		prepare: splitStudy,
		struck: { method: 'GET', path: `${ACCOUNTS.usd}/insights` },
	},
	{
		name: 'creative.update',
		form: { creative: byId(CREATIVES.usdCup), updateFields: { name: 'Renamed' } },
		struck: { method: 'POST', path: CREATIVES.usdCup },
		effect: 'set',
		times: (world: World) => (world.get('AdCreative', CREATIVES.usdCup).fields.name === 'Renamed' ? 1 : 0),
	},
	{
		name: 'creative.get',
		form: { creative: byId(CREATIVES.usdCup) },
		struck: { method: 'GET', path: CREATIVES.usdCup },
	},
	{ name: 'creative.getMany', form: {}, struck: { method: 'GET', path: `${ACCOUNTS.usd}/adcreatives` } },
	{
		name: 'creative.preview',
		form: { creative: byId(CREATIVES.usdCup), formats: ['INSTAGRAM_STORY'] },
		struck: { method: 'GET', path: `${CREATIVES.usdCup}/previews` },
	},
	{
		name: 'creative.delete',
		form: { creative: byId(CREATIVES.usdCup) },
		struck: { method: 'DELETE', path: CREATIVES.usdCup },
		effect: 'set',
		times: (world: World) => (world.get('AdCreative', CREATIVES.usdCup).fields.status === 'DELETED' ? 1 : 0),
	},
	{
		name: 'video.upload',
		form: { source: 'url', url: 'https://example.com/steam.mp4', title: 'Steam', options: { waitUpTo: 0 } },
		struck: { method: 'POST', path: `${ACCOUNTS.usd}/advideos` },
		effect: 'create',
		times: (world: World) => world.all('AdVideo').length,
	},
	{ name: 'video.get', form: { video: byId(VIDEO) }, struck: { method: 'GET', path: VIDEO }, prepare: putVideo },
	{ name: 'video.getMany', form: {}, struck: { method: 'GET', path: `${ACCOUNTS.usd}/advideos` }, prepare: putVideo },
	{
		name: 'video.getThumbnails',
		form: { video: byId(VIDEO) },
		struck: { method: 'GET', path: `${VIDEO}/thumbnails` },
		prepare: putVideo,
	},
	{
		name: 'video.delete',
		form: { video: byId(VIDEO) },
		struck: { method: 'DELETE', path: `${ACCOUNTS.usd}/advideos` },
		effect: 'set',
		prepare: putVideo,
		times: (world: World) => 1 - world.all('AdVideo').length,
	},
	{
		name: 'targeting.search',
		form: { targetingType: 'interests', query: 'coffee' },
		struck: { method: 'GET', path: 'search' },
	},
	{
		name: 'targeting.estimate',
		form: { estimateFor: 'targeting', targeting: '{"geo_locations": {"countries": ["US"]}}' },
		struck: { method: 'GET', path: `${ACCOUNTS.usd}/reachestimate` },
	},
	budgetStep('step.adjustBudget'),
	{ ...budgetStep('step.adjustBudget, dry run', { dryRun: true }), effect: undefined, dry: true },
	{
		...budgetStep('step.adjustBudget, for some hours'),
		// The clock of these tests jumps over days.
		get form() {
			const [startTime, endTime] = [3, 4].map((days) => {
				// Meta takes quarter hours only.
				const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
				return new Date(hour + days * 86_400_000).toISOString();
			});
			return { ...budgetStep('').form, change: 'schedule', startTime, endTime };
		},
		struck: { method: 'POST', path: `${AD_SETS.eurNoBudget}/budget_schedules` },
		effect: 'create',
		times: (world: World) => world.all('HighDemandPeriod').length,
	},
	toPlan('to a plan: spend', { objectType: 'adSet' }, `${AD_SETS.eurNoBudget}/insights`),
	toPlan('to a plan of the account: spend', { objectType: 'account' }, `${ACCOUNTS.eur}/insights`),
	toPlan('to a plan of the account: budgets', { objectType: 'account' }, `${ACCOUNTS.eur}/adsets`),
	readOf(budgetStep('step.adjustBudget, object'), AD_SETS.eurNoBudget),
	readOf(budgetStep('step.adjustBudget, change log'), `${ACCOUNTS.eur}/activities`),
	guarded('step.adjustBid', AD_SETS.eurCostCap, { ceiling: 50 }, (world) =>
		moves(world.get('AdSet', AD_SETS.eurCostCap).bidAmount, 1_200, 1_320),
	),
	guarded('step.adjustRoasFloor', AD_SETS.eurMinRoas, {}, (world) =>
		moves(Number(world.get('AdSet', AD_SETS.eurMinRoas).bidConstraints?.roas_average_floor), 15_000, 16_500),
	),
	applyProposal,
	stopLoss,
	stopLossRead('object', AD_SETS.eurNoBudget),
	stopLossRead('change log', `${ACCOUNTS.eur}/activities`),
	stopLossRead('ads', `${ACCOUNTS.eur}/ads`),
	// Whether enough else delivers is unknown then: it is not paused.
	stopLossRead('ad sets beside it', `${ACCOUNTS.eur}/adsets`, { tells: true }),
];

/** Names in the matrix, without what of the operation is struck. */
export const namesOf = (list: readonly Single[]): string[] => [...new Set(list.map(({ name }) => name.split(',')[0]))];

/**
 * Operations that decide about all their items together, so no item has a verdict of its own, and those whose items are
 * files: they have fault tests in their own words. Render and Remove Duplicates ask Meta for nothing.
 */
export const elsewhere: Readonly<Record<string, string>> = {
	'ad.createFromFile': 'test/engine/ad/createFromFile.test.mts',
	'ad.rotate': 'test/engine/rotation/rotateFaults.test.mts',
	'report.render': 'test/engine/report/reportRender.test.mts',
	'account.getFromNotification': 'test/engine/account/notifications.test.mts',
	'lead.getFromNotification': 'test/engine/lead/notification.test.mts',
	'lead.removeDuplicates': 'test/engine/lead/removeDuplicates.test.mts',
	'account.selfCheck': 'test/engine/account/selfCheck.test.mts',
};

/** Whether a fault can strike an operation’s call: some exist in batches only, and some are answers of creates. */
export const strikesOne =
	({ effect }: Pick<Single, 'effect'>) =>
	({ fault: { kind }, ofCreates }: FaultLine): boolean =>
		kind !== 'nullSlot' && kind !== 'truncatedBatch' && (ofCreates === undefined || effect === 'create');

const alike = { set: 'update', repeat: 'get', create: 'create' } as const;

/** Refusals that marks can be the cause of. */
const ofLabels = new Set(['invalidParameter', 'notFound', 'permission']);

/** How the one item has to end: `done`, `told` where the row tells of the failure, or the kind of the failure. */
export function expectedOne(
	{ effect, tells, otherWay, renews, unmarked, isBlind }: Single,
	line: FaultLine,
	span: Span,
): string {
	if (renews && span === 'once' && line.kind === 'auth') return 'done';
	if (unmarked && span === 'once' && ofLabels.has(line.kind ?? '')) return 'done';
	if (otherWay?.includes(line.name)) return 'done';
	const verdict =
		isBlind && line.effect === 'lost'
			? 'outcomeUnknown'
			: expected(line, effect ? alike[effect] : 'get', 'one item', span, 0);
	const isTold =
		tells === 'passing'
			? line.effect !== 'refused'
			: tells === true || tells?.includes(verdict) || tells?.includes(line.name);
	return verdict !== 'done' && isTold ? 'told' : verdict;
}

/** Whether a write that is not done may have been carried out all the same: whoever does not know says so, by the kind. */
export const mayHaveHappened = ({ effect }: Single, { effect: what }: FaultLine, verdict: string): boolean =>
	verdict === 'outcomeUnknown' || (effect === 'repeat' && what === 'lost' && verdict === 'temporary');
