import { blocksOf } from '../../../nodes/MetaInsights/render/blocks.ts';
import { GMAIL_SHOWS, pageOf } from '../../../nodes/MetaInsights/render/written/page.ts';

/**
 * What Gmail and Outlook on Windows show, as caniemail.com tells it (its repository: hteumeuleu/caniemail, _features, read
 * 2026-11). Whatever a mail is made of has to be in these tables; a property that one of them drops has to be one that a mail
 * reads well without.
 */
const anywhere = () => true;
const cells = (tag: string) => tag === 'td' || tag === 'th';
const notInline = (tag: string) => tag !== 'span' && tag !== 'a';

/** In both, on which elements, and with which values. */
const shown: Readonly<Record<string, readonly [on: (tag: string) => boolean, values: RegExp]>> = {
	background: [anywhere, /^#[0-9a-f]{6}$/],
	color: [anywhere, /^#[0-9a-f]{6}$/],
	'font-family': [anywhere, /^[^;]+$/],
	'font-size': [anywhere, /^(0|\d+px)$/],
	'font-weight': [anywhere, /^(600|700)$/],
	'line-height': [anywhere, /^[\d.]+$/],
	'text-decoration': [anywhere, /^none$/],
	border: [(tag) => tag === 'img', /^0$/],
	'border-bottom': [cells, /^[1-8]px solid #[0-9a-f]{6}$/],
	'border-color': [cells, /^#[0-9a-f]{6}$/],
	'border-collapse': [(tag) => tag === 'table', /^(collapse|separate)$/],
	width: [(tag) => cells(tag) || tag === 'table', /^\d+(px|%)$/],
	height: [cells, /^\d+px$/],
	padding: [(tag) => cells(tag) || tag === 'body', /^(\d+px|0)( (\d+px|0))*$/],
	margin: [notInline, /^(\d+px|0)( (\d+px|0))*$/],
	'margin-top': [notInline, /^\d+px$/],
};

/** Dropped by one of them: corners are square then, a long name breaks elsewhere, the card is 640 pixels wide by its attribute. */
const decorations = new Set(['border-radius', 'overflow', 'max-width', 'white-space', 'word-break', 'display']);

/** Of one style sheet (hteumeuleu/email-bugs, issue 90). */
const GMAIL_DROPS_SHEET_AT = 16 * 1024;

const row = (index: number, currency: string) => ({
	account_currency: currency,
	account_name: `Shop ${currency}`,
	ad_id: String(1000 + index),
	ad_name: `Ad ${index} ${'with a long name '.repeat(4)}`,
	campaign_id: String(index % 40),
	campaign_name: `Campaign ${index % 40}`,
	date_start: `2026-11-${String(1 + (index % 20)).padStart(2, '0')}`,
	date_stop: `2026-11-${String(1 + (index % 20)).padStart(2, '0')}`,
	previous_date_start: '2026-10-01',
	previous_date_stop: '2026-10-20',
	spend: 1000 + index,
	spend_previous: 900 + 3 * index,
	impressions: 10_000 + index,
	clicks: 100 + index,
	purchases: index % 7,
	purchase_value: 50 * (index % 7),
	thumbnail_url: `https://scontent-fra3-1.xx.fbcdn.net/v/t45.1600-4/${index}_n.png?${'x'.repeat(380)}`,
	ads_manager_url: `https://adsmanager.facebook.com/adsmanager/manage/ads?act=1&selected_ad_ids=${1000 + index}`,
	day_complete: false,
});
const settings = { groupBy: 'ad_name', secondGroup: 'campaign_name', metrics: [], sortBy: 'spend', movers: true };
const mail = (count: number, mostLines: number, currencies = ['USD']): string =>
	pageOf({
		title: 'Last week',
		introduction: 'Hello\nthere',
		locale: 'en-US',
		notes: ['A note.'],
		blocks: blocksOf(
			currencies.flatMap((currency) => Array.from({ length: count }, (_, index) => row(index, currency))),
			{ ...settings, mostLines, locale: 'en-US' },
		),
	});

const page = mail(60, 10, ['USD', 'JPY']);
const body = page.slice(page.indexOf('<body'));
const elements = [...body.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*>/g)].map(([, tag, attributes]) => ({
	tag,
	attributes: Object.fromEntries(
		[...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
	),
}));

it('is made of what both show, each property on an element and with a value they know', () => {
	expect(elements.length).toBe([...body.matchAll(/<[a-z]/g)].length);
	const strange = elements.flatMap(({ tag, attributes }) =>
		(attributes.style ?? '')
			.replace(/&#39;/g, "'")
			.split(';')
			.filter(Boolean)
			.flatMap((declaration) => {
				const [property = '', ...rest] = declaration.split(':');
				const value = rest.join(':');
				if (decorations.has(property)) return [];
				const [on, values] = shown[property] ?? [() => false, /^$/];
				return on(tag) && values.test(value) ? [] : [`${tag} {${declaration}}`];
			}),
	);
	expect([...new Set(strange)]).toEqual([]);
	const tags = new Set(elements.map(({ tag }) => tag));
	expect([...tags].sort()).toEqual([
		'a',
		'body',
		'br',
		'div',
		'h1',
		'h2',
		'img',
		'p',
		'span',
		'table',
		'td',
		'th',
		'tr',
	]);
});

it('has its sizes and sides as attributes too, which Outlook reads', () => {
	for (const { tag, attributes } of elements) {
		if (tag === 'table') expect(attributes).toMatchObject({ role: 'presentation', cellpadding: '0', cellspacing: '0' });
		if (tag === 'table') expect(attributes.width).toMatch(/^\d+%?$/);
		if (/(^|;)width:/.test(attributes.style ?? '') && tag === 'td') expect(attributes.width).toMatch(/^\d+%$/);
	}
	expect(body).not.toMatch(/<(svg|video|picture|object|form|script|link|style)|url\(|srcset|data:|cid:/);
});

it('has pictures that say what they are where images are blocked, of a size that does not wait for them', () => {
	const pictures = elements.filter(({ tag }) => tag === 'img');
	expect(pictures).toHaveLength(20);
	for (const { attributes } of pictures) {
		expect(attributes).toMatchObject({ alt: 'Ad', width: '40', height: '40' });
		expect(attributes.src).toMatch(/^https:\/\/scontent-fra3-1\.xx\.fbcdn\.net\//);
	}
	// Its colour is the text's own in light and dark.
	for (const { attributes } of pictures) expect(attributes.class).toBe('m-soft');
});

it('keeps what Gmail knows of style sheets apart from what it drops', () => {
	const sheets = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, sheet]) => sheet);
	expect(sheets).toHaveLength(3);
	expect(page.lastIndexOf('</style>')).toBeLessThan(page.indexOf('</head>'));
	const [narrow, dark] = sheets;
	expect(narrow).toMatch(/^@media \(max-width:\d+px\)\{(\.[\w-]+( tbody| tr)?(,\.[\w-]+( tbody| tr)?)*\{[^{}]*\})+\}$/);
	expect(dark).toContain('prefers-color-scheme:dark');
	for (const sheet of sheets) {
		expect(sheet.length).toBeLessThan(GMAIL_DROPS_SHEET_AT);
		expect(sheet).not.toMatch(/\S!important|\/\*|@import|url\(|:has/);
	}
	// Every colour of the light page has one in the dark.
	for (const name of new Set(elements.flatMap(({ attributes }) => (attributes.class ?? '').split(' '))))
		if (name.startsWith('m-') && !/^m-(wide|tile|tiles|pad|figure|name|stack)$/.test(name))
			expect(dark).toContain(`.${name}{`);
});

it('is short enough for Gmail with two tables of ten lines, pictures and all, and with 40 campaigns', () => {
	expect(Buffer.byteLength(mail(40, 10))).toBeLessThan(GMAIL_SHOWS);
	const campaigns = Array.from({ length: 40 }, (_, index) => ({ ...row(index, 'USD'), ad_id: null, ad_name: null }));
	const blocks = blocksOf(campaigns, {
		...settings,
		groupBy: 'auto',
		secondGroup: undefined,
		mostLines: 40,
		locale: 'en-US',
	});
	expect(blocks[0].tables[0].lines).toHaveLength(40);
	const whole = pageOf({ title: 'Last week', introduction: '', locale: 'en-US', notes: [], blocks });
	expect(Buffer.byteLength(whole)).toBeLessThan(GMAIL_SHOWS);
});

it.each([
	'http://scontent.xx.fbcdn.net/a.png',
	'https://fbcdn.net.example.com/a.png',
	'https://example.com/fbcdn.net/a.png',
	'https://evil.example/?https://scontent.xx.fbcdn.net/',
	'javascript:alert(1)',
	'data:image/png;base64,AAAA',
	'//scontent.xx.fbcdn.net/a.png',
	'https://user@evil.example\\.fbcdn.net/a.png',
])('shows no picture that is not Meta’s: %s', (thumbnail_url) => {
	const [block] = blocksOf([{ ...row(1, 'USD'), thumbnail_url }], { ...settings, mostLines: 10, locale: 'en-US' });
	expect(block.tables[0].lines[0].picture).toBeNull();
});
