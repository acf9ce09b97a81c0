import { openTelegram, type Telegram } from '../outside/telegram.mts';
import { openWhatsApp, type WhatsApp } from '../outside/whatsApp.mts';
import { Workbench } from '../browser/workbench.mts';
import { CAMPAIGNS } from '../../../emulator/world/seedIds.mts';

jest.setTimeout(240_000);

let bench: Workbench;
let telegram: Telegram;
let whatsApp: WhatsApp;

beforeAll(async () => {
	[telegram, whatsApp] = await Promise.all([openTelegram(), openWhatsApp()]);
	bench = await Workbench.open({ hosts: { 'graph.facebook.com': whatsApp.url } });
	await bench.credential('telegramApi', telegram.credential);
	await bench.credential('whatsAppApi', whatsApp.credential);
});

afterAll(async () => {
	await bench?.close();
	await Promise.all([telegram?.close(), whatsApp?.close()]);
});

beforeEach(() => {
	bench.emulator.control.reset();
	telegram.messages.length = 0;
	whatsApp.messages.length = 0;
});

const writes = () => bench.emulator.log.filter(({ method, path }) => method !== 'GET' && path !== '');

test('report-to-telegram.json: one message that Telegram takes, also with hostile names', async () => {
	bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name = 'A <b>bold</b> & “open <i” campaign';
	const { status, error } = await bench.run(await bench.bring('report-to-telegram.json'), 'Every Monday');
	expect([status, error]).toEqual(['success', undefined]);
	expect(telegram.messages).toHaveLength(1);
	const [{ chat_id: chat, text } = { chat_id: '', text: '' }] = telegram.messages;
	expect(chat).toBe('123456789');
	expect(text).toMatch(/^<b>Last week<\/b>\n/);
	expect(text).toContain('A &lt;b&gt;bold&lt;/b&gt; &amp; “open &lt;i” campaign</a>: $');
	expect(writes()).toEqual([]);
});

test('report-to-whatsapp.json: one template whose variable is one line', async () => {
	bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name = 'Two\nlines\tand      spaces';
	const { status, error, rows } = await bench.run(await bench.bring('report-to-whatsapp.json'), 'Every Monday');
	expect([status, error]).toEqual(['success', undefined]);
	expect(rows('Send the report')[0]).not.toHaveProperty('error');
	expect(whatsApp.messages).toEqual([
		{ to: '15551234567', template: 'weekly_report', language: 'en_US', variables: [expect.any(String)] },
	]);
	const [said = ''] = whatsApp.messages[0]?.variables ?? [];
	expect(said).toMatch(/^Last week · Harbor Coffee · .+ · Amount Spent: \$[\d,.]+ \([+-]/);
	expect(said).toContain('• Two lines and spaces: $');
	expect(writes()).toEqual([]);
});
