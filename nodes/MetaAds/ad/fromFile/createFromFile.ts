import { reject, uniqWith } from 'lodash';

import { isUnknownVerdict } from '../../../shared/node/fate';
import { defineOperation, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { inTurn } from '../../../shared/node/turns';
import { findExisting, findRivals, turnsOf } from '../newAd/existingAds';
import { tellMade } from '../newAd/madeSoFar';
import { makeAds, makeCreatives, onlyChecked } from '../newAd/making';
import { openAds } from '../newAd/newAd';
import { checkPlaces } from '../newAd/places';
import { findPages } from './adSetPage';
import { makeAdSets, turnsAtAdSets } from './adSets';
import { contentProblem, creativeParamsOf } from './content';
import { createFromFileForm, goalProblem, type FromFileJob, type FromFileSettings } from './form';
import { adPerFile, carousel, type Launch } from './launch';
import { checkFiles, uploadFiles, waitForVideos } from './media';
import { Sheet } from './sheetRows';

/** Takes each ad one step further, or notes why it goes no further. */
type Step = (session: Session, launches: readonly Launch[], settings: FromFileSettings) => Promise<void> | void;

const isCarousel = ({ make }: FromFileSettings): boolean => make === 'carousel';

const checkContent: Step = async (_session, launches, settings) => {
	for (const launch of openAds(launches)) launch.failure = contentProblem(launch, isCarousel(settings)) ?? undefined;
};

const showSame = (one: Launch, other: Launch): boolean => one.files[0] === other.files[0] && one.page === other.page;

/** The same files in several ad sets have one creative, where they are from one page. */
const makeTheirCreatives: Step = async (session, launches, settings) => {
	const going = openAds(launches);
	const leaders = uniqWith(going, showSame);
	await makeCreatives(session, leaders, (launch) => creativeParamsOf(launch, isCarousel(settings)));
	for (const launch of going) {
		const leader = leaders.find((one) => showSame(one, launch));
		launch.creativeId ??= leader?.creativeId;
		launch.houseTags ??= leader?.houseTags;
		launch.failure ??= leader?.failure;
	}
};

const isFresh = ({ fresh }: Launch): boolean => fresh !== undefined;

/** All that only looks comes before the first that sends. */
const steps: readonly Step[] = [
	checkContent,
	checkFiles,
	findPages,
	checkPlaces,
	async (session, launches) => await findExisting(session, reject(launches, isFresh)),
	onlyChecked,
	makeAdSets,
	async (session, launches) => await findExisting(session, launches.filter(isFresh)),
	uploadFiles,
	waitForVideos,
	makeTheirCreatives,
	makeAds,
	findRivals,
];

/** The files of one item stand together: where one cannot go on, the others are not begun. */
function spread(launches: readonly Launch[]): void {
	for (const { jobs, failure } of launches.filter((launch) => launch.failure !== undefined)) {
		for (const other of openAds(launches)) if (other.jobs[0] === jobs[0]) other.failure = failure;
	}
}

/** What an item came to; nothing for one whose ads were not begun or not ended. */
function verdictOf(job: FromFileJob, launches: readonly Launch[]): Verdict | undefined {
	const jobLaunches = launches.filter(({ jobs }) => jobs.includes(job));
	const failing = jobLaunches.flatMap(({ failure }) => (failure === undefined ? [] : [{ failure }]));
	// Of what may be there nobody learns but by this, and a retry must not make it again.
	const [worst] = [...failing.filter(isUnknownVerdict), ...failing];
	if (worst !== undefined) return worst;
	if (openAds(jobLaunches).length > 0) return undefined;
	// A carousel is the first item's row.
	const rows = jobLaunches.flatMap(({ jobs, row }) => (jobs[0] === job && row !== undefined ? [{ json: row }] : []));
	// Ads that were there already, or only checked.
	return { rows, unsent: jobLaunches.every(({ row }) => row?.created !== true) };
}

/** All steps, for all ads; where the run stops on an error, until one cannot go on. */
const goThrough: Step = async (session, launches, settings) => {
	for (const step of steps) {
		if (session.stops && launches.some(({ failure }) => failure !== undefined)) return;
		await step(session, launches, settings);
		spread(launches);
	}
};

async function perform(
	session: Session,
	jobs: readonly FromFileJob[],
	settings: FromFileSettings,
): Promise<Array<Verdict | undefined>> {
	const hasSheet = jobs.some(({ params: { options } }) => options.textsFrom === 'rows') && !isCarousel(settings);
	const sheet = hasSheet ? new Sheet(session, jobs) : undefined;
	const launches = isCarousel(settings)
		? carousel(session, jobs, settings)
		: adPerFile(session, sheet?.files ?? jobs, settings, sheet);
	const isUnfit = sheet !== undefined && jobs.some((job) => sheet.verdictOf(job)?.failure !== undefined);
	if (session.stops && isUnfit) return jobs.map((job) => sheet.verdictOf(job));
	const turns = [...turnsOf(launches), ...turnsAtAdSets(launches)];
	await inTurn(session, turns, async () => await goThrough(session, launches, settings));
	tellMade(launches, session.stops, (one, other) => one.jobs[0] === other.jobs[0]);
	return jobs.map((job) => (sheet?.isRow(job) ? sheet.verdictOf(job) : verdictOf(job, launches)));
}

export const createFromFile = defineOperation({
	value: 'createFromFile',
	name: 'Create From Files',
	action: 'Create ads from image or video files in ad sets',
	description:
		'Upload images and videos and create a paused ad from each, with your text and link. Waits until videos are ready.',
	effect: 'write',
	form: createFromFileForm,
	rule: goalProblem,
	perform,
});
