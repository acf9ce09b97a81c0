import type { GraphClient } from '../../shared/graph/client';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { leadFormsOf } from '../leads/forms';
import { readPagesRows } from '../leads/pageAccess';

const fields = fieldList(['id', 'name', 'status', 'locale', 'leads_count', 'created_time']);

/** The lead forms of a page, which Meta gives to the page's own token alone. */
export const readLeadForms = async (graph: GraphClient, page: string, most: number): Promise<GraphObject[]> =>
	await readPagesRows(graph, page, leadFormsOf(page, fields), most);
