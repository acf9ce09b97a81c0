import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { run } from '../shared/node/run';

export const execute = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await run(context, {
		audience: async () => (await import('./audience')).audience,
		lookalike: async () => (await import('./lookalike')).lookalike,
		member: async () => (await import('./member')).member,
	});
