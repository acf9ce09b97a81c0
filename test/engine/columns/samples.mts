import { omit } from 'lodash';
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import {
	ACCOUNTS,
	AD_SETS,
	ADS,
	CAMPAIGNS,
	CREATIVES,
	LEAD_FORMS,
	PAGES,
	POSTS,
	PIXELS,
} from '../../../emulator/world/seedIds.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { assetTypes } from '../../../nodes/meta/assets/assetTypes.ts';
import { audienceSingles } from '../faults/audienceSingles.mts';
import { conversionSingles } from '../faults/conversionSingles.mts';
import { formOf } from '../faults/faultRun.mts';
import { leadSingles, notified } from '../faults/leadSingles.mts';
import { singles, type Single } from '../faults/faultSingles.mts';
import { subjects, type Subject } from '../faults/faultSubjects.mts';
import { mp4, png } from '../../pictures.mts';
import { byId } from '../support/harness.mts';
import { file } from '../support/media.mts';
import { noticeSample } from './noticeSamples.mts';

/**
 * Runs of every operation that end well, to see what its rows hold. Most are those of the fault matrix; here stand only the
 * ones it has no item for, and those that show columns which its item does not.
 */
export interface Sample {
	/** Resource and operation, as the nodes' tables have them. */
	readonly name: string;
	readonly form: IDataObject;
	readonly items?: readonly IDataObject[];
	/** Files of the items. */
	readonly files?: readonly IBinaryKeyData[];
	/** What the world lacks for the operation to have something to answer. */
	readonly prepare?: (world: Emulator['world']) => void;
	/** How often a write was carried out, as the world shows it. */
	readonly times?: Single['times'];
	/** Runs before, each on the rows of the one before it; the sample gets the rows of the last. */
	readonly after?: readonly Sample[];
}

const ofSingle = ({ name, form, prepare }: Single): Sample => ({ name: name.split(',')[0], form, prepare });

const ofSubject = (subject: Subject): Sample[] =>
	['get', 'getMany', 'update', 'activate', 'delete', 'create'].map((operation) => ({
		name: `${subject.resource}.${operation}`,
		form: formOf(subject, operation),
		items: [{ id: subject.model, budget: 31, rename: 'Renamed', name: 'New' }],
	}));

const DAY = 86_400_000;
const daysAgo = (ago: number): string => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);
/** An ad that spends and brings nothing, as Meta Insights tells it day by day. */
const losing = (id: string, results: string | null = '1'): IDataObject[] =>
	Array.from({ length: 12 }, (_, index) => ({
		ad_id: id,
		ad_name: 'Lamp',
		date_start: daysAgo(12 - index),
		date_stop: daysAgo(12 - index),
		spend: '50.00',
		impressions: '2000',
		results,
	}));
const rotation = {
	adAccount: byId(ACCOUNTS.eur),
	adSet: byId(AD_SETS.eurNoBudget),
	targetCost: 10,
	nextAds: { queue: 'all' },
};

const valueFor: Readonly<Record<string, string>> = {
	'e-mail-adresse': 'dora@example.com',
	telefonnummer: '0170 1234567',
	firma: 'Beispiel GmbH',
};

/** Leads of other forms, of no ad, and one that Meta does not show. */
const leadSamples: readonly Sample[] = [
	...[PAGES.usd, PAGES.usdSecond, PAGES.eur].map((page): Sample => ({
		name: 'lead.getMany',
		form: { page: byId(page), leadsOf: 'page', period: 'all', options: { defaultCountry: 'DE' } },
	})),
	{
		name: 'testLead.create',
		form: {
			page: byId(PAGES.eur),
			leadForm: byId(LEAD_FORMS.eurCatalogue),
			answers: {
				answer: ['e-mail-adresse', 'telefonnummer', 'firma'].map((key) => ({ key, value: valueFor[key] })),
			},
			options: { defaultCountry: 'DE' },
		},
	},
	...[PAGES.usd, PAGES.eur].map((page): Sample => ({
		name: 'lead.getFromNotification',
		form: { options: { defaultCountry: 'DE' } },
		items: [notified(page).json],
		files: [notified(page).binary],
	})),
	...['24810000000000002', '24810000000000003'].map((lead): Sample => ({
		name: 'lead.get',
		form: { page: byId(PAGES.usd), lead },
	})),
	{ name: 'lead.get', form: { page: byId(PAGES.eur), lead: '24810000000000004', options: { defaultCountry: 'DE' } } },
	...[PAGES.usd, PAGES.eur].map((page): Sample => ({
		name: 'lead.removeDuplicates',
		form: { lead: '={{ $json.lead_id }}' },
		after: [
			{
				name: 'lead.getMany',
				form: { page: byId(page), leadsOf: 'page', period: 'all', options: { defaultCountry: 'DE' } },
			},
		],
	})),
];

