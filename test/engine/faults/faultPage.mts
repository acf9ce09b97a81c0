import { groupBy, maxBy } from 'lodash';

import { audienceSingles } from './audienceSingles.mts';
import { conversionSingles } from './conversionSingles.mts';
import {
	exists,
	expected,
	faults,
	itemsIn,
	spans,
	type FaultLine,
	type Operation,
	type Scope,
	type Span,
} from './faultMatrix.mts';
import { insightsSingles } from './insightsSingles.mts';
import { leadSingles } from './leadSingles.mts';
import { expectedOne, singles, strikesOne, type Single } from './faultSingles.mts';

/** Writes docs/development/fault-matrix.md from the table that the engine test runs: a line an operation, a column a group of faults. */

interface Group {
	readonly name: string;
	/** What happened at Meta. */
	readonly tells: string;
	readonly has: (line: FaultLine) => boolean;
}

const isShortened = ({ fault: { kind } }: FaultLine): boolean => kind === 'truncatedBatch';

const groups: readonly Group[] = [
	{ name: 'Refused', tells: 'Meta says no, and would again', has: ({ effect }) => effect === 'refused' },
	{ name: 'Limited', tells: 'Meta has not carried it out, and will later', has: ({ effect }) => effect === 'limited' },
	{
		name: 'Lost',
		tells: 'no usable answer, and not carried out',
		has: (line) => line.effect === 'lost' && !line.applied && !line.endless && !isShortened(line),
	},
	{
		name: 'Lost, carried out',
		tells: 'no usable answer, but carried out',
		has: (line) => line.applied === true && !line.endless && !isShortened(line),
	},
	{
		name: 'Endless',
		tells:
			'an answer comes byte by byte: it is given up after five minutes, and nothing is asked again; not carried out',
		has: ({ endless, applied }) => endless === true && !applied,
	},
	{
		name: 'Endless, carried out',
		tells: 'the same, but carried out',
		has: ({ endless, applied }) => endless === true && applied === true,
	},
	{
		name: 'Shortened',
		tells: 'the answer of a batch ends before its end; what is missing was not carried out',
		has: (line) => isShortened(line) && !line.applied,
	},
	{
		name: 'Shortened, carried out',
		tells: 'the same, and what is missing was carried out',
		has: (line) => isShortened(line) && line.applied === true,
	},
];

/** A group of faults, once or for as long as the step runs. */
interface Column {
	readonly head: string;
	readonly group: Group;
	readonly span: Span;
}

const columnsOf = (shown: readonly Span[]): Column[] =>
	groups.flatMap((group) =>
		shown.map((span) => ({ head: shown.length > 1 ? `${group.name}, ${span}` : group.name, group, span })),
	);

const words: Record<string, string> = { done: 'done', outcomeUnknown: '**unknown**', told: 'told' };

/** A refusal fails with the kind that the legend tells of it. */
const inWords = (verdict: string, line: FaultLine): string =>
	words[verdict] ?? (verdict === line.kind ? 'fails' : `fails: ${verdict}`);

/** What the faults of a group come to: one verdict, or that of most and those that differ by name. None where there is none of them. */
function together(lines: readonly FaultLine[], verdictOf: (line: FaultLine) => string): string {
	const byVerdict = new Map<string, string[]>();
	for (const line of lines) byVerdict.set(verdictOf(line), [...(byVerdict.get(verdictOf(line)) ?? []), line.name]);
	const [most, ...others] = [...byVerdict].toSorted(([, one], [, other]) => other.length - one.length);
	return most === undefined
		? '–'
		: [most[0], ...others.map(([verdict, names]) => `${names.join(', ')}: ${verdict}`)].join('; ');
}

/** One verdict for all items, or which items have which. */
function ofItems(line: FaultLine, operation: Operation, scope: Scope, span: Span): string {
	const verdicts = Array.from({ length: itemsIn(scope) }, (_, index) =>
		inWords(expected(line, operation, scope, span, index), line),
	);
	const kinds = [...new Set(verdicts)];
	if (kinds.length === 1) return kinds[0];
	const numbers = (kind: string): string =>
		verdicts.flatMap((verdict, index) => (verdict === kind ? [index + 1] : [])).join(', ');
	return kinds.map((kind) => `${numbers(kind)}: ${kind}`).join('; ');
}

type Row = readonly [name: string, cell: (column: Column) => string];

const ofOperation =
	(scope: Scope) =>
	(operation: Operation): Row => [
		operation,
		({ group, span }) =>
			together(
				faults.filter((line) => group.has(line) && exists(line, operation, scope, span)),
				(line) => ofItems(line, operation, scope, span),
			),
	];

const ofSingle = (single: Single): Row => [
	single.name.replace(/^(step|report)\./, '').replace('.', ': '),
	({ group, span }) =>
		together(
			faults.filter((line) => group.has(line) && strikesOne(single)(line)),
			(line) => inWords(expectedOne(single, line, span), line),
		),
];

/** What most operations of an effect have in common is one line, called so. */
const effectNames: Readonly<Record<NonNullable<Single['effect']> | 'read', string>> = {
	read: 'read',
	set: 'change',
	repeat: 'write that may be repeated',
	create: 'create',
};

