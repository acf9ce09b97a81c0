import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Search } from './listSearch';

/**
 * Several lists as one: where one ends, the next begins. The token of a page is the number of its list, and that list's own token.
 */
export const inSequence = (searches: readonly Search[]): Search =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const [, number = '0', own = ''] = /^(\d+) (.*)$/s.exec(String(paginationToken ?? '')) ?? [];
		const pageOf = async (at: number, token: string | undefined): Promise<INodeListSearchResult> => {
			const page = await searches[at]?.call(this, filter, token);
			if (page === undefined) return { results: [] };
			const { results, paginationToken: next } = page;
			if (next !== undefined) return { results, paginationToken: `${at} ${String(next)}` };
			// Below an empty list the editor asks for no more.
			if (results.length === 0) return await pageOf(at + 1, undefined);
			return { results, ...(at + 1 < searches.length && { paginationToken: `${at + 1} ` }) };
		};
		return await pageOf(Number(number), own || undefined);
	};
