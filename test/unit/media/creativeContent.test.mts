import * as fc from 'fast-check';

import { sameContent } from '../../../nodes/MetaAds/content/sameContent.ts';
import { withCopy, type Copy } from '../../../nodes/MetaAds/content/copy.ts';
import { creativeKind, formatOf } from '../../../nodes/MetaAds/content/kind.ts';
import {
	assetFeed,
	callToAction,
	carouselStory,
	featureSpec,
	imageStory,
	videoStory,
} from '../../../nodes/MetaAds/content/story.ts';
import type { GraphParams } from '../../../nodes/shared/graph/request.ts';

const texts = fc.oneof(
	fc.constant(''),
	fc.string({ minLength: 1, maxLength: 30 }),
	fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }),
);
const ids = fc.bigInt({ min: 10n ** 9n, max: 10n ** 17n }).map(String);
const hashes = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const links = fc.webUrl();
const actions = fc.record({
	type: fc.constantFrom('SHOP_NOW', 'LEARN_MORE', 'MESSAGE_PAGE', 'SIGN_UP'),
	link: links,
	leadForm: fc.option(ids, { nil: undefined }),
});
const shown = { page: ids, instagramAccount: fc.option(ids, { nil: undefined }), primaryText: texts, action: actions };
const images = fc.record({ ...shown, imageHash: hashes, headline: texts, description: texts, displayLink: texts });
const videos = fc.record({
	...shown,
	video: ids,
	thumbnail: fc.oneof(
		hashes.map((hash) => ({ image_hash: hash })),
		links.map((address) => ({ image_url: address })),
	),
	headline: texts,
	description: texts,
});
const media = fc.oneof(
	hashes.map((hash) => ({ image_hash: hash })),
	fc.tuple(ids, hashes).map(([id, hash]) => ({ video_id: id, image_hash: hash })),
	fc.tuple(ids, links).map(([id, address]) => ({ video_id: id, image_url: address })),
);
const cards = fc.array(
	fc.record({ media, headline: texts, description: texts, link: fc.option(links, { nil: undefined }) }),
	{ minLength: 2, maxLength: 10 },
);
const carousels = fc.record({
	...shown,
	cards,
	endCard: fc.boolean(),
	optimizeOrder: fc.boolean(),
	displayLink: texts,
});
const stories = fc.oneof(images.map(imageStory), videos.map(videoStory), carousels.map(carouselStory));

type Json = Record<string, unknown>;
const account = { id: 'act_1' } as never;
const rowOf = (params: GraphParams) => creativeKind.row({ id: '1', ...params } as never, account);
/** Every value in it, however deep. */
const leaves = (value: unknown): unknown[] =>
	typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
const orNull = (text: string): string | null => (text === '' ? null : text);

