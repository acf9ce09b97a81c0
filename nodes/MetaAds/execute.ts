import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { run } from '../shared/node/run';

export const execute = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> =>
	await run(context, {
		account: async () => (await import('./selfCheck/account')).checkedAccount,
		ad: async () => (await import('./ad')).ad,
		adSet: async () => (await import('./adSet')).adSet,
		asset: async () => (await import('./asset')).asset,
		budgetSchedule: async () => (await import('./budgetSchedule')).budgetSchedule,
		campaign: async () => (await import('./campaign')).campaign,
		creative: async () => (await import('./creative')).creative,
		image: async () => (await import('./image')).image,
		targeting: async () => (await import('./targeting')).targeting,
		video: async () => (await import('./video')).video,
	});
