import { startScriptedModel, type ScriptedModel } from '../outside/scriptedModel.mts';
import { openTelegram, type Telegram } from '../outside/telegram.mts';
import { openWhatsApp, type WhatsApp } from '../outside/whatsApp.mts';
import { Workbench } from '../browser/workbench.mts';
import { CAMPAIGNS } from '../../../emulator/world/seedIds.mts';

jest.setTimeout(240_000);

let bench: Workbench;
let telegram: Telegram;
let whatsApp: WhatsApp;
let model: ScriptedModel;

beforeAll(async () => {
	[telegram, whatsApp, model] = await Promise.all([openTelegram(), openWhatsApp(), startScriptedModel()]);
	bench = await Workbench.open({ hosts: { 'graph.facebook.com': whatsApp.url } });
	await bench.credential('telegramApi', telegram.credential);
	await bench.credential('whatsAppApi', whatsApp.credential);
	await bench.credential('openAiApi', model.credential);
});

afterAll(async () => {
	await bench?.close();
	await Promise.all([telegram?.close(), whatsApp?.close(), model?.close()]);
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
	expect(text).toContain('A &lt;\u2060b&gt;bold&lt;\u2060/\u2060b&gt; &amp; “open &lt;\u2060i” campaign</a>: $');
	expect(writes()).toEqual([]);
});

test('report-to-whatsapp.json: one template whose variable is one line', async () => {
	bench.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name = 'Two\nlines\tand      spaces';
	const { status, error, rows } = await bench.run(await bench.bring('report-to-whatsapp.json'), 'Every Monday');
	expect([status, error]).toEqual(['success', undefined]);
	expect(rows('Send report')[0]).not.toHaveProperty('error');
	expect(whatsApp.messages).toEqual([
		{ to: '15551234567', template: 'weekly_report', language: 'en_US', variables: [expect.any(String)] },
	]);
	const [said = ''] = whatsApp.messages[0]?.variables ?? [];
	expect(said).toMatch(/^Last week · Harbor Coffee · .+ · Amount Spent: \$[\d,.]+ \([+-]/);
	expect(said).toContain('• Two lines and spaces: $');
	expect(writes()).toEqual([]);
});

describe('ask-my-ads-by-telegram.json', () => {
	const ME = 123_456_789;
	const answered = async (workflow: string, count: number): Promise<void> => {
		for (let looks = 0; looks < 240; looks++) {
			const ended = (await bench.executions(workflow)).filter(({ status }) => !['running', 'new'].includes(status));
			if (ended.length >= count) return;
			await new Promise((resolve) => setTimeout(resolve, 250));
		}
		throw new Error('No answer came');
	};

	test('answers who may ask, from Meta’s numbers, remembers the talk, and changes nothing', async () => {
		const workflow = await bench.bring('ask-my-ads-by-telegram.json');
		await bench.activate(workflow);
		const asked: string[] = [];
		model.play((answers, said) => {
			asked.push(said);
			const list = model.tools().find(({ name }) => name.toLowerCase().includes('list'));
			if (answers.length === 0) return [{ name: list?.name ?? '', arguments: {} }];
			return `Cost < 5 & *rising*: ${answers.join(' ').slice(0, 6_000)}`;
		});
		expect(await telegram.write(ME, 'Which campaigns run?')).toBe(200);
		await answered(workflow, 1);
		expect(telegram.messages).toHaveLength(1);
		const [{ chat_id: chat, text } = { chat_id: '', text: '' }] = telegram.messages;
		expect(String(chat)).toBe(String(ME));
		expect(text).toMatch(/^Cost &lt; 5 &amp; \*rising\*: /);
		expect(text).toMatch(/"id":"12021\d{13}"/);

		expect(await telegram.write(ME, 'And which is the cheapest?')).toBe(200);
		await answered(workflow, 2);
		expect(asked.at(-1)).toContain('Which campaigns run?');

		// Somebody else: the bot is public, the answers are not.
		expect(await telegram.write(987_654_321, 'Which campaigns run?')).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(telegram.messages.filter(({ chat_id: to }) => String(to) !== String(ME))).toEqual([]);
		expect(writes().filter(({ params }) => !JSON.stringify(params).includes('validate_only'))).toEqual([]);
		await bench.deactivate(workflow);
	});
});
