/** Level of the rows, as Meta names it. */
export const reportLevels = ['account', 'campaign', 'adset', 'ad'] as const;
export type ReportLevel = (typeof reportLevels)[number];

/** As the form names them. */
export const levelNames = { account: 'Ad Account', campaign: 'Campaign', adset: 'Ad Set', ad: 'Ad' } as const;

/** Ids and names that say whose numbers a row holds; always asked for, they cost nothing. */
const identity: Record<ReportLevel, readonly [id: string, name: string]> = {
	account: ['account_id', 'account_name'],
	campaign: ['campaign_id', 'campaign_name'],
	adset: ['adset_id', 'adset_name'],
	ad: ['ad_id', 'ad_name'],
};

/** From the account down to the row's own level. */
export const identityFields = (level: ReportLevel): string[] =>
	reportLevels.slice(0, reportLevels.indexOf(level) + 1).flatMap((one) => identity[one]);

/** Fields that stay when a part of a report is fetched with fewer fields. */
export const keyFieldsOf = (level: ReportLevel): string[] => [...identityFields(level), 'account_currency'];

export const idField = (level: ReportLevel): string => identity[level][0];

export const nameFieldOf = (level: ReportLevel): string => identity[level][1];

/** The levels below one, down to another: where a part can be cut by ids. */
export const levelsBetween = (above: ReportLevel, lowest: ReportLevel): ReportLevel[] =>
	reportLevels.slice(reportLevels.indexOf(above) + 1, reportLevels.indexOf(lowest) + 1);

/** Whether several objects of a level make up one row of another. */
export const isBelow = (level: ReportLevel, rows: ReportLevel): boolean =>
	reportLevels.indexOf(level) > reportLevels.indexOf(rows);