describe('what a creative shows', () => {
	it('comes back in the row as it was entered', () => {
		fc.assert(
			fc.property(images, (form) => {
				expect(rowOf(imageStory(form))).toMatchObject({
					...{
						format: 'singleImage',
						primaryText: orNull(form.primaryText),
						headline: orNull(form.headline),
						description: orNull(form.description),
					},
					...{
						link: form.action.link,
						callToAction: form.action.type,
						imageHash: form.imageHash,
						pageId: form.page,
						instagramAccountId: form.instagramAccount ?? null,
					},
				});
			}),
		);
		fc.assert(
			fc.property(videos, (form) => {
				expect(rowOf(videoStory(form))).toMatchObject({
					...{
						format: 'singleVideo',
						primaryText: orNull(form.primaryText),
						headline: orNull(form.headline),
						description: orNull(form.description),
					},
					...{ link: form.action.link, callToAction: form.action.type, videoId: form.video, pageId: form.page },
				});
			}),
		);
		fc.assert(
			fc.property(carousels, (form) => {
				expect(rowOf(carouselStory(form))).toMatchObject({
					format: 'carousel',
					cards: form.cards.length,
					link: form.action.link,
					primaryText: orNull(form.primaryText),
				});
			}),
		);
	});

	it('has no empty text and nothing undefined: Meta would take the one for a text', () => {
		fc.assert(
			fc.property(stories, (params) => {
				expect(leaves(params)).not.toContain('');
				expect(JSON.parse(JSON.stringify(params))).toEqual(params);
			}),
		);
	});

	it('cards keep their order, each with its own media and a link', () => {
		fc.assert(
			fc.property(carousels, (form) => {
				const { child_attachments: sent } = (
					carouselStory(form).object_story_spec as unknown as { link_data: { child_attachments: Json[] } }
				).link_data;
				sent.forEach((card, index) => {
					const { media: wanted, link = form.action.link } = form.cards[index]!;
					expect(card.link).toBe(link);
					expect((card.call_to_action as { value: Json }).value.link).toBe(link);
					expect(Object.values(wanted).toSorted()).toEqual(
						[card.image_hash, card.video_id, card.picture].filter(Boolean).toSorted(),
					);
				});
				expect(sent).toHaveLength(form.cards.length);
			}),
		);
	});

	it('a button carries its link and its form; none is none', () => {
		fc.assert(
			fc.property(actions, (action) => {
				expect(leaves(callToAction(action))).toEqual(
					expect.arrayContaining([action.type, action.link, ...(action.leadForm ? [action.leadForm] : [])]),
				);
				expect(callToAction({ ...action, type: 'NO_BUTTON' })).toBeUndefined();
			}),
		);
	});

	it('a dynamic creative has every asset once, in order, and the one format that fits', () => {
		const lines = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 5 });
		const clips = fc.array(fc.record({ video_id: ids, thumbnail_url: links }), { maxLength: 3 });
		fc.assert(
			fc.property(
				fc.record({
					page: ids,
					images: fc.array(hashes, { maxLength: 3 }),
					videos: clips,
					primaryTexts: lines,
					headlines: lines,
					descriptions: lines,
					action: actions,
				}),
				(form) => {
					fc.pre(form.images.length + form.videos.length > 0);
					const feed = assetFeed(form).asset_feed_spec as Record<string, Json[] | undefined>;
					const column = (name: string, of: string) => (feed[name] ?? []).map((entry) => entry[of]);
					expect(column('images', 'hash')).toEqual(form.images);
					expect(feed.videos ?? []).toEqual(form.videos);
					expect([column('bodies', 'text'), column('titles', 'text'), column('descriptions', 'text')]).toEqual([
						form.primaryTexts,
						form.headlines,
						form.descriptions,
					]);
					expect(feed.ad_formats).toEqual([
						form.videos.length === 0 ? 'SINGLE_IMAGE' : form.images.length === 0 ? 'SINGLE_VIDEO' : 'AUTOMATIC_FORMAT',
					]);
					expect(formatOf({ id: '1', ...assetFeed(form) } as never)).toBe('dynamic');
				},
			),
		);
	});

	it('features are switched as they are listed, and no other', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(
					fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__'),
					{ maxLength: 6 },
				),
				fc.nat(6),
				(names, cut) => {
					const [on, off] = [names.slice(0, cut), names.slice(cut)];
					const spec =
						(
							featureSpec(on, off).degrees_of_freedom_spec as
								| { creative_features_spec: Record<string, { enroll_status: string }> }
								| undefined
						)?.creative_features_spec ?? {};
					expect(
						Object.entries(spec)
							.map(([name, { enroll_status: status }]) => [name, status])
							.toSorted(),
					).toEqual([...on.map((name) => [name, 'OPT_IN']), ...off.map((name) => [name, 'OPT_OUT'])].toSorted());
				},
			),
		);
	});
});

/** As Meta shows it later: with fields of its own beside those that were sent. */
const atMeta = (params: GraphParams): Json => {
	const story = params.object_story_spec as Record<string, Json>;
	const filled = Object.fromEntries(
		Object.entries(story).map(([name, part]) => [
			name,
			typeof part === 'object' ? { ...part, attachment_style: 'link' } : part,
		]),
	);
	return {
		id: '1',
		name: 'Cup',
		status: 'ACTIVE',
		...params,
		object_story_spec: filled,
		thumbnail_url: 'https://example.com/1.jpg',
	};
};

