import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { CustomAudience } from '../../../emulator/audiences/audienceModel.mts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import type { EmulatorOptions, LoggedRequest } from '../../../emulator/http/server.mts';
import { useAudienceBench, type AudienceBench } from './audiences.mts';
import { byId, type NodeResult, type NodeRun } from './harness.mts';
import { processedData } from './processedData.mts';

/** SHA-256 as Meta compares it, made without any code of the nodes. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const autoMap: IDataObject = { mappingMode: 'autoMapInputData', value: null };

/** A mapping as the editor stores it. */
export const mapped = (value: IDataObject): IDataObject => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema: [],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});

export interface MemberBench extends AudienceBench {
	/** Runs Meta Audiences → Contact on the newsletter list, columns recognised by name, everybody consented. */
	change(
		operation: 'add' | 'remove' | 'replace' | 'sync' | 'checkUpload',
		items: IDataObject[],
		parameters?: IDataObject,
		more?: Partial<NodeRun>,
	): Promise<NodeResult>;
	audience(id?: string): CustomAudience;
	/** Hashed e-mail addresses in the list, sorted. */
	emails(id?: string): string[];
	/** Requests that change members. */
	uploads(): LoggedRequest[];
}

export function useMemberBench(options?: EmulatorOptions): MemberBench {
	const bench = useAudienceBench(options);
	beforeEach(() => processedData.clear());
	const members = {
		change: async (
			operation: string,
			items: IDataObject[],
			parameters: IDataObject = {},
			more: Partial<NodeRun> = {},
		) =>
			await bench.run(
				'member',
				operation,
				{
					audience: byId(AUDIENCES.usdNewsletter),
					columns: autoMap,
					consent: 'everybody',
					minimumRows: 0,
					keepAtLeast: 0,
					...parameters,
				},
				{ items, ...more },
			),
		audience: (id: string = AUDIENCES.usdNewsletter) => bench.emulator.world.get('CustomAudience', id),
		emails: (id?: string) =>
			members
				.audience(id)
				.members.all()
				.map((row) => row.EMAIL ?? '')
				.sort(),
		uploads: () => bench.sent().filter(({ path, method }) => method !== 'GET' && /\/users(replace)?$/.test(path)),
	};
	return Object.assign(Object.create(bench) as AudienceBench, members);
}

/** Invented people: `<name>1@example.com` and following. */
export const people = (name: string, count: number, more: IDataObject = {}): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ email: `${name}${index + 1}@example.com`, ...more }));

export const hashes = (name: string, count: number): string[] =>
	Array.from({ length: count }, (_, index) => sha256(`${name}${index + 1}@example.com`)).sort();

/** What each batch said of its session. */
export const sessions = (
	requests: readonly LoggedRequest[],
): Array<{ session_id: number; batch_seq: number; last_batch_flag: boolean }> =>
	requests.map(
		({ params }) => JSON.parse(params.session) as { session_id: number; batch_seq: number; last_batch_flag: boolean },
	);