/** Something is to come in for the loser. */
function approveStandBy(world: Emulator['world']): void {
	logEndOfReview(world, world.get('Ad', ADS.eurPaused), Date.now());
}

/** Enough days for each column to be empty on one of them, whenever the test runs, if it can be. */
const days = { dateRange: 'lastDays', days: '60' };
/** The columns of a new report, and those that its other sets of fields add. */
const reports: readonly IDataObject[] = [days, { ...days, fieldSets: ['conversions', 'ecommerce'] }];
const get = (form: IDataObject): Sample => ({ name: 'report.get', form });
const start = (form: IDataObject): Sample => ({ name: 'report.start', form });
const plan = { plan: '={{ $json.plan }}' };
const check = (form: IDataObject): Sample => ({ name: 'report.check', form: plan, after: [start(form)] });
const fetch = (form: IDataObject): Sample => ({ name: 'report.fetch', form: plan, after: [start(form), check(form)] });

/** Events of each end, with and without what their rows can lack. */
const bought = (order: string, more: IDataObject = {}): IDataObject => ({
	email: 'buyer@example.com',
	order_id: order,
	event_time: new Date(Date.now()).toISOString(),
	value: 20.5,
	currency: 'EUR',
	user_agent: 'Mozilla/5.0',
	page_url: 'https://shop.example/thanks',
	note: `Door code 4711 for ${order}`,
	...more,
});
const sendsTo = { dataset: byId(PIXELS.usd), consent: 'everybody' };
const eventSamples: readonly Sample[] = [
	{
		name: 'event.send',
		form: sendsTo,
		items: [bought('S-1'), bought('S-2', { event_time: '' }), bought('S-3', { page_url: '' })],
	},
	{
		name: 'event.send',
		form: { ...sendsTo, options: { testEventCode: 'TEST1', dryRun: true } },
		items: [bought('S-4')],
	},
	...[{}, { options: { testEventCode: 'TEST1' } }].map((more): Sample => ({
		name: 'event.send',
		form: { ...sendsTo, result: 'totals', ...more },
		items: [bought('S-5'), bought('S-6', { value: '' })],
	})),
	{ name: 'event.send', form: { ...sendsTo, result: 'totals' }, items: [omit(bought('S-7'), 'note')] },
	// One that the token sees, and one that it does not.
	...[PIXELS.usd, PIXELS.foreign].map((dataset) => ({ name: 'dataset.checkAccess', form: { dataset: byId(dataset) } })),
	{
		name: 'dataset.getQuality',
		form: { dataset: byId(PIXELS.usd) },
		prepare: receiveSomething,
	},
];

/** A purchase on the website, which Meta judges, and one in a store, which it does not. */
function receiveSomething(world: Emulator['world']): void {
	const event = { event_name: 'Purchase', action_source: 'website', user_data: { external_id: ['1'] } };
	const received = { dataset: PIXELS.usd, receivedAt: world.clock.now() };
	world.events.add([
		{ ...received, event },
		{ ...received, event: { ...event, event_name: 'Visit', action_source: 'physical_store' } },
		{ ...received, event: { ...event, event_name: 'Lead', user_data: {} } },
	]);
}

