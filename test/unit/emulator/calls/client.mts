import { startEmulator, type Emulator, type EmulatorOptions } from '../../../../emulator/http/server.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';

export interface GraphErrorBody {
	message: string;
	type: string;
	code: number;
	error_subcode?: number;
	error_user_msg?: string;
	is_transient?: boolean;
	fbtrace_id: string;
	error_data?: { blame_field_specs: string[][] };
}

export interface Answer {
	status: number;
	headers: Headers;
	/** The decoded JSON body. */
	body: Record<string, unknown> & {
		id?: string;
		data?: Record<string, unknown>[];
		paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
		error?: GraphErrorBody;
	};
}

/** A plain HTTP client: what it sends is visible in the test that calls it. */
export function graphClient(emulator: Emulator, token: string = TOKENS.full, version = 'v26.0') {
	const call = async (method: string, path: string, params: Record<string, unknown>): Promise<Answer> => {
		const form = new URLSearchParams(
			Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
		);
		const isPost = method === 'POST';
		const response = await fetch(`${emulator.url}/${version}/${path}${isPost || form.size === 0 ? '' : `?${form}`}`, {
			method,
			headers: { authorization: `Bearer ${token}` },
			body: isPost ? form : undefined,
		});
		return { status: response.status, headers: response.headers, body: (await response.json()) as Answer['body'] };
	};
	return {
		get: (path: string, params: Record<string, unknown> = {}) => call('GET', path, params),
		post: (path: string, params: Record<string, unknown> = {}) => call('POST', path, params),
		delete: (path: string, params: Record<string, unknown> = {}) => call('DELETE', path, params),
	};
}

export type GraphClient = ReturnType<typeof graphClient>;

/** One emulator for a file; every test starts from the seed. */
export function useEmulator(options?: EmulatorOptions): { emulator: Emulator; graph: GraphClient } {
	const used = {} as { emulator: Emulator; graph: GraphClient };
	beforeAll(async () => {
		used.emulator = await startEmulator(options);
		used.graph = graphClient(used.emulator);
	});
	beforeEach(() => used.emulator.control.reset());
	afterAll(() => used.emulator.close());
	return used;
}

export const codes = ({ body }: Answer): string => `${body.error?.code}/${body.error?.error_subcode ?? '-'}`;
