/** Level of the rows, as Meta names it. */
export const levels = ['account', 'campaign', 'adset', 'ad'] as const;
export type Level = (typeof levels)[number];

/** As the form names them. */
export const levelNames = { account: 'Ad Account', campaign: 'Campaign', adset: 'Ad Set', ad: 'Ad' } as const;

/** Ids and names that say whose numbers a row holds; always asked for, they cost nothing. */
const identity: Record<Level, readonly [id: string, name: string]> = {
	account: ['account_id', 'account_name'],
	campaign: ['campaign_id', 'campaign_name'],
	adset: ['adset_id', 'adset_name'],
	ad: ['ad_id', 'ad_name'],
};

/** From the account down to the row's own level. */
export const identityFields = (level: Level): string[] =>
	levels.slice(0, levels.indexOf(level) + 1).flatMap((one) => identity[one]);

/** Fields that stay when a part of a report is fetched with fewer fields. */
export const keyFieldsOf = (level: Level): string[] => [...identityFields(level), 'account_currency'];

export const idField = (level: Level): string => identity[level][0];

export const nameField = (level: Level): string => identity[level][1];

/** The levels below one, down to another: where a part can be cut by ids. */
export const levelsBetween = (above: Level, lowest: Level): Level[] =>
	levels.slice(levels.indexOf(above) + 1, levels.indexOf(lowest) + 1);

/** Whether several objects of a level make up one row of another. */
export const isBelow = (level: Level, rows: Level): boolean => levels.indexOf(level) > levels.indexOf(rows);
