import type { IDataObject } from 'n8n-workflow';

/** Whether a row is one type of action (Columns: One Row per Action Type). */
export const isActionRow = (row: IDataObject): boolean =>
	typeof row.action_type === 'string' && row.action_type !== '' && 'actions' in row;

/**
 * A row of one type of action counts results of that kind. Meta counts one action under several names, so that kinds are never
 * added up. By kind they can be shown for each device, destination or reaction.
 */
export const withActionResults = (row: IDataObject): IDataObject =>
	isActionRow(row) && !('results' in row)
		? { ...row, results: row.actions, result_type: `actions:${String(row.action_type)}` }
		: row;
