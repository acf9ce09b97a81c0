import Fastify from 'fastify';

export interface DriveFile {
	id: string;
	name: string;
	mimeType: string;
	content: Buffer;
}

export interface Drive {
	/** Of the host that stands in for www.googleapis.com. */
	url: string;
	/** For n8n's Google Drive credential: as after a sign-in, so that nobody is asked. */
	credential: Record<string, unknown>;
	/** What the folder holds. */
	files: DriveFile[];
	/** Downloads, by the file's name. */
	downloads: string[];
	close: () => Promise<void>;
}

/** A page of a folder's list. */
const PAGE = 100;

/** Stands in for Google Drive, as far as n8n's node lists a folder and downloads (https://developers.google.com/workspace/drive/api/reference/rest/v3/files). */
export async function openDrive(folder: string): Promise<Drive> {
	const [files, downloads]: [DriveFile[], string[]] = [[], []];
	const server = Fastify();
	const shown = ({ id, name, mimeType }: DriveFile) => ({ id, name, mimeType });
	server.get<{ Querystring: { q?: string; pageToken?: string } }>('/drive/v3/files', ({ query }) => {
		if (!query.q?.includes(`'${folder}' in parents`)) return { files: [] };
		const from = Number(query.pageToken ?? 0);
		const next = from + PAGE < files.length ? { nextPageToken: String(from + PAGE) } : {};
		return { files: files.slice(from, from + PAGE).map(shown), ...next };
	});
	server.get<{ Params: { id: string }; Querystring: { alt?: string } }>(
		'/drive/v3/files/:id',
		async ({ params, query }, reply) => {
			const file = files.find(({ id }) => id === params.id);
			if (!file) return await reply.code(404).send({ error: { code: 404, message: `File not found: ${params.id}.` } });
			if (query.alt !== 'media') return shown(file);
			downloads.push(file.name);
			return await reply.type(file.mimeType).send(file.content);
		},
	);
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		url,
		files,
		downloads,
		credential: {
			clientId: 'stand-in',
			clientSecret: 'stand-in',
			oauthTokenData: { access_token: 'stand-in', token_type: 'Bearer', expires_in: 3_599 },
		},
		close: async () => {
			await server.close();
		},
	};
}
