/** What Columns offers, by its value. */
export const columnChoices = {
	all: 'All Metrics of the Groups',
	long: 'One Row per Action Type',
	main: 'Key Metrics',
	raw: 'Raw',
	selected: 'Custom',
} as const;

/** Those that give a row as one line of columns, as messages name them. */
export const FLAT_CHOICES = `${columnChoices.main}, ${columnChoices.selected} or ${columnChoices.all}`;
