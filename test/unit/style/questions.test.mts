import { readFileSync } from 'node:fs';

/**
 * Ten questions of marketers, each with its way from README's links to the answer. A newcomer reads 200 words in a minute: everything
 * from the start of a page or section to the link that is clicked, and from there to the end of the answer, has no more.
 */
interface Stop {
	readonly page: string;
	/** The heading that the link before leads to; the top of the page without it. */
	readonly from?: string;
	/** The link to click, or the end of the answer. */
	readonly to: string;
}

const READ_IN_A_MINUTE = 200;

const readme = (to: string): Stop => ({ page: 'README.md', to: `](docs/${to})` });
const index = (from: string, to: string): Stop => ({ page: 'docs/README.md', from: `## ${from}`, to: `](${to})` });
const SHEETS = 'docs/recipes/daily-report-to-sheets.md';

const questions: Readonly<Record<string, readonly Stop[]>> = {
	'How do I get cost per purchase, per day, into a sheet?': [
		readme('recipes/daily-report-to-sheets.md'),
		{ page: SHEETS, to: '](#adapt-it-to-your-needs)' },
		{ page: SHEETS, from: '## Adapt it to your needs', to: '`cost_per_purchase`' },
	],
	'How do I exclude buyers?': [
		readme('recipes/nightly-suppression-replace.md'),
		{ page: 'docs/recipes/nightly-suppression-replace.md', to: 'Exclude that list in your ad sets' },
	],
	'How do I send an email to each client?': [
		readme('recipes/report-all-clients.md'),
		{ page: 'docs/recipes/report-all-clients.md', to: '](../report-by-email.md#one-email-for-each-client)' },
		{ page: 'docs/report-by-email.md', from: '## One email for each client', to: '_To Email_' },
	],
	'Why was my budget not increased?': [
		readme('README.md#budgets'),
		index('Budgets', 'meta-budget-guard.md#common-problems'),
		{
			page: 'docs/meta-budget-guard.md',
			from: '## Common problems',
			to: '`earliestNextTry` shows when it can try again',
		},
	],
	'What does this cost at Meta?': [
		readme('limits-and-costs.md'),
		{ page: 'docs/limits-and-costs.md', to: 'You pay only for your ads' },
	],
	'How do I undo a change?': [
		readme('README.md#budgets'),
		index('Budgets', 'how-the-guard-decides.md#undo-a-change'),
		{ page: 'docs/how-the-guard-decides.md', from: '## Undo a change', to: '_Change_ to _Undo_' },
	],
	'How do I turn ads off at night?': [
		readme('README.md#ads'),
		index('Ads', 'recipes/dayparting.md'),
		{ page: 'docs/recipes/dayparting.md', to: 'Ad sets run only during the hours you choose' },
	],
	'Which permission is missing?': [
		readme('README.md#setup-and-problems'),
		index('Setup and problems', 'meta-ads.md#check-access'),
		{ page: 'docs/meta-ads.md', from: '## Check Access', to: 'missing permissions and what each blocks' },
	],
	'How do I leave?': [
		readme('limits-and-costs.md#how-to-leave'),
		{ page: 'docs/limits-and-costs.md', from: '## How to leave', to: 'Delete stored contacts' },
	],
	'What does settled mean?': [
		readme('glossary.md'),
		// Words are in the order of the alphabet, so only those of the first column are read.
		{ page: 'docs/glossary.md', to: '| Settled | A day is settled once Meta no longer changes its numbers' },
	],
};

/** Words as they are shown: no addresses of links, pictures and marks of a table. */
const wordsShown = (markdown: string): number =>
	markdown
		.replace(/!\[[^\]]*\]\([^)]*\)/g, '')
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

function wordsTo({ page, from = '', to }: Stop): number {
	const text = readFileSync(page, 'utf8');
	const start = text.indexOf(from);
	const end = text.indexOf(to, start);
	if (start < 0 || end < 0) throw new Error(`${page} does not lead from “${from}” to “${to}”`);
	const read = text.slice(start, end + to.length);
	return wordsShown(page.endsWith('glossary.md') ? read.replace(/^(\| [^|]+) \|.*\|$/gm, '$1') : read);
}

it.each(Object.entries(questions))('%s is answered within a minute from README', (_, stops) => {
	expect(stops.map(wordsTo).reduce((sum, count) => sum + count)).toBeLessThanOrEqual(READ_IN_A_MINUTE);
});
