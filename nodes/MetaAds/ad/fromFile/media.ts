import { partition, uniq } from 'lodash';

import { GraphFailure } from '../../../shared/graph/error';
import { pairLists } from '../../../shared/lists';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import { failedVerdict, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { uploadImages } from '../../image/upload';
import { uploadVideos, waitForVideo } from '../../video/upload';
import { openAds } from '../newAd/newAd';
import type { AdFile, Launch } from './launch';

const source = { source: 'binary', url: undefined } as const;

const sendImages = async (session: Session, files: readonly AdFile[]): Promise<Array<Verdict | undefined>> => {
	const jobs = files.map(({ job: { index, params }, field }) => ({
		index,
		params: {
			...source,
			adAccount: params.adAccount,
			binaryField: field,
			sourceAccount: undefined,
			imageHash: undefined,
			options: {},
		},
	}));
	return await uploadImages(session, jobs, undefined);
};

/** All are sent before the first is waited for: Meta processes them side by side. */
const sendVideos = async (session: Session, files: readonly AdFile[]): Promise<Array<Verdict | undefined>> => {
	const jobs = files.map(({ job: { index, params }, field, name }) => ({
		index,
		params: { ...source, adAccount: params.adAccount, binaryField: field, title: name, options: { waitUpTo: 0 } },
	}));
	return await uploadVideos(session, jobs, undefined);
};

/** Sends files of both kinds, or only looks at them; what each came to. */
async function send(session: Session, launches: readonly Launch[]): Promise<void> {
	// A file that becomes an ad in several ad sets is sent once.
	const all = uniq(openAds(launches).flatMap(({ files }) => files));
	const [videos, images] = partition(all, ({ isVideo }) => isVideo);
	const kinds = [
		{ sent: images, column: 'imageHash', work: sendImages },
		{ sent: videos, column: 'videoId', work: sendVideos },
	];
	for (const { sent, column, work } of kinds) {
		const verdicts = session.dryRun
			? await work(session, sent)
			: await finishedBefore(sent, 'upload', async (rest) => await work(session, rest));
		for (const [file, verdict] of pairLists(sent, verdicts)) {
			if (verdict?.failure)
				for (const launch of openAds(launches)) if (launch.files.includes(file)) launch.failure = verdict.failure;
			const media = verdict?.rows?.[0]?.json[column];
			if (typeof media === 'string') file.media = media;
		}
		if (session.stops && launches.some(({ failure }) => failure !== undefined)) return;
	}
}

/** Looks at every file, and sends none: what Meta would refuse by its kind or size is refused here. */
export const checkFiles = async (session: Session, launches: readonly Launch[]): Promise<void> =>
	await send({ ...session, dryRun: true }, launches);

/** Puts every file into the media library. */
export const uploadFiles = send;

const notReady = (name: string, video: string): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `Meta is still processing the video “${name}”`,
		advice: `It is in the library as ${video}. Give it more time under Wait Up To, or switch on Retry On Fail: a retry continues waiting and uploads nothing again.`,
	});

async function waitFor(session: Session, { params }: Launch, { media = '', name }: AdFile): Promise<Error | undefined> {
	const { adAccount, options } = params;
	const waiting = waitForVideo(session, media, adAccount, options.waitUpTo, 'binaryField');
	return await waiting.then(
		({ ready }) => (ready === true ? undefined : notReady(name, media)),
		(thrown: unknown) => failedVerdict(thrown).failure,
	);
}

/** Waits for all videos at once. */
export async function waitForVideos(session: Session, launches: readonly Launch[]): Promise<void> {
	const waiting = openAds(launches).map(async (launch) => {
		const videos = launch.files.filter(({ isVideo }) => isVideo);
		const failures = await Promise.all(videos.map(async (file) => await waitFor(session, launch, file)));
		launch.failure = failures.find((failure) => failure !== undefined);
	});
	await Promise.all(waiting);
}
