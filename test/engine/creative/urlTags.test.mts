import type { IDataObject } from 'n8n-workflow';

import { PAGES, POSTS } from '../../../emulator/world/seedIds.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential } from '../support/harness.mts';
import { putImage } from '../support/media.mts';

const bench = useBench();
const create = async (additionalFields: IDataObject, house?: string) =>
	await bench.run(
		'create',
		{ resource: 'creative', format: 'existingPost', name: 'Post', postId: POSTS.usdBeans, additionalFields },
		house === undefined ? {} : { credential: { ...emulatorCredential(bench.emulator.url), urlTags: house } },
	);
const image = async (fields: IDataObject, house?: string) =>
	await bench.run(
		'create',
		{
			...{
				resource: 'creative',
				format: 'singleImage',
				name: 'Cup',
				page: byId(PAGES.usd),
				callToAction: 'LEARN_MORE',
			},
			...{ image: putImage(bench.emulator.world), ...fields },
		},
		house === undefined ? {} : { credential: { ...emulatorCredential(bench.emulator.url), urlTags: house } },
	);
const tagsSent = () => decoded(bench.writes()[0]).url_tags;
const rows = (...list: IDataObject[]) => ({ utm: { rows: list } });

describe('a creative’s URL tags', () => {
	it('are put together of chosen parameters, with a sample', async () => {
		const { error, hints } = await create(
			rows(
				{ parameter: 'utm_source', value: 'text', text: 'meta' },
				{ parameter: 'utm_campaign', value: '{{campaign.name}}', text: '' },
			),
		);
		expect(error).toBeUndefined();
		expect(tagsSent()).toBe('utm_source=meta&utm_campaign={{campaign.name}}');
		expect(JSON.stringify(hints)).toContain('utm_source=meta&utm_campaign=Autumn%20sale');
	});

	it('are the credential’s where the step has none, and the step’s where it has', async () => {
		await create({}, 'utm_source=meta&utm_content={{ad.name}}');
		expect(tagsSent()).toBe('utm_source=meta&utm_content={{ad.name}}');
		bench.emulator.log.length = 0;
		await create({ urlTags: 'utm_source=own' }, 'utm_source=house');
		expect(tagsSent()).toBe('utm_source=own');
	});

	it.each([
		['https://example.com/?utm_source=mail&a=1', 'utm_content={{ad.name}}'],
		['https://example.com/?utm_source=mail&utm_content=b#utm_x', undefined],
		['https://example.com/#?utm_sources=mail', 'utm_source=meta&utm_content={{ad.name}}'],
	])('of the credential leave out what the link has already: %s', async (link, tags) => {
		const { error } = await image({ link }, 'utm_source=meta&utm_content={{ad.name}}');
		expect(error).toBeUndefined();
		expect(decoded(bench.writes().at(-1)!).url_tags).toBe(tags);
	});

	it('are refused where the link has one of them already', async () => {
		const { error } = await image({
			link: 'https://example.com/?utm_source=mail',
			additionalFields: { urlTags: 'utm_source=meta' },
		});
		expect(error?.message).toMatch(/has utm_source, and the link has it, too/);
		expect(bench.writes()).toEqual([]);
	});

	it.each<[string, IDataObject, string | undefined, RegExp]>([
		[
			'a doubled parameter',
			rows(...['a', 'b'].map((text) => ({ parameter: 'utm_source', value: 'text', text }))),
			undefined,
			/utm_source twice/,
		],
		[
			'a space in a text',
			rows({ parameter: 'utm_source', value: 'text', text: 'my ads' }),
			undefined,
			/cannot be read/,
		],
		['an empty text', rows({ parameter: 'utm_source', value: 'text', text: ' ' }), undefined, /is empty/],
		[
			'both ways at once',
			{ ...rows({ parameter: 'utm_source', value: 'text', text: 'a' }), urlTags: 'a=b' },
			undefined,
			/next to URL Parameters/,
		],
		[
			'a misspelt macro of the credential',
			{},
			'utm_campaign={{campaign_name}}',
			/URL Parameters of the credential.*campaign_name/,
		],
	])('refuses %s, and makes nothing', async (_what, fields, house, words) => {
		const { error } = await create(fields, house);
		expect(error?.message).toMatch(words);
		expect(bench.writes()).toEqual([]);
	});
});
