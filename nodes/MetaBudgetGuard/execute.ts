import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { run } from '../shared/node/run';

export const execute = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await run(context, {
		step: async () => (await import('./step/index')).step,
	});
