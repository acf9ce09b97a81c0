import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { logEndOfReview } from '../../../emulator/ads/adActivities.mts';
import type { Emulator } from '../../../emulator/http/server.mts';
import { addLead } from '../../../emulator/leads/arrivals.mts';
import { ACCOUNTS, ADS, AUDIENCES, LEAD_FORMS, PAGES, POSTS } from '../../../emulator/world/seedIds.mts';
import { png } from '../../pictures.mts';
import { subscribedNotice } from '../columns/noticeSamples.mts';
import { notified } from '../faults/leadSingles.mts';
import { byId } from '../support/harness.mts';
import { file } from '../support/media.mts';
import { people } from '../support/members.mts';

/**
 * Shipped workflows in n8n's own engine: their steps of this package as the files have them, but switched on. What other steps
 * do happens outside of Meta: a table, a mail, a list of contacts. They are stood in for, and note what they were given.
 */
export interface ShippedWorkflow {
	readonly file: string;
	/** The trigger, of several. */
	readonly start: string;
	/** What differs from the file, by step: what the file leaves to the person who imports it, and dry runs. */
	readonly differences: Readonly<Record<string, IDataObject>>;
	/** What steps of other systems give, by step. */
	readonly given?: () => Readonly<Record<string, readonly INodeExecutionData[]>>;
	/** What the world lacks for it to have something to do. */
	readonly prepare?: (world: Emulator['world']) => void;
	/** What its own trigger, which `start` then names, finds at the next look. */
	readonly happens?: (world: Emulator['world']) => void;
	/** A run and the next one pass each on once: a lead, a change. */
	readonly eachOnce?: true;
	/** A second run finds nothing to do. */
	readonly settles?: true;
	/** What is lost may stay undone, as nobody can look for it; a second run doubles nothing. */
	readonly blind?: true;
	/** Writes to somebody when something is wrong, as a call that fails is. */
	readonly alarms?: true;
	/** Kinds of objects of which one more may stay behind, or one be missing: it costs nothing, and a row says so. */
	readonly spares?: readonly string[];
}

const usd = byId(ACCOUNTS.usd);

/** Hours of a day that is neither today nor one next to it: what runs is to be paused, by every clock. */
const otherDays = (): IDataObject => ({
	rows: [{ days: [(new Date(Date.now()).getUTCDay() + 3) % 7], from: '08:00', to: '20:00' }],
});

/** A list of any length may be replaced: the one of the emulator's world is far longer than what is sent here. */
const anyLength = { audience: byId(AUDIENCES.usdNewsletter), minimumRows: '0', keepAtLeast: '0' };

const hourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();

/** Contacts as n8n's HubSpot step gives them. */
const inHubSpot = (more: IDataObject, count = 40): INodeExecutionData[] =>
	people('reader', count).map((properties, index) => ({
		json: { id: String(index + 1), properties: { ...properties, marketing_consent: 'yes', ...more } },
	}));

/** A paid order as n8n's Shopify step gives it. */
const order = (id: string): IDataObject => ({
	id: Number(id),
	name: `#${id}`,
	email: `buyer${id}@example.com`,
	created_at: hourAgo(),
	total_price: '20.50',
	currency: 'USD',
	buyer_accepts_marketing: true,
	order_status_url: `https://shop.example/orders/${id}`,
	client_details: { user_agent: 'Mozilla/5.0', browser_ip: '192.0.2.1' },
});

/** A row of a till's file. */
const sale = (id: string): IDataObject => ({
	order_id: id,
	email: `buyer${id}@example.com`,
	event_time: hourAgo(),
	value: '20.50',
	currency: 'USD',
	consent: 'yes',
});

