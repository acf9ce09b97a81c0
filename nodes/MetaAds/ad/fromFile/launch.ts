import { compact } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import { binaryOf } from '../../../shared/node/files/binary';
import { memoryKey } from '../../../shared/node/finishedWrites';
import { runsAsTool } from '../../../shared/node/session/openSession';
import { failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { isVideoFile } from '../../video/videoFile';
import type { NewAd } from '../newAd/newAd';
import type { FromFileJob, FromFileParams, FromFileSettings } from './form';
import { goalsOf, type AdSetGoal } from './goals';
import { withoutEnding, type Sheet } from './sheetRows';

/** A file on its way into an ad. */
export interface AdFile {
	readonly job: FromFileJob;
	/** Where the item holds it. */
	readonly field: string;
	readonly name: string;
	readonly isVideo: boolean;
	/** Under which this process remembers what it has finished of it; null where nothing needs remembering. */
	readonly key: string | null;
	/** Of Meta's library, once it is there: an image's hash or a video's ID. */
	media?: string;
}

/** One ad to be made of files. */
export interface Launch extends NewAd {
	/** The items it is made of: one, or all of a carousel. */
	readonly jobs: readonly FromFileJob[];
	/** Of the first item; in a carousel all agree on what is not a card's own. */
	readonly params: FromFileParams;
	readonly files: readonly AdFile[];
	/** A new ad set is known once it is made; until then, the one it is made of. */
	adSet: string;
	/** Of the form, or of the ad set. */
	page: string | undefined;
	readonly fresh?: AdSetGoal['fresh'];
	/** Of the whole run. */
	readonly runKey: string | null;
}

/** The files of one item, in the order the form or the item has them. */
function fieldsOf({ n8n }: Session, { index, params }: FromFileJob): string[] {
	const fieldNames = (params.binaryField ?? '').split(',').map((name) => name.trim());
	const fields = fieldNames.filter((name) => name !== '');
	return fields.length > 0 ? fields : Object.keys(n8n.getInputData()[index]?.binary ?? {});
}

/** @throws InputProblem where the item has no file, or not that one */
function filesOf(session: Session, job: FromFileJob, settings: FromFileSettings): AdFile[] {
	const { n8n } = session;
	const keyOf = memoryKey(n8n, { effect: 'write' }, runsAsTool(n8n));
	const fields = fieldsOf(session, job);
	// Says that there is none.
	if (fields.length === 0) binaryOf(n8n, job.index, 'data');
	return fields.map((field): AdFile => {
		const { fileName, mimeType } = binaryOf(n8n, job.index, field);
		const key = keyOf === null ? null : `${keyOf({ ...job, settings })} ${field}`;
		return { job, field, name: fileName ?? field, isVideo: isVideoFile(mimeType, fileName), key };
	});
}

/** What a launch begins with. */
interface Begun extends Pick<Launch, 'jobs' | 'params' | 'files' | 'key' | 'name' | 'runKey'> {
	readonly goal?: AdSetGoal;
	readonly failure?: Error;
}

/** The library's IDs of the files of one kind. */
const mediaOf = (files: readonly AdFile[], ofVideos: boolean): string | null =>
	compact(files.map(({ isVideo, media }) => (isVideo === ofVideos ? media : undefined))).join(', ') || null;

function launchOf({ goal, ...beginning }: Begun): Launch {
	const { params, files, key } = beginning;
	const { adSet = params.adSet, fresh } = goal ?? {};
	const launch: Launch = {
		...beginning,
		key: key === null ? null : [key, adSet, fresh?.label ?? ''].join(' ').trim(),
		adAccount: params.adAccount,
		adSet,
		fresh,
		page: params.page,
		button: params.callToAction,
		ifItExists: params.ifItExists,
		remarks: [],
		source: files.map((file) => file.name).join(', '),
		uploaded: () => [
			...(fresh !== undefined && launch.adSet !== params.adSet ? [{ type: 'ad set', id: launch.adSet }] : []),
			...files.flatMap(({ isVideo, media }) =>
				media === undefined ? [] : [{ type: isVideo ? 'video' : 'image', id: media }],
			),
		],
		validateOnly: params.options.validateOnly,
		madeOf: () => ({
			file: files.map(({ name }) => name).join(', '),
			imageHash: mediaOf(files, false),
			videoId: mediaOf(files, true),
		}),
	};
	return launch;
}

const nothing = { name: '', files: [], key: null, runKey: null };

const failedLaunch = (job: FromFileJob, thrown: unknown): Launch =>
	launchOf({ ...nothing, jobs: [job], params: job.params, failure: failedVerdict(thrown).failure });

/** Of all items of a run, for what they make together. */
function runKeyOf(session: Session, job: FromFileJob, settings: FromFileSettings): string | null {
	const keyOf = memoryKey(session.n8n, { effect: 'write' }, runsAsTool(session.n8n));
	return keyOf === null ? null : keyOf({ ...job, index: 0, params: {}, settings });
}

/** An ad of each file in each ad set; several files of one item with one name are numbered. */
export const adPerFile = (
	session: Session,
	jobs: readonly FromFileJob[],
	settings: FromFileSettings,
	sheet?: Sheet,
): Launch[] =>
	jobs.flatMap((job): Launch[] => {
		try {
			const runKey = runKeyOf(session, job, settings);
			const files = filesOf(session, job, settings);
			return files.flatMap((file, position): Launch[] => {
				const params = sheet?.paramsFor(job.params, file.name) ?? job.params;
				const { name: adName = withoutEnding(file.name) } = params;
				const isOneOfMany = job.params.name !== undefined && files.length > 1;
				const name = isOneOfMany ? `${adName} ${position + 1}` : adName;
				const beginning = { jobs: [job], params, name, files: [file], key: file.key, runKey };
				return goalsOf(params).map((goal) => launchOf({ ...beginning, goal }));
			});
		} catch (thrown) {
			return [failedLaunch(job, thrown)];
		}
	});

const missingItem = new InputProblem(
	['make'],
	'takes all items together, and one of them cannot be used',
	'Correct that item, or leave it out before this step. Nothing was sent.',
);

/** One ad of all files in each ad set. */
export function carousel(session: Session, jobs: readonly FromFileJob[], settings: FromFileSettings): Launch[] {
	const [first] = jobs;
	if (first === undefined) return [];
	const { params } = first;
	if (jobs.length < session.n8n.getInputData().length)
		return [launchOf({ ...nothing, jobs, params, failure: missingItem })];
	try {
		const files = jobs.flatMap((job) => filesOf(session, job, settings));
		const [cover] = files;
		const name = params.name ?? withoutEnding(cover?.name ?? '');
		const key = cover?.key == null ? null : `${cover.key} carousel`;
		const runKey = runKeyOf(session, first, settings);
		return goalsOf(params).map((goal) => launchOf({ jobs, params, name, files, key, runKey, goal }));
	} catch (thrown) {
		return [{ ...failedLaunch(first, thrown), jobs }];
	}
}
