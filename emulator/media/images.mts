import { createHash } from 'node:crypto';
import { edge, type Edge } from '../graph/handlers/edge.mts';
import type { UploadedFile, WriteCall } from '../graph/handlers/write.mts';
import { GraphError, parameterError, ruleError } from '../graph/language/graphError.mts';
import { readObject } from '../graph/language/jsonObjects.mts';
import type { Account } from '../world/basics.mts';
import type { World } from '../world/world.mts';
import { imageSize } from './imageSize.mts';
import type { AdImage } from './mediaModel.mts';

/** Meta: marketing-api/reference/ad-image ("maximum length of this string is 100 characters"). */
const MAX_NAME = 100;

const idOf = (account: Account, hash: string): string => `${account.accountId}:${hash}`;

export function findImage(world: World, account: Account, hash: string): AdImage | undefined {
	const node = world.find(idOf(account, hash));
	return node?.kind === 'AdImage' ? node : undefined;
}

/**
 * The same content has the same hash, so uploading it again makes no second image (Meta: reference/ad-image, "The hash
 * which uniquely identifies the image").
 */
function store(world: World, account: Account, image: Pick<AdImage, 'hash' | 'name' | 'width' | 'height'>): AdImage {
	const earlierImage = findImage(world, account, image.hash);
	if (earlierImage) return earlierImage;
	const now = world.clock.now();
	const { hash, name, width, height } = image;
	const id = idOf(account, hash);
	return world.add({ kind: 'AdImage', id, account, hash, name, width, height, createdTime: now, updatedTime: now });
}

/** Title, text and subcode as in facebook-python-business-sdk issue 680. */
const unreadable = (): GraphError =>
	ruleError('Error processing image', 'There was a problem processing the image for the ad.', 'bytes', 1487197);

/**
 * It has the form of an MD5 but is not the file's: Meta stores a copy of its own (recorded with the file and the answer by
 * tophatter/facebook-ruby-ads-sdk, spec/fixtures/cassettes, creates_an_image).
 */
export const imageHashOf = (content: Buffer): string =>
	createHash('md5').update('stored again').update(content).digest('hex');

function upload(world: World, account: Account, { content, fileName }: UploadedFile): AdImage {
	const size = imageSize(content);
	if (!size || size.width < 1 || size.height < 1) throw unreadable();
	const hash = imageHashOf(content);
	return store(world, account, { hash, name: (fileName || hash).slice(0, MAX_NAME), ...size });
}

/** Answer: struct {hash, url, url_128, url_256, url_256_height, url_256_width, height, width, name} (Meta: reference/ad-account/adimages). */
const answerOf = (image: AdImage): Record<string, unknown> => ({
	hash: image.hash,
	url: imageUrl(image),
	url_128: `${imageUrl(image)}?size=128`,
	url_256: `${imageUrl(image)}?size=256`,
	url_256_height: '256',
	url_256_width: '256',
	height: image.height,
	width: image.width,
	name: image.name,
});

export const imageUrl = ({ hash, account }: AdImage): string =>
	`https://example.com/adimages/${account.accountId}/${hash}`;

/** `copy_from`: an image of another ad account that the token sees (Meta: reference/ad-account/adimages). */
function copy(world: World, account: Account, from: Record<string, unknown>): AdImage {
	const source = world.find(`act_${String(from.source_account_id).replace(/^act_/, '')}`);
	const original =
		source?.kind === 'AdAccount' && source.visible ? findImage(world, source, String(from.hash)) : undefined;
	// Code and wording UNCONFIRMED 59.
	if (!original) throw parameterError('Image to copy does not exist or is not accessible', 'copy_from');
	return store(world, account, original);
}

/** `POST /act_X/adimages`: base64 text in `bytes`, files in a multipart body, or `copy_from`. */
export function createImage({ world, params, files }: WriteCall, account: Account): Record<string, unknown> {
	const from = readObject(params, 'copy_from');
	const bytes = params.text('bytes');
	const uploads = Object.values(files);
	if (from) {
		const image = copy(world, account, from);
		return { images: { [image.hash]: answerOf(image) } };
	}
	if (bytes !== undefined) {
		const image = upload(world, account, { content: Buffer.from(bytes, 'base64'), fileName: '' });
		return { images: { bytes: answerOf(image) } };
	}
	if (uploads.length === 0) throw parameterError('One of bytes, copy_from or a file is required', 'bytes');
	for (const { fileName } of uploads) {
		// "You must include a filename extension such as sample.jpg" (Meta: reference/ad-image); code UNCONFIRMED 59.
		if (!/\.[a-z]{3,4}$/i.test(fileName)) throw parameterError(`Filename ${fileName} has no extension`, 'filename');
	}
	return {
		images: Object.fromEntries(uploads.map((file) => [file.fileName, answerOf(upload(world, account, file))])),
	};
}

/** Creatives of the account that show the image. */
export const creativesWith = (world: World, { account, hash }: AdImage): string[] =>
	world
		.all('AdCreative')
		.filter(({ account: owner, fields }) => owner?.id === account.id && JSON.stringify(fields).includes(hash))
		.map(({ id }) => id);

/** `DELETE /act_X/adimages?hash=`: only what no creative uses (Meta: reference/ad-image, "Deleting"; subcode UNCONFIRMED 59). */
export function deleteImage({ world, params }: WriteCall, account: Account): Record<string, unknown> {
	params.required('hash');
	const image = findImage(world, account, params.text('hash') ?? '');
	if (!image) throw parameterError('Image does not exist in this ad account', 'hash'); // UNCONFIRMED 25
	if (creativesWith(world, image).length > 0) {
		throw ruleError('Image is in use', 'You cannot delete an image that an ad creative uses.', 'hash');
	}
	world.remove(image);
	return { success: true };
}

/** Parameters: spec object AdAccount, GET adimages. `name` narrows; whether it compares whole names is UNCONFIRMED 74. */
export const images: Edge = edge<'AdAccount'>(
	{ to: 'AdImage', order: 'newest', isAds: true },
	(account, { world, params }) => {
		const hashes = params.list('hashes');
		const name = params.text('name')?.toLowerCase();
		const [minWidth = 0, minHeight = 0] = [params.integer('minwidth'), params.integer('minheight')];
		return world
			.newest('AdImage')
			.filter((image) => image.account.id === account.id)
			.filter((image) => hashes === undefined || hashes.includes(image.hash))
			.filter((image) => name === undefined || image.name.toLowerCase().includes(name))
			.filter(({ width, height }) => width >= minWidth && height >= minHeight);
	},
);
