import { outputOf } from '../../../../nodes/MetaInsights/deliver/output.ts';
import { rowChoices } from '../../../../nodes/MetaInsights/form/columns/columnsAsked.ts';
import type { ReportForm } from '../../../../nodes/MetaInsights/form/reportForm.ts';
import { reportOutput } from '../../../../nodes/MetaInsights/form/reportOutput.ts';
import type { OutputRows, ReadReport } from '../../../../nodes/MetaInsights/deliver/accountReport.ts';

type Delivery = Pick<ReadReport, 'asked' | 'account' | 'pages'> &
	Partial<Pick<ReadReport, 'before' | 'complete'>> & {
		readonly form: ReportForm;
		readonly now: number;
		/** What of n8n is called. */
		readonly n8n?: object;
		/** What of Meta is asked. */
		readonly sendMany?: unknown;
	};

/** A report's rows as the node hands them on; nothing of the session but its clock, n8n for files and Meta for ads. */
export async function delivery({ form, now, n8n, sendMany, ...report }: Delivery): Promise<OutputRows> {
	const session = { now: () => now, graph: { environment: 'meta', sendMany }, n8n };
	const wanted = { choices: rowChoices(form), output: reportOutput(form) };
	const whole = { complete: () => true, before: [], tell: () => undefined, ...wanted };
	return await outputOf({ session, ...whole, ...report } as unknown as ReadReport);
}
