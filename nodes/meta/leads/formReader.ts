import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { idOf } from '../../shared/reading/cells';
import { leadFormFacts, readOneForm, type LeadFormFacts } from './forms';
import { isOfAnotherPage } from './pageAccess';

/** Forms by page and ID, each read once. Undefined where Meta does not show it: its leads are told all the same. */
export type FormReader = (page: string, form: string | null) => Promise<LeadFormFacts | undefined>;

const isHidden = (thrown: unknown): boolean =>
	thrown instanceof GraphFailure && (['notFound', 'permission'].includes(thrown.kind) || isOfAnotherPage(thrown));

export function formReader(graph: GraphClient): FormReader {
	const read = new Map<string, Promise<LeadFormFacts | undefined>>();
	return async (page, form) => {
		if (form === null) return undefined;
		const key = `${page} ${form}`;
		const facts =
			read.get(key) ??
			readOneForm(graph, page, form).then(leadFormFacts, async (thrown: unknown) =>
				isHidden(thrown) ? undefined : await Promise.reject(thrown),
			);
		read.set(key, facts);
		return await facts;
	};
}

/** The form that a lead came by. */
export const formIdOf = ({ form_id: form }: Readonly<Record<string, unknown>>): string | null => idOf(form);
