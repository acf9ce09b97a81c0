import { channel } from 'node:diagnostics_channel';
import { setMaxListeners } from 'node:events';
import fastify, { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { scriptVerdict } from '../ads/review.mts';
import { setLearning } from '../adSets/learning.mts';
import { START } from '../graph/domains.mts';
import { GraphError } from '../graph/language/graphError.mts';
import { asSent, settleEdits } from '../graph/outsideEdits.mts';
import { addAds } from '../insights/moreAds.mts';
import { settingsSchema } from '../insights/runs/workload.mts';
import { DEFAULT_APP_KIND, type AppKind } from '../world/appKind.mts';
import { VirtualClock } from '../world/clock.mts';
import { SYSTEM_ACTOR } from '../world/tokens.mts';
import type { Tier } from '../world/useCases.mts';
import { World } from '../world/world.mts';
import { addAudienceRoutes } from './audienceControl.mts';
import { Barrier } from './barrier.mts';
import { addControlRoutes, type Control } from './controlRoutes.mts';
import type { RawRequest } from './decode.mts';
import { breaksConnection, needsConnection, wait, type Answer } from './exchange.mts';
import { Faults, type FaultRule } from './faults.mts';
import { addGraphRoutes, answerTo, noteStatus, type AnsweredRequest, type Service } from './graphRoutes.mts';
import { addLeadRoutes } from './leadControl.mts';
import type { LoggedRequest } from './requestLog.mts';
import { refuseStrangers } from './visitors.mts';

export type { AppKind, FaultRule, LoggedRequest, Tier, World };

export interface EmulatorOptions {
	/** 0 = a free port (default). */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** Per HTTP call, default 0. */
	latencyMs?: number;
	/** Per part of a batch, on top of the call, default 0. */
	subCallLatencyMs?: number;
	activityLagSeconds?: number;
	tier?: Tier;
	/** `new`: made since 2026-11-04, so without Graph's legacy behaviour. */
	app?: AppKind;
	/** Where the virtual clock starts; default: now. */
	startAt?: Date;
}

export interface Emulator {
	/** http://127.0.0.1:PORT, no slash. */
	url: string;
	/** Every Graph request including every part of a batch; the newest ones (MOST_LOGGED). */
	log: LoggedRequest[];
	world: World;
	control: Control;
	/**
	 * Answers a request without a connection: for simulations of many thousands.
	 *
	 * @throws where a fault would break the connection
	 */
	ask(request: RawRequest): Promise<Answer>;
	close(): Promise<void>;
}

/** What a program has to know of an emulator in its own process to ask it without a connection. */
export interface Listening {
	readonly url: string;
	/** Absent once it listens no longer. */
	readonly emulator?: {
		/** The answer, and the fault that befalls it on its way; fulfilled when the client would see it. */
		readonly exchange: (request: RawRequest) => Promise<Pick<AnsweredRequest, 'answer' | 'fault'>>;
		/** Whether the next request may have a fault that only a connection can show. */
		readonly needsConnection: () => boolean;
	};
}

/** Tells the program in which emulators run which of them listen. */
export const inProcess = channel('n8n-nodes-meta-ads:emulator');

const MAX_BODY = 64 * 1024 * 1024;

/**
 * What the emulator cannot do is not an answer of Meta's, and does not look like one that a client should act on. A control
 * route that is asked for something Graph refuses says why.
 */
function ownFailure(error: Error & Partial<FastifyError>): Answer {
	const status = error instanceof GraphError ? 400 : (error.statusCode ?? 500);
	const message =
		status < 500 ? error.message : `The local emulator failed: ${error.message}. Please report this call.`;
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	return { status, headers, body: JSON.stringify({ error: { message, type: 'EmulatorFailure', code: 0 } }) };
}

function sendOwnFailure(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
	const { status, headers, body } = ownFailure(error);
	reply.code(status).headers(headers).send(body);
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { port = 0, host = '127.0.0.1', latencyMs = 0, subCallLatencyMs = 0, activityLagSeconds = 0 } = options;
	const world = new World(new VirtualClock(options.startAt), options.tier ?? 'standard_access', START);
	const app = options.app ?? DEFAULT_APP_KIND;
	world.app = app;
	const closing = new AbortController();
	// Every call that waits listens to it, and hundreds may wait at once.
	setMaxListeners(0, closing.signal);
	const service: Service = {
		world,
		faults: new Faults(),
		log: [],
		latency: { perCall: latencyMs, perSubCall: subCallLatencyMs },
		closing: closing.signal,
		batches: { count: 0 },
		barrier: new Barrier(),
	};
	const setLag: Control['setActivityLag'] = (seconds, more) => {
		world.activities.lag = { seconds, dropEvery: more?.dropEvery ?? 0, flatEvery: more?.flatEvery ?? 0 };
	};
	setLag(activityLagSeconds);
	const control: Control = {
		addFault: (rule) => service.faults.add(rule),
		clearFaults: () => service.faults.clear(),
		setLatency: (perCall, perSubCall) => Object.assign(service.latency, { perCall, perSubCall }),
		advanceClock: (seconds) => {
			world.clock.advance(seconds);
			settleEdits(world);
		},
		editOutside: (id, params, afterSeconds = 0) => {
			world.outsideEdits.push({ at: world.clock.now() + afterSeconds * 1000, id, params: asSent(params) });
			settleEdits(world);
		},
		setBarrier: (rule) => service.barrier.set(rule && { method: 'GET', parties: 2, patience: 10_000, ...rule }),
		setTier: (tier) => {
			world.limits.tier = tier;
		},
		setApp: (kind) => {
			world.app = kind;
		},
		setActivityLag: setLag,
		setLogReader: (reader) => {
			world.activities.reader = { ...world.activities.reader, ...reader };
		},
		setReview: (verdict, adId) => scriptVerdict(world, verdict, adId),
		setReviewScript: (script) => {
			world.reviewScript = script;
		},
		setCopies: (script) => {
			world.copyScript = script;
		},
		addAds: (more) => addAds(world, more),
		addReportTrouble: (rule) => world.insights.troubles.add(rule),
		setInsights: (settings) => {
			world.insights.settings = settingsSchema.parse({ ...world.insights.settings, ...settings });
			world.limits.throttle = world.insights.settings.throttle ?? {};
		},
		setVideos: (script) => {
			world.videoScript = script;
		},
		setLearning: (adSetId, status, conversions = 0) =>
			setLearning(world, SYSTEM_ACTOR, world.get('AdSet', adSetId), status, conversions),
		/** Back to the start: seed, clock, app, faults, latency, lag, log. */
		reset: () => {
			world.reset();
			world.app = app;
			service.faults.clear();
			service.barrier.set(undefined);
			service.log.length = 0;
			Object.assign(service.latency, { perCall: latencyMs, perSubCall: subCallLatencyMs });
			setLag(activityLagSeconds);
		},
	};

	const server = fastify({ bodyLimit: MAX_BODY, forceCloseConnections: true });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	refuseStrangers(server);
	server.setErrorHandler(sendOwnFailure);
	addControlRoutes(server, control, world, service.log);
	addAudienceRoutes(server, world);
	addLeadRoutes(server, world);
	addGraphRoutes(server, service);
	const url = await server.listen({ port, host });
	const ask: Emulator['ask'] = async (request) => {
		const answered = await answerTo(service, request);
		if (breaksConnection(answered.fault)) throw new Error(`A fault breaks the connection: ${answered.fault?.kind}`);
		noteStatus(answered);
		return answered.answer;
	};
	const exchange = async (request: RawRequest): Promise<AnsweredRequest> => {
		const answered = await answerTo(service, request);
		noteStatus(answered);
		if (answered.fault?.kind === 'timeout') await wait(answered.fault.ms, service.closing);
		return answered;
	};
	inProcess.publish({
		url,
		emulator: {
			exchange: async (request) => await exchange(request).catch((error: Error) => ({ answer: ownFailure(error) })),
			needsConnection: () => service.faults.some(needsConnection),
		},
	} satisfies Listening);
	return {
		url,
		log: service.log,
		world,
		control,
		ask,
		close: async () => {
			inProcess.publish({ url } satisfies Listening);
			closing.abort();
			// Nobody reads those rows now, and to compute them would slow down what still runs in this process.
			world.insights.jobs.clear();
			await server.close();
		},
	};
}
