import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { REVIEW_SECONDS, type ReviewScript, type Verdict } from '../ads/reviewScript.mts';
import { COPIES_SOON, type CopyScript } from '../copies/copyScript.mts';
import { parseJson } from '../graph/language/params.mts';
import { moreAdsSchema, type MoreAds } from '../insights/moreAds.mts';
import { troubleSchema, type TroubleRule } from '../insights/runs/trouble.mts';
import { settingsSchema, type Settings } from '../insights/runs/workload.mts';
import { PROCESSING_SECONDS, type VideoScript } from '../media/videoScript.mts';
import { LOG_LANGUAGES, type LogReader } from '../log/logWords.mts';
import type { ActivityLag } from '../world/activities.mts';
import { LEARNING_STATES, type Learning } from '../world/adObjectModel.mts';
import { APP_KINDS, type AppKind } from '../world/appKind.mts';
import type { Tier } from '../world/useCases.mts';
import type { World } from '../world/world.mts';
import type { BarrierRule } from './barrier.mts';
import { faultRuleSchema, type FaultRule } from './faults.mts';
import type { LoggedRequest } from './requestLog.mts';

export interface Control {
	addFault(rule: FaultRule): void;
	clearFaults(): void;
	setLatency(perCall: number, perSubCall: number): void;
	advanceClock(seconds: number): void;
	setTier(tier: Tier): void;
	/** Whether the app may use what Meta ended for new apps. */
	setApp(kind: AppKind): void;
	/** A change by somebody else, so many seconds of the virtual clock from now. */
	editOutside(id: string, params: Record<string, unknown>, afterSeconds?: number): void;
	/** Requests that wait for each other; without a rule none do. */
	setBarrier(rule?: Partial<BarrierRule> & { path: string }): void;
	setActivityLag(seconds: number, more?: Partial<Omit<ActivityLag, 'seconds'>>): void;
	/** In which language the log is read, and whether its entries have numbers. */
	setLogReader(reader: Partial<LogReader>): void;
	/** How reviews end: of one ad, or of all that are open or begin from now on. */
	setReview(verdict: Verdict, adId?: string): void;
	/** Reviews that judge by the ad's words, and those of paused ads that come late. */
	setReviewScript(script: ReviewScript): void;
	/** Copies that break down in the middle; how long asynchronous ones take. */
	setCopies(script: CopyScript): void;
	/** How the processing of videos ends that begins from now on. */
	setVideos(script: VideoScript): void;
	setLearning(adSetId: string, status: Learning['status'], conversions?: number): void;
	/** A large account: a campaign with many ads that have delivered for a while. Answers their ids. */
	addAds(more: MoreAds): string[];
	/** Reports that go wrong by what they ask for. */
	addReportTrouble(rule: TroubleRule): void;
	setInsights(settings: Partial<Settings>): void;
	reset(): void;
}

const milliseconds = z.number().nonnegative().default(0);
const lagSchema = z.object({
	seconds: z.number().nonnegative(),
	dropEvery: z.number().int().nonnegative().optional(),
	flatEvery: z.number().int().nonnegative().optional(),
});

