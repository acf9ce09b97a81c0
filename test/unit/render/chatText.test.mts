import fc from 'fast-check';

import { blocksOf } from '../../../nodes/MetaInsights/render/blocks.ts';
import { chatMessageOf, chats, type Chat } from '../../../nodes/MetaInsights/render/written/chatText.ts';

const settings = { groupBy: 'auto', metrics: [], sortBy: 'spend', mostLines: 50, movers: true, locale: 'en-US' };
const row = (id: string, name: string, spend: number) => ({
	account_currency: 'USD',
	account_name: 'Shop & Co',
	campaign_id: id,
	campaign_name: name,
	date_start: '2026-11-16',
	date_stop: '2026-11-22',
	spend,
	spend_previous: spend / 2,
	ads_manager_url: `https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1&selected_campaign_ids=${id}`,
});
/** The text of a message. */
const chatTextOf = (page: Parameters<typeof chatMessageOf>[0], chat: Chat): string => chatMessageOf(page, chat).text;
const text = (names: readonly string[], chat: Chat): string =>
	chatTextOf(
		{
			title: 'Last <week>',
			introduction: 'Hello',
			locale: 'en-US',
			notes: [],
			blocks: blocksOf(
				names.map((name, index) => row(String(index), name, 100 + index)),
				settings,
			),
		},
		chat,
	);
const kinds = Object.keys(chats) as Chat[];

