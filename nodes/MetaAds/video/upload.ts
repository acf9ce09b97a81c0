import { compact } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { field, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { choice, text } from '../../shared/form/kinds';
import { neededValue } from '../../shared/form/needed';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { poll } from '../../shared/graph/poll';
import { optionsField } from '../../shared/node/commonFields';
import { binaryField, binaryOf } from '../../shared/node/files/binary';
import { fileChunksOf, isReadWhole } from '../../shared/node/files/chunks';
import { addressField, notOpened } from '../../shared/node/files/download';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { createOne } from '../../shared/adObject/createOne';
import { recordOf } from '../../shared/reading/json';
import { beginningOf } from '../library/shortened';
import { uploadByChunks, type SentVideo } from './chunkedUpload';
import { readVideo } from './kind';
import { checkMemory, checkVideoFile, HEAD_BYTES } from './videoFile';
import { videoRow } from './videoRow';
import { videoState } from './videoState';
import { waitUpToOption } from './waitUpTo';

/** Meta: a title has fewer than 255 characters (Marketing API, Ad Account Videos). */
const LONGEST_TITLE = 254;

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Source',
		name: 'source',
		options: [
			{ name: 'File', value: 'binary', description: 'A file from the previous node, uploaded in parts' },
			{ name: 'URL', value: 'url', description: 'A public address that Meta fetches itself: best for large files' },
		],
		default: 'binary',
		description: 'Where the video comes from',
	}),
	shownWhen({ source: ['binary'] }, binaryField),
	shownWhen({ source: ['url'] }, addressField('e.g. https://example.com/video.mp4')),
	field(
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Autumn sale, 15 seconds',
			description: 'The video’s name in the media library. If empty, the file’s name.',
		},
		z.string().trim().max(LONGEST_TITLE),
	),
	optionsField(text({ displayName: 'Description', name: 'description' }), waitUpToOption),
);

export type UploadVideoParams = ParamsIn<typeof form>;

const titleOf = (wantedTitle: string, fileName: string | undefined): string =>
	beginningOf(wantedTitle || (fileName ?? '').replace(/\.\w{2,4}$/, '') || 'Video', LONGEST_TITLE);

/** Sends the item's file; null where that may only be checked. */
async function fromFile(
	{ n8n, graph, wait, dryRun }: Session,
	params: UploadVideoParams,
	index: number,
): Promise<SentVideo | null> {
	const field = ['binaryField'];
	const name = neededValue(params, 'binaryField');
	const binary = binaryOf(n8n, index, name);
	if (isReadWhole(binary) && binary.bytes !== undefined) checkMemory(binary.bytes, field);
	const file = await fileChunksOf(n8n, index, name, binary);
	try {
		checkVideoFile(await file.read(0, Math.min(HEAD_BYTES, file.size)), file.size, binary.mimeType, field);
		if (dryRun) return null;
		const { adAccount: account, title, options } = params;
		const fileFields = { title: titleOf(title, binary.fileName), description: options.description };
		return await uploadByChunks(graph, { account, ...fileFields, file }, wait);
	} finally {
		file.close();
	}
}

/** Meta fetches the file. The video is known before that; a create whose answer is lost is found by title and time. */
async function fromAddress(session: Session, params: UploadVideoParams): Promise<SentVideo | null> {
	if (session.dryRun) return null;
	const { adAccount, title, options } = params;
	const url = neededValue(params, 'url');
	// Its answer tells Meta's clock, by which a lost video is known from older ones.
	const { id: account } = await session.account(adAccount);
	const name = titleOf(title, new URL(url).pathname.split('/').at(-1));
	const edge = `${account}/advideos`;
	const addressParams = { file_url: url, title: name, description: options.description };
	const request = { method: 'POST', path: edge, params: addressParams, effect: 'create', account } as const;
	const lookUpFields = { name, nameField: 'title', narrow: { title: name } };
	// Nothing that Meta shows tells files of one name apart.
	const lookUp = { edge, account, noun: 'video', ...lookUpFields, fields: [], matches: () => true, unseen: url };
	return await createOne(session, { request, lookUp });
}

/** Looks until Meta has processed the video, or the time is over. What has been uploaded is never lost to a failed look. */
async function waitForProcessing(
	{ graph, wait, now }: Session,
	id: string,
	account: string,
	cap: number,
): Promise<GraphObject> {
	let last: GraphObject = { id };
	await poll(
		async () => {
			const { answer } = await graph.sendOne(readVideo(id, account));
			if (answer) last = { ...recordOf(answer.body), id };
			return videoState(last).state === 'processing' ? null : last;
		},
		{ cap, wait, now },
	);
	return last;
}

const stillProcessing = 'Meta is still processing the video. Ads can use it once Video → Get shows it as ready.';

/** @throws InputProblem for a video that will never get ready */
function uploadedRow(video: GraphObject, account: string, field: string): IDataObject {
	const state = videoState(video);
	if (state.state === 'error') {
		const left = `The library of ${account} still shows this one as ${String(video.id)}; delete it there.`;
		const advice = `Meta says: ${state.reason} Upload another file. ${left}`;
		throw new InputProblem([field], 'leads to a video that Meta could not process', advice);
	}
	const row = { ...videoRow(video, account), uploaded: true };
	return state.state === 'ready' ? { ...row, ready: true } : { ...row, ready: false, note: stillProcessing };
}

/**
 * Waits until Meta has processed a video, or the time is over.
 *
 * @param cap seconds
 * @param field of the form, for the failure
 * @returns its row, with `ready`
 * @throws InputProblem for a video that will never get ready
 */
export const waitForVideo = async (
	session: Session,
	id: string,
	account: string,
	cap: number,
	field: string,
): Promise<IDataObject> => uploadedRow(await waitForProcessing(session, id, account, cap * 1000), account, field);

/** Puts the video of each item into the library and waits for it, or only looks at it in a dry run. */
export const uploadVideos = eachItem<UploadVideoParams, unknown>(async (session, params, index) => {
	const { adAccount, options } = params;
	const sentVideo =
		params.source === 'binary' ? await fromFile(session, params, index) : await fromAddress(session, params);
	if (sentVideo === null) {
		const checkNote = params.source === 'url' ? notOpened('a video') : 'The video can be uploaded.';
		return [
			{ json: { validated: true, uploaded: false, accountId: adAccount, note: `${checkNote} Nothing was sent.` } },
		];
	}
	const field = params.source === 'binary' ? 'binaryField' : 'url';
	const row = await waitForVideo(session, sentVideo.id, adAccount, options.waitUpTo, field);
	const note = compact([row.note, sentVideo.note]).join(' ');
	return [{ json: note === '' ? row : { ...row, note } }];
});

export const uploadVideo = defineOperation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload a video',
	description:
		'Upload a video to the media library and wait until Meta has processed it. It returns the ID that creatives need.',
	effect: 'write',
	form,
	perform: uploadVideos,
});
