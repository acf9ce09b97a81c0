import fc from 'fast-check';

import { frameOf, linkOf } from '../../../nodes/MetaAds/preview/frame.ts';
import { formatInWords } from '../../../nodes/shared/spec/formatWords.ts';
import { mailBlock, type FormatPreview } from '../../../nodes/MetaAds/preview/mailBlock.ts';
import { adPreviewSpec } from '../../../nodes/shared/spec/index.ts';

const frame = (address: string): string =>
	`<iframe src="${address}" width="540" height="690" scrolling="yes" style="border: none;"></iframe>`;

describe('the frame of a preview', () => {
	it.each([
		[
			frame('https://www.facebook.com/ads/api/preview_iframe.php?d=AQx&amp;t=AQy'),
			'https://www.facebook.com/ads/api/preview_iframe.php?d=AQx&t=AQy',
		],
		["<iframe width='1' src='https://business.facebook.com/x?d=1'></iframe>", 'https://business.facebook.com/x?d=1'],
		['<iframe src="javascript:alert(1)"></iframe>', null],
		['<p>no frame</p>', null],
		['', null],
	])('%s leads to %s', (body, link) => expect(linkOf(body)).toBe(link));

	it('never carries an access token on, wherever it stands', () => {
		const part = fc.constantFrom('d=AQx', 't=AQy', 'access_token=EAAsecret', 'locale=de_DE');
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom('&', '&amp;'), (parts, and) => {
				const body = frame(`https://www.facebook.com/p.php?${parts.join(and)}`);
				expect([frameOf(body), linkOf(body)].join(' ')).not.toContain('EAAsecret');
				const kept = parts.filter((one) => !one.startsWith('access_token'));
				for (const one of kept) expect(linkOf(body)).toContain(one);
			}),
		);
	});
});

describe('the block for an e-mail', () => {
	const shown: FormatPreview = {
		format: 'INSTAGRAM_STORY',
		iframe: '<iframe>',
		link: 'https://example.com/?a=1&b=2',
		problem: null,
	};

	it('has a button for each format and the reason where there is none', () => {
		const block = mailBlock(
			'Cup & "saucer" <b>',
			[shown, { format: 'MARKETPLACE_MOBILE', iframe: null, link: null, problem: 'Not for video.' }],
			'https://fb.me/1',
		);
		expect(block).toContain('Cup &amp; &quot;saucer&quot; &lt;\u2060b&gt;');
		expect([...block.matchAll(/href="([^"]+)"/g)].map(([, address]) => address)).toEqual([
			'https://fb.me/1',
			'https://example.com/?a=1&amp;b=2',
		]);
		expect(block).toContain('Marketplace mobile: Not for video.');
		expect(block).not.toContain('<iframe');
	});

	it('lets nothing of a name or a problem become markup', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (name, problem) => {
				const count = (one: string): number =>
					mailBlock(one, [shown, { ...shown, link: null, problem: one }], null).split('<').length;
				expect(count(`${name}<script>${problem}`)).toBe(count('x'));
			}),
		);
	});
});

it('names every format in words', () => {
	const names = adPreviewSpec.AdFormat.map(formatInWords);
	expect(new Set(names).size).toBe(names.length);
	for (const name of names) expect(name).toMatch(/^[A-Z][A-Za-z ()]+$/);
});