describe('a creative known again by what it shows', () => {
	it('is known with whatever Meta adds', () => {
		fc.assert(
			fc.property(stories, (params) =>
				expect(sameContent({ name: 'Cup', ...params }).matches(atMeta(params) as never)).toBe(true),
			),
		);
	});

	it('is not mistaken for one with another value anywhere', () => {
		fc.assert(
			fc.property(stories, fc.nat(), (params, at) => {
				const all = leaves(params.object_story_spec);
				const changed = all[at % all.length];
				const other = JSON.parse(
					JSON.stringify(params, (_key, value: unknown) => (value === changed ? `${String(value)}x` : value)),
				) as GraphParams;
				expect(sameContent({ name: 'Cup', ...params }).matches(atMeta(other) as never)).toBe(false);
			}),
		);
	});
});

describe('replaced copy', () => {
	const copies: fc.Arbitrary<Copy> = fc.record(
		{
			primaryText: fc.string({ minLength: 1, maxLength: 20 }),
			link: links,
			callToAction: fc.constantFrom('BOOK_NOW', 'DOWNLOAD'),
			urlTags: fc.constant('a=b'),
		},
		{ requiredKeys: [] },
	);
	const singles = fc.oneof(images.map(imageStory), videos.map(videoStory));
	const headings: fc.Arbitrary<Copy> = fc.record(
		{ headline: fc.string({ minLength: 1, maxLength: 20 }), description: fc.string({ minLength: 1, maxLength: 20 }) },
		{ requiredKeys: [] },
	);

	it('of nothing is the same creative', () => {
		fc.assert(
			fc.property(stories, (params) =>
				expect(
					sameContent({ name: 'Cup', ...params }).matches({
						id: '2',
						...withCopy({ id: '1', name: 'Cup', ...params } as never, {}),
					} as never),
				).toBe(true),
			),
		);
	});

	it('says what was asked for and keeps the rest', () => {
		fc.assert(
			fc.property(singles, copies, headings, (params, copy, heading) => {
				const all = { ...copy, ...heading };
				const before = rowOf(params);
				const after = rowOf(withCopy({ id: '1', name: 'Cup', ...params } as never, all));
				const {
					primaryText,
					headline,
					description,
					link,
					callToAction: button,
					urlTags,
				} = { ...before, ...all } as Record<string, unknown>;
				expect(after).toEqual({
					...before,
					name: 'Cup',
					primaryText,
					headline,
					description,
					link,
					callToAction: button,
					urlTags,
				});
			}),
		);
	});

	it('keeps the form that a button opens', () => {
		fc.assert(
			fc.property(images, ids, copies, (form, leadForm, copy) => {
				const after = withCopy(
					{ id: '1', ...imageStory({ ...form, action: { ...form.action, leadForm } }) } as never,
					copy,
				);
				const { value } = (after.object_story_spec as unknown as { link_data: { call_to_action: { value: Json } } })
					.link_data.call_to_action;
				expect(value.lead_gen_form_id).toBe(leadForm);
			}),
		);
	});

	it('of a carousel leaves its cards alone', () => {
		const cardsOf = (params: GraphParams) =>
			(params.object_story_spec as unknown as { link_data: { child_attachments: Json[] } }).link_data.child_attachments;
		fc.assert(
			fc.property(carousels.map(carouselStory), copies, (params, copy) =>
				expect(cardsOf(withCopy({ id: '1', ...params } as never, copy))).toEqual(cardsOf(params)),
			),
		);
	});

	it('one after the other is the same as both at once', () => {
		fc.assert(
			fc.property(singles, copies, copies, (params, one, two) => {
				const first = withCopy({ id: '1', name: 'Cup', ...params } as never, one);
				expect(withCopy({ id: '2', ...first } as never, two)).toEqual(
					withCopy({ id: '1', name: 'Cup', ...params } as never, { ...one, ...two }),
				);
			}),
		);
	});
});