/** The emulator's own routes: never behind a version, JSON in and out. */
export function addControlRoutes(server: FastifyInstance, control: Control, world: World, log: LoggedRequest[]): void {
	const post = <T extends z.ZodTypeAny>(path: string, schema: T, act: (input: z.output<T>) => void): void => {
		server.post(`/__emulator/${path}`, (request, reply) => {
			const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
			const input = schema.safeParse(text === '' ? {} : parseJson(text));
			if (!input.success) return reply.code(400).send({ error: input.error.issues });
			act(input.data as z.output<T>);
			return reply.send({ success: true });
		});
	};
	server.get('/__emulator/log', () => log);
	server.delete('/__emulator/log', () => {
		log.length = 0;
		return { success: true };
	});
	server.delete('/__emulator/faults', () => {
		control.clearFaults();
		return { success: true };
	});
	server.get('/__emulator/state', () => state(world));
	post('faults', faultRuleSchema, (rule) => control.addFault(rule));
	post('latency', z.object({ perCall: milliseconds, perSubCall: milliseconds }), (latency) =>
		control.setLatency(latency.perCall, latency.perSubCall),
	);
	// Beyond these years calendars end, and with them every date of an answer.
	const isInReach = (seconds: number): boolean => {
		const year = new Date(world.clock.now() + seconds * 1000).getUTCFullYear();
		return year >= 1971 && year <= 2200;
	};
	const clockSchema = z.object({
		advanceSeconds: z.number().refine(isInReach, 'leads beyond the years 1971 to 2200'),
	});
	post('clock', clockSchema, ({ advanceSeconds }) => control.advanceClock(advanceSeconds));
	post('tier', z.object({ tier: z.enum(['development_access', 'standard_access']) }), ({ tier }) =>
		control.setTier(tier),
	);
	post('app', z.object({ app: z.enum(APP_KINDS) }), ({ app }) => control.setApp(app));
	const readerSchema = z.object({
		language: z.enum(LOG_LANGUAGES).optional(),
		age: z.enum(['newer', 'older']).optional(),
	});
	post('log-reader', readerSchema, (reader) => control.setLogReader(reader));
	post('activity-lag', lagSchema, ({ seconds, ...more }) => control.setActivityLag(seconds, more));
	const editSchema = z.object({
		id: z.string().refine((id) => world.find(id) !== undefined, 'is no object'),
		params: z.record(z.unknown()),
		afterSeconds: z.number().nonnegative().default(0),
	});
	post('edits', editSchema, ({ id, params, afterSeconds }) => control.editOutside(id, params, afterSeconds));
	const barrierSchema = z.object({
		method: z.string().optional(),
		path: z.string().optional(),
		parties: z.number().int().positive().optional(),
		patience: z.number().nonnegative().optional(),
	});
	post('barrier', barrierSchema, ({ path, ...rule }) =>
		control.setBarrier(path === undefined ? undefined : { ...rule, path }),
	);
	const idOf = (kind: 'Ad' | 'AdSet') => z.string().refine((id) => world.find(id)?.kind === kind, `is no ${kind}`);
	const reasons = z.record(z.string());
	const reviewSchema = z.object({
		ad: idOf('Ad').optional(),
		verdict: z.enum(['APPROVED', 'DISAPPROVED']),
		seconds: z.number().nonnegative().default(REVIEW_SECONDS),
		feedback: z.object({ global: reasons.optional(), placement_specific: z.record(reasons).optional() }).optional(),
	});
	post('review', reviewSchema, ({ ad, verdict, seconds, feedback }) =>
		control.setReview({ state: verdict, seconds, feedback }, ad),
	);
	post(
		'review-script',
		z.object({ words: reasons.default({}), pausedSeconds: z.number().nonnegative().optional() }),
		(script) => control.setReviewScript(script),
	);
	const copySchema = z.object({
		stopAfter: z.number().int().positive().optional(),
		sessionSeconds: z.number().nonnegative().default(COPIES_SOON.sessionSeconds),
	});
	post('copies', copySchema, (script) => control.setCopies(script));
	const videoSchema = z.object({
		state: z.enum(['ready', 'error']),
		seconds: z.number().nonnegative().default(PROCESSING_SECONDS),
		message: z.string().optional(),
		thumbnails: z.boolean().optional(),
	});
	post('videos', videoSchema, (script) => control.setVideos(script));
	const learningSchema = z.object({
		adSet: idOf('AdSet'),
		status: z.enum(LEARNING_STATES),
		conversions: z.number().int().nonnegative().default(0),
	});
	post('learning', learningSchema, ({ adSet, status, conversions }) => control.setLearning(adSet, status, conversions));
	post('more-ads', moreAdsSchema, (more) => control.addAds(more));
	post('report-trouble', troubleSchema, (rule) => control.addReportTrouble(rule));
	post('insights', settingsSchema.partial(), (settings) => control.setInsights(settings));
	post('reset', z.object({}), () => control.reset());
	server.all('/__emulator/*', (_request, reply) =>
		reply.code(404).send({ error: 'The emulator has no such control route' }),
	);
}

/** A look into the world for tests and people; Graph shows none of this. */
function state(world: World): unknown {
	return {
		now: new Date(world.clock.now()).toISOString(),
		tier: world.limits.tier,
		app: world.app,
		accounts: world.accounts().map(({ id, name }) => ({
			id,
			name,
			points: world.limits.totalPoints(id),
			score: world.limits.score(id),
		})),
		adSets: world.all('AdSet').map(({ account, campaign, labels, ...adSet }) => ({
			...adSet,
			account: account.id,
			campaign: campaign.id,
			labels: labels.map((label) => label.name),
		})),
		ads: world.all('Ad').map(({ account, campaign, adSet, labels, ...ad }) => ({
			...ad,
			account: account.id,
			campaign: campaign.id,
			adSet: adSet.id,
			labels: labels.map((label) => label.name),
		})),
		campaigns: world.all('Campaign').map(({ account, labels, ...campaign }) => ({
			...campaign,
			account: account.id,
			labels: labels.map((label) => label.name),
		})),
	};
}