/** A line for what most of an effect come to, where several do, and one for each operation that differs. */
function ofSingles(all: readonly Single[]): Row[] {
	const columns = columnsOf(spans);
	const cellsOf = (single: Single): string => JSON.stringify(columns.map(ofSingle(single)[1]));
	const apart = groupBy(all, ({ effect = 'read' }) => effect);
	return Object.entries(apart).flatMap(([effect, list]) => {
		const usual = maxBy(Object.values(groupBy(list, cellsOf)), 'length') ?? [];
		if (usual.length < 2) return list.map(ofSingle);
		const others = list.filter((single) => !usual.includes(single)).map(ofSingle);
		const name = `*every ${others.length > 0 ? 'other ' : ''}${effectNames[effect as keyof typeof effectNames]}*`;
		return [...others, [name, ofSingle(usual[0])[1]]];
	});
}

/** Without the columns that are empty for all. */
function table(shown: readonly Span[], rows: readonly Row[]): string {
	const columns = columnsOf(shown).filter((column) => rows.some(([, cell]) => cell(column) !== '–'));
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [
		line(['Operation', ...columns.map(({ head }) => head)]),
		line(['---', ...columns.map(() => '---')]),
		...rows.map(([name, cell]) => line([name, ...columns.map(cell)])),
	].join('\n');
}

const legend = groups
	.map(
		({ name, tells, has }) =>
			`| ${name} | ${tells} | ${faults
				.filter(has)
				.map(({ name: fault, kind }) => fault.replace(/, (not )?carried out$/, '') + (kind ? ` (*${kind}*)` : ''))
				.join('; ')} |`,
	)
	.join('\n');

const isGuard = ({ node }: Single): boolean => node === 'metaBudgetGuard';
const reads: readonly Operation[] = ['get', 'getMany'];
const writes: readonly Operation[] = ['update', 'activate', 'delete', 'create'];
const looks: readonly Operation[] = ['update, first look', 'update, proof'];

export const faultPage = (): string => `# What becomes of an item when a call fails

Written by \`npm run update\` from the table that \`faultMatrix.test.mts\`, \`audienceFaults.test.mts\` and \`conversionFaults.test.mts\`
run in n8n's engine against the emulator: every fault of every cell below is a test, and each checks the objects at (emulated)
Meta as well as the rows.

## What can happen on the way

| Group | What it means | Faults (and the kind of the error) |
| --- | --- | --- |
${legend}

Whether something was carried out at Meta the node cannot see. Empty slots and shortened answers exist in batches only. *Once*:
the fault strikes one call. *Always*: it strikes for as long as the step runs. An operation without a line of its own goes the way
of *every read*, *every change* or *every create* of its table.

## What becomes of the item

- **done**: the object is as the item asked, and the row shows it. After a limit or a lost answer the node waits and, for
  a read or an absolute write, asks again.
- **fails**: the item's error, of the kind that stands above or here. Nothing was changed for this item.
- **told**: no error; the row tells it.
- **unknown** (\`outcomeUnknown\`): the answer was lost, and looking (three times within half a minute) did not find what was sent.
  Nothing is sent a second time for a create; the error says what to check in Ads Manager.
- –: there is no such fault here.

## One item

### Campaigns, ad sets and ads

Each line is run on all three. Update changes a budget: money is compared with the object itself, a status first with a list.
First look: what is read before anything is sent. Proof: what is read after the write.

${table(spans, [...reads, ...writes, ...looks].map(ofOperation('one item')))}

### All other operations of Meta Ads

Check Access does not fail where a part of it does: its row tells which, and is not OK. Rotation decides about its items
together and has no verdict for each; under the same faults it is held to what matters there (\`rotateFaults.test.mts\`): never a
group without a live ad, and nothing said that is not so.

${table(spans, ofSingles(singles.filter((single) => !isGuard(single))))}

### Meta Budget Guard

It does not fail at a limit of calls: it holds the step and tells when to try again. *Object*, *change log* and what else
stands behind a comma are what it reads first: where that stays lost, nothing is changed.

${table(spans, ofSingles(singles.filter(isGuard)))}

### Meta Insights

All of it is reading, and having Meta prepare a report twice is once. A report that Meta does not answer at once for an unknown
reason may be too large: then Meta prepares it. Check does not fail while a failure can pass: \`problem\` tells it, and the report
stays under way.

${table(spans, ofSingles(insightsSingles))}

### Meta Audiences

People are members of a set: an upload is sent again in the same session, and twice is once. One that fails as temporary may
have arrived; running the step again makes the list exact.

${table(spans, ofSingles(audienceSingles))}

### Meta Conversions

An event is never sent again by itself: its row tells that its outcome is unknown. One that Meta refuses is told by its row as
well, and the others of the request go.

${table(spans, ofSingles(conversionSingles))}

### Meta Leads

Lead forms and leads belong to a page, and Meta answers its token alone. One that is refused is got once more, with the
credential’s: refused once, the step is done all the same.

${table(spans, ofSingles(leadSingles))}

## Five items

Writes of several items travel in one batch. A connection that breaks takes the answers of all of them along.

### The third one's request, once

${table(['once'], [reads[0], ...writes].map(ofOperation('third of five')))}

### The whole batch

Batches carry the looks as well: at budgets before they are changed, and for what was lost.

${table(spans, writes.map(ofOperation('whole batch of five')))}
`;
