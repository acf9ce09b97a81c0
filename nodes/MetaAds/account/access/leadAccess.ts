import type { IDataObject } from 'n8n-workflow';

import { readLeadFormFacts } from '../../../meta/leads/forms';
import { readLeads } from '../../../meta/leads/leads';
import { whyNone } from '../../../meta/leads/whyNone';
import { GraphFailure } from '../../../shared/graph/error';
import type { Session } from '../../../shared/node/session/session';

/** What keeps the leads of a page away; a form's own refusal tells what no other answer does, such as Leads Access Manager. */
export async function leadProblem({ graph }: Session, page: string): Promise<GraphFailure | undefined> {
	const { problem } = await whyNone(graph, page);
	if (problem !== undefined) return problem;
	const read = async (): Promise<undefined> => {
		const [form] = await readLeadFormFacts(graph, page);
		if (form !== undefined) await readLeads(graph, page, form.id, {}, 1);
	};
	return await read().catch(async (thrown: unknown) =>
		thrown instanceof GraphFailure ? thrown : await Promise.reject(thrown),
	);
}

/** The row of a check that looks at a page's leads as well. */
export function withLeads(row: IDataObject, problem: GraphFailure | undefined): IDataObject {
	if (problem === undefined) return row;
	const leadSentence = `Leads of the page: ${problem.message}. ${problem.advice}`;
	return { ...row, ok: false, problems: row.ok === true ? leadSentence : `${String(row.problems)}\n${leadSentence}` };
}
