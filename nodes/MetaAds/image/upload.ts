import type { IDataObject } from 'n8n-workflow';

import { rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, text } from '../../shared/form/kinds';
import { neededValue } from '../../shared/form/needed';
import { GraphFailure } from '../../shared/graph/error';
import type { GraphObject } from '../../shared/graph/object';
import type { GraphFile, GraphRequest } from '../../shared/graph/request';
import { optionsField } from '../../shared/node/commonFields';
import { binaryField, binaryOf } from '../../shared/node/files/binary';
import { addressField, allowPrivateOption, download, notOpened } from '../../shared/node/files/download';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator, otherAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { isRecord } from '../../shared/record';
import { recordOf } from '../../shared/reading/json';
import { imageFile, MOST_IMAGE_BYTES, tooLarge } from './imageFile';
import { imageHashField } from './imageHash';
import { uploadedRow } from './imageRow';

const sourceAccountField = otherAccountLocator({
	label: 'From Ad Account',
	parameter: 'sourceAccount',
	description: 'The ad account that has the image',
});

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Source',
		name: 'source',
		options: [
			{
				name: 'Another Ad Account',
				value: 'account',
				description: 'An image from the library of another ad account the token can access',
			},
			{ name: 'File', value: 'binary', description: 'A file from the previous node' },
			{ name: 'URL', value: 'url', description: 'A public address. N8n fetches the file, without any credential.' },
		],
		default: 'binary',
		description: 'Where the image comes from',
	}),
	shownWhen({ source: ['binary'] }, binaryField),
	shownWhen({ source: ['url'] }, addressField('e.g. https://example.com/picture.jpg')),
	shownWhen({ source: ['account'] }, sourceAccountField),
	shownWhen(
		{ source: ['account'] },
		rewordField(imageHashField, {
			description: 'The hash of the image in the other ad account, as Image → Get Many shows it',
		}),
	),
	optionsField(
		allowPrivateOption,
		text({
			displayName: 'File Name',
			name: 'fileName',
			placeholder: 'e.g. autumn-sale-square',
			description: 'The image’s name in the media library. If not set, the file’s name.',
		}),
	),
);

export type UploadImageParams = ParamsIn<typeof form>;

/**
 * The file of an item, checked before anything is sent. Meta fetches no images from addresses (Marketing API, Ad Image
 * reference: a file, `bytes` or `copy_from`), so an address is read here.
 */
async function fileOf({ n8n }: Session, params: UploadImageParams, index: number): Promise<GraphFile> {
	const { fileName } = params.options;
	if (params.source === 'url') {
		const file = await download(n8n, {
			url: neededValue(params, 'url'),
			field: ['url'],
			most: MOST_IMAGE_BYTES,
			allowPrivate: params.options.allowPrivateAddresses === true,
		});
		return imageFile(file.content, fileName ?? file.fileName, ['url']);
	}
	const name = neededValue(params, 'binaryField');
	const { fileName: itsName, bytes = 0 } = binaryOf(n8n, index, name);
	if (bytes > MOST_IMAGE_BYTES) throw tooLarge(bytes, ['binaryField']);
	const content = await n8n.helpers.getBinaryDataBuffer(index, name);
	return imageFile(content, fileName ?? itsName ?? '', ['binaryField']);
}

/**
 * Meta tells images by a hash of their content: the same one sent again is the same image. So an upload whose answer
 * was lost is repeated like a read.
 */
const toLibrary = (account: string): Pick<GraphRequest, 'method' | 'path' | 'effect' | 'account'> => ({
	method: 'POST',
	path: `${account}/adimages`,
	effect: 'read',
	account,
});

/** Multipart field `filename`, as Meta's reference shows it. */
const uploadRequest = (account: string, file: GraphFile): GraphRequest => ({
	...toLibrary(account),
	files: { filename: file },
});

const copyRequest = (account: string, sourceAccount: string, hash: string): GraphRequest => ({
	...toLibrary(account),
	params: { copy_from: { source_account_id: sourceAccount.replace('act_', ''), hash } },
});

/** The one image of an answer: `{images: {<file name>: {hash, …}}}`. */
function imageIn(body: unknown): GraphObject {
	const [image] = Object.values(recordOf(recordOf(body).images));
	if (isRecord(image) && typeof image.hash === 'string') return image;
	throw new GraphFailure({
		kind: 'temporary',
		message: 'Meta took the image but named no hash',
		advice: 'Run the step again: the same image is not stored twice.',
	});
}

/**
 * What a check can tell. It opens no address: who may only check must not learn what answers inside n8n's network, and
 * what another ad account has is told by the copy itself.
 */
const checkNotes: Readonly<Record<UploadImageParams['source'], string>> = {
	account: 'Whether the other ad account has this image is not known before it is copied. Nothing was sent.',
	binary: 'The image can be uploaded. Nothing was sent.',
	url: `${notOpened('an image')} Nothing was sent.`,
};

async function checkedRow(session: Session, params: UploadImageParams, index: number): Promise<IDataObject> {
	const { source, options, adAccount } = params;
	const file = source === 'binary' ? await fileOf(session, params, index) : null;
	const name = file?.fileName ?? options.fileName ?? null;
	return { validated: true, uploaded: false, name, accountId: adAccount, note: checkNotes[source] };
}

/** Puts the image of each item into the library, or only looks at it in a dry run. */
export const uploadImages = eachItem<UploadImageParams, unknown>(async (session, params, index) => {
	if (session.dryRun) return [{ json: await checkedRow(session, params, index) }];
	const { adAccount } = params;
	const file = params.source === 'account' ? null : await fileOf(session, params, index);
	const request =
		file === null
			? copyRequest(adAccount, neededValue(params, 'sourceAccount'), neededValue(params, 'imageHash'))
			: uploadRequest(adAccount, file);
	const { body } = await session.graph.send(request);
	const row = uploadedRow(imageIn(body), adAccount);
	const fileColumns = { fileName: file?.fileName ?? null, bytes: file?.content.length ?? null };
	return [{ json: { ...row, ...fileColumns, uploaded: true } }];
});

export const uploadImage = defineOperation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload an image',
	description: 'Upload an image to the media library of an ad account. It returns the hash that creatives need.',
	effect: 'write',
	form,
	perform: uploadImages,
});
