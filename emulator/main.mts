import { parseArgs } from 'node:util';
import { startEmulator } from './http/server.mts';
import { APP_KINDS, DEFAULT_APP_KIND, type AppKind } from './world/appKind.mts';
import { APP, TOKENS } from './world/tokens.mts';

const DEFAULT_PORT = '7080';
const { values } = parseArgs({
	options: {
		port: { type: 'string', default: DEFAULT_PORT },
		host: { type: 'string', default: '127.0.0.1' },
		app: { type: 'string', default: DEFAULT_APP_KIND },
	},
});
const APP_KIND_TEXT: Record<AppKind, string> = {
	new: 'made since 2026-11-04, without legacy behaviour of Graph (--app old allows it)',
	old: 'made before 2026-11-04, so legacy behaviour of Graph is allowed (--app new refuses it)',
};
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
	stop(`--port must be a number from 0 to 65535, not "${values.port}".`);
const app =
	APP_KINDS.find((kind) => kind === values.app) ??
	stop(`--app must be ${APP_KINDS.join(' or ')}, not "${values.app}".`);

try {
	const emulator = await startEmulator({ port, host: values.host, app });
	const accounts = emulator.world.accounts().map(({ id, name, timeZone }) => `  ${id}  ${name}, ${timeZone}`);
	console.log(
		[
			`Local Graph emulator: ${emulator.url}  (stop with Ctrl-C)`,
			'',
			'In n8n: create a "Meta Ads" credential, choose Environment "Local Emulator" and leave or enter this address.',
			'From a container use http://host.docker.internal:<port> instead of 127.0.0.1.',
			'',
			'Ad accounts',
			...accounts,
			'',
			'Access tokens',
			`  ${TOKENS.full}            system user, every ads permission, never expires (n8n sends this one)`,
			`  ${TOKENS.expired}    expired yesterday`,
			`  ${TOKENS.noAds}     without ads permissions`,
			`  ${TOKENS.readOnly}  ads_read only`,
			`  ${TOKENS.expiring}   a person's token, expires in 9 days`,
			`App secret (for appsecret_proof): ${APP.secret}`,
			`App: ${APP_KIND_TEXT[app]}`,
			'',
			`Try it:  curl -H "Authorization: Bearer ${TOKENS.full}" "${emulator.url}/v26.0/me/adaccounts?fields=name,currency"`,
			`Requests so far:  curl ${emulator.url}/__emulator/log`,
		].join('\n'),
	);
	const quit = (): void => void emulator.close().then(() => process.exit(0));
	process.on('SIGINT', quit).on('SIGTERM', quit);
} catch (error) {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE')
		stop(`Port ${port} is already in use: choose another one with "npm run emulator -- --port ${port + 1}".`);
	stop(`The emulator cannot start: ${error instanceof Error ? error.message : String(error)}`);
}

function stop(message: string): never {
	console.error(message);
	process.exit(1);
}
