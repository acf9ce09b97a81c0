import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';

import { blocksOf, type RenderSettings } from '../../../nodes/MetaInsights/render/blocks.ts';
import { pageOf } from '../../../nodes/MetaInsights/render/written/page.ts';
import { launchBrowser } from '../browser/browser.mts';
import { photographFailures, SCREENSHOTS } from '../browser/pictures.mts';

// Emails and HTML files as readers see them, on a desk and on a phone: with few campaigns and many, small amounts and large,
// and names as people give them. UPDATE_IMAGES=1 takes pictures for looking at them (.tmp/screenshots), and those of the docs.

jest.setTimeout(120_000);

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(async () => await browser?.close());

const NAMES = [
	'DE | Prospecting | Broad 25-54 | Video | 2026-Q4 (Copy)',
	'US_SALE_ADV+_Catalog_Retargeting_30d_2026-11_final_v2',
	'Brand',
	'Black Friday – bundles',
	'ブラックフライデー 新規顧客',
	'Lookalike 1 % newsletter',
	'Always on traffic',
	'Gift cards',
];

interface Market {
	readonly currency: string;
	readonly locale: string;
	/** What a campaign spends, roughly. */
	readonly scale: number;
}

const markets: readonly Market[] = [
	{ currency: 'USD', locale: 'en-US', scale: 480 },
	{ currency: 'JPY', locale: 'ja-JP', scale: 1_250_000 },
	{ currency: 'EUR', locale: 'de-DE', scale: 12_400 },
];

/** Two weeks' numbers of a campaign or ad in a country; the same every time. */
function row(index: number, { currency, scale }: Market, more: IDataObject = {}): IDataObject {
	const spend = Math.round(scale * (1 + Math.sin(index * 2.3) * 0.8) * 100) / 100;
	const clicks = 300 + ((index * 7919) % 2_400);
	const purchases = (index * 13) % 41;
	return {
		account_currency: currency,
		account_name: 'Harbor Coffee',
		campaign_id: String(index),
		campaign_name: `${NAMES[index % NAMES.length]}${index < NAMES.length ? '' : ` ${index}`}`,
		date_start: '2026-11-16',
		date_stop: '2026-11-22',
		previous_date_start: '2026-11-09',
		previous_date_stop: '2026-11-15',
		spend,
		spend_previous: index % 6 === 5 ? null : Math.round(spend * (0.6 + ((index * 37) % 90) / 100)),
		impressions: clicks * 58,
		impressions_previous: index % 6 === 5 ? null : clicks * 55,
		clicks,
		clicks_previous: index % 6 === 5 ? null : clicks - 40,
		purchases,
		purchases_previous: index % 6 === 5 ? null : purchases + 3,
		purchase_value: purchases * scale * 0.21,
		purchase_value_previous: index % 6 === 5 ? null : purchases * scale * 0.2,
		link_clicks: clicks - 80,
		settled: false,
		ads_manager_url: `https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1&selected_campaign_ids=${index}`,
		...more,
	};
}

const rowsOf = (count: number, market: Market): IDataObject[] =>
	Array.from({ length: count }, (_, index) => row(index, market));

function mailOf(rows: readonly IDataObject[], { locale }: Market, settings: Partial<RenderSettings> = {}): string {
	const own: RenderSettings = {
		...{ groupBy: 'auto', metrics: [], sortBy: 'spend', mostLines: 50, movers: true, locale },
		...settings,
	};
	return pageOf({ title: 'Last week', introduction: '', locale, notes: [], blocks: blocksOf(rows, own) });
}

const PICTURE =
	'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#b5793c"/><circle cx="32" cy="32" r="18" fill="#f6e7d3"/></svg>';

/** An email in a window of this width; pictures arrive, unless they are blocked. */
async function opened(html: string, width: number, { dark = false, images = true } = {}): Promise<Page> {
	const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
	photographFailures(page);
	await page.route('**/*', async (route) =>
		images && route.request().resourceType() === 'image'
			? await route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
			: await route.abort(),
	);
	await page.setContent(html);
	return page;
}

