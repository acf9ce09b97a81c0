import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { createAll } from '../../shared/graph/outcome';
import { poll } from '../../shared/graph/poll';
import type { GraphObject } from '../../shared/graph/pages';
import { binaryField, binaryFieldParam, binaryOf } from '../../shared/node/binary';
import { chunksOf, isReadWhole } from '../../shared/node/chunks';
import { optionsField, optionsParams } from '../../shared/node/commonFields';
import { webAddress } from '../../shared/node/download';
import { adAccountId, adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { shortened } from '../shortened';
import { uploadByChunks } from './chunkedUpload';
import { readVideo } from './requests';
import { checkMemory, checkVideoFile, HEAD_BYTES } from './videoFile';
import { videoRow } from './videoRow';
import { videoState } from './videoState';

const shownFor = (...sources: string[]): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { source: sources } } });

/** Meta: a title has fewer than 255 characters (Marketing API, Ad Account Videos). */
const LONGEST_TITLE = 254;

/** Most videos are ready within some minutes. */
const WAIT = 300;

const common = {
	adAccount: adAccountId,
	title: z.string().trim().max(LONGEST_TITLE).default(''),
	options: optionsParams({ description: z.string().trim().min(1).optional(), waitUpTo: z.number().min(0).max(900).default(WAIT) }),
};

export const uploadParams = z.discriminatedUnion('source', [
	z.object({ source: z.literal('binary'), binaryField: binaryFieldParam, ...common }),
	z.object({ source: z.literal('url'), url: webAddress, ...common }),
]);

type UploadParams = z.output<typeof uploadParams>;
type Of<S extends UploadParams['source']> = Extract<UploadParams, { source: S }>;

const titleOf = (wanted: string, fileName: string | undefined): string => shortened(wanted || (fileName ?? '').replace(/\.\w{2,4}$/, '') || 'Video', LONGEST_TITLE);

/** Sends the item's file; null where that may only be checked. */
async function fromFile({ n8n, graph, wait, dryRun }: Session, params: Of<'binary'>, index: number): Promise<string | null> {
	const field = ['binaryField'];
	const binary = binaryOf(n8n, index, params.binaryField);
	if (isReadWhole(binary) && binary.bytes !== undefined) checkMemory(binary.bytes, field);
	const file = await chunksOf(n8n, index, params.binaryField, binary);
	try {
		checkVideoFile(await file.read(0, Math.min(HEAD_BYTES, file.size)), file.size, binary.mimeType, field);
		if (dryRun) return null;
		const { adAccount: account, title, options } = params;
		return await uploadByChunks(graph, { account, title: titleOf(title, binary.fileName), description: options.description, file }, wait);
	} finally {
		file.close();
	}
}

/** Meta fetches the file. The video is known before that; a create whose answer is lost is found by title and time. */
async function fromAddress(session: Session, { adAccount, url, title, options }: Of<'url'>): Promise<string | null> {
	if (session.dryRun) return null;
	// Its answer tells Meta's clock, by which a lost video is known from older ones.
	const { id: account } = await session.account(adAccount);
	const name = titleOf(title, new URL(url).pathname.split('/').at(-1));
	const edge = `${account}/advideos`;
	const request = { method: 'POST' as const, path: edge, params: { file_url: url, title: name, description: options.description }, effect: 'create' as const, account };
	const lookUp = { edge, account, name, noun: 'video', nameField: 'title', narrow: { title: name }, fields: [], matches: () => true };
	const [created] = await createAll(session.graph, [{ request, lookUp }], session);
	if (created.failure) throw created.failure;
	return created.id;
}

/** Looks until Meta has processed the video, or the time is over. What has been uploaded is never lost to a failed look. */
async function processed({ graph, wait, now }: Session, id: string, account: string, cap: number): Promise<GraphObject> {
	let last: GraphObject = { id };
	await poll(
		async () => {
			const [{ answer }] = await graph.sendMany([readVideo(id, account)]);
			if (answer) last = { ...(answer.body as GraphObject), id };
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
		throw new InputProblem([field], 'leads to a video that Meta could not process', `Meta says: ${state.reason} Upload another file. The library of ${account} still shows this one as ${String(video.id)}; delete it there.`);
	}
	return { ...videoRow(video, account), uploaded: true, ready: state.state === 'ready', ...(state.state === 'ready' ? {} : { note: stillProcessing }) };
}

export const upload = defineOperation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload a video',
	description: 'Put a video into the media library of an ad account and wait until Meta has processed it. The result is its ID, which creatives take.',
	effect: 'write',
	fields: [
		adAccountLocator,
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'File', value: 'binary', description: 'A file from the step before, sent piece by piece' },
				{ name: 'URL', value: 'url', description: 'A public address that Meta fetches itself: best for large files' },
			],
			default: 'binary',
			description: 'Where the video comes from',
		},
		{ ...binaryField, ...shownFor('binary') },
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/video.mp4',
			description: 'Must show the file itself to anyone, without a login',
			...shownFor('url'),
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Autumn sale, 15 seconds',
			description: 'What the video is called in the media library; the name of the file if left empty',
		},
		optionsField(
			{ displayName: 'Description', name: 'description', type: 'string', default: '' },
			{
				displayName: 'Wait Up To (Seconds)',
				name: 'waitUpTo',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 900 },
				default: WAIT,
				description: 'How long to wait until Meta has processed the video. After that the row says that it is still being processed.',
			},
		),
	],
	params: uploadParams,
	perform: eachItem(async (session, params, index) => {
		const { adAccount, options } = params;
		const id = params.source === 'binary' ? await fromFile(session, params, index) : await fromAddress(session, params);
		if (id === null) {
			const note = 'The video can be uploaded. Nothing was sent.';
			return [{ json: { validated: true, uploaded: false, accountId: adAccount, note } }];
		}
		const video = await processed(session, id, adAccount, options.waitUpTo * 1000);
		return [{ json: uploadedRow(video, adAccount, params.source === 'binary' ? 'binaryField' : 'url') }];
	}),
});
