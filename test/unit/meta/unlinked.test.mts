import fc from 'fast-check';

import { messageItem } from '../../../nodes/meta/message.ts';
import { holdsAddress, unlinked } from '../../../nodes/meta/unlinked.ts';

/** What looks for addresses as mail programs and chats do: the one of markdown-it, with all its guesses on. */
interface Finder {
	match(text: string): Array<{ url: string }> | null;
	set(options: Record<string, boolean>): Finder;
	tlds(list: string, keep: boolean): Finder;
}
const finder = (jest.requireActual<new () => Finder>('linkify-it') as unknown as () => Finder)()
	.set({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true })
	.tlds('example|la|ws', true);

/** What chats find besides (Bot API, MessageEntity: mention, bot_command; Slack, "Formatting text": @channel). */
const CHAT = /(?:^|[^\p{L}\p{N}_/<>])[@/][a-z\d_]+|<[!@#][^>]+>/iu;

const addresses = [
	'renew-now.example',
	'shop.com',
	'Log in at https://renew.example/login?a=b',
	'www.shop.com/path',
	'http://10.0.0.1/pay',
	'10.0.0.1',
	'mailto:me@shop.com',
	'help@meta-support.com',
	'SHOP.COM',
	'sub.shop.co.uk',
	'münchen.de',
	'почта.рф',
	'xn--e1afmkfd.xn--p1ai',
	't.me/somebody',
	'bit.ly/3xyz',
	'💩.la',
	'i❤.ws',
	'shop.💩.com',
	'//shop.com',
	'<https://shop.com|Pay>',
	'[Pay](shop.com)',
];

/** Signs that nobody sees, within an address: browsers leave them out. */
const unseen = ['shop\u00ad.com', 'shop\u200b.com', 'sh\u2060op.com'];

describe('text from outside in a message', () => {
	it.each([...addresses, ...unseen])('“%s” is found as a link, and is none when it is written', (text) => {
		expect(finder.match(text)).not.toBeNull();
		expect(finder.match(unlinked(text))).toBeNull();
		expect(finder.match(unlinked(`Sale ${text}, 20%`))).toBeNull();
	});

	it.each([
		'@channel',
		'@somebody pay',
		'/start',
		'now /pay',
		'(/pay',
		'"/pay',
		'<!channel>',
		'<@U0123>',
		'<!here> pay',
	])('“%s” calls nobody and is no command', (text) => {
		expect(text).toMatch(CHAT);
		expect(unlinked(text)).not.toMatch(CHAT);
	});

	it.each(['Autumn sale', '20.50 USD', '1.234,56 €', '13:00–13:59', 'Nov 16, 2026. Then', 'US_Sale_2', '3/4', 'A | B'])(
		'“%s” stays as it is',
		(text) => expect(unlinked(text)).toBe(text),
	);

	it.each([
		['<a href="x">', 'a < b'],
		['</b>', '<3'],
		['shop&#46;com', 'R & D'],
		['&lt;b&gt;', 'Q&A, more'],
		['[Pay](x)', '[Sale] (new)'],
		['tel:5550100', 'at 13:00'],
	])('“%s” is no markup and calls nobody; “%s” stays as it is', (markup, plain) => {
		expect(unlinked(markup)).toMatch(/[<&\]:]\u2060/);
		expect(unlinked(plain)).toBe(plain);
	});

	it('turns no amount behind it', () => {
		const name = '\u202eSale\u2067';
		expect(unlinked(`${name}: $10.00 → $99.00`)).toBe('Sale: $10.00 → $99.00');
		// Marks of direction turn nothing else.
		expect(unlinked('\u200fסתיו\u200f: $10')).toBe('\u200fסתיו\u200f: $10');
	});

	it('looks as before, is the same when it is written twice, and holds no address that is found', () => {
		const word = fc.constantFrom(
			'shop',
			'Sale',
			'10',
			'com',
			'example',
			'https://',
			'@',
			'.',
			'/',
			' ',
			':',
			'。',
			'me',
			'💩',
			'\u00ad',
			'\u200b',
			'<',
			'](',
			'&#46;',
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 9 }), (words) => {
				const text = words.join('');
				const written = unlinked(text);
				expect(written.replaceAll('\u2060', '')).toBe(text);
				expect(unlinked(written)).toBe(written);
				expect(finder.match(written)).toBeNull();
			}),
		);
	});

	it('of a message only our own link is one', () => {
		const url = 'https://adsmanager.facebook.com/adsmanager/manage/ads?act=1';
		const heading = 'Paused: renew-now.example';
		const { subject, text, html } = messageItem(heading, [{ heading, text: 'See https://evil.example', url }]);
		expect(finder.match(String(subject))).toBeNull();
		expect(finder.match(String(text))?.map((one) => one.url)).toEqual([url]);
		expect(finder.match(String(html).replace(/<[^>]*>/g, ' '))).toBeNull();
	});
});

describe('an address in a sentence', () => {
	it.each([
		...addresses,
		...unseen,
		...['Write to @somebody', 'shop dot com', 'shop[.]com', 'me (at) shop', 'shop-dot-com', 'shop .com', 'www shop'],
		...[
			'hxxps://shop',
			'shop.\u200bcom',
			'ⓢⓗⓞⓟ.ⓒⓞⓜ',
			'shop․com',
			'me﹫shop',
			'<!channel>',
			'\u202emoc.pohs',
			'shop(.)com',
		],
	])('“%s” is one', (text) => expect(holdsAddress(`Go to ${text} today.`)).toBe(true));

	it.each([
		'Spend rose by 3.5% to $1,234.50.',
		'E.g. the U.S. ads, at 9 a.m.',
		'From Nov 16. Then it fell.',
		'It rose: 5 of 7.',
		'It rose… then it fell, by ½.',
		'In store and online. Live shopping fell.',
		'A polka dot dress sold 7.',
	])('“%s” holds none', (text) => expect(holdsAddress(text)).toBe(false));
});
