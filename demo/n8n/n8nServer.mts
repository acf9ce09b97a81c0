import { setTimeout as sleep } from 'node:timers/promises';

import { startChild } from '../machine/child.mts';
import { n8nEnv, type N8nPlace } from './n8nEnv.mts';
import { freePort } from '../machine/ports.mts';
import { knownTrouble } from '../trouble.mts';

export interface N8nServer {
	url: string;
	/** Of the process itself, to look at what it takes. */
	pid: number;
	/** Everything it has logged. */
	output: () => string;
	/** Its exit status, when it ends by itself. */
	ended: Promise<number>;
	stop: () => Promise<void>;
	/** As a crash or a power cut ends it: at once, with nothing tidied up. */
	kill: () => Promise<void>;
	/** Keeps us running no longer: it ends when we do. */
	unref: () => void;
}

const READY_WITHIN_MS = 120_000;

/** Starts n8n's server with its editor and waits until it really answers (readiness: the database is migrated). */
export async function startN8n(place: N8nPlace, port: number): Promise<N8nServer> {
	const env = {
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_SECURE_COOKIE: 'false',
	};
	return await startReady(place, ['start'], env, port);
}

/** A worker of queue mode: `place.env` says where the queue and the database are. */
export async function startN8nWorker(place: N8nPlace, concurrency: number): Promise<N8nServer> {
	const port = await freePort();
	const env = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) };
	return await startReady(place, ['worker', `--concurrency=${concurrency}`], env, port);
}

async function startReady(
	place: N8nPlace,
	args: string[],
	more: Record<string, string>,
	port: number,
): Promise<N8nServer> {
	const url = `http://127.0.0.1:${port}`;
	const env = n8nEnv(place, { N8N_RUNNERS_BROKER_PORT: String(await freePort()), N8N_LOG_LEVEL: 'info', ...more });
	const child = startChild(place.program.node, [place.program.n8n, ...args], { env });
	let ended = false;
	void child.ended.finally(() => (ended = true)).catch(() => undefined);

	const ready = async () => {
		try {
			return (await fetch(`${url}/healthz/readiness`)).ok;
		} catch {
			return false;
		}
	};
	for (const since = Date.now(); !(await ready()); await sleep(250)) {
		if (ended || Date.now() - since > READY_WITHIN_MS) {
			await child.stop();
			const why = child.output();
			// The registry plays no part here, so only a full disk is named.
			throw (/ENOSPC|SQLITE_FULL/.test(why) ? knownTrouble(why) : undefined) ?? new Error(`n8n did not start:\n${why}`);
		}
	}
	const { pid, output, stop, kill, unref } = child;
	return { url, pid, output, ended: child.ended, stop, kill, unref };
}
