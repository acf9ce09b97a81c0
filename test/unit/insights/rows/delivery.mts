import { outputOf } from '../../../../nodes/MetaInsights/deliver/output.ts';
import type { OutputRows, ReadReport } from '../../../../nodes/MetaInsights/deliver/accountReport.ts';

type Delivery = Pick<ReadReport, 'form' | 'asked' | 'account' | 'pages'> &
	Partial<Pick<ReadReport, 'before' | 'complete'>> & {
		readonly now: number;
		/** What of n8n is called. */
		readonly n8n?: object;
		/** What of Meta is asked. */
		readonly sendMany?: unknown;
	};

/** A report's rows as the node hands them on; nothing of the session but its clock, n8n for files and Meta for ads. */
export async function delivery({ now, n8n, sendMany, ...report }: Delivery): Promise<OutputRows> {
	const session = { now: () => now, graph: { environment: 'meta', sendMany }, n8n };
	const whole = { complete: () => true, before: [], tell: () => undefined };
	return await outputOf({ session, ...whole, ...report } as unknown as ReadReport);
}
