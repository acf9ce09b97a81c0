import groupBy from 'lodash/groupBy.js';

import type { FailureKind } from '../../../nodes/shared/graph/failureKind.ts';
import { explanations } from '../../../nodes/shared/graph/explanations/index.ts';
import { askedPermission } from '../../../nodes/shared/graph/explanations/permissions.ts';
import { reportFailures } from '../../../nodes/MetaInsights/read/reportFailures.ts';

/** Writes the second half of docs/development/messages.md from the tables of messages the nodes use. */

const BEGIN = '<!-- messages: written by npm run update -->';

/** How each kind is called for a reader, in the order people meet them. */
const headings: Partial<Record<FailureKind, string>> = {
	auth: 'The token',
	permission: 'Permissions',
	rateLimited: 'Limits',
	invalidParameter: 'What was asked for',
	notFound: 'Not found',
	tooMuchData: 'Too much at once',
	policy: 'Meta’s policies',
	temporary: 'Passing trouble',
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

function section(heading: string, rows: ReadonlyArray<{ readonly message: string; readonly advice: string }>): string {
	const byMessage = new Map<string, string>(rows.map(({ message, advice }) => [message, advice]));
	// What is fixed in the same way stands together.
	const lines = Object.entries(groupBy([...byMessage], ([, advice]) => advice)).map(
		([advice, same]) => `| ${same.map(([message]) => cell(message)).join('. <br>')} | ${cell(advice)} |`,
	);
	return [`### ${heading}`, '', '| The node says | What to do |', '| --- | --- |', ...lines].join('\n');
}

export function withMessages(page: string): string {
	const [written = ''] = page.split(BEGIN);
	const sections = Object.entries(headings).map(([kind, heading]) =>
		section(
			heading,
			[...explanations, ...byName].filter((explanation) => explanation.kind === kind),
		),
	);
	return `${written.trimEnd()}\n\n${BEGIN}\n\n${[...sections, section('Reports', Object.values(reportFailures))].join('\n\n')}\n`;
}

/** A permission that Meta's text names, as an example. */
const byName = [askedPermission(['ads_management'])].flatMap((asked) => asked ?? []);

/** Sentences a reader may search for, in the tables written by hand: quoted at the start of a row. “…” stands for anything. */
export const quotedSentences = (page: string): string[] =>
	[...page.matchAll(/^\| “([^|]+)” \|/gm)].map(([, sentence]) => sentence);

/** Kinds of failures that have no heading would be missing on the page. */
export const kindsWithoutHeading = (): string[] =>
	[...new Set(explanations.map(({ kind }) => kind))].filter((kind) => !headings[kind]);