describe('a report as a chat message', () => {
	it('is what Slack takes: escaped, asterisks for bold, links with their names', () => {
		const said = text(['Sale | <b>', 'Brand'], 'slack');
		expect(said).toMatch(/^\*Last &lt;week&gt;\*\nHello\n\nShop &amp; Co · Nov 16, 2026/);
		expect(said).toContain('Amount Spent: $201.00 (+100%, was $100.50)');
		expect(said).toContain(
			'• <https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1&amp;selected_campaign_ids=0|Sale / &lt;\u2060b&gt;>: $100.00 (+100%)',
		);
	});

	it('names three ad accounts and how many more there are', () => {
		const rows = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ ...row(name, name, 5), account_name: name }));
		const page = { title: 'All', introduction: '', locale: 'en-US', notes: [], blocks: blocksOf(rows, settings) };
		for (const chat of kinds) expect(chatTextOf(page, chat)).toContain('A, B, C and 2 more · Nov 16, 2026');
	});

	it('is HTML for Telegram and Teams, with no tag of its own text', () => {
		expect(text(['<script>', 'Brand'], 'telegram')).toContain('">&lt;\u2060script&gt;</a>: $100.00 (+100%)');
		expect(text(['A', 'B'], 'teams')).toContain('<b>Amount Spent by campaign</b><br>\n');
	});

	it('is plain text for WhatsApp, with asterisks for bold and no link behind words', () => {
		const said = text(['*Sale* & <b>', 'Brand'], 'whatsapp');
		expect(said).toMatch(/^\*Last <week>\*\nHello\n\nShop & Co · Nov 16, 2026/);
		expect(said).toContain('• ∗Sale∗ & <\u2060b>: $100.00 (+100%)');
		expect(said).not.toContain('https:');
	});

	it('is one line for a variable of a WhatsApp template, without what Meta refuses there', () => {
		const said = text(['Sale\t\t     now', 'Brand'], 'whatsappTemplate');
		expect(said).toMatch(/^Last <week> · Hello · Shop & Co · Nov 16, 2026/);
		expect(said).not.toMatch(/[\n\t]| {4}| · {2}·/);
	});

	it('fits into one message, and ends only between lines', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ maxLength: 300 }), { maxLength: 60 }),
				fc.constantFrom(...kinds),
				(names, chat) => {
					const said = text(names, chat);
					expect(said.length).toBeLessThanOrEqual(chats[chat].most);
					const count = (part: RegExp): number => [...said.matchAll(part)].length;
					expect(count(/<b>/g)).toBe(count(/<\/b>/g));
					expect(count(/<a /g)).toBe(count(/<\/a>/g));
				},
			),
			{ numRuns: 50 },
		);
	});

	it.each(kinds)(
		'tells %s of one campaign and of forty, what is beyond the lines as one, and where they end',
		(chat) => {
			const said = (count: number, mostLines: number): string =>
				chatTextOf(
					{
						...{ title: 'Last week', introduction: '', locale: 'en-US', notes: [] },
						blocks: blocksOf(
							Array.from({ length: count }, (_, index) => row(String(index), `Campaign ${index}`, 100)),
							{ ...settings, mostLines },
						),
					},
					chat,
				);
			expect(said(1, 10)).toMatch(/Amount Spent by campaign[\s\S]*• .*Campaign 0(<\/a>|>)?: \$100\.00 \(\+100%\)/);
			expect(said(1, 10)).not.toContain('more');
			expect(said(40, 10)).toContain('• 30 more: $3,000.00 (+100%)');
			expect(said(40, 10)).not.toContain('…');
			// Telegram has no room for forty links, and a template none for forty lines: they end between lines and say so.
			expect(said(40, 40).includes('…')).toBe(['telegram', 'whatsappTemplate'].includes(chat));
			expect(said(40, 40).length).toBeLessThanOrEqual(chats[chat].most);
		},
	);

	it.each(kinds)('keeps what must be known of the numbers when %s cannot take it all', (chat) => {
		const rows = Array.from({ length: 400 }, (_, index) => ({
			...row(String(index), `Campaign ${index} ${'x'.repeat(100)}`, 100 + index),
			day_complete: false,
			report_complete: false,
		}));
		const said = (introduction: string): string =>
			chatTextOf(
				{
					title: 'Week '.repeat(100),
					introduction,
					locale: 'en-US',
					notes: ['A report failed and is missing here: no access.'],
					blocks: blocksOf(rows, { ...settings, mostLines: 400 }),
				},
				chat,
			);
		for (const introduction of ['', 'Hello\nthere '.repeat(5_000), 'Hello there '.repeat(5_000), '&'.repeat(30_000)]) {
			const message = said(introduction);
			expect(message.length).toBeLessThanOrEqual(chats[chat].most);
			expect(message).toContain('…');
			for (const note of [
				'The numbers of the last day are not complete yet.',
				'Part of the report is missing.',
				'A report failed',
			])
				expect(message).toContain(note);
		}
		expect(said('Hello there '.repeat(5_000))).toContain('Amount Spent: $');
	});

	it.each(kinds)('names the accounts that %s has no room for, with their sums', (chat) => {
		const currencies = ['USD', 'EUR', 'GBP', 'CAD', 'AUD'];
		const rows = currencies.flatMap((currency) =>
			Array.from({ length: 500 }, (_, index) => ({
				...row(String(index), `Campaign ${index} ${'x'.repeat(60)}`, 100),
				account_currency: currency,
				account_name: `Shop ${currency}`,
			})),
		);
		const blocks = blocksOf(rows, { ...settings, mostLines: 500 });
		const page = { title: 'All', introduction: '', locale: 'en-US', notes: [], blocks };
		const { text: said, isWhole } = chatMessageOf(page, chat);
		expect(isWhole).toBe(false);
		expect(said.length).toBeLessThanOrEqual(chats[chat].most);
		expect(said).toContain('Not in this message: ');
		for (const currency of currencies) expect(said).toContain(`Shop ${currency}`);
		expect(said).toMatch(/Shop EUR \(Amount Spent €50,000\.00\)/);
	});

	it('shows names in Slack as they are: their signs format nothing', () => {
		const said = text(['*Black* Friday', '~old~ _new_', '``` open', 'US_Sale_2 a*b'], 'slack');
		const names = said.split('\n').filter((line) => line.startsWith('•'));
		expect(names).toHaveLength(4);
		for (const name of names) expect(name.replace(/<[^|]*\|/, '')).not.toMatch(/`|(^|\W)[*~_]|[*~_](\W|$)/);
		expect(said).toContain('|US_Sale_2 a*b>');
		expect(said).toContain('|∗Black∗ Friday>');
	});
});
