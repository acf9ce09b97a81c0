import { delimiter, dirname, join } from 'node:path';

import { cacheFolder, type N8nProgram } from './cache.mts';

/** What this program or the person's own n8n has set must not reach the n8n we start: it is the same everywhere. */
const notInherited = /^(npm_|JEST_|N8N_|DB_|EXECUTIONS_|QUEUE_|NODE_ENV$|NODE_OPTIONS$|WEBHOOK_URL$|TSX_)/i;

export interface N8nPlace {
	program: N8nProgram;
	/** n8n keeps its database, key and installed packages in `.n8n` below. */
	userFolder: string;
	/** Last word, for a test that needs it. */
	env?: Record<string, string>;
}

/** Node options, log level and ports aside: an n8n that calls nobody and keeps everything in its user folder. */
export function n8nEnv(place: N8nPlace, more: Record<string, string> = {}): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !notInherited.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: [dirname(place.program.node), process.env.PATH].join(delimiter),
		NODE_ENV: 'production',
		// n8n is thousands of files: a later start need not compile them again.
		NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
		DB_TYPE: 'sqlite',
		N8N_USER_FOLDER: place.userFolder,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		...more,
		...place.env,
	};
}
