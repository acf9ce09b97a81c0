import type { LoggedRequest } from '../../../emulator/http/server.mts';

/** What Meta ended for apps made since 2026-11-04 (blog, "Introducing Graph API v27.0 and Marketing API v27.0"), wherever it could stand. */
const ended: ReadonlyArray<readonly [string, (request: LoggedRequest) => boolean]> = [
	['multi-ID', ({ params }) => params.ids !== undefined],
	[
		'date_format',
		({ params, url }) => `${url} ${params.fields ?? ''}`.includes('date_format') || params.date_format !== undefined,
	],
	['method override', ({ methodArgument, url }) => methodArgument !== undefined || /[?&]method=/.test(url)],
	['field alias', ({ params }) => (params.fields ?? '').includes('.as(')],
	['JSONP', ({ params }) => params.callback !== undefined],
	[
		'asynchronous batch',
		({ params, path }) => params.asyncbatch !== undefined || /async_batch_requests|asyncadrequestsets/.test(path),
	],
];

/** Requests that use any of it, parts of batches included (they are logged as requests of their own). */
export const legacyUses = (log: readonly LoggedRequest[]): string[] =>
	log.flatMap((request) =>
		ended.filter(([, uses]) => uses(request)).map(([name]) => `${name}: ${request.method} ${request.path}`),
	);
