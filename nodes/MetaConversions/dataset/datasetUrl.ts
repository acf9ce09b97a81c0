/** Events Manager's page of a dataset (seen in the field; Meta documents no addresses of it). */
export const datasetUrl = (account: string, dataset: string): string =>
	`https://business.facebook.com/events_manager2/list/dataset/${dataset}?act=${account.replace(/^act_/, '')}`;
