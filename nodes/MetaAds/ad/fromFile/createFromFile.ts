import { noteMade } from '../../../shared/adObject/ifItExists/namesakes';
import { existing, pairLists } from '../../../shared/lists';
import { isUnknownVerdict } from '../../../shared/node/fate';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import { defineOperation, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { inTurn } from '../../../shared/node/turns';
import { createCreatives } from '../../content/createCreatives';
import { createAds } from '../create';
import { adKind } from '../kind';
import { contentProblem, creativeParamsOf } from './content';
import { findExisting, findRivals, placeOf, turnsOf } from './existingAds';
import { createFromFileForm, type FromFileSettings } from './form';
import { adPerFile, carousel, openLaunches, type FromFileJob, type Launch } from './launch';
import { checkFiles, uploadFiles, waitForVideos } from './media';
import { checkPlaces } from './places';
import { checkedRow, createdRow, withMade } from './rows';

/** Takes each ad one step further, or notes why it goes no further. */
type Step = (session: Session, launches: readonly Launch[], settings: FromFileSettings) => Promise<void>;

const isCarousel = ({ make }: FromFileSettings): boolean => make === 'carousel';

const checkContent: Step = async (_session, launches, settings) => {
	for (const launch of openLaunches(launches))
		launch.failure = contentProblem(launch, isCarousel(settings)) ?? undefined;
};

const onlyChecked: Step = async (session, launches) => {
	for (const launch of openLaunches(launches)) {
		if (session.dryRun || launch.params.options.validateOnly) launch.row = checkedRow(launch);
	}
};

/** What one object came to: its row goes where `take` says. */
function note(
	endings: ReadonlyArray<readonly [Launch, Verdict | undefined]>,
	take: (launch: Launch, row: Row) => void,
) {
	for (const [launch, verdict] of endings) {
		const [row] = verdict?.rows ?? [];
		if (row !== undefined) take(launch, row.json);
		launch.failure = verdict?.failure;
	}
}

type Row = Parameters<typeof createdRow>[1];

const makeCreatives: Step = async (session, launches, settings) => {
	const going = openLaunches(launches);
	const verdicts = await finishedBefore(going, 'creative', async (rest) => {
		const jobs = rest.map((launch, index) => ({ index, params: creativeParamsOf(launch, isCarousel(settings)) }));
		return await createCreatives(session, jobs, undefined);
	});
	note(pairLists(going, verdicts), (launch, { id }) => (launch.creativeId = String(id)));
};

const makeAds: Step = async (session, launches) => {
	const going = openLaunches(launches);
	const verdicts = await finishedBefore(going, 'ad', async (rest) => {
		const jobs = rest.map(({ params: { adAccount, adSet }, name, creativeId }, index) => ({
			index,
			params: {
				adAccount,
				adSet,
				name,
				creative: existing(creativeId, 'the creative of an ad'),
				status: 'PAUSED' as const,
				additionalFields: {},
				options: { validateOnly: false, ifItExists: 'another' as const, checkPolicies: false },
			},
		}));
		return await createAds(session, jobs, undefined);
	});
	note(pairLists(going, verdicts), (launch, row) => {
		launch.row = createdRow(launch, row);
		noteMade(session, adKind, placeOf(launch), launch.name, String(row.id));
	});
};

/** All that only looks comes before the first that sends. */
const steps: readonly Step[] = [
	checkContent,
	checkFiles,
	checkPlaces,
	findExisting,
	onlyChecked,
	uploadFiles,
	waitForVideos,
	makeCreatives,
	makeAds,
	findRivals,
];

/** The files of one item stand together: where one cannot go on, the others are not begun. */
function spread(launches: readonly Launch[]): void {
	for (const { jobs, failure } of launches.filter((launch) => launch.failure !== undefined)) {
		for (const other of openLaunches(launches)) if (other.jobs[0] === jobs[0]) other.failure = failure;
	}
}

/** What an item came to; nothing for one whose ads were not begun or not ended. */
function verdictOf(job: FromFileJob, launches: readonly Launch[]): Verdict | undefined {
	const jobLaunches = launches.filter(({ jobs }) => jobs.includes(job));
	const failing = jobLaunches.flatMap(({ failure }) => (failure === undefined ? [] : [{ failure }]));
	// Of what may be there nobody learns but by this, and a retry must not make it again.
	const [worst] = [...failing.filter(isUnknownVerdict), ...failing];
	if (worst !== undefined) return worst;
	if (openLaunches(jobLaunches).length > 0) return undefined;
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
	const launches = (isCarousel(settings) ? carousel : adPerFile)(session, jobs, settings);
	await inTurn(session, turnsOf(launches), async () => await goThrough(session, launches, settings));
	const failures = new Map<Error, Error>();
	for (const launch of launches) {
		const { failure, jobs: launchJobs } = launch;
		if (failure === undefined) continue;
		// A run that stops shows no rows: its one failure tells of all of them.
		const affectedLaunches = session.stops
			? launches
			: launches.filter(({ jobs: others }) => others[0] === launchJobs[0]);
		launch.failure = failures.get(failure) ?? withMade(failure, affectedLaunches);
		failures.set(failure, launch.failure);
	}
	return jobs.map((job) => verdictOf(job, launches));
}

export const createFromFile = defineOperation({
	value: 'createFromFile',
	name: 'Create From File',
	action: 'Create an ad from a file',
	description:
		'Upload images and videos, make creatives of them with your text and link, and put each into an ad set as a paused ad. Videos are waited for.',
	effect: 'write',
	form: createFromFileForm,
	perform,
});