/** What reaches out of the window or of the white card, and figures that break in two. */
const misfits = async (page: Page): Promise<string[]> =>
	await page.evaluate(() => {
		const card = document.querySelector('.m-card')?.getBoundingClientRect();
		const right = Math.min(window.innerWidth, card?.right ?? 0);
		const found: string[] = [];
		if (document.documentElement.scrollWidth > window.innerWidth)
			found.push(`the page is ${document.documentElement.scrollWidth} wide`);
		for (const element of Array.from(document.querySelectorAll('td, th, h1, h2, p, span, a, img'))) {
			const box = element.getBoundingClientRect();
			if (box.width === 0) continue;
			const text = (element.textContent ?? '').trim().slice(0, 30);
			if (!element.contains(document.querySelector('.m-card')) && box.right > right + 0.5)
				found.push(`“${text}” ends at ${Math.round(box.right)} of ${Math.round(right)}`);
			if (element.matches('td[align=right], .m-tile') && element.scrollWidth > element.clientWidth + 1)
				found.push(`“${text}” is cut off`);
		}
		return found;
	});

async function photograph(page: Page, name: string, isShown = false): Promise<void> {
	if (!process.env.UPDATE_IMAGES) return;
	const folder = isShown ? join('docs', 'images') : SCREENSHOTS;
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 75, fullPage: true });
}

describe.each(markets)('an email in $currency', (market) => {
	describe.each([1, 8, 40])('with %i campaigns', (count) => {
		test.each([1380, 390])('fits a window of %i pixels', async (width) => {
			const page = await opened(mailOf(rowsOf(count, market), market), width);
			await photograph(page, `mail-${market.currency}-${count}-${width}`);
			expect(await misfits(page)).toEqual([]);
			await page.close();
		});
	});
});

describe('ads and countries in one email', () => {
	const [market] = markets as readonly [Market, ...Market[]];
	const countries = ['DE', 'US', 'JP', 'FR'];
	const rows = Array.from({ length: 24 }, (_, index) =>
		row(index, market, {
			campaign_id: String(index % 3),
			ad_id: String(900 + (index % 6)),
			ad_name: ['Mug, carousel', 'Roast, video 15s', 'Gift card', 'Founder story', 'UGC 3 – hand grinder', 'Sale'][
				index % 6
			],
			country: countries[index % 4],
			ads_manager_url: `https://adsmanager.facebook.com/adsmanager/manage/ads?act=1&selected_ad_ids=${900 + (index % 6)}`,
			thumbnail_url: `https://scontent.xx.fbcdn.net/v/${index % 6}.png`,
		}),
	);
	const html = mailOf(rows, market, { groupBy: 'ad_name', secondGroup: 'country', mostLines: 5 });

	test.each([1380, 390])('fit a window of %i pixels, with pictures and without', async (width) => {
		for (const images of [true, false]) {
			const page = await opened(html, width, { images });
			expect(await misfits(page)).toEqual([]);
			await photograph(page, `mail-ads-${images ? '' : 'blocked-'}${width}`, images);
			await page.close();
		}
	});

	test('can be read in the dark', async () => {
		const page = await opened(html, 390, { dark: true });
		const faint = await page.evaluate(() => {
			const light = (colour: string): number => {
				const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255);
				const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
				return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
			};
			const card = light(getComputedStyle(document.querySelector('.m-card')!).backgroundColor);
			return Array.from(document.querySelectorAll('h1, h2, p, td, th, span, a'))
				.filter((element) =>
					Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent?.trim()),
				)
				.filter((element) => {
					const text = light(getComputedStyle(element).color);
					return (Math.max(text, card) + 0.05) / (Math.min(text, card) + 0.05) < 4.5;
				})
				.map((element) => element.textContent);
		});
		// WCAG 2.2, 1.4.3: 4.5 to 1.
		expect(faint.filter((text) => text?.trim() !== ' ')).toEqual([]);
		await photograph(page, 'mail-ads-dark-390');
		await page.close();
	});
});

describe('the page on paper', () => {
	const [market] = markets as readonly [Market, ...Market[]];
	const html = mailOf(rowsOf(40, market), market);

	test('prints on A4, in the colours of day, with no line cut in two', async () => {
		const page = await opened(html, 1380, { dark: true });
		const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
		// A4 in points.
		const [, width, height] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
		expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
		expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeLessThanOrEqual(4);
		await page.emulateMedia({ media: 'print' });
		await page.setViewportSize({ width: 703, height: 1032 });
		expect(await misfits(page)).toEqual([]);
		const background = await page.evaluate(() => getComputedStyle(document.querySelector('.m-card')!).backgroundColor);
		expect(background).toBe('rgb(255, 255, 255)');
		await photograph(page, 'mail-paper');
		await page.close();
	});
});