export const samples: readonly Sample[] = [
	...Object.values(subjects).flatMap(ofSubject),
	...singles.map(ofSingle),
	...audienceSingles.map(ofSingle),
	...leadSingles.map(ofSingle),
	...leadSamples,
	noticeSample(),
	...conversionSingles.map(ofSingle),
	...eventSamples,
	...['plan', 'readOnly'].map((level): Sample => ({ name: 'account.selfCheck', form: { level } })),
	{
		// An image, a video, and a file whose ad is there already.
		name: 'ad.createFromFile',
		form: {
			adSet: byId(AD_SETS.usdCboA),
			page: byId(PAGES.usd),
			link: 'https://example.com/',
			name: '={{ $json.name }}',
		},
		items: [{ name: 'Cup' }, { name: 'Steam' }, { name: '' }],
		files: [file(png(600, 600)), file(mp4(2048), 'steam.mp4'), file(png(600, 600), 'There already')],
		prepare: (world) => (world.get('Ad', ADS.usdCboA1).name = 'There already'),
	},
	...[POSTS.usdBeans, POSTS.usdAlbum].map((post): Sample => ({
		name: 'ad.createFromPost',
		form: { adSet: byId(AD_SETS.usdCboA), postOn: 'facebook', post: byId(post) },
	})),
	{
		// Its ad is there already, which the note says.
		name: 'ad.createFromPost',
		form: { adSet: byId(AD_SETS.usdCboA), postOn: 'facebook', post: byId(POSTS.usdBeans), name: 'There already' },
		prepare: (world) => (world.get('Ad', ADS.usdCboA1).name = 'There already'),
	},
	...[true, false].map((dryRun): Sample => ({
		name: 'ad.rotate',
		form: { ...rotation, dryRun },
		// The days of its report move on with the clock.
		get items() {
			return losing(ADS.eurNoBudget1);
		},
		prepare: approveStandBy,
		times: (world) =>
			world.get('Ad', ADS.eurNoBudget1).status === 'PAUSED' && world.get('Ad', ADS.eurPaused).status === 'ACTIVE'
				? 1
				: 0,
	})),
	{ name: 'ad.rotate', form: rotation, items: losing(ADS.eurNoBudget1, null) },
	{ name: 'ad.checkReview', form: { adAccount: byId(ACCOUNTS.eur), ad: byId(ADS.eurDisapproved) } },
	{ name: 'ad.preview', form: { ad: byId(ADS.usdCboA1) } },
	{ name: 'creative.preview', form: { creative: byId(CREATIVES.usdCup) } },
	// A large one, which Meta copies in the background.
	{ name: 'campaign.duplicate', form: { campaign: byId(CAMPAIGNS.usdCbo) } },
	{
		name: 'creative.update',
		form: { creative: byId(CREATIVES.usdCup), updateType: 'copy', copyFields: { headline: 'New' }, ads: ADS.usdCboA1 },
	},
	...assetTypes.map(({ value }): Sample => ({
		name: 'asset.getMany',
		form: { assetType: value, page: byId(PAGES.usd) },
	})),
	...reports.flatMap((form) => [get(form), start(form), check(form), fetch(form)]),
	{ name: 'report.watch', form: {} },
	{ name: 'report.checkPace', form: { plan: '3000' } },
	{
		name: 'report.render',
		form: { title: 'Weekly', messagesFor: 'campaign_name', options: { readerColumn: 'campaign_name' } },
		after: [get({})],
	},
];

const byType = /^(actions|action_values|cost_per_action_type|purchase_roas|website_purchase_roas)_|_by_type$/;

/** Columns that rows have and the files keep to themselves, where settings decide which there are. */
export const keptBack: Readonly<Record<string, (column: string, rows: readonly IDataObject[]) => boolean>> = {
	// Each type has a few of its own; offered are those that all have.
	'asset.getMany': (column, rows) => !rows.every((row) => column in row),
	// Dozens, a column for each type of action and each window: the ones that have a plain name are offered.
	'report.get': (column) => byType.test(column),
	'report.fetch': (column) => byType.test(column),
};
