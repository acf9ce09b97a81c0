import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { run } from '../shared/node/run';

export const execute = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await run(context, {
		form: async () => (await import('./form')).leadForm,
		lead: async () => (await import('./lead')).lead,
		page: async () => (await import('./page')).page,
		testLead: async () => (await import('./testLead')).testLead,
	});