export const shippedWorkflows: readonly ShippedWorkflow[] = [
	{
		file: 'first-campaign.json',
		start: 'Start',
		differences: Object.fromEntries(
			[
				...['Check access', 'Create paused campaign', 'List campaigns', 'Update budget', 'Activate campaign'],
				...['Pause campaign', 'Delete campaign'],
			].map((name) => [name, { adAccount: usd }]),
		),
	},
	{
		file: 'launch-campaign.json',
		start: 'Start',
		settles: true,
		differences: {
			'Create paused campaign': { adAccount: usd },
			'Create paused ad set': { adAccount: usd, page: byId(PAGES.usd) },
			'Create paused ad': { adAccount: usd },
			'Check review': { adAccount: usd },
			'List ads': { adAccount: usd },
		},
	},
	{
		file: 'launch-from-folder.json',
		start: 'Start',
		settles: true,
		spares: ['AdCreative'],
		differences: {},
		given: () => ({
			'Read files': ['one', 'two'].map((name, index) => ({
				json: { fileName: `${name}.png` },
				binary: file(png(1200, 628 + index), `${name}.png`),
			})),
		}),
	},
	{
		file: 'dayparting.json',
		start: 'Every hour',
		settles: true,
		// Without its mark, Meta's log alone says who paused it.
		spares: ['AdLabel'],
		differences: {
			get 'Run on schedule'() {
				return { hours: otherDays(), dryRunInEditor: false, options: {} };
			},
		},
	},
	{ file: 'stop-loss.json', start: 'Every morning', differences: { 'Stop loss': { dryRun: false } } },
	{
		file: 'target-cpa.json',
		start: 'Every morning',
		differences: { 'Adjust budgets': { dryRun: false } },
	},
	{ file: 'monthly-pacing.json', start: 'Every morning', differences: { 'Adjust budget': { dryRun: false } } },
	{ file: 'sales-days.json', start: 'Start', settles: true, differences: { 'Increase budget': { dryRun: false } } },
	{
		file: 'crm-to-audience.json',
		start: 'Every night',
		settles: true,
		differences: {
			'Sync audience': { ...anyLength, consent: 'everybody' },
		},
		given: () => ({ 'Get contacts': people('reader', 40).map((json) => ({ json })) }),
	},
	{
		file: 'delete-a-person.json',
		start: 'Who to delete',
		settles: true,
		differences: {},
		given: () => ({ 'Who to delete': [{ json: { Email: 'reader1@example.com', Phone: '' } }] }),
	},
	{
		file: 'nightly-suppression-replace.json',
		start: 'Every night',
		settles: true,
		differences: { 'Sync audience': anyLength },
		given: () => ({ 'Get buyers': people('reader', 40, { consent: 'yes' }).map((json) => ({ json })) }),
	},
	{
		file: 'hubspot-to-audience.json',
		start: 'Every night',
		settles: true,
		differences: { 'Sync audience': anyLength },
		given: () => ({ 'Get contacts': inHubSpot({ lifecyclestage: 'customer' }) }),
	},
	{
		file: 'sheets-to-audience.json',
		start: 'Every night',
		settles: true,
		differences: { 'Sync audience': anyLength },
		given: () => ({ 'Get contacts': people('reader', 40, { consent: 'yes' }).map((json) => ({ json })) }),
	},
	{
		// The trigger of the file is not run: it looks at leads from when it was switched on.
		file: 'leads-exclude.json',
		start: 'Remove duplicates',
		settles: true,
		differences: { 'Add to audience': { audience: byId(AUDIENCES.usdNewsletter) } },
		given: () => ({ 'Remove duplicates': people('new', 3, { newsletter: 'yes' }).map((json) => ({ json })) }),
	},
	{ file: 'seed-to-lookalike.json', start: 'Start', differences: {} },
	{
		file: 'crm-stages-to-meta.json',
		start: 'Every morning',
		blind: true,
		differences: {},
		given: () => ({
			'Get contacts': inHubSpot({ lifecyclestage: 'customer', hs_lifecyclestage_customer_date: hourAgo() }, 3),
		}),
	},
	{
		file: 'orders-to-meta.json',
		start: 'Every hour',
		blind: true,
		differences: {},
		given: () => ({ 'Get orders': ['1001', '1002', '1003'].map((id) => ({ json: order(id) })) }),
	},
	{
		file: 'store-sales-to-meta.json',
		start: 'Every night',
		blind: true,
		differences: {},
		given: () => ({ 'Extract sales': ['2001', '2002'].map((id) => ({ json: sale(id) })) }),
	},
	{
		file: 'rotate-creatives.json',
		start: 'Every morning',
		prepare: (world) => logEndOfReview(world, world.get('Ad', ADS.usdCboA2), Date.now()),
		differences: { 'Rotate ads': { dryRun: false, nextAds: { queue: 'all' } } },
	},
	{
		file: 'client-pacing.json',
		start: 'Every morning',
		differences: { 'Adjust budgets': { dryRun: false } },
		given: () => ({
			'Get plans': [
				{ json: { client: 'Nordlicht', account: ACCOUNTS.eur, campaign: '', plan: 9_000, ceiling: 1_000 } },
			],
		}),
	},
	{
		file: 'guarded-scaling.json',
		start: 'Every morning',
		differences: {},
		given: () => ({ 'Ask for approval': [{ json: { data: { 'Approve?': 'Approve' } } }] }),
	},
	{
		file: 'boost-new-post.json',
		start: 'Start',
		differences: { 'Increase budget': { options: { validateOnly: false } } },
		given: () => ({ 'Publish post': [{ json: { id: POSTS.usdBeans } }] }),
	},
	{
		file: 'approve-by-email.json',
		start: 'Start',
		settles: true,
		differences: { 'Get preview': { ad: byId(ADS.usdCboA2) } },
		given: () => ({ 'Ask for approval': [{ json: { data: { 'Approve?': 'Approve' } } }] }),
	},
	{
		file: 'launch-from-drive.json',
		start: 'Start',
		settles: true,
		spares: ['AdCreative'],
		differences: {},
		given: () => ({
			'Download file': ['one', 'two'].map((name, index) => ({
				json: { name: `${name}.png` },
				binary: file(png(1200, 628 + index), `${name}.png`),
			})),
		}),
	},
	{ file: 'token-watchdog.json', start: 'Every morning', differences: {}, settles: true, alarms: true },
	{ file: 'self-check.json', start: 'Start', settles: true, differences: { 'Self-check': { level: 'readOnly' } } },
	...(
		[
			['backfill-async.json', 'Start'],
			['balance-watchdog.json', 'Every morning'],
			['daily-report-to-sheets.json', 'Every morning'],
			['daily-report-to-table.json', 'Every morning'],
			['pace-by-mail.json', 'Every Monday'],
			['report-to-postgres.json', 'Every morning'],
			['report-to-telegram.json', 'Every Monday'],
			['report-to-whatsapp.json', 'Every Monday'],
			['weekly-report-by-email.json', 'Every Monday'],
			['weekly-report-to-slack.json', 'Every Monday'],
		] as const
	).map(([name, start]): ShippedWorkflow => ({ file: name, start, settles: true, differences: {} })),
	{
		file: 'run-an-account.json',
		start: 'Every morning',
		differences: { 'Stop loss': { dryRun: false }, 'Rotate ads': { dryRun: false } },
	},
	{
		file: 'report-all-clients.json',
		start: 'Every Monday',
		settles: true,
		differences: {},
	},
	{
		file: 'daily-alerts.json',
		start: 'Every morning',
		settles: true,
		differences: { 'Find unusual changes': { adAccount: byId(ACCOUNTS.eur) } },
	},
	{
		file: 'clients.json',
		start: 'Every morning',
		settles: true,
		alarms: true,
		differences: {
			'Only on Mondays': {
				conditions: {
					conditions: [{ leftValue: 1, rightValue: 1, operator: { type: 'number', operation: 'equals' } }],
					combinator: 'and',
				},
			},
		},
		given: () => ({
			'Get clients': [
				{
					json: {
						...{ client: 'Nordlicht', account: ACCOUNTS.eur, currency: 'EUR', plan: 9_000 },
						...{ reader: 'client@example.com', channel: '#ads' },
					},
				},
			],
		}),
	},
	{
		file: 'report-with-comment.json',
		start: 'Every Monday',
		settles: true,
		differences: {},
		given: () => ({ 'Write comment': [{ json: { text: 'One campaign spent most of the money.' } }] }),
	},
	...(
		[
			['ask-and-propose.json', 'Chat'],
			['ads-mcp-server.json', 'Meta Ads MCP'],
		] as const
	).map(([name, start]): ShippedWorkflow => ({ file: name, start, differences: {}, settles: true })),
	{
		file: 'ask-my-ads-by-telegram.json',
		start: 'New message',
		settles: true,
		differences: {},
		given: () => ({ 'New message': [{ json: { message: { text: 'What runs?', chat: { id: 7 } } } }] }),
	},
	{
		file: 'leads-hub.json',
		start: 'Meta notifications',
		settles: true,
		eachOnce: true,
		differences: {},
		given: () => ({ 'Meta notifications': [notified(PAGES.usd)] }),
	},
	{
		file: 'ads-hub.json',
		start: 'Meta notifications',
		settles: true,
		eachOnce: true,
		differences: {},
		prepare: subscribedNotice.prepare,
		given: () => ({ 'Meta notifications': [subscribedNotice.item()] }),
	},
	...['leads-mail-now.json', 'leads-to-hubspot.json', 'leads-to-sheets.json'].map((name): ShippedWorkflow => ({
		...{ file: name, start: 'New lead', settles: true, eachOnce: true },
		differences: {},
		happens: (world) => {
			for (const reader of ['ida', 'eve'])
				addLead(world, {
					form: LEAD_FORMS.usdNewsletter,
					answers: [{ name: 'email', values: [`${reader}@example.com`] }],
				});
		},
	})),
	{
		file: 'review-watch.json',
		start: 'Ad changed',
		settles: true,
		eachOnce: true,
		differences: {},
		happens: (world) => logEndOfReview(world, world.get('Ad', ADS.eurPaused), Date.now()),
	},
];

/** Shipped workflows that are not played here, and why. */
export const unplayedWorkflows: Readonly<Record<string, string>> = {
	'call-what-the-nodes-lack.json': "its one call to Meta is n8n's own HTTP Request",
};
