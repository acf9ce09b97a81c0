import { noteMade } from '../../../shared/adObject/ifItExists/namesakes';
import { existing, paired } from '../../../shared/lists';
import { isUnknown } from '../../../shared/node/fate';
import { finishedBefore } from '../../../shared/node/finishedWrites';
import { defineOperation, type Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { createCreatives } from '../../content/createCreatives';
import { createAds } from '../create';
import { adKind } from '../kind';
import { contentProblem, creativeOf } from './content';
import { findExisting, placeOf } from './existingAds';
import { createFromFileForm, type FromFileSettings } from './form';
import { adPerFile, carousel, open, type FromFileJob, type Launch } from './launch';
import { checkFiles, uploadFiles, waitForVideos } from './media';
import { checkPlaces } from './places';
import { checkedRow, createdRow, withMade } from './rows';

/** Takes each ad one step further, or notes why it goes no further. */
type Step = (session: Session, launches: readonly Launch[], settings: FromFileSettings) => Promise<void>;

const isCarousel = ({ make }: FromFileSettings): boolean => make === 'carousel';

const checkContent: Step = async (_session, launches, settings) => {
	for (const launch of open(launches)) launch.failure = contentProblem(launch, isCarousel(settings)) ?? undefined;
};

const onlyChecked: Step = async (session, launches) => {
	for (const launch of open(launches)) {
		if (session.dryRun || launch.params.options.validateOnly) launch.row = checkedRow(launch);
	}
};

/** What one object came to: its row goes where `take` says. */
function note(ended: ReadonlyArray<readonly [Launch, Verdict | undefined]>, take: (launch: Launch, row: Row) => void) {
	for (const [launch, verdict] of ended) {
		const [row] = verdict?.rows ?? [];
		if (row !== undefined) take(launch, row.json);
		launch.failure = verdict?.failure;
	}
}

type Row = Parameters<typeof createdRow>[1];

const makeCreatives: Step = async (session, launches, settings) => {
	const going = open(launches);
	const verdicts = await finishedBefore(going, 'creative', async (rest) => {
		const jobs = rest.map((launch, index) => ({ index, params: creativeOf(launch, isCarousel(settings)) }));
		return await createCreatives(session, jobs, undefined);
	});
	note(paired(going, verdicts), (launch, { id }) => (launch.creativeId = String(id)));
};

const makeAds: Step = async (session, launches) => {
	const going = open(launches);
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
	note(paired(going, verdicts), (launch, row) => {
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
];

/** The files of one item stand together: where one cannot go on, the others are not begun. */
function spread(launches: readonly Launch[]): void {
	for (const { jobs, failure } of launches.filter((launch) => launch.failure !== undefined)) {
		for (const other of open(launches)) if (other.jobs[0] === jobs[0]) other.failure = failure;
	}
}

/** What an item came to; nothing for one whose ads were not begun or not ended. */
function verdictOf(job: FromFileJob, launches: readonly Launch[]): Verdict | undefined {
	const own = launches.filter(({ jobs }) => jobs.includes(job));
	const failing = own.flatMap(({ failure }) => (failure === undefined ? [] : [{ failure }]));
	// Of what may be there nobody learns but by this, and a retry must not make it again.
	const [worst] = [...failing.filter(isUnknown), ...failing];
	if (worst !== undefined) return worst;
	if (open(own).length > 0) return undefined;
	// A carousel is the first item's row.
	const rows = own.flatMap(({ jobs, row }) => (jobs[0] === job && row !== undefined ? [{ json: row }] : []));
	// Ads that were there already, or only checked.
	return { rows, unsent: own.every(({ row }) => row?.created !== true) };
}

async function perform(
	session: Session,
	jobs: readonly FromFileJob[],
	settings: FromFileSettings,
): Promise<Array<Verdict | undefined>> {
	const launches = (isCarousel(settings) ? carousel : adPerFile)(session, jobs, settings);
	const isOver = (): boolean => session.stops && launches.some(({ failure }) => failure !== undefined);
	for (const step of steps) {
		if (isOver()) break;
		await step(session, launches, settings);
		spread(launches);
	}
	const told = new Map<Error, Error>();
	for (const launch of launches) {
		const { failure, jobs: own } = launch;
		if (failure === undefined) continue;
		// A run that stops shows no rows: its one failure tells of all of them.
		const concerned = session.stops ? launches : launches.filter(({ jobs: others }) => others[0] === own[0]);
		launch.failure = told.get(failure) ?? withMade(failure, concerned);
		told.set(failure, launch.failure);
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
